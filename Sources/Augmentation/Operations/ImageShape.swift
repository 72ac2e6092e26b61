/// The shape of an 8-bit image, `[H, W, C]` row-major, with one channel (gray) or three (RGB).
package struct ImageShape: Hashable, Sendable {
    /// H, pixels.
    package let height: Int
    /// W, pixels.
    package let width: Int
    /// C, 1 or 3.
    package let channels: Int

    /// Creates a shape.
    package init(height: Int, width: Int, channels: Int) {
        precondition(height > 0 && width > 0, "an image of \(height) x \(width) pixels")
        precondition(channels == 1 || channels == 3, "\(channels) channels, not 1 or 3")
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// Values of a row of pixels.
    var rowValues: Int { width * channels }

    /// Values of an image.
    package var values: Int { height * width * channels }
}

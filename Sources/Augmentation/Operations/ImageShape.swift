package import Domain

/// The shape of an 8-bit image, `[H, W, C]` row-major.
///
/// Three channels are red, green and blue. Images of any other number have no colours: what changes saturation or hue
/// leaves them as they are, and the gray of a pixel is the mean of its channels.
package struct ImageShape: Hashable, Sendable {
    /// H, pixels.
    package let height: Int
    /// W, pixels.
    package let width: Int
    /// C.
    package let channels: Int

    /// Creates a shape.
    package init(height: Int, width: Int, channels: Int) {
        precondition(height > 0 && width > 0, "an image of \(height) x \(width) pixels")
        precondition(channels > 0, "an image of \(channels) channels")
        self.height = height
        self.width = width
        self.channels = channels
    }

    /// Values of a row of pixels.
    var rowValues: Int { width * channels }

    /// Values of an image.
    package var values: Int { height * width * channels }

    /// The shape of a project's images.
    package init(_ image: ImageSpecification) {
        self.init(height: image.height, width: image.width, channels: image.channels)
    }
}

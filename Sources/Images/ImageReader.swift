package import Domain

/// Reads PNG and JPEG files.
package enum ImageReader {
    /// The most pixels that an image may have: a photograph has fewer, a trap of a few bytes may have more.
    package static let pixelLimit = 1 << 27

    /// The image of a file's bytes, upright, with the channels that the file has; of a JPEG file in
    /// CMYK those of RGB.
    ///
    /// Nothing of the image's size is allocated before that size is known to be allowed.
    ///
    /// - Throws: ``Failure`` (invalid argument): no image of a kind that is read, damaged, not whole, or
    ///   too large.
    package static func image(
        _ bytes: [UInt8],
        pixelLimit: Int = pixelLimit
    ) throws(Failure) -> PixelImage {
        switch ImageKind(bytes) {
        case .png:
            let chunks = PNGChunks(bytes)
            guard !chunks.isAnimated else {
                throw .invalid("an animated PNG, which is not read; save one of its images")
            }
            return try PNGDecoder.image(bytes, pixelLimit: pixelLimit)
                .turned(by: chunks.orientation)
        case .jpeg:
            let segments = JPEGSegments(bytes)
            let image = try JPEGDecoder.image(bytes, pixelLimit: pixelLimit)
            guard segments.hasEnd else {
                throw .invalid("a JPEG file that is not whole: it has no end marker")
            }
            return image.turned(by: segments.orientation)
        case .some(let kind):
            throw .invalid("\(kind.rawValue) is not read; images that are read: PNG and JPEG")
        case nil:
            throw .invalid(
                bytes.isEmpty ? "an empty file" : "not an image; images that are read: PNG and JPEG"
            )
        }
    }

    /// Checks the size that a file's header claims.
    ///
    /// - Returns: the number of pixels.
    /// - Throws: ``Failure`` (invalid argument) when it is none, or too large.
    static func checkedPixels(
        width: Int,
        height: Int,
        limit: Int
    ) throws(Failure) -> Int {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0 else {
            throw .invalid("an image of \(width) x \(height) pixels")
        }
        guard !overflow, pixels <= limit else {
            throw .invalid(
                "\(width) x \(height) pixels; an image has at most \(limit), so make it smaller first"
            )
        }
        return pixels
    }
}

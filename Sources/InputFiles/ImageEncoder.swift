package import Domain
internal import Images

/// Turns image files into the raw bytes of a project's inputs.
package struct ImageEncoder: Sendable {
    private let image: ImageSpecification
    private let resizing: ImageResizing?

    /// Encodes for a project.
    ///
    /// - Parameters:
    ///   - specification: what an input of the project is.
    ///   - resizing: what becomes of an image of another size; nil: it is refused.
    /// - Throws: ``Failure`` (invalid argument) when the project's inputs are no images of 1 to 4 channels.
    package init(
        specification: InputSpecification,
        resizing: ImageResizing?
    ) throws(Failure) {
        guard case .image(let image) = specification, image.channels <= 4 else {
            throw .invalid(
                "image files have 1 to 4 channels, and the project expects \(specification.summary)"
            )
        }
        self.image = image
        self.resizing = resizing
    }

    /// The input that a file's bytes stand for: upright, in the project's channels and size.
    ///
    /// - Throws: ``Failure`` (invalid argument) when the file cannot be read, or has another size.
    package func bytes(
        of file: [UInt8],
        pixelLimit: Int = ImageReader.pixelLimit
    ) throws(Failure) -> [UInt8] {
        try bytes(of: try ImageReader.image(file, pixelLimit: pixelLimit))
    }

    /// The input that pixels stand for, in the project's channels and size.
    ///
    /// - Throws: ``Failure`` (invalid argument) when they have another size, and none is made of it.
    func bytes(of found: PixelImage) throws(Failure) -> [UInt8] {
        try check(width: found.width, height: found.height)
        let converted = found.converted(to: image.channels)
        guard let resizing else { return converted.pixels }
        return resizing.image(converted, width: image.width, height: image.height).pixels
    }

    /// Refuses another size than the project's where it may not be changed.
    func check(width: Int, height: Int) throws(Failure) {
        guard resizing == nil, width != image.width || height != image.height else { return }
        throw .invalid(
            "\(height) x \(width) pixels (height x width), the project expects "
                + "\(image.height) x \(image.width); --resize "
                + ImageResizing.allCases.map(\.rawValue).joined(separator: ", ")
                + " makes them of other sizes"
        )
    }
}

package import Domain
package import Messages

extension InputSpecification {
    /// The input of a project as a caller described it, not yet checked against its ranges.
    ///
    /// - Throws: ``Failure`` (invalid argument) when it is missing or of no kind.
    package init(_ message: Wire.InputSpecification?) throws(Failure) {
        switch message?.kind {
        case .image(let image):
            self = .image(
                ImageSpecification(
                    height: Int(image.height),
                    width: Int(image.width),
                    channels: Int(image.channels),
                    scale: image.scale ?? 1 / 255,
                    offset: image.offset,
                    flips: image.flips
                )
            )
        case .vector(let vector):
            self = .vector(dimension: Int(vector.dimension))
        case nil:
            throw .invalid("an input is required, image or vector; none came", field: "input")
        }
    }
}

extension Wire.InputSpecification {
    /// The input of a project.
    package init(_ input: InputSpecification) {
        switch input {
        case .image(let image):
            self.init(
                kind: .image(
                    Wire.ImageInput(
                        height: UInt32(clamping: image.height),
                        width: UInt32(clamping: image.width),
                        channels: UInt32(clamping: image.channels),
                        scale: image.scale,
                        offset: image.offset,
                        flips: image.flips
                    )
                )
            )
        case .vector(let dimension):
            self.init(kind: .vector(Wire.VectorInput(dimension: UInt32(clamping: dimension))))
        }
    }
}

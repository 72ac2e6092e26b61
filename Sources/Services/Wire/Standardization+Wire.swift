package import Domain
package import Messages
package import Networks

extension InputStandardization {
    /// How a caller wants the inputs of a project standardised; nil: not at all.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the input has no such parts.
    package init?(
        _ message: Wire.Standardization,
        of input: InputSpecification,
        field: String
    ) throws {
        switch (message, input) {
        case (.unspecified, _):
            self.init(defaultFor: input)
        case (.none, _):
            return nil
        case (.columns, .vector), (.channels, .image):
            self.init(of: input)
        case (.columns, _), (.channels, _):
            throw Failure.invalid(
                "columns are of vectors and channels of images; the project has \(input.summary)",
                field: field
            )
        case (.unrecognized(let number), _):
            throw Failure.invalid(
                "standardization is none (1), columns (2) or channels (3); got \(number)",
                field: field
            )
        }
    }
}

extension Wire.Standardization {
    /// How a stored network standardises its input.
    init(_ network: Graph) {
        switch network.standardization?.channels {
        case nil: self = .none
        case network.input.count: self = .columns
        default: self = .channels
        }
    }
}

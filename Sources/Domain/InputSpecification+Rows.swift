// From the bytes of numbers to what a network sees; texts and sound go through the front end of a model.
extension InputSpecification {
    /// Appends the numbers of one input, which must be valid.
    ///
    /// A row of text or sound has none.
    package func appendNetworkInput(_ bytes: Span<UInt8>, to values: inout [Float]) {
        switch self {
        case .image(let image):
            let (scale, offset) = (image.scale, image.offset)
            for index in bytes.indices { values.append(Float(bytes[index]) * scale + offset) }
        case .vector(let dimension):
            values.append(littleEndian: bytes, from: 0, count: dimension)
        case .text, .audio:
            preconditionFailure("\(summary) has no numbers")
        }
    }

    /// Appends the numbers of one input, which must be valid.
    package func appendNetworkInput(_ bytes: [UInt8], to values: inout [Float]) {
        appendNetworkInput(bytes.span, to: &values)
    }
}

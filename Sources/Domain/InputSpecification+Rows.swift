// From bytes to what the network sees, for training and serving alike: the one place.
extension InputSpecification {
    /// Appends what the network sees of row `row` of `bytes`, which are whole valid inputs one after
    /// the other.
    package func appendNetworkInput(_ bytes: Span<UInt8>, row: Int = 0, to values: inout [Float]) {
        let start = row * byteCount
        precondition(start + byteCount <= bytes.count, "row \(row) is beyond \(bytes.count) bytes")
        switch self {
        case .image(let image):
            let (scale, offset) = (image.scale, image.offset)
            for index in start..<start + byteCount {
                values.append(Float(bytes[index]) * scale + offset)
            }
        case .vector(let dimension):
            values.append(littleEndian: bytes, from: start, count: dimension)
        }
    }

    /// Appends what the network sees of one input, which must be valid.
    package func appendNetworkInput(_ bytes: [UInt8], to values: inout [Float]) {
        appendNetworkInput(bytes.span, to: &values)
    }
}

package import Domain

extension InputSpecification {
    /// Appends what the network sees of row `row` of `bytes`, which are whole inputs one after the
    /// other.
    ///
    /// The same numbers as ``appendNetworkInput(_:to:)`` on the row's own bytes.
    package func appendNetworkInput(_ bytes: Span<UInt8>, row: Int, to values: inout [Float]) {
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
}

internal import Compression
internal import Messages

extension Message {
    /// Appends the length prefix and the wire format to `buffer`.
    func frame(into buffer: inout [UInt8]) {
        MessageFraming.frame(into: &buffer) { encode(into: &$0) }
    }

    /// The length prefix and the wire format.
    func framed() -> [UInt8] {
        var buffer: [UInt8] = []
        frame(into: &buffer)
        return buffer
    }

    /// The length prefix and the wire format, compressed where `outbound` says so and memory allows.
    func framed(_ outbound: OutboundEncoding, compressed: Bool? = nil) -> [UInt8] {
        guard outbound.encoding != .identity,
            let format = outbound.format(of: encodedSize, compressed: compressed),
            let content = try? Compression.deflate(encoded(), format)
        else { return framed() }
        let length = UInt32(content.count)
        var buffer: [UInt8] = [1]
        buffer.reserveCapacity(5 + content.count)
        for shift in [24, 16, 8, 0] as [UInt32] {
            buffer.append(UInt8(truncatingIfNeeded: length >> shift))
        }
        buffer.append(contentsOf: content)
        return buffer
    }
}

/// Messages on the wire: a byte of flags, four bytes of length, the message.
enum MessageFraming {
    /// Appends a length prefix and what `encode` appends.
    static func frame(into buffer: inout [UInt8], _ encode: (inout [UInt8]) -> Void) {
        let start = buffer.count
        for _ in 0..<5 { buffer.append(0) }
        encode(&buffer)
        let length = UInt32(buffer.count - start - 5)
        buffer[start + 1] = UInt8(truncatingIfNeeded: length >> 24)
        buffer[start + 2] = UInt8(truncatingIfNeeded: length >> 16)
        buffer[start + 3] = UInt8(truncatingIfNeeded: length >> 8)
        buffer[start + 4] = UInt8(truncatingIfNeeded: length)
    }
}

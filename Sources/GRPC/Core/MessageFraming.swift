internal import Messages

extension Message {
    /// Appends the length prefix and the wire format to `buffer`.
    func frame(into buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(0)
        for _ in 0..<4 { buffer.append(0) }
        encode(into: &buffer)
        let length = UInt32(buffer.count - start - 5)
        buffer[start + 1] = UInt8(truncatingIfNeeded: length >> 24)
        buffer[start + 2] = UInt8(truncatingIfNeeded: length >> 16)
        buffer[start + 3] = UInt8(truncatingIfNeeded: length >> 8)
        buffer[start + 4] = UInt8(truncatingIfNeeded: length)
    }

    /// The length prefix and the wire format.
    func framed() -> [UInt8] {
        var buffer: [UInt8] = []
        frame(into: &buffer)
        return buffer
    }
}

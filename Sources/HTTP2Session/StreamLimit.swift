internal import CNgHTTP2

/// The limit on open streams, kept by us.
///
/// libnghttp2 ends the whole connection of a peer that opens one stream too many; RFC 9113 (section
/// 5.1.2) asks to refuse the stream. So libnghttp2 knows of no limit, the limit is written into the
/// SETTINGS frame on its way out, and streams past it are refused when their headers begin.
enum StreamLimit {
    /// What libnghttp2 takes for no limit.
    static let none = Int(Int32.max)

    /// The SETTINGS frame with the limit in it; nil where `frame` is another frame.
    static func announce(_ frame: UnsafeBufferPointer<UInt8>, _ limits: HTTP2Limits) -> [UInt8]? {
        guard frame.count > 9, unsafe frame[3] == UInt8(NGHTTP2_SETTINGS.rawValue) else {
            return nil
        }
        var bytes = unsafe Array(frame)
        let value = UInt32(clamping: limits.concurrentStreams)
        for entry in stride(from: 9, to: bytes.count - 5, by: 6) {
            let id = UInt32(bytes[entry]) << 8 | UInt32(bytes[entry + 1])
            guard id == NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue else { continue }
            for index in 0..<4 {
                let shift = UInt32(24 - 8 * index)
                bytes[entry + 2 + index] = UInt8(truncatingIfNeeded: value >> shift)
            }
        }
        return bytes
    }
}

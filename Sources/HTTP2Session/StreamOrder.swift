/// Knows frames that come too late: on a stream that the peer has ended, or has passed over.
///
/// libnghttp2 forgets closed streams, and must take frames on one that we reset: they may have been
/// on their way. On one that the peer itself ended nothing can be; RFC 9113 (section 5.1) wants
/// STREAM_CLOSED there, and PROTOCOL_ERROR where a stream is opened below a later one (5.1.1). The
/// last few of both are kept: what comes later still is ignored.
struct StreamOrder {
    private let isKept: Bool
    private var ended = SIMD16<UInt32>(repeating: 0)
    private var nextEnded = 0
    private var highestEnded: UInt32 = 0
    /// The last stream that the peer opened.
    private(set) var lastOpened: UInt32 = 0
    /// The first and last of the streams passed over.
    private var skippedFrom = SIMD4<UInt32>(repeating: .max)
    private var skippedTo = SIMD4<UInt32>(repeating: 0)
    private var nextSkipped = 0

    private static let endStreamFlag: UInt8 = 1

    /// Keeps account where the peer is a client.
    init(isKept: Bool) { self.isKept = isKept }

    /// The error that a frame is; nil for none.
    mutating func breach(_ type: UInt8, _ flags: UInt8, _ stream: UInt32) -> HTTP2ErrorCode? {
        guard type <= 3, isKept, stream & 1 == 1 else { return nil }
        switch type {
        case 0:
            if wasEnded(stream) { return .streamClosed }
        case 1:
            if stream > lastOpened {
                open(stream)
            } else if wasEnded(stream) {
                return .streamClosed
            } else if any(skippedFrom .<= stream .& (skippedTo .>= stream)) {
                return .protocolError
            }
        case 3:
            note(stream)
            return nil
        default: return nil
        }
        if flags & Self.endStreamFlag != 0 { note(stream) }
        return nil
    }

    private func wasEnded(_ stream: UInt32) -> Bool {
        // Most frames are on streams above all that have ended.
        stream <= highestEnded && any(ended .== stream)
    }

    private mutating func note(_ stream: UInt32) {
        ended[nextEnded] = stream
        highestEnded = max(highestEnded, stream)
        nextEnded = (nextEnded + 1) & 15
    }

    private mutating func open(_ stream: UInt32) {
        let next = lastOpened == 0 ? 1 : lastOpened + 2
        if stream > next {
            skippedFrom[nextSkipped] = next
            skippedTo[nextSkipped] = stream - 2
            nextSkipped = (nextSkipped + 1) & 3
        }
        lastOpened = stream
    }
}

/// Follows frame boundaries in what a peer sends, to refuse floods before libnghttp2 works on them.
///
/// It sees the nine header bytes of each frame, also where reads split them, and counts what
/// libnghttp2 does not: CONTINUATION frames and bytes of one header block, and empty DATA frames.
struct FrameScanner {
    private let limits: HTTP2Limits
    /// Bytes to pass over: the client's magic at first, then payloads.
    private var remaining: Int
    private var header: (length: Int, type: UInt8, flags: UInt8, stream: UInt32, filled: Int) =
        (0, 0, 0, 0, 0)
    private var order: StreamOrder
    private var continuations = 0
    private var continuationBytes = 0
    private var emptyDataFrames = 0
    /// SETTINGS and PING frames that ask for an answer, since ``ControlBudget`` last looked.
    var controlFrames = 0
    /// How many more streams the peer may open before ``scan(_:)`` stops.
    var streamsLeft: Int
    /// Frames whose header was read whole.
    private(set) var frames = 0

    private static let magicBytes = 24
    private static let headerBytes = 9
    private static let data: UInt8 = 0
    private static let headers: UInt8 = 1
    private static let settings: UInt8 = 4
    private static let ping: UInt8 = 6
    private static let continuation: UInt8 = 9
    private static let endStreamFlag: UInt8 = 1
    private static let ackFlag: UInt8 = 1
    private static let paddedFlag: UInt8 = 8

    init(limits: HTTP2Limits, server: Bool) {
        self.limits = limits
        remaining = server ? Self.magicBytes : 0
        streamsLeft = server ? HTTP2Session.streamPortion : .max
        order = StreamOrder(isKept: server)
    }

    /// A limit that was passed or a rule that was broken, and how many of the scanned bytes precede
    /// the frame that did it; without a limit as many streams were opened as may be at a time.
    struct Stop {
        var limit: TransportLimit?
        var code = HTTP2ErrorCode.enhanceYourCalm
        let accepted: Int
    }

    /// Scans bytes in the order of their arrival; nil where all were scanned.
    mutating func scan(_ bytes: borrowing Span<UInt8>) -> Stop? {
        var position = 0
        while position < bytes.count {
            if remaining > 0 {
                let step = min(remaining, bytes.count - position)
                remaining -= step
                position += step
                continue
            }
            if header.filled == 0, bytes.count - position >= Self.headerBytes {
                take(bytes, at: position)
                position += Self.headerBytes
            } else {
                take(bytes[position])
                position += 1
            }
            guard header.filled == Self.headerBytes else { continue }
            let opened = order.lastOpened
            if let stop = judge(endingAt: position) { return stop }
            remaining = header.length
            header = (0, 0, 0, 0, 0)
            frames += 1
            if order.lastOpened != opened {
                streamsLeft -= 1
                if streamsLeft == 0 { return Stop(accepted: position) }
            }
        }
        return nil
    }

    /// Takes a frame header that lies in one piece, as most do.
    private mutating func take(_ bytes: borrowing Span<UInt8>, at start: Int) {
        header.length =
            Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
        header.type = bytes[start + 3]
        header.flags = bytes[start + 4]
        header.stream =
            UInt32(bytes[start + 5]) << 24 | UInt32(bytes[start + 6]) << 16
            | UInt32(bytes[start + 7]) << 8 | UInt32(bytes[start + 8])
        header.filled = Self.headerBytes
    }

    private mutating func take(_ byte: UInt8) {
        switch header.filled {
        case 0...2: header.length = header.length << 8 | Int(byte)
        case 3: header.type = byte
        case 4: header.flags = byte
        default: header.stream = header.stream << 8 | UInt32(byte)
        }
        header.filled += 1
    }

    private mutating func judge(endingAt position: Int) -> Stop? {
        let accepted = max(0, position - Self.headerBytes)
        if let limit = count(flags: header.flags) {
            return Stop(limit: limit, accepted: accepted)
        }
        if let code = order.breach(header.type, header.flags, header.stream & 0x7fff_ffff) {
            return Stop(limit: .protocolErrors, code: code, accepted: accepted)
        }
        return nil
    }

    private mutating func count(flags: UInt8) -> TransportLimit? {
        switch header.type {
        case Self.data:
            // What is padded and fits into padding may carry nothing either.
            let most = flags & Self.paddedFlag == 0 ? 0 : 256
            guard header.length <= most, flags & Self.endStreamFlag == 0 else {
                emptyDataFrames = 0
                return nil
            }
            emptyDataFrames += 1
            return emptyDataFrames > limits.emptyDataFrames ? .emptyData : nil
        case Self.headers:
            continuations = 0
            continuationBytes = 0
        case Self.settings, Self.ping:
            if flags & Self.ackFlag == 0 { controlFrames += 1 }
        case Self.continuation:
            continuations += 1
            continuationBytes += header.length
            if continuations > limits.continuationFrames { return .continuationFrames }
            if continuationBytes > limits.continuationBytes { return .continuationBytes }
        default: break
        }
        return nil
    }
}

/// What a server is to do, told by its frames.
enum Verdict: Hashable, Sendable {
    /// The first frame is SETTINGS without ACK.
    case settingsFirst
    /// SETTINGS with ACK.
    case settingsAcknowledged
    /// PING with ACK and these bytes.
    case pong([UInt8])
    /// PING with ACK and these bytes, or the connection is closed.
    case pongOrClose([UInt8])
    /// HEADERS on a stream.
    case headers(UInt32)
    /// The next DATA frame has this many bytes.
    case data(Int)
    /// Any DATA frame.
    case anyData
    /// The stream ends: END_STREAM, or RST_STREAM(NO_ERROR).
    case streamEnds
    /// GOAWAY with one of these codes, then the end of the connection.
    case connectionError([UInt32])
    /// RST_STREAM or GOAWAY with one of these codes.
    case streamError([UInt32])
    /// RST_STREAM with this code on a stream.
    case reset(UInt32, UInt32)
    /// The connection is closed.
    case closed

    /// Whether a frame settles the matter: true or false; nil where the next one is to be seen.
    func judge(_ frame: Frame, isFirst: Bool) -> Bool? {
        switch self {
        case .settingsFirst: isFirst ? frame.type == 4 && frame.flags & 1 == 0 : false
        case .settingsAcknowledged: frame.type == 4 && frame.flags & 1 == 1 ? true : nil
        case .pong(let bytes), .pongOrClose(let bytes):
            frame.type == 6 ? frame.flags & 1 == 1 && frame.payload == bytes : nil
        case .headers(let stream): frame.type == 1 ? frame.stream == stream : nil
        case .data(let count): frame.type == 0 ? frame.payload.count == count : nil
        case .anyData: frame.type == 0 ? true : nil
        case .streamEnds:
            if frame.type <= 1 {
                frame.flags & 1 == 1 ? true : nil
            } else {
                frame.type == 3 ? frame.code == 0 : nil
            }
        case .connectionError(let codes): frame.type == 7 ? codes.contains(frame.code ?? 0) : nil
        case .streamError(let codes): frame.code.map { codes.contains($0) }
        case .reset(let stream, let code):
            frame.type == 3 ? frame.stream == stream && frame.code == code : nil
        case .closed: nil
        }
    }

    /// Whether the end of the connection is what is expected, when no frame said so before.
    var mayClose: Bool {
        switch self {
        case .pongOrClose, .closed: true
        default: false
        }
    }
}

/// One thing that a client does and what a server owes it.
struct ConformanceCase: Sendable, CustomStringConvertible {
    enum Step: Sendable {
        case send([UInt8])
        case await(Verdict)
    }

    /// The section, and what is done.
    let description: String
    /// Whether settings are exchanged before the first step.
    var shakesHands = true
    /// Whether only the strict mode of h2spec asks for it.
    var isStrict = false
    let steps: [Step]

    /// A case with one thing to send.
    init(_ section: String, _ title: String, _ bytes: [UInt8], _ verdict: Verdict) {
        self.init(section, title, steps: [.send(bytes), .await(verdict)])
    }

    init(_ section: String, _ title: String, steps: [Step]) {
        description = "\(section) \(title)"
        self.steps = steps
    }

    /// The same without an exchange of settings.
    var bare: ConformanceCase {
        var copy = self
        copy.shakesHands = false
        return copy
    }

    /// The same, asked for in strict mode.
    var strict: ConformanceCase {
        var copy = self
        copy.isStrict = true
        return copy
    }

    static let all =
        http2Connection + http2Streams + http2Frames + http2Windows + http2Requests + generic
        + genericHPACK + hpack
}

/// Error codes of RFC 9113, section 7.
enum Code {
    static let none: UInt32 = 0
    static let protocolError: UInt32 = 1
    static let flowControl: UInt32 = 3
    static let streamClosed: UInt32 = 5
    static let frameSize: UInt32 = 6
    static let refused: UInt32 = 7
    static let compression: UInt32 = 9
}

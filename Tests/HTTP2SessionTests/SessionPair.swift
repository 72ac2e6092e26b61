import HTTP2Session

/// What a session said, with the payloads in place of their ranges.
enum Told: Hashable {
    case headers(Int32, [String])
    case headersTooLarge(Int32)
    case data(Int32, Payload)
    case endStream(Int32)
    case closed(Int32, HTTP2ErrorCode)
    case writable(Int32)
    case goAway(Int32, HTTP2ErrorCode)
    case settings
    case pingAnswered
}

/// Bytes that a failure message counts and does not list.
struct Payload: Hashable, ExpressibleByArrayLiteral, CustomStringConvertible {
    var bytes: [UInt8]

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    init(arrayLiteral elements: UInt8...) { bytes = elements }

    var description: String { "\(bytes.count) bytes with sum \(bytes.reduce(0) { $0 + Int($1) })" }

    static func + (left: Payload, right: Payload) -> Payload { Payload(left.bytes + right.bytes) }
}

/// One session under test with a clock that stands until it is moved.
final class Side {
    let session: HTTP2Session
    let counters = TransportCounters()
    private let clock: Clock
    var streams: [Int32: StreamID] = [:]

    private final class Clock { var now: UInt64 = 1_000_000_000 }

    init(_ role: HTTP2Session.Role, limits: HTTP2Limits = HTTP2Limits()) throws {
        let clock = Clock()
        self.clock = clock
        session = try HTTP2Session(role: role, limits: limits, counters: counters) { clock.now }
    }

    func advance(nanoseconds: UInt64) { clock.now += nanoseconds }

    /// All bytes that the session wants to send now.
    func output() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var count = -1
        while bytes.count > count {
            count = bytes.count
            try session.takeOutput(limit: 1 << 20, into: &bytes)
        }
        return bytes
    }

    /// What the session said since the last call; neighbouring data of a stream are joined.
    func told() -> [Told] {
        let batch = session.takeEvents()
        var result: [Told] = []
        for event in batch.events {
            switch event {
            case .headers(let stream, let fields):
                streams[stream.number] = stream
                let list = fields.map { "\(batch.headers.name($0)): \(batch.headers.value($0))" }
                result.append(.headers(stream.number, list))
            case .headersTooLarge(let stream):
                streams[stream.number] = stream
                result.append(.headersTooLarge(stream.number))
            case .data(let stream, let bytes):
                let payload = Payload(batch.body[bytes])
                if case .data(stream.number, let before) = result.last {
                    result[result.count - 1] = .data(stream.number, before + payload)
                } else {
                    result.append(.data(stream.number, payload))
                }
            case .endStream(let stream): result.append(.endStream(stream.number))
            case .closed(let stream, let code): result.append(.closed(stream.number, code))
            case .writable(let stream): result.append(.writable(stream.number))
            case .goAway(let last, let code): result.append(.goAway(last, code))
            case .settings: result.append(.settings)
            case .pingAnswered: result.append(.pingAnswered)
            }
        }
        session.recycle(batch)
        return result
    }

    func receive(_ bytes: [UInt8]) throws { try session.receive(bytes.span) }
}

/// A client and a server session with the bytes between them.
struct SessionPair {
    let client: Side
    let server: Side

    init(
        client: HTTP2Limits = HTTP2Limits(),
        server: HTTP2Limits = HTTP2Limits()
    ) throws {
        self.client = try Side(.client, limits: client)
        self.server = try Side(.server, limits: server)
        try exchange()
        _ = self.client.told()
        _ = self.server.told()
    }

    /// Moves bytes both ways until neither side has more.
    func exchange() throws {
        while true {
            let up = try client.output()
            if !up.isEmpty { try server.receive(up) }
            let down = try server.output()
            if !down.isEmpty { try client.receive(down) }
            if up.isEmpty, down.isEmpty { return }
        }
    }

    static func request(_ path: String = "/s/M") -> HeaderBlock {
        var list = HeaderBlock()
        list.append(":method", "POST")
        list.append(":scheme", "http")
        list.append(":path", path)
        list.append(":authority", "here")
        return list
    }

    /// Opens a stream on the client, and returns both sides' names for it.
    func open(
        _ body: [UInt8] = [],
        ends: Bool = false
    ) throws -> (
        client: StreamID, server: StreamID
    ) {
        let stream = try client.session.request(headers: Self.request())
        client.session.write(stream) { $0.append(contentsOf: body) }
        if ends { client.session.finish(stream) }
        try exchange()
        _ = server.told()
        guard let other = server.streams[stream.number] else {
            throw HTTP2Error("stream \(stream.number) did not reach the server")
        }
        return (stream, other)
    }
}

/// Frames written by hand.
enum Frame {
    static let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)

    static func make(
        _ type: UInt8,
        flags: UInt8 = 0,
        stream: Int32 = 0,
        _ payload: [UInt8] = []
    )
        -> [UInt8]
    {
        let count = payload.count
        let id = UInt32(bitPattern: stream)
        return [
            UInt8(truncatingIfNeeded: count >> 16), UInt8(truncatingIfNeeded: count >> 8),
            UInt8(truncatingIfNeeded: count), type, flags,
            UInt8(truncatingIfNeeded: id >> 24), UInt8(truncatingIfNeeded: id >> 16),
            UInt8(truncatingIfNeeded: id >> 8), UInt8(truncatingIfNeeded: id),
        ] + payload
    }

    static let settings = make(4)

    static let request: [UInt8] = [0x83, 0x86, 0x84, 0x01, 1, 0x68]
    static let requestFields = [":method: POST", ":scheme: http", ":path: /", ":authority: h"]

    /// A POST in HPACK literals without indexing; END_HEADERS.
    static func headers(stream: Int32, ends: Bool = false) -> [UInt8] {
        // :method POST, :scheme http, :path / are entries 3, 6 and 4 of the static table; :authority is 1.
        make(1, flags: ends ? 5 : 4, stream: stream, request)
    }

    static func reset(stream: Int32) -> [UInt8] { make(3, stream: stream, [0, 0, 0, 8]) }

    /// One frame of a session's output.
    struct Parsed: Hashable {
        var type: UInt8
        var flags: UInt8
        var stream: Int32
        var payload: [UInt8]

        /// The code of a GOAWAY or RST_STREAM frame.
        var code: UInt32? {
            switch type {
            case 3: Self.big(payload)
            case 7: Self.big(payload.dropFirst(4))
            default: nil
            }
        }

        /// The text of a GOAWAY frame.
        var text: String { String(decoding: payload.dropFirst(8), as: UTF8.self) }

        private static func big(_ bytes: some Sequence<UInt8>) -> UInt32 {
            bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    /// Cuts output into its frames; what is no whole frame is left out.
    static func parse(_ bytes: [UInt8]) -> [Parsed] {
        var result: [Parsed] = []
        var rest = bytes[...]
        while rest.count >= 9 {
            let head = Array(rest.prefix(9))
            let length = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
            guard rest.count >= 9 + length else { break }
            let stream = head[5...].reduce(Int32(0)) { $0 << 8 | Int32($1) }
            rest = rest.dropFirst(9)
            result.append(
                Parsed(
                    type: head[3],
                    flags: head[4],
                    stream: stream,
                    payload: Array(rest.prefix(length))
                )
            )
            rest = rest.dropFirst(length)
        }
        return result
    }
}

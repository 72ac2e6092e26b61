import HTTP2Session

/// Drives one session as a handler would, with a peer and a handler that do anything.
///
/// The first byte chooses the side and the limits; then each byte is a command, and most commands
/// feed bytes, so that reads are split anywhere.
enum SessionBody {
    static func run(_ reader: inout InputReader) throws {
        let driver = try SessionDriver(options: reader.byte())
        var commands = 0
        while !reader.isAtEnd, commands < 2_000 {
            commands += 1
            guard try driver.step(&reader) else { break }
        }
        try driver.finish()
    }

    static let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]
}

/// A session with the handler's view of its streams.
final class SessionDriver {
    private let session: HTTP2Session
    private var streams: [StreamID] = []
    /// Bytes that were told and not released, by the slot of their stream.
    private var held: [StreamID: Int] = [:]
    private var sent = 0

    private static let ok = StaticHeaders([(":status", "200"), ("content-type", "t")])
    private static let trailers = StaticHeaders([("grpc-status", "0")])

    /// Bits of `options`: the client's side, small limits, the peer's preface was read.
    init(options: UInt8) throws {
        var limits = HTTP2Limits()
        if options & 2 != 0 {
            limits.headerListBytes = 256
            limits.concurrentStreams = 4
            limits.streamWindow = 1_000
            limits.bufferedInputBytes = 2_000
            limits.bufferedOutputBytes = 2_000
            limits.streamOutputHighWater = 100
            limits.streamOutputLowWater = 10
        }
        let role = options & 1 == 0 ? HTTP2Session.Role.server : .client
        var now: UInt64 = 1
        session = try HTTP2Session(role: role, limits: limits) {
            now += 1_000
            return now
        }
        if options & 4 != 0 {
            _ = try receive(role == .server ? SessionBody.magic : Array(SessionBody.magic[24...]))
        }
    }

    /// Does one command; false when the connection is over.
    func step(_ reader: inout InputReader) throws -> Bool {
        let command = reader.byte()
        switch command >> 4 {
        case 0...6: return try receive(reader.take(Int(command & 127) + 1))
        case 7: return try receive(reader.take(reader.number() & 0x3fff))
        case 8: try takeOutput(limit: 1 << (Int(command & 15) + 2))
        case 9: respond(stream(command), &reader)
        case 10: write(stream(command), Int(reader.byte()) * 17)
        case 11: end(stream(command), &reader)
        case 12: if let stream = stream(command) { release(stream, reader.number()) }
        case 13: if let stream = stream(command) { session.reset(stream, .cancel) }
        case 14: request(&reader)
        default: control(command)
        }
        return try takeEvents()
    }

    /// What must hold whatever came before: the end of the last stream leaves nothing behind.
    func finish() throws {
        try takeOutput(limit: 1 << 20)
        _ = try takeEvents()
        for stream in streams {
            release(stream, Int.max)
            session.reset(stream, .internalError)
        }
        try takeOutput(limit: 1 << 20)
        _ = try takeEvents()
        guard session.openStreams == 0 else { return }
        try FuzzFinding.unless(
            session.bufferedInput == 0 && session.bufferedOutput == 0,
            "no stream is open, \(session.bufferedInput) bytes wait to be read and "
                + "\(session.bufferedOutput) to be sent"
        )
    }

    // MARK: Bytes

    private func receive(_ bytes: [UInt8]) throws -> Bool {
        do throws(HTTP2Error) {
            try session.receive(bytes.span)
        } catch {
            _ = try takeEvents()
            try takeOutput(limit: 1 << 20)
            return false
        }
        return try takeEvents()
    }

    private func takeOutput(limit: Int) throws {
        var bytes: [UInt8] = []
        try session.takeOutput(limit: limit, into: &bytes)
        sent += bytes.count
    }

    private func takeEvents() throws -> Bool {
        let batch = session.takeEvents()
        for event in batch.events { try note(event, batch) }
        session.recycle(batch)
        try check()
        return !session.isFinished
    }

    private func note(_ event: HTTP2Event, _ batch: EventBatch) throws {
        switch event {
        case .headers(let stream, let fields):
            for index in fields {
                _ = batch.headers.name(index)
                _ = batch.headers.valueBytes(index)
            }
            add(stream)
        case .headersTooLarge(let stream): add(stream)
        case .data(let stream, let bytes):
            held[stream, default: 0] += batch.body[bytes].count
        case .closed(let stream, _):
            streams.removeAll { $0 == stream }
            held[stream] = nil
        case .endStream, .writable, .goAway, .settings, .pingAnswered: break
        }
    }

    private func add(_ stream: StreamID) {
        if !streams.contains(stream) { streams.append(stream) }
    }

    private func check() throws {
        let told = held.values.reduce(0, +)
        try FuzzFinding.unless(
            session.bufferedInput == told,
            "\(session.bufferedInput) bytes are counted as received, \(told) were told"
        )
        try FuzzFinding.unless(
            session.owedToConnection >= 0 && session.owedToConnection <= session.bufferedInput,
            "\(session.owedToConnection) bytes are owed of \(session.bufferedInput)"
        )
        try FuzzFinding.unless(session.bufferedOutput >= 0, "\(session.bufferedOutput) to send")
        try FuzzFinding.unless(
            session.openStreams >= streams.count { session.isOpen($0) },
            "\(session.openStreams) streams are counted, \(streams.count) were told"
        )
    }

    // MARK: Commands

    private func stream(_ command: UInt8) -> StreamID? {
        streams.isEmpty ? nil : streams[Int(command & 15) % streams.count]
    }

    private func respond(_ stream: StreamID?, _ reader: inout InputReader) {
        guard let stream else { return }
        let kind = reader.byte()
        guard kind & 2 != 0 else {
            return session.respond(stream, headers: Self.ok, endStream: kind & 1 != 0)
        }
        var list = HeaderBlock()
        list.append(":status", kind & 4 == 0 ? "200" : "404")
        list.append("x", bytes: reader.take(Int(kind >> 3)))
        session.respond(stream, headers: list, endStream: kind & 1 != 0)
    }

    private func write(_ stream: StreamID?, _ count: Int) {
        guard let stream else { return }
        session.write(stream) { $0.append(contentsOf: repeatElement(7, count: count)) }
        _ = session.unsent(stream)
    }

    private func end(_ stream: StreamID?, _ reader: inout InputReader) {
        guard let stream else { return }
        switch reader.byte() & 3 {
        case 0: session.finish(stream)
        case 1: session.finish(stream, trailers: Self.trailers)
        default:
            var list = HeaderBlock()
            list.append("grpc-message", bytes: reader.take(3))
            session.finish(stream, trailers: list)
        }
    }

    private func release(_ stream: StreamID, _ count: Int) {
        guard session.isOpen(stream) else { return }
        session.release(stream, bytes: count)
        if let before = held[stream] { held[stream] = before - min(before, count) }
    }

    private func request(_ reader: inout InputReader) {
        guard session.role == .client, streams.count < 8 else { return }
        var list = HeaderBlock()
        list.append(":method", "POST")
        list.append(":scheme", "http")
        list.append(":path", "/s/M")
        list.append(":authority", "h")
        let stream = try? session.request(headers: list, endStream: reader.byte() & 1 != 0)
        if let stream { add(stream) }
    }

    private func control(_ command: UInt8) {
        switch command & 7 {
        case 0: session.ping()
        case 1: session.announceShutdown()
        case 2: session.goAway()
        case 3: session.terminate(.noError)
        default: if let stream = stream(command >> 1) { _ = session.streamWindow(stream) }
        }
        _ = session.connectionWindow
    }
}

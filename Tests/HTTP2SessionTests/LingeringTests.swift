import HTTP2Session
import Testing

@Suite("An answer comes first: the rest of its request is dropped, within bounds, before a reset")
struct LingeringTests {
    private static let second: UInt64 = 1_000_000_000
    private static let ok = StaticHeaders([(":status", "200")])

    /// A server that has answered stream 1, whose peer has not ended it.
    private func answered(_ limits: HTTP2Limits = HTTP2Limits()) throws -> Side {
        let server = try Side(.server, limits: limits)
        try server.receive(Frame.magic + Frame.settings + Frame.headers(stream: 1))
        _ = server.told()
        _ = try server.output()
        server.session.respond(try #require(server.streams[1]), headers: Self.ok, endStream: true)
        let frames = Frame.parse(try server.output())
        #expect(frames.map(\.type) == [1])
        #expect(frames[0].flags & 1 == 1)
        #expect(server.session.lingers)
        return server
    }

    private func resets(_ server: Side) throws -> [Frame.Parsed] {
        Frame.parse(try server.output()).filter { $0.type == 3 }
    }

    @Test("The request ends: so does the stream, without a reset, and a token comes back")
    func ends() throws {
        let server = try answered()
        let data = Frame.make(0, stream: 1, [UInt8](repeating: 1, count: 1_000))
        try server.receive(data + data + Frame.make(0, flags: 1, stream: 1, [1]))
        let told = server.told().filter { if case .data = $0 { false } else { true } }
        #expect(told == [.endStream(1), .closed(1, .noError)])
        // Something comes, by which the peer's loop wakes and finds the stream closed.
        #expect(Frame.parse(try server.output()).contains { $0.type == 8 && $0.stream == 0 })
        server.advance(nanoseconds: 10 * Self.second)
        server.session.endLingering(olderThan: 2 * Self.second)
        #expect(try resets(server).isEmpty)
        #expect(!server.session.lingers)
    }

    @Test("What is dropped gives its windows back")
    func windows() throws {
        let server = try answered()
        let data = Frame.make(0, stream: 1, [UInt8](repeating: 1, count: 16_000))
        var given = [Int32: Int]()
        for _ in 0..<200 {
            try server.receive(data)
            for frame in Frame.parse(try server.output()) where frame.type == 8 {
                given[frame.stream, default: 0] += frame.payload.reduce(0) { $0 << 8 | Int($1) }
            }
        }
        #expect(given[0, default: 0] > 1_000_000)
        #expect(given[1, default: 0] > 1_000_000)
        #expect(server.session.bufferedInput == 0)
        #expect(server.told().isEmpty)
    }

    @Test("Past as many bytes the stream is reset with NO_ERROR, once")
    func bytes() throws {
        var limits = HTTP2Limits()
        limits.discardedBytes = 100_000
        let server = try answered(limits)
        let data = Frame.make(0, stream: 1, [UInt8](repeating: 1, count: 16_000))
        var codes: [UInt32?] = []
        for index in 1...10 {
            try server.receive(data)
            codes += try resets(server).map(\.code)
            #expect(codes == (index < 7 ? [] : [0]))
        }
        #expect(server.counters.snapshot[.resets] == 0)
    }

    @Test("After a time the stream is reset with NO_ERROR, which costs no token")
    func time() throws {
        let server = try answered()
        server.advance(nanoseconds: Self.second)
        server.session.endLingering(olderThan: 2 * Self.second)
        #expect(try resets(server).isEmpty)
        #expect(server.session.lingers)
        server.advance(nanoseconds: Self.second)
        server.session.endLingering(olderThan: 2 * Self.second)
        #expect(try resets(server).map(\.code) == [0])
        #expect(server.told() == [.closed(1, .noError)])
        #expect(!server.session.lingers)
        for index in 1...1_000 {
            let stream = Int32(2 * index + 1)
            try server.receive(Frame.headers(stream: stream))
            _ = server.told()
            let id = try #require(server.streams[stream])
            server.session.respond(id, headers: Self.ok, endStream: true)
            _ = try server.output()
            server.session.endLingering(olderThan: 0)
            #expect(try resets(server).map(\.code) == [0])
        }
        #expect(server.counters.snapshot[.resets] == 0)
    }

    @Test("A connection that takes no new calls does not wait for the rest of answered ones")
    func ending() throws {
        let server = try answered()
        try server.receive(Frame.headers(stream: 3))
        _ = server.told()
        server.session.goAway()
        let frames = Frame.parse(try server.output())
        #expect(frames.contains { $0.type == 3 && $0.stream == 1 && $0.code == 0 })
        server.session.respond(try #require(server.streams[3]), headers: Self.ok, endStream: true)
        let last = Frame.parse(try server.output()).filter { $0.stream == 3 }
        #expect(last.map(\.type) == [1, 3])
        #expect(server.session.isFinished)
    }
}

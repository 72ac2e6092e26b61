import HTTP2Session
import Testing

@Suite("A session tells what its peer did, whatever the pieces it comes in")
struct ConversationTests {
    private static let ok = StaticHeaders([(":status", "200"), ("content-type", "t")])
    private static let trailers = StaticHeaders([("grpc-status", "0")])

    @Test("A call goes there and back")
    func call() throws {
        let pair = try SessionPair()
        let stream = try pair.client.session.request(headers: SessionPair.request("/a/B"))
        pair.client.session.write(stream) { $0.append(contentsOf: [1, 2, 3]) }
        pair.client.session.finish(stream)
        try pair.exchange()
        #expect(
            pair.server.told() == [
                .headers(
                    1,
                    [":method: POST", ":scheme: http", ":path: /a/B", ":authority: here"]
                ),
                .data(1, [1, 2, 3]), .endStream(1),
            ]
        )
        let other = try #require(pair.server.streams[1])
        pair.server.session.respond(other, headers: Self.ok)
        pair.server.session.write(other) { $0.append(contentsOf: [4, 5]) }
        pair.server.session.finish(other, trailers: Self.trailers)
        try pair.exchange()
        #expect(
            pair.client.told() == [
                .headers(1, [":status: 200", "content-type: t"]), .data(1, [4, 5]),
                .headers(1, ["grpc-status: 0"]), .endStream(1), .closed(1, .noError),
            ]
        )
        #expect(pair.server.told() == [.closed(1, .noError)])
        #expect(pair.server.session.openStreams == 0)
        #expect(pair.client.session.openStreams == 0)
    }

    @Test("A status alone is one frame that ends the stream")
    func trailersOnly() throws {
        let pair = try SessionPair()
        let streams = try pair.open(ends: true)
        var list = HeaderBlock()
        list.append(":status", "200")
        list.append("grpc-status", "5")
        let before = pair.server.session.framesSent
        pair.server.session.respond(streams.server, headers: list, endStream: true)
        try pair.exchange()
        #expect(pair.server.session.framesSent == before + 1)
        #expect(
            pair.client.told() == [
                .headers(1, [":status: 200", "grpc-status: 5"]), .endStream(1),
                .closed(1, .noError),
            ]
        )
    }

    @Test(
        "Headers and trailers that cannot be sent end their stream with a reset",
        arguments: [false, true]
    )
    func unsendable(areTrailers: Bool) throws {
        let pair = try SessionPair()
        let streams = try pair.open(ends: true)
        var list = HeaderBlock()
        if !areTrailers { list.append(":status", "200") }
        list.append("grpc-message", String(repeating: "x", count: 80_000))
        if areTrailers {
            pair.server.session.respond(streams.server, headers: Self.ok)
            pair.server.session.finish(streams.server, trailers: list)
        } else {
            pair.server.session.respond(streams.server, headers: list, endStream: true)
        }
        try pair.exchange()
        #expect(pair.client.told().last == .closed(1, .internalError))
        #expect(pair.server.session.openStreams == 0)
        // The connection goes on.
        let next = try pair.client.session.request(headers: SessionPair.request("/a/B"))
        pair.client.session.finish(next)
        try pair.exchange()
        _ = pair.server.told()
        pair.server.session.respond(
            try #require(pair.server.streams[3]),
            headers: Self.ok,
            endStream: true
        )
        try pair.exchange()
        #expect(pair.client.told().last == .closed(3, .noError))
    }

    @Test("Splits anywhere give the same events", arguments: 0..<40)
    func splits(seed: UInt64) throws {
        let client = try Side(.client)
        for index in 0..<5 {
            let stream = try client.session.request(headers: SessionPair.request("/s/\(index)"))
            client.session.write(stream) {
                $0.append(contentsOf: (0..<index * 9_000).map { UInt8(truncatingIfNeeded: $0) })
            }
            if index != 3 { client.session.finish(stream) }
            if index == 4 { client.session.ping() }
        }
        let bytes = try client.output()
        let whole = try Side(.server)
        try whole.receive(bytes)
        let expected = whole.told()
        #expect(expected.count == 15)

        let split = try Side(.server)
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        var position = 0
        var told: [Told] = []
        while position < bytes.count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let largest = seed % 4 == 0 ? 3 : 4_000
            let end = min(bytes.count, position + 1 + Int(state >> 33) % largest)
            try split.receive(Array(bytes[position..<end]))
            told += split.told()
            position = end
        }
        #expect(joined(told) == joined(expected))
    }

    private func joined(_ events: [Told]) -> [Told] {
        events.reduce(into: []) { result, event in
            if case .data(let stream, let bytes) = event,
                case .data(stream, let before) = result.last
            {
                result[result.count - 1] = .data(stream, before + bytes)
            } else {
                result.append(event)
            }
        }
    }

    @Test("A reset drops what was not sent, and both sides forget the stream")
    func reset() throws {
        let pair = try SessionPair()
        let streams = try pair.open()
        pair.client.session.reset(streams.client, .cancel)
        try pair.exchange()
        #expect(pair.server.told() == [.closed(1, .cancel)])
        #expect(!pair.server.session.write(streams.server) { $0.append(1) })
        #expect(pair.server.session.bufferedOutput == 0)
        #expect(pair.client.told() == [.closed(1, .cancel)])
    }

    @Test("A name of an old stream is not taken for the new one in its slot")
    func staleStream() throws {
        let pair = try SessionPair()
        let old = try pair.open(ends: true)
        pair.server.session.reset(old.server, .cancel)
        try pair.exchange()
        let new = try pair.open(ends: true)
        #expect(old.server.slot == new.server.slot)
        #expect(!pair.server.session.isOpen(old.server))
        #expect(!pair.server.session.write(old.server) { $0.append(1) })
        pair.server.session.reset(old.server, .cancel)
        #expect(pair.server.session.isOpen(new.server))
    }

    @Test("A server that answers early tells the client to stop, when the answer has come")
    func earlyAnswer() throws {
        let pair = try SessionPair()
        let streams = try pair.open([1, 2])
        var list = HeaderBlock()
        list.append(":status", "200")
        list.append("grpc-status", "8")
        pair.server.session.respond(streams.server, headers: list, endStream: true)
        try pair.exchange()
        #expect(
            pair.client.told() == [
                .headers(1, [":status: 200", "grpc-status: 8"]), .endStream(1),
            ]
        )
        pair.server.session.endLingering(olderThan: 0)
        try pair.exchange()
        #expect(pair.client.told() == [.closed(1, .noError)])
        #expect(pair.server.session.openStreams == 0)
    }

    @Test("Two steps of GOAWAY lose no stream")
    func goAway() throws {
        let pair = try SessionPair()
        let first = try pair.open(ends: true)
        pair.server.session.announceShutdown()
        let second = try pair.client.session.request(headers: SessionPair.request())
        pair.client.session.finish(second)
        try pair.exchange()
        #expect(pair.client.told() == [.goAway(.max, .noError)])
        _ = pair.server.told()
        pair.server.session.goAway()
        try pair.exchange()
        #expect(pair.client.told() == [.goAway(second.number, .noError)])
        #expect(!pair.server.session.isFinished)
        for stream in [first.server, try #require(pair.server.streams[second.number])] {
            pair.server.session.respond(stream, headers: Self.ok, endStream: true)
        }
        try pair.exchange()
        #expect(pair.server.session.isFinished)
    }

    @Test("A ping is answered, and the answer is told")
    func ping() throws {
        let pair = try SessionPair()
        pair.server.session.ping()
        try pair.exchange()
        #expect(pair.server.told() == [.pingAnswered])
    }
}

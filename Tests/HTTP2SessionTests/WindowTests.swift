import HTTP2Session
import Testing

@Suite("Flow control: each window comes back exactly once")
struct WindowTests {
    private static func limits() -> HTTP2Limits {
        var limits = HTTP2Limits()
        limits.streamWindow = 100_000
        limits.connectionWindow = 300_000
        limits.bufferedInputBytes = 500_000
        return limits
    }

    private func fill(_ pair: SessionPair, _ stream: StreamID, _ count: Int) throws {
        pair.client.session.write(stream) {
            $0.append(contentsOf: repeatElement(7, count: count))
        }
        try pair.exchange()
    }

    private func received(_ told: [Told]) -> Int {
        told.reduce(0) { if case .data(_, let bytes) = $1 { $0 + bytes.bytes.count } else { $0 } }
    }

    @Test("A stream that is not read stops at its window and starves no neighbour")
    func slowStream() throws {
        let pair = try SessionPair(server: Self.limits())
        let slow = try pair.open()
        try fill(pair, slow.client, 250_000)
        #expect(received(pair.server.told()) == 100_000)
        #expect(pair.client.session.bufferedOutput == 150_000)
        #expect(pair.server.session.bufferedInput == 100_000)
        // Ten times the connection's window passes beside it.
        let fast = try pair.open()
        for _ in 0..<40 {
            try fill(pair, fast.client, 75_000)
            #expect(received(pair.server.told()) == 75_000)
            pair.server.session.release(fast.server, bytes: 75_000)
        }
        // Taking from the slow stream lets it go on.
        pair.server.session.release(slow.server, bytes: 100_000)
        try pair.exchange()
        #expect(received(pair.server.told()) == 100_000)
    }

    @Test("Past the cap of all buffers the connection stops, and goes on when they are read")
    func connectionCap() throws {
        let pair = try SessionPair(server: Self.limits())
        var open: [(client: StreamID, server: StreamID)] = []
        for _ in 0..<20 {
            let streams = try pair.open()
            try fill(pair, streams.client, 100_000)
            open.append(streams)
        }
        // The cap, and what the connection's window lets in before it is empty.
        let most = 500_000 + 300_000
        #expect(pair.server.session.bufferedInput <= most)
        #expect(pair.server.session.bufferedInput >= 500_000)
        var taken = 0
        while pair.server.session.bufferedInput > 0 {
            for streams in open {
                pair.server.session.release(streams.server, bytes: 100_000)
            }
            try pair.exchange()
            taken += received(pair.server.told())
        }
        #expect(pair.server.session.owedToConnection == 0)
        #expect(pair.client.session.bufferedOutput == 0)
    }

    /// The connection's window after all is done, allowing for what libnghttp2 gathers before it
    /// sends a WINDOW_UPDATE: less than half.
    private func expectWhole(_ pair: SessionPair) throws {
        #expect(pair.server.session.bufferedInput == 0)
        #expect(pair.server.session.owedToConnection == 0)
        #expect(pair.server.session.connectionWindow > 150_000)
    }

    @Test("Streams that end, in whatever way, leave nothing taken", arguments: 0..<4)
    func noLeak(way: Int) throws {
        let pair = try SessionPair(server: Self.limits())
        let ok = StaticHeaders([(":status", "200")])
        for _ in 0..<150 {
            let streams = try pair.open()
            try fill(pair, streams.client, 40_000)
            let server = pair.server.session
            switch way {
            case 0: server.release(streams.server, bytes: 40_000)
            case 1: pair.client.session.reset(streams.client, .cancel)
            case 2: server.reset(streams.server, .cancel)
            default: break
            }
            if way == 0 || way == 3 {
                pair.client.session.finish(streams.client)
                server.respond(streams.server, headers: ok, endStream: true)
            }
            try pair.exchange()
            _ = pair.server.told()
            _ = pair.client.told()
        }
        #expect(pair.server.session.openStreams == 0)
        try expectWhole(pair)
    }

    @Test("Padding, and data of streams that are gone, give back their window")
    func paddingAndUnknown() throws {
        let server = try Side(.server, limits: Self.limits())
        try server.receive(Frame.magic + Frame.settings + Frame.headers(stream: 1))
        _ = server.told()
        let before = server.session.connectionWindow
        // 10 MB in all: 33 times the window.
        let padded = Frame.make(
            0,
            flags: 8,
            stream: 1,
            [255] + [UInt8](repeating: 1, count: 16_000 - 256) + [UInt8](repeating: 0, count: 255)
        )
        for round in 0..<640 {
            if round == 320, let stream = server.streams[1] {
                server.session.reset(stream, .cancel)
            }
            try server.receive(padded)
            let taken = server.told().reduce(0) { sum, event in
                if case .data(_, let bytes) = event { sum + bytes.bytes.count } else { sum }
            }
            if let stream = server.streams[1] { server.session.release(stream, bytes: taken) }
            _ = try server.output()
        }
        #expect(server.session.bufferedInput == 0)
        #expect(server.session.connectionWindow > before / 2)
        #expect(!server.session.isFinished)
    }

    @Test("A writer is told to go on when its output falls below the low-water mark")
    func writable() throws {
        var limits = HTTP2Limits()
        limits.streamOutputHighWater = 50_000
        limits.streamOutputLowWater = 10_000
        let pair = try SessionPair(client: limits, server: Self.limits())
        let streams = try pair.open()
        try fill(pair, streams.client, 160_000)
        #expect(pair.client.session.unsent(streams.client) == 60_000)
        #expect(pair.client.told() == [])
        pair.server.session.release(streams.server, bytes: 100_000)
        try pair.exchange()
        #expect(pair.client.told() == [.writable(1)])
        #expect(pair.client.session.unsent(streams.client) == 0)
    }
}

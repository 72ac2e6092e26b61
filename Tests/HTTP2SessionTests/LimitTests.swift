import HTTP2Session
import Testing

@Suite("Limits: a hostile peer is cut off by counting")
struct LimitTests {
    private func started(_ limits: HTTP2Limits = HTTP2Limits()) throws -> Side {
        let server = try Side(.server, limits: limits)
        try server.receive(Frame.magic + Frame.settings)
        _ = server.told()
        _ = try server.output()
        return server
    }

    /// Whether the bytes end with GOAWAY(ENHANCE_YOUR_CALM).
    private func isCalm(_ bytes: [UInt8]) -> Bool { Frame.parse(bytes).last?.code == 0xb }

    /// Whether the bytes end with GOAWAY(ENHANCE_YOUR_CALM) that says `text`.
    private func isCalm(_ bytes: [UInt8], _ text: String) -> Bool {
        isCalm(bytes) && Frame.parse(bytes).last?.text == text
    }

    /// Sends until the session ends; returns how many times that was.
    private func flood(_ server: Side, most: Int, _ make: (Int) -> [UInt8]) throws -> Int? {
        for index in 0..<most {
            do {
                try server.receive(make(index))
            } catch is HTTP2Error {
                return index + 1
            }
            _ = server.told()
            if server.session.isFinished { return index + 1 }
            let output = try server.output()
            if isCalm(output) { return index + 1 }
        }
        return nil
    }

    @Test(
        "Rapid reset gets no call from the 201st on, and loses the connection, whatever the code",
        arguments: [8, 0]
    )
    func rapidReset(code: UInt8) throws {
        let server = try started()
        var begun = 0
        let count = try flood(server, most: 20_000) { index in
            let stream = Int32(2 * index + 1)
            begun = server.streams.count
            return Frame.headers(stream: stream) + Frame.make(3, stream: stream, [0, 0, 0, code])
        }
        #expect(begun == 200)
        #expect(count == 200 + 16 * 200 + 1)
        // Each stream that was refused, and the end.
        #expect(server.counters.snapshot[.resets] == 16 * 200 + 2)
    }

    @Test("Resets of streams that there are no more end the connection too")
    func lateResets() throws {
        let server = try started()
        try server.receive(Frame.headers(stream: 1) + Frame.reset(stream: 1))
        let count = try flood(server, most: 20_000) { _ in Frame.reset(stream: 1) }
        #expect(count == 16 * 200 + 1)
    }

    @Test("To cancel calls that the server has begun, or answered, costs nothing")
    func cancellations() throws {
        let server = try started()
        let ok = StaticHeaders([(":status", "200")])
        for index in 0..<20_000 {
            let stream = Int32(2 * index + 1)
            try server.receive(Frame.headers(stream: stream))
            _ = server.told()
            if index % 2 == 0 {
                let id = try #require(server.streams[stream])
                server.session.respond(id, headers: ok, endStream: true)
                _ = try server.output()
            }
            try server.receive(Frame.reset(stream: stream))
            _ = server.told()
            #expect(Frame.parse(try server.output()).allSatisfy { $0.type == 8 })
        }
        #expect(server.counters.snapshot[.resets] == 0)
    }

    @Test(
        "A stream lives on beside 1,200 calls that are taken back at once; new ones wait a moment"
    )
    func cancellingNeighbour() throws {
        let server = try started()
        try server.receive(Frame.headers(stream: 1))
        _ = server.told()
        for index in 1...1_200 {
            let stream = Int32(2 * index + 1)
            try server.receive(Frame.headers(stream: stream) + Frame.reset(stream: stream))
            _ = server.told()
            #expect(!isCalm(try server.output()))
        }
        try server.receive(Frame.headers(stream: 3_001))
        #expect(server.told() == [])
        #expect(Frame.parse(try server.output()).map(\.code) == [7])
        try server.receive(Frame.make(0, stream: 1, [1]))
        #expect(server.told() == [.data(1, [1])])
        server.advance(nanoseconds: 1_000_000_000)
        try server.receive(Frame.headers(stream: 3_003))
        #expect(server.told() == [.headers(3_003, Frame.requestFields)])
    }

    @Test("Resets that the peer causes count too")
    func madeYouReset() throws {
        let server = try started()
        let count = try flood(server, most: 5_000) { index in
            // A WINDOW_UPDATE of zero is a stream error.
            let stream = Int32(2 * index + 1)
            return Frame.headers(stream: stream) + Frame.make(8, stream: stream, [0, 0, 0, 0])
        }
        #expect(try #require(count) <= 201)
    }

    @Test(
        "Resets that the peer causes count before more streams are taken, however many come at once",
        arguments: [
            Frame.make(8, stream: 0, [0x7f, 0xff, 0xff, 0xff]),  // The window overflows.
            Frame.make(0, flags: 1, stream: 0, [1, 2]),  // More than the content-length.
        ]
    )
    func madeYouResetAtOnce(provocation: [UInt8]) throws {
        let server = try started()
        var bytes: [UInt8] = []
        // content-length: 1, a literal without indexing with the name of entry 28.
        let block = Frame.request + [0x0f, 0x0d, 1, 0x31]
        for index in 0..<5_000 {
            let stream = Int32(2 * index + 1)
            bytes += Frame.make(1, flags: 4, stream: stream, block)
            var unit = provocation
            unit.replaceSubrange(5..<9, with: Frame.make(0, stream: stream)[5..<9])
            bytes += unit
        }
        var sent: [UInt8] = []
        try server.session.receive(bytes.span) {
            sent += (try? server.output()) ?? []
            _ = server.told()
        }
        sent += try server.output()
        #expect(isCalm(sent, "too many stream resets (--max-resets)"))
        let frames = Frame.parse(sent)
        #expect(frames.count { $0.type == 3 } <= 201)
        // The last stream that was acted on.
        let last = try #require(frames.last).payload.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        #expect((401...2 * 208).contains(last))
        #expect(server.counters.snapshot[.resets] == 1)
        #expect(server.counters.snapshot[.streams] == 0)
    }

    @Test("Tokens come back with time, and with completed calls")
    func refill() throws {
        let server = try started()
        let ok = StaticHeaders([(":status", "200")])
        var number: Int32 = 1
        for _ in 0..<3 {
            for _ in 0..<200 {
                try server.receive(Frame.headers(stream: number) + Frame.reset(stream: number))
                _ = server.told()
                number += 2
            }
            #expect(!isCalm(try server.output()))
            // 70 come back in ten seconds, and 130 with calls.
            server.advance(nanoseconds: 10_000_000_000)
            for _ in 0..<130 {
                try server.receive(Frame.headers(stream: number, ends: true))
                _ = server.told()
                let stream = try #require(server.streams[number])
                server.session.respond(stream, headers: ok, endStream: true)
                _ = try server.output()
                number += 2
            }
        }
    }

    /// Makes calls while the clock stands, and returns how many were made before the end.
    ///
    /// All but the last of each `period` are answered; that one is taken back.
    private func cancel(
        oneIn period: Int,
        calls: Int,
        from first: Int32 = 1,
        of server: Side
    ) throws -> Int {
        let ok = StaticHeaders([(":status", "200")])
        for index in 0..<calls {
            let number = first + 2 * Int32(index)
            let isTakenBack = index % period == period - 1
            let reset = isTakenBack ? Frame.reset(stream: number) : []
            do {
                try server.receive(Frame.headers(stream: number, ends: !isTakenBack) + reset)
            } catch is HTTP2Error {
                return index
            }
            _ = server.told()
            if !isTakenBack {
                let stream = try #require(server.streams[number])
                server.session.respond(stream, headers: ok, endStream: true)
            }
            if isCalm(try server.output()) { return index }
        }
        return calls
    }

    @Test("A client that completes more calls than it cancels may cancel for ever")
    func fairCancellations() throws {
        // 1,000 and 10,000 resets at once: more than libnghttp2 lets pass on its own account.
        for (period, calls) in [(20, 20_000), (2, 20_000)] {
            let server = try started()
            #expect(try cancel(oneIn: period, calls: calls, of: server) == calls)
            #expect(server.counters.snapshot[.resets] == 0)
            #expect(!server.session.isFinished)
            // What it completed bought it no more than the bucket holds.
            let next = Int32(2 * calls + 1)
            let most = try cancel(oneIn: 1, calls: 20_000, from: next, of: server)
            #expect(most == 199 + 16 * 200)
        }
    }

    @Test("A client that cancels all its calls at once, and again, is not cut off")
    func cancelAll() throws {
        let server = try started()
        let streams = HTTP2Limits().concurrentStreams
        for round in 0..<3 {
            let numbers = (0..<streams).map { Int32(2 * (round * streams + $0) + 1) }
            for number in numbers { try server.receive(Frame.headers(stream: number)) }
            for number in numbers { try server.receive(Frame.reset(stream: number)) }
            _ = server.told()
            #expect(!isCalm(try server.output()))
            server.advance(nanoseconds: 20_000_000_000)
        }
        #expect(server.counters.snapshot[.resets] == 0)
    }

    @Test("CONTINUATION: eight frames, 16 KiB")
    func continuation() throws {
        let server = try started()
        try server.receive(Frame.make(1, flags: 0, stream: 1, [0x83]))
        let frames = try flood(server, most: 100) { _ in Frame.make(9, stream: 1, []) }
        #expect(frames == 9)
        #expect(isCalm(try server.output(), "too many CONTINUATION frames"))

        let other = try started()
        let large = [UInt8](repeating: 0x83, count: 10_000)
        try other.receive(Frame.make(1, flags: 0, stream: 1, large))
        try other.receive(Frame.make(9, stream: 1, large))
        #expect(throws: HTTP2Error.self) {
            try other.receive(Frame.make(9, stream: 1, large))
        }
        #expect(isCalm(try other.output(), "the header block is too large (--max-header-bytes)"))
        #expect(server.counters.snapshot[.continuationFrames] == 1)
        #expect(other.counters.snapshot[.continuationBytes] == 1)
    }

    @Test("A header list over the limit is told as such, and nothing of it is kept")
    func headerList() throws {
        let pair = try SessionPair()
        var list = SessionPair.request()
        list.append("x", String(repeating: "a", count: 16_000))
        let fits = try pair.client.session.request(headers: list)
        list.append("y", String(repeating: "a", count: 400))
        let tooLarge = try pair.client.session.request(headers: list)
        try pair.exchange()
        let told = pair.server.told()
        #expect(told.count == 2)
        if case .headers(fits.number, let fields) = told.first { #expect(fields.count == 5) }
        #expect(told.last == .headersTooLarge(tooLarge.number))
    }

    @Test("An HPACK bomb of 16 KB costs no memory, and its own stream alone")
    func bomb() throws {
        let server = try started()
        // A 4,000-byte value enters the table once and is then named 10,000 times.
        var block: [UInt8] = Frame.request + [0x40, 1, 0x78, 0x7f, 0xa1, 0x1e]
        block += [UInt8](repeating: 0x61, count: 4_000)
        block += [UInt8](repeating: 0xbe, count: 10_000)
        try server.receive(Frame.make(1, flags: 5, stream: 1, block))
        #expect(server.told().isEmpty)
        // RST_STREAM with INTERNAL_ERROR: the rest of the list was decoded, and not looked at.
        #expect(try server.output().suffix(13) == [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2])
        #expect(server.counters.snapshot[.headerList] == 1)
        try server.receive(Frame.make(1, flags: 5, stream: 3, Frame.request + [0xbe]))
        let told = server.told()
        #expect(told.first == .closed(1, .internalError))
        let isNext = told.contains { if case .headers(3, _) = $0 { true } else { false } }
        #expect(isNext)
    }

    @Test("Settings and pings whose answers nobody reads end the connection", arguments: [4, 6])
    func unreadAnswers(type: UInt8) throws {
        let server = try started()
        let frame = Frame.make(type, type == 6 ? [UInt8](repeating: 0, count: 8) : [])
        var count = 0
        while count < 100_000 {
            count += 1
            do { try server.receive(frame) } catch { break }
        }
        #expect((900...1_100).contains(count))
        #expect(isCalm(try server.output()))
    }

    @Test("A ping flood whose answers are read ends the connection too", arguments: [4, 6])
    func readAnswers(type: UInt8) throws {
        let server = try started()
        let frame = Frame.make(type, type == 6 ? [UInt8](repeating: 0, count: 8) : [])
        let count = try flood(server, most: 100_000) { _ in frame }
        #expect(count == 1_001)
        #expect(server.counters.snapshot[.controlFrames] == 1)
    }

    @Test("Pings that come with honest work, or slowly, are allowed")
    func honestPings() throws {
        let server = try started()
        let ok = StaticHeaders([(":status", "200")])
        let ping = Frame.make(6, [UInt8](repeating: 0, count: 8))
        for index in 0..<5_000 {
            let number = Int32(2 * index + 1)
            try server.receive(Frame.headers(stream: number, ends: true) + ping)
            _ = server.told()
            server.session.respond(
                try #require(server.streams[number]),
                headers: ok,
                endStream: true
            )
            _ = try server.output()
        }
        for _ in 0..<50 {
            server.advance(nanoseconds: 1_000_000_000)
            for _ in 0..<100 { try server.receive(ping) }
            _ = try server.output()
        }
        #expect(server.counters.snapshot[.controlFrames] == 0)
        #expect(!server.session.isFinished)
    }

    @Test("The bucket is never smaller than the number of streams")
    func bucketHoldsStreams() throws {
        var limits = HTTP2Limits()
        limits.resetTokens = 5
        limits.concurrentStreams = 50
        let server = try started(limits)
        let count = try flood(server, most: 1_000) { index in
            let stream = Int32(2 * index + 1)
            return Frame.headers(stream: stream) + Frame.reset(stream: stream)
        }
        #expect(count == 50 + 16 * 50 + 1)
    }

    @Test("Empty DATA frames are bounded, padded ones too", arguments: [false, true])
    func emptyData(isPadded: Bool) throws {
        let server = try started()
        try server.receive(Frame.headers(stream: 1))
        let count = try flood(server, most: 200_000) { index in
            let padding = UInt8(truncatingIfNeeded: index)
            return isPadded
                ? Frame.make(
                    0,
                    flags: 8,
                    stream: 1,
                    [padding] + [UInt8](repeating: 0, count: Int(padding))
                )
                : Frame.make(0, stream: 1)
        }
        #expect(count == 101)
    }

    @Test("Streams past the limit are refused")
    func concurrentStreams() throws {
        var limits = HTTP2Limits()
        limits.concurrentStreams = 10
        let pair = try SessionPair(server: limits)
        for _ in 0..<30 { _ = try pair.client.session.request(headers: SessionPair.request()) }
        try pair.exchange()
        // An honest client waits.
        #expect(pair.server.session.openStreams == 10)

        let server = try Side(.server, limits: limits)
        try server.receive(Frame.magic + Frame.settings)
        let announced: [UInt8] = [0, 3, 0, 0, 0, 10]
        let settings = try server.output()
        #expect(settings.indices.contains { settings[$0...].starts(with: announced) })
        try server.receive(Frame.make(4, flags: 1))
        for index in 0..<30 { try server.receive(Frame.headers(stream: Int32(2 * index + 1))) }
        #expect(server.session.openStreams == 10)
        // Of the headers of refused streams nothing is kept, and equal lists lie there once.
        #expect(server.session.takeEvents().headers.count == Frame.requestFields.count)
        let output = try server.output()
        let refused = output.indices.filter {
            output[$0...].starts(with: [0, 0, 4, 3, 0])
                && output[($0 + 9)...].starts(with: [0, 0, 0, 7])
        }
        #expect(refused.count == 20)
        #expect(server.counters.snapshot[.streams] == 20)
        #expect(!server.session.isFinished)
        // A stream that ends makes room for one.
        try server.receive(Frame.reset(stream: 1) + Frame.headers(stream: 61))
        #expect(server.told().contains(.headers(61, Frame.requestFields)))
    }

    @Test("With too much output waiting, new streams are refused")
    func bufferedOutput() throws {
        var limits = HTTP2Limits()
        limits.bufferedOutputBytes = 200_000
        let pair = try SessionPair(server: limits)
        let ok = StaticHeaders([(":status", "200")])
        var client = HTTP2Limits()
        client.streamWindow = 0
        let slow = try SessionPair(client: client, server: limits)
        let streams = try slow.open(ends: true)
        slow.server.session.respond(streams.server, headers: ok)
        slow.server.session.write(streams.server) {
            $0.append(contentsOf: repeatElement(1, count: 300_000))
        }
        try slow.exchange()
        #expect(slow.server.session.bufferedOutput == 300_000)
        let refused = try slow.client.session.request(headers: SessionPair.request())
        try slow.exchange()
        #expect(slow.client.told().contains(.closed(refused.number, .refusedStream)))
        #expect(pair.server.session.bufferedOutput == 0)
    }
}

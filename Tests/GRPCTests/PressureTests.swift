import GRPC
import HTTP2
import HTTP2Session
import Testing

@Suite("Back-pressure and limits: nobody fills anybody's memory")
struct PressureTests {
    private static let block = Blob([UInt8](repeating: 1, count: 10_000))

    @Test("A reader that does not read stops the writer, and others go on")
    func slowReader() async throws {
        let written = Tally()
        var router = Router()
        router.register(
            Down { request, _, writer in
                for _ in 0..<2_000 {
                    try await writer.write(request)
                    written.add()
                }
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        let test = try await TestServer(router)
        let client = try await test.client()
        let stream = client.serverStreaming(.down, Self.block)
        #expect(try await stream.next() == Self.block)
        // 20 MB are to come: the window of 1 MiB, 256 KiB on their way, and what the writer holds.
        for _ in 0..<300 {
            #expect(try await client.unary(.hot, Self.block) == Self.block)
        }
        #expect(written.count < 200)
        var count = 1
        while try await stream.next() != nil { count += 1 }
        #expect(count == 2_000)
        await client.close()
        await test.stop()
    }

    @Test("A method that does not read stops the client, and others go on")
    func slowMethod() async throws {
        let (written, gate) = (Tally(), Tally())
        var router = Router()
        router.register(
            Up { requests, _ in
                _ = try await gate.reaches(1)
                var bytes = 0
                for try await request in requests { bytes += request.bytes.count }
                return Blob("\(bytes)")
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        let test = try await TestServer(router)
        let client = try await test.client()
        async let sum = client.clientStreaming(.up) { writer in
            for _ in 0..<2_000 {
                try await writer.write(Self.block)
                written.add()
            }
        }
        #expect(try await written.reaches(100))
        for _ in 0..<300 {
            #expect(try await client.unary(.hot, Self.block) == Self.block)
        }
        #expect(written.count < 200)
        gate.add()
        #expect(try await sum == Blob("20000000"))
        await client.close()
        await test.stop()
    }

    @Test("Past eight at a time, the tasks of a connection yield to those of others")
    func manyTasks() async throws {
        let (running, gate) = (Tally(), Tally())
        let test = try await TestServer(
            TestServer.only(
                Unary { _, _ in
                    running.add()
                    _ = try await gate.reaches(1)
                    return Blob(Task.currentPriority < .medium ? "yields" : "prompt")
                }
            )
        )
        let (many, few) = (try await test.client(), try await test.client())
        let answers = try await withThrowingTaskGroup { group in
            for _ in 0..<20 {
                group.addTask { try await many.unary(.unary, Blob("")).text }
            }
            #expect(try await running.reaches(20))
            group.addTask { try await few.unary(.unary, Blob("")).text }
            #expect(try await running.reaches(21))
            gate.add()
            return try await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(answers == ["prompt": 9, "yields": 12])
        for _ in 0..<10 {
            #expect(try await many.unary(.unary, Blob("")) == Blob("prompt"))
        }
        await many.close()
        await few.close()
        await test.stop()
    }

    @Test("Messages larger than the window, one and many")
    func largeMessages() async throws {
        var limits = ServerLimits()
        limits.http2.streamWindow = 65_535
        limits.http2.connectionWindow = 100_000
        var own = ClientLimits()
        own.http2 = limits.http2
        let test = try await TestServer(limits: limits)
        let client = try await test.client(own)
        let large = Blob((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        #expect(try await client.unary(.unary, large) == large)
        #expect(try await client.unary(.hot, large) == large)
        let call = client.bidirectional(RPC<Blob, Blob>.both)
        async let sending: Void = {
            for _ in 0..<10 { try await call.write(large) }
            call.finish()
        }()
        var count = 0
        while let blob = try await call.responses.next() {
            #expect(blob == large)
            count += 1
        }
        try await sending
        #expect(count == 10)
        await client.close()
        await test.stop()
    }

    @Test("A message over the limit is refused with the limit and its flag; the rest goes on")
    func overLimit() async throws {
        var limits = ServerLimits()
        limits.messageBytes = 1 << 20
        let test = try await TestServer(limits: limits)
        let client = try await test.client()
        let large = Blob([UInt8](repeating: 1, count: 3 << 20))
        // 120 MiB in all: 30 times the connection's window.
        for index in 0..<40 {
            let rpc: RPC<Blob, Blob> = index % 2 == 0 ? .hot : .unary
            let failure = await status { try await client.unary(rpc, large) }
            #expect(
                failure
                    == GRPCStatus(
                        .resourceExhausted,
                        "the message has 3145728 bytes, the limit is 1048576 (--max-message-bytes)"
                    )
            )
        }
        let up = await status {
            try await client.clientStreaming(.up) { writer in
                for _ in 0..<10 { try await writer.write(large) }
            }
        }
        #expect(up?.code == .resourceExhausted)
        #expect(try await client.unary(.hot, Blob("a")) == Blob("a"))
        await client.close()
        await test.stop()
    }

    @Test("Messages that are announced and not finished are bounded for a connection")
    func unfinished() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 5_000_000
        limits.http2.streamWindow = 65_535
        let test = try await TestServer(limits: limits)
        let client = try await test.client()
        let large = Blob([UInt8](repeating: 1, count: 3_000_000))
        let codes = await withTaskGroup(of: GRPCStatus.Code?.self) { group in
            for _ in 0..<6 {
                group.addTask { await status { try await client.unary(.hot, large) }?.code }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes.contains(.resourceExhausted))
        #expect(codes.allSatisfy { $0 == nil || $0 == .resourceExhausted })
        #expect(try await client.unary(.hot, large) == large)
        await client.close()
        await test.stop()
    }

    @Test("A connection over the limit is closed at once")
    func connections() async throws {
        var limits = ServerLimits()
        limits.connections = 2
        let test = try await TestServer(limits: limits)
        let first = try await test.client()
        let second = try await test.client()
        #expect(try await second.unary(.hot, Blob("a")) == Blob("a"))
        let failure = await status {
            let third = try await test.client()
            return try await third.unary(.hot, Blob("a"))
        }
        #expect(failure?.code == .unavailable)
        await first.close()
        await second.close()
        await test.stop()
    }

    @Test("A graceful end lets calls finish and refuses new ones")
    func drain() async throws {
        let (started, gate) = (Tally(), Tally())
        let test = try await TestServer(
            TestServer.only(
                Unary { request, _ in
                    started.add()
                    _ = try await gate.reaches(1)
                    return request
                }
            )
        )
        let client = try await test.client()
        async let answer = client.unary(.unary, Blob("a"))
        #expect(try await started.reaches(1))
        async let stopped: Void = test.server.shutdown(grace: .seconds(20))
        var code: GRPCStatus.Code?
        while code == nil {
            code = await status {
                try await client.unary(
                    .unary,
                    Blob(),
                    options: CallOptions(timeout: .milliseconds(50))
                )
            }?.code
            if code == .deadlineExceeded { code = nil }
        }
        #expect(code == .unavailable)
        gate.add()
        #expect(try await answer == Blob("a"))
        await stopped
        await client.close()
    }

    @Test("After the grace period calls end with UNAVAILABLE, and their tasks are cancelled")
    func graceEnds() async throws {
        let (started, ended) = (Tally(), Tally())
        let test = try await TestServer(
            TestServer.only(
                Unary { request, _ in
                    started.add()
                    do {
                        try await Task.sleep(for: .seconds(60))
                    } catch {
                        ended.add()
                    }
                    return request
                }
            )
        )
        let client = try await test.client()
        async let failure = status { try await client.unary(.unary, Blob("a")) }
        #expect(try await started.reaches(1))
        await test.server.shutdown(grace: .milliseconds(50))
        let end = await failure
        #expect(end == GRPCStatus(.unavailable, "the server is shutting down"))
        #expect(try await ended.reaches(1))
        await client.close()
    }
}

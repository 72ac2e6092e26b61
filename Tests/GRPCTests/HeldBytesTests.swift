import GRPC
import HTTP2
import HTTP2Session
import NIOCore
import Synchronization
import Testing

@Suite("What the streams of a connection hold is bounded for all of them together")
struct HeldBytesTests {
    private static let block = Blob([UInt8](repeating: 1, count: 10_000))

    /// A method that takes all requests before it answers the first, when `gate` is open.
    private static func readingAhead(_ taken: Tally, _ gate: Tally, growth: Int = 0) -> Router {
        var router = Router()
        router.register(
            Both { requests, _, writer in
                var all: [(Blob, HeldBytes?)] = []
                while let next = try await requests.nextHeld({ ($0, growth) }) {
                    all.append(next)
                    taken.add()
                }
                _ = try await gate.reaches(1)
                for (message, held) in all {
                    try await writer.write(message)
                    withExtendedLifetime(held) {}
                }
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        return router
    }

    private static func limits(_ bytes: Int) -> ServerLimits {
        var limits = ServerLimits()
        limits.heldBytes = bytes
        return limits
    }

    /// Sends blocks, and ends when as many answers came.
    private static func call(_ client: GRPCClient, blocks: Int) async throws -> Int {
        let call = client.bidirectional(RPC<Blob, Blob>.both)
        async let sending: Void = {
            for _ in 0..<blocks { try await call.write(block) }
            call.finish()
        }()
        var count = 0
        while try await call.responses.next() != nil { count += 1 }
        try await sending
        return count
    }

    @Test("A method that reads ahead goes no further than there is room; other connections do")
    func room() async throws {
        let (taken, gate) = (Tally(), Tally())
        // A block counts for a little more than its bytes: the third is the one that fills the room.
        let test = try await TestServer(limits: Self.limits(25_000), Self.readingAhead(taken, gate))
        let (client, other) = (try await test.client(), try await test.client())
        async let first = Self.call(client, blocks: 3)
        #expect(try await taken.reaches(3))
        async let second = Self.call(client, blocks: 20)
        let cancelled = Task { try await Self.call(client, blocks: 20) }
        for _ in 0..<100 {
            #expect(try await client.unary(.hot, Self.block) == Self.block)
        }
        #expect(taken.count == 3)
        async let elsewhere = Self.call(other, blocks: 3)
        #expect(try await taken.reaches(6))
        // Who leaves the line for room leaves nothing behind.
        cancelled.cancel()
        _ = await cancelled.result
        // Behind these the server has seen that it left.
        for _ in 0..<100 { _ = try await client.unary(.hot, Self.block) }
        #expect(taken.count == 6)
        gate.add()
        #expect(try await first == 3)
        #expect(try await elsewhere == 3)
        // 20 blocks are more than the room, which a method that holds them all never gets.
        #expect(try await taken.reaches(9))
        for _ in 0..<100 { _ = try await client.unary(.hot, Self.block) }
        #expect(taken.count == 9)
        await client.close()
        _ = try? await second
        // It is free again when the call has ended.
        let third = try await test.client()
        #expect(try await Self.call(third, blocks: 2) == 2)
        await other.close()
        await third.close()
        await test.stop()
    }

    @Test("The answers that are to come count")
    func growth() async throws {
        let (taken, gate) = (Tally(), Tally())
        let router = Self.readingAhead(taken, gate, growth: 1_000_000)
        let test = try await TestServer(limits: Self.limits(1_500_000), router)
        let client = try await test.client()
        async let calls = Self.call(client, blocks: 2)
        #expect(try await taken.reaches(2))
        async let more = Self.call(client, blocks: 1)
        for _ in 0..<100 { _ = try await client.unary(.hot, Self.block) }
        #expect(taken.count == 2)
        gate.add()
        #expect(try await calls + more == 3)
        await client.close()
        await test.stop()
    }

    @Test("Who does not take its answers is ended when others of the connection wait for room")
    func unread() async throws {
        var limits = Self.limits(1_000_000)
        limits.timeouts.write = .seconds(10)
        var router = Router()
        router.register(
            Both { requests, _, writer in
                // Answers of a megabyte, of which few fit the window.
                while let (_, held) = try await requests.nextHeld({ ($0, 1 << 20) }) {
                    try await writer.write(Blob([UInt8](repeating: 1, count: 1 << 20)))
                    withExtendedLifetime(held) {}
                }
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        let test = try await TestServer(limits: limits, router)
        let client = try await test.client()
        // A connection of which nothing is taken would be closed.
        let busy = Task {
            while !Task.isCancelled { _ = try await client.unary(.hot, Blob("a")) }
        }
        let unread = client.bidirectional(RPC<Blob, Blob>.both)
        // On a loaded machine it may be ended before all are written.
        for _ in 0..<20 { try? await unread.write(Blob("a")) }
        #expect(try await Self.call(client, blocks: 3) == 3)
        unread.finish()
        // One call may have come before the stream had its room; somebody goes on waiting for it.
        let others = Task {
            while !Task.isCancelled { _ = try await Self.call(client, blocks: 3) }
        }
        // Nothing is taken until then, whichever of the calls had its room first.
        for _ in 0..<1200 where test.server.transportStatistics[.write] == 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        let ended = await status { while try await unread.responses.next() != nil {} }
        others.cancel()
        _ = await others.result
        #expect(ended?.code == .resourceExhausted)
        #expect(ended?.message.contains("--write-timeout-seconds") == true)
        busy.cancel()
        _ = await busy.result
        await client.close()
        await test.stop()
    }

    @Test("A method that takes one request after the other is not stopped by what it has done with")
    func oneAfterTheOther() async throws {
        let test = try await TestServer(limits: Self.limits(1))
        let client = try await test.client()
        #expect(try await Self.call(client, blocks: 200) == 200)
        await client.close()
        await test.stop()
    }

    @Test("Of small messages 1,024 wait as messages, and the others as the bytes that they came in")
    func smallMessages() async throws {
        let gate = Tally()
        var router = Router()
        router.register(
            Up { requests, _ in
                _ = try await gate.reaches(1)
                var (count, sum) = (0, 0)
                for try await request in requests {
                    count += 1
                    sum += request.bytes.reduce(0) { $0 + Int($1) }
                }
                return Blob("\(count) \(sum)")
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        let test = try await TestServer(router)
        let client = try await test.client()
        let written = Tally()
        async let answer = client.clientStreaming(.up) { writer in
            for index in 0..<20_000 {
                try await writer.write(Blob([UInt8](repeating: 1, count: index % 3)))
            }
            written.add()
        }
        #expect(try await written.reaches(1))
        for _ in 0..<100 { _ = try await client.unary(.hot, Blob("a")) }
        let up = try #require(test.server.methodStatistics.first { $0.path == Up.path })
        #expect(up.messagesReceived == 1_024)
        gate.add()
        #expect(try await answer == Blob("20000 19999"))
        await client.close()
        await test.stop()
    }
}

import GRPC
import HTTP2
import Testing

@Suite("What calls come to is counted by method")
struct MethodStatisticsTests {
    private func statistics(_ test: TestServer, _ path: MethodPath) throws -> MethodStatistics {
        try #require(test.server.methodStatistics.first { $0.path == path })
    }

    @Test("Started, ended by status, and how long they took, for each kind of method")
    func counts() async throws {
        var router = Router()
        router.register(
            Unary { request, _ in
                if request.bytes.isEmpty { throw GRPCStatus(.notFound, "nothing") }
                return request
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        router.register(Down { request, _, writer in try await writer.write(request) })
        let test = try await TestServer(router)
        let client = try await test.client()
        for _ in 0..<3 { _ = try await client.unary(.hot, Blob("a")) }
        _ = try await client.unary(.unary, Blob("a"))
        #expect(await status { try await client.unary(.unary, Blob()) }?.code == .notFound)
        for try await _ in client.serverStreaming(.down, Blob("a")) {}
        let missing = RPC<Blob, Blob>(MethodPath(service: "test.Service", method: "Missing"))
        #expect(await status { try await client.unary(missing, Blob()) }?.code == .unimplemented)
        await client.close()
        await test.stop()

        let hot = try statistics(test, Hot.path)
        #expect(hot.kind == .unary)
        #expect(hot.started == 3)
        #expect(hot.handled == [.ok: 3])
        #expect(hot.handling.count == 3)
        #expect(hot.handling.sum > 0)
        let unary = try statistics(test, Unary.path)
        #expect(unary.started == 2)
        #expect(unary.handled == [.ok: 1, .notFound: 1])
        let down = try statistics(test, Down.path)
        #expect(down.kind == .serverStream)
        #expect(down.handled == [.ok: 1])
        let unknown = try statistics(test, MethodStatistics.unknown)
        #expect(unknown.started == 1)
        #expect(unknown.handled == [.unimplemented: 1])
        #expect(test.server.statistics.calls == 7)
        #expect(test.server.statistics.failed == 2)
    }

    @Test("Messages are counted where they come whole and where they are handed on")
    func messages() async throws {
        var router = TestServer.echo()
        let refusing = MethodPath(service: "test.Service", method: "Refusing")
        router.register(Refusing())
        let test = try await TestServer(router)
        let client = try await test.client()
        for _ in 0..<3 { _ = try await client.unary(.hot, Blob("a")) }
        _ = try await client.unary(.unary, Blob("a"), options: CallOptions(encoding: .gzip))
        #expect(await status { try await client.unary(RPC<Blob, Blob>(refusing), Blob()) } != nil)
        for try await _ in client.serverStreaming(.down, Blob("abcd")) {}
        _ = try await client.clientStreaming(.up) { requests in
            for _ in 0..<5 { try await requests.write(Blob("a")) }
        }
        let both = client.bidirectional(.both)
        for _ in 0..<7 {
            try await both.write(Blob("a"))
            _ = try await both.responses.next()
        }
        both.finish()
        #expect(try await both.responses.next() == nil)
        let missing = RPC<Blob, Blob>(MethodPath(service: "test.Service", method: "Missing"))
        #expect(await status { try await client.unary(missing, Blob()) } != nil)
        await client.close()
        let raw = try await RawClient.connect(to: test.address)
        // Half a message is none.
        let half = try await raw.send(path: "/test.Service/Hot", body: [0, 0, 0, 0, 9, 1])
        #expect(half.fields["grpc-status"] == "13")
        try await raw.close()
        await test.stop()

        for (path, received, sent) in [
            (Hot.path, 3, 3), (Unary.path, 1, 1), (refusing, 1, 0), (Down.path, 1, 4),
            (Up.path, 5, 1), (Both.path, 7, 7), (MethodStatistics.unknown, 0, 0),
        ] {
            let method = try statistics(test, path)
            #expect(method.messagesReceived == received, "\(path)")
            #expect(method.messagesSent == sent, "\(path)")
        }
    }

    @Test("A call whose deadline passes is counted once, in the bucket of its time")
    func deadline() async throws {
        let waiting = Waiting()
        var router = Router()
        router.register(Hot { request, _, reply in waiting.add(reply, request) })
        let test = try await TestServer(router)
        let client = try await test.client()
        var failure: GRPCStatus?
        var milliseconds: Int64 = 30
        repeat {
            // On a loaded machine a deadline may pass before the call is on its way.
            let options = CallOptions(timeout: .milliseconds(milliseconds))
            failure = await status { try await client.unary(.hot, Blob("a"), options: options) }
            milliseconds *= 10
        } while try statistics(test, Hot.path).started == 0 && milliseconds < 100_000
        #expect(failure?.code == .deadlineExceeded)
        waiting.completeAll()
        await client.close()
        await test.stop()
        let hot = try statistics(test, Hot.path)
        #expect(hot.started >= 1)
        #expect(hot.handled.values.reduce(0, +) == hot.started)
        #expect(hot.handling.count == hot.started)
        let first = try #require(hot.handling.counts.firstIndex { $0 > 0 })
        #expect(first == 0 || hot.handling.sum > HandlingHistogram.bounds[first - 1])
    }
}

/// A hot method that refuses what comes.
private struct Refusing: HotUnaryMethod {
    static let path = MethodPath(service: "test.Service", method: "Refusing")

    func call(_ request: Blob, context: CallContext, reply: HotReply<Blob>) {
        reply.complete(.failure(GRPCStatus(.notFound, "nothing")))
    }
}

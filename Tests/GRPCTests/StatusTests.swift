import GRPC
import HTTP2
import HTTP2Session
import Testing

@Suite("How calls fail: the right code and a sentence")
struct StatusTests {
    @Test(
        "Every code arrives with its message and details",
        arguments: GRPCStatus.Code.allCases.dropFirst()
    )
    func codes(code: GRPCStatus.Code) async throws {
        let sent = GRPCStatus(code, "100 % \"naïve\"\nsecond line", details: [8, 3, 255])
        var router = Router()
        router.register(Unary { _, _ in throw sent })
        router.register(Hot { _, _, reply in reply.complete(.failure(sent)) })
        router.register(
            Down { request, _, writer in
                try await writer.write(request)
                throw sent
            }
        )
        let test = try await TestServer(router)
        let client = try await test.client()
        #expect(await status { try await client.unary(.unary, Blob()) } == sent)
        #expect(await status { try await client.unary(.hot, Blob()) } == sent)
        let stream = client.serverStreaming(.down, Blob("a"))
        #expect(try await stream.next() == Blob("a"))
        #expect(await status { try await stream.next() } == sent)
        await client.close()
        await test.stop()
        #expect(test.server.statistics.failed == 3)
    }

    @Test("Other errors go through the mapper")
    func mapper() async throws {
        let test = try await TestServer(TestServer.only(Unary { _, _ in throw Odd() }))
        let client = try await test.client()
        let failure = await status { try await client.unary(.unary, Blob()) }
        #expect(failure == GRPCStatus(.internal, "mapped Odd"))
        await client.close()
        await test.stop()
    }

    @Test("An unknown method, and a malformed message, in every kind")
    func unknownAndMalformed() async throws {
        let test = try await TestServer()
        let client = try await test.client()
        let unknown = await status {
            try await client.unary(RPC<Blob, Blob>("test.Service", "Nothing"), Blob())
        }
        #expect(unknown == GRPCStatus(.unimplemented, "unknown method /test.Service/Nothing"))
        let bad = Blob([0xff])
        let expected = GRPCStatus(.invalidArgument, "test.Blob starts with 255")
        #expect(await status { try await client.unary(.unary, bad) } == expected)
        #expect(await status { try await client.unary(.hot, bad) } == expected)
        #expect(await status { try await client.serverStreaming(.down, bad).next() } == expected)
        let up = await status {
            try await client.clientStreaming(.up) { try await $0.write(bad) }
        }
        #expect(up == expected)
        await client.close()
        await test.stop()
    }

    @Test("A deadline ends the call on both sides, in a task and hot")
    func deadline() async throws {
        let ended = Tally()
        var router = Router()
        router.register(
            Unary { request, context in
                #expect(context.deadline != nil)
                do {
                    try await Task.sleep(for: .seconds(60))
                } catch {
                    ended.add()
                    throw error
                }
                return request
            }
        )
        router.register(Hot { _, _, reply in reply.onCancel { ended.add() } })
        let test = try await TestServer(router)
        let client = try await test.client()
        let options = CallOptions(timeout: .milliseconds(100))
        for rpc in [RPC<Blob, Blob>.unary, .hot] {
            let failure = await status { try await client.unary(rpc, Blob(), options: options) }
            #expect(failure?.code == .deadlineExceeded)
        }
        // Without a timer at the client it is the server that ends the call.
        let raw = try await RawClient.connect(to: test.address)
        let before = ended.count
        // Each twice: the second time its header list is that of the call before.
        for method in ["Unary", "Unary", "Hot", "Hot"] {
            let path = "/test.Service/\(method)"
            let answer = try await raw.send([("grpc-timeout", "50m")], path: path)
            #expect(answer.fields["grpc-status"] == "4")
            #expect(answer.fields["grpc-message"] == "the deadline passed")
        }
        #expect(try await ended.reaches(before + 4))
        try await raw.close()
        await client.close()
        await test.stop()
    }

    @Test("A caller that goes away cancels the task, and tells the hot method")
    func cancellation() async throws {
        let (started, ended) = (Tally(), Tally())
        var router = Router()
        router.register(
            Both { requests, _, _ in
                started.add()
                do {
                    for try await _ in requests {}
                } catch {
                    #expect(Task.isCancelled)
                    ended.add()
                }
            }
        )
        router.register(
            Hot { _, _, reply in
                reply.onCancel { ended.add() }
                started.add()
            }
        )
        router.register(
            Down { request, _, writer in
                started.add()
                do {
                    while true { try await writer.write(request) }
                } catch {
                    ended.add()
                }
            }
        )
        let test = try await TestServer(router)
        let client = try await test.client()
        let call = client.bidirectional(RPC<Blob, Blob>.both)
        let task = Task { try await client.unary(.hot, Blob()) }
        var stream: ResponseStream<Blob>? = client.serverStreaming(.down, Blob("x"))
        #expect(try await stream?.next() == Blob("x"))
        #expect(try await started.reaches(3))
        call.cancel()
        task.cancel()
        stream = nil
        #expect(await status { try await task.value }?.code == .cancelled)
        #expect(try await ended.reaches(3))
        #expect(stream == nil)
        await client.close()
        await test.stop()
        #expect(test.server.statistics.failed == 3)
    }

    @Test("A lost connection, and one that was never there")
    func unavailable() async throws {
        let started = Tally()
        let test = try await TestServer(
            TestServer.only(
                Unary { request, _ in
                    started.add()
                    try await Task.sleep(for: .seconds(60))
                    return request
                }
            )
        )
        let client = try await test.client()
        async let failure = status { try await client.unary(.unary, Blob()) }
        #expect(try await started.reaches(1))
        await test.server.shutdown(grace: .zero)
        #expect(await failure?.code == .unavailable)
        let later = await status { try await client.unary(.unary, Blob()) }
        #expect(later?.code == .unavailable)
        let refused = await status { try await GRPCClient.connect(to: test.address) }
        #expect(refused?.code == .unavailable)
        let message = try #require(refused?.message)
        #expect(message.hasPrefix("cannot connect to \(test.address): "))
        #expect(message.contains("refused"))
        await client.close()
    }

    @Test("Addresses that cannot be had")
    func addresses() async throws {
        let test = try await TestServer()
        await #expect(throws: SocketError.self) { try await TestServer(on: test.address) }
        let long = "/tmp/" + String(repeating: "a", count: 120)
        await #expect(throws: SocketError.self) { try await TestServer(on: .unix(path: long)) }
        await test.stop()
    }
}

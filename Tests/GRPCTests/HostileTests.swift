import GRPC
import HTTP2
import HTTP2Session
import NIOCore
import NIOPosix
import Testing

@Suite("Requests that no gRPC client sends get an answer, and the connection goes on")
struct HostileTests {
    private func check(
        _ client: RawClient,
        _ answer: RawClient.Answer,
        is code: GRPCStatus.Code,
        _ message: String
    ) async throws {
        #expect(answer.reset == nil)
        #expect(answer.fields[":status"] == "200")
        #expect(answer.fields["grpc-status"] == "\(code.rawValue)")
        #expect(answer.fields["grpc-message"] == message)
        let next = try await client.send()
        #expect(next.fields["grpc-status"] == "0")
        #expect(next.body == [0, 0, 0, 0, 0])
    }

    @Test(
        "Requests that are not gRPC get an HTTP answer with a body",
        arguments: [
            ("GET", "/test.Service/Unary", "application/grpc", "405"),
            ("POST", "/test.Service/Unary", "application/json", "415"),
            ("POST", "/test.Service/Unary", "application/grpc-web", "415"),
            ("POST", "/test.Service/Unary", nil, "415"),
            ("POST", "/index.html", "text/plain", "404"),
        ] as [(String, String, String?, String)]
    )
    func notGRPC(method: String, path: String, type: String?, status: String) async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send(method: method, path: path, contentType: type)
        #expect(answer.fields[":status"] == status)
        #expect(answer.fields["grpc-status"] == nil)
        #expect(answer.fields["content-length"] == "\(answer.body.count)")
        #expect(!answer.body.isEmpty)
        #expect(answer.reset == nil)
        #expect(try await client.send().fields["grpc-status"] == "0")
        try await client.close()
        await test.stop()
    }

    @Test("A HEAD request gets the head alone")
    func head() async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send(method: "HEAD", path: "/", contentType: nil, body: [])
        #expect(answer.fields[":status"] == "405")
        #expect(answer.fields["content-length"] != "0")
        #expect(answer.body.isEmpty)
        try await client.close()
        await test.stop()
    }

    @Test("A connection over the limit learns why, and the flag")
    func refusedConnection() async throws {
        var limits = ServerLimits()
        limits.connections = 1
        let test = try await TestServer(limits: limits)
        let first = try await RawClient.connect(to: test.address)
        #expect(try await first.send().fields["grpc-status"] == "0")
        let answer = try await Bytes.exchange("", with: test.address)
        let text = String(decoding: answer, as: UTF8.self)
        #expect(text.hasSuffix("the server has too many connections (--max-connections)"))
        #expect(test.server.transportStatistics[.connections] == 1)
        #expect(test.server.openConnections == 1)
        try await first.close()
        await test.stop()
    }

    @Test(
        "Content types of gRPC",
        arguments: [
            "application/grpc", "application/grpc+proto", "application/grpc; charset=utf-8",
        ]
    )
    func contentTypes(type: String) async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        #expect(try await client.send(contentType: type).fields["grpc-status"] == "0")
        try await client.close()
        await test.stop()
    }

    @Test("An encoding that we do not speak names those that we do")
    func encoding() async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send([("grpc-encoding", "snappy")])
        #expect(answer.fields["grpc-accept-encoding"] == "identity, deflate, gzip")
        let message = "the grpc-encoding snappy is not supported, use identity, deflate, gzip"
        try await check(client, answer, is: .unimplemented, message)
        let fine = try await client.send([("grpc-encoding", "identity")])
        #expect(fine.fields["grpc-status"] == "0")
        try await client.close()
        await test.stop()
    }

    @Test(
        "Broken framing, unary and hot",
        arguments: ["Unary", "Hot", "Up"],
        [
            ([1, 0, 0, 0, 0], .internal, "a compressed message came without grpc-encoding"),
            ([2, 0, 0, 0, 0], .internal, "a message has flags 2, expected 0"),
            ([0, 0, 0, 0, 9, 1], .internal, "the stream ended within a message"),
            ([0, 0, 0], .internal, "the stream ended within a message"),
            (
                [0, 255, 255, 255, 255], .resourceExhausted,
                "the message has 4294967295 bytes, the limit is 4194304 (--max-message-bytes)"
            ),
        ] as [([UInt8], GRPCStatus.Code, String)]
    )
    func framing(method: String, broken: ([UInt8], GRPCStatus.Code, String)) async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send(path: "/test.Service/\(method)", body: broken.0)
        try await check(client, answer, is: broken.1, broken.2)
        try await client.close()
        await test.stop()
    }

    @Test("A length of 4 GiB - 1 is refused on the prefix, before the stream ends")
    func prefix() async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let body: [UInt8] = [0, 255, 255, 255, 255]
        let answer = try await client.send(body: body, ends: false)
        #expect(answer.fields["grpc-status"] == "8")
        try await client.close()
        await test.stop()
    }

    @Test("Requests that never end are bounded for a connection", .timeLimit(.minutes(1)))
    func endless() async throws {
        var limits = ServerLimits()
        limits.unfinishedBytes = 5_000_000
        let test = try await TestServer(limits: limits)
        let client = try await RawClient.connect(to: test.address)
        // Whole messages of 3,000,000 bytes without the end of their streams.
        let body: [UInt8] = [0, 0, 0x2d, 0xc6, 0xc0] + [UInt8](repeating: 1, count: 3_000_000)
        let status = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    try? await client.send(body: body, ends: false).fields["grpc-status"]
                }
            }
            let first = await group.next() ?? nil
            try? await client.close()
            return first
        }
        #expect(status == "8")
        await test.stop()
    }

    @Test("One request is expected: none, or two, is refused", arguments: ["Unary", "Hot", "Down"])
    func cardinality(method: String) async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let path = "/test.Service/\(method)"
        let none = try await client.send(path: path, body: [])
        try await check(client, none, is: .unimplemented, "expected one request, none came")
        let two = try await client.send(path: path, body: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        try await check(client, two, is: .unimplemented, "expected one request, more came")
        try await client.close()
        await test.stop()
    }

    @Test("A malformed timeout, a long path, a large header list")
    func heads() async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let timeout = try await client.send([("grpc-timeout", "soon")])
        try await check(client, timeout, is: .internal, "the grpc-timeout soon is malformed")
        let long = try await client.send(path: "/" + String(repeating: "a", count: 7_000))
        let cut = "/" + String(repeating: "a", count: 199)
        try await check(client, long, is: .unimplemented, "unknown method \(cut)")
        let large = try await client.send([("x-large", String(repeating: "é", count: 8_150))])
        let message = "the header list is larger than 16384 bytes (--max-header-bytes)"
        try await check(client, large, is: .resourceExhausted, message)
        try await client.close()
        await test.stop()
    }

    @Test("Trailers that are too large end their call, and what it holds", .timeLimit(.minutes(1)))
    func largeTrailers() async throws {
        let (ends, mark) = AsyncStream.makeStream(of: Void.self)
        var router = Router()
        router.register(Unary { request, _ in request })
        router.register(
            Both { requests, _, writer in
                defer { mark.yield() }
                for try await request in requests { try await writer.write(request) }
            }
        )
        var limits = ServerLimits()
        limits.unfinishedBytes = 1_000
        let test = try await TestServer(limits: limits, router)
        let client = try await RawClient.connect(to: test.address)
        var trailers = HeaderBlock()
        trailers.append("x-large", String(repeating: "é", count: 8_300))
        let streaming = try await client.send(path: "/test.Service/Both", trailers: trailers)
        #expect(streaming.fields["grpc-status"] == "8")
        // The method's task has learned it.
        var ended = ends.makeAsyncIterator()
        #expect(await ended.next() != nil)
        for _ in 0..<5 {
            // 600 bytes are announced, one comes.
            let half = try await client.send(body: [0, 0, 0, 2, 0x58, 1], trailers: trailers)
            #expect(half.fields["grpc-status"] == "8")
            #expect(
                half.fields["grpc-message"]
                    == "the header list is larger than 16384 bytes (--max-header-bytes)"
            )
        }
        #expect(try await client.send().fields["grpc-status"] == "0")
        for method in test.server.methodStatistics {
            #expect(method.started == method.handled.values.reduce(0, +))
        }
        try await client.close()
        await test.stop()
    }

    @Test("A deadline of nothing has passed already")
    func zeroTimeout() async throws {
        let test = try await TestServer(
            TestServer.only(
                Unary { request, _ in
                    try await Task.sleep(for: .seconds(10))
                    return request
                }
            )
        )
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send([("grpc-timeout", "0n")])
        #expect(answer.fields["grpc-status"] == "4")
        try await client.close()
        await test.stop()
    }

    @Test("Half a preface is closed at the time-out", .timeLimit(.minutes(1)))
    func halfPreface() async throws {
        var limits = ServerLimits()
        limits.timeouts.preface = .milliseconds(100)
        limits.timeouts.check = .milliseconds(20)
        let test = try await TestServer(limits: limits)
        guard case .tcp(let host, let port) = test.address else { return }
        var channels: [any Channel] = []
        for _ in 0..<50 {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: host, port: port).get()
            // The first may be closed already before the last is open.
            try? await channel.writeAndFlush(ByteBuffer(string: "PRI * HTTP")).get()
            channels.append(channel)
        }
        // Waiting for the end of each is the assertion: nothing else closes them.
        for channel in channels { try await channel.closeFuture.get() }
        #expect(channels.count == 50)
        await test.stop()
    }

    @Test("A stream lives on beside 1,200 cancelled calls of its own connection")
    func cancellingNeighbour() async throws {
        let test = try await TestServer()
        let (innocent, client) = (try await test.client(), try await test.client())
        let stream = client.bidirectional(RPC<Blob, Blob>.both)
        try await stream.write(Blob("a"))
        #expect(try await stream.responses.next() == Blob("a"))
        for _ in 0..<1_200 {
            let call = client.bidirectional(RPC<Blob, Blob>.both)
            try? await call.write(Blob("a"))
            call.cancel()
        }
        try await stream.write(Blob("b"))
        #expect(try await stream.responses.next() == Blob("b"))
        #expect(try await innocent.unary(.hot, Blob("a")) == Blob("a"))
        // New calls may be refused for a moment.
        while await status({ try await client.unary(.unary, Blob("a")) }) != nil {
            try await Task.sleep(for: .milliseconds(20))
        }
        stream.finish()
        #expect(try await stream.responses.next() == nil)
        await client.close()
        await innocent.close()
        await test.stop()
    }

    @Test(
        "What is answered early is answered whole, whatever of the request still comes",
        arguments: [
            ("/test.Service/None", "application/grpc", "12"),
            ("/test.Service/Unary", "text/plain", nil), ("/test.Service/Unary", nil, nil),
            ("/test.Service/Unary", "application/grpc", "8"),
        ] as [(String, String?, String?)]
    )
    func early(path: String, type: String?, code: String?) async throws {
        var limits = ServerLimits()
        limits.messageBytes = 1 << 20
        let test = try await TestServer(limits: limits)
        let client = try await RawClient.connect(to: test.address)
        // Three times the window of the stream, announced as one message.
        let body = [0, 0, 0x30, 0, 0] + [UInt8](repeating: 1, count: 3 << 20)
        for _ in 0..<10 {
            let answer = try await client.send(path: path, contentType: type, body: body)
            #expect(answer.reset == nil)
            #expect(answer.fields[":status"] != nil)
            #expect(answer.fields["grpc-status"] == code)
            #expect(answer.body.isEmpty == (code != nil))
        }
        #expect(test.server.transportStatistics[.resets] == 0)
        try await client.close()
        await test.stop()
    }
}

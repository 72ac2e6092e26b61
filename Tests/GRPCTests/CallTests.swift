import GRPC
import HTTP2
import Testing

@Suite("Calls of every kind over a real connection")
struct CallTests {
    @Test("Unary, in a task and hot")
    func unary() async throws {
        let test = try await TestServer()
        let client = try await test.client()
        for count in [0, 1, 300, 70_000] {
            let blob = Blob([UInt8](repeating: 5, count: count))
            #expect(try await client.unary(.unary, blob) == blob)
            #expect(try await client.unary(.hot, blob) == blob)
        }
        await client.close()
        await test.stop()
        #expect(test.server.statistics.calls == 8)
        #expect(test.server.statistics.succeeded == 8)
        #expect(test.server.statistics.connections == 1)
    }

    @Test("A stream down, a stream up, and both")
    func streams() async throws {
        let test = try await TestServer()
        let client = try await test.client()
        var lengths: [Int] = []
        for try await blob in client.serverStreaming(.down, Blob("hello")) {
            lengths.append(blob.bytes.count)
        }
        #expect(lengths == [1, 2, 3, 4, 5])
        let sum = try await client.clientStreaming(.up) { writer in
            for index in 0..<1_000 { try await writer.write(Blob([UInt8(index % 251)])) }
        }
        #expect(sum.bytes == (0..<1_000).map { UInt8($0 % 251) })
        let call = client.bidirectional(RPC<Blob, Blob>.both)
        for index in 0..<100 {
            try await call.write(Blob("\(index)"))
            #expect(try await call.responses.next() == Blob("\(index)"))
        }
        call.finish()
        #expect(try await call.responses.next() == nil)
        await client.close()
        await test.stop()
    }

    @Test("Many calls at once share a connection")
    func concurrent() async throws {
        let test = try await TestServer()
        let client = try await test.client()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<600 {
                group.addTask {
                    let blob = Blob("\(index)")
                    let rpc: RPC<Blob, Blob> = index % 2 == 0 ? .hot : .unary
                    return try await client.unary(rpc, blob) == blob
                }
            }
            for try await isSame in group { #expect(isSame) }
        }
        await client.close()
        await test.stop()
        #expect(test.server.statistics.succeeded == 600)
    }

    @Test("A Unix-domain socket, and its stale file")
    func unixSocket() async throws {
        let path = "/tmp/tutelage-\(UInt32.random(in: 0 ... .max)).sock"
        for _ in 0..<2 {
            let test = try await TestServer(on: .unix(path: path))
            let client = try await GRPCClient.connect(unixSocket: path)
            #expect(try await client.unary(.unary, Blob("a")) == Blob("a"))
            await client.close()
            await test.stop()
        }
    }

    @Test("The name of a field may be in any case, and decides whether its value is bytes")
    func metadataNames() async throws {
        var sent = Metadata()
        sent.append("X-Text", "a\u{7}b")
        sent.append("X-Text-Bin", "a\u{7}\u{e9}")
        sent.append("x-Bytes-BIN", binary: [0, 255])
        #expect(sent.fields.map(\.name) == ["x-text", "x-text-bin", "x-bytes-bin"])
        #expect(sent["X-TEXT"] == "a?b")
        #expect(sent[binary: "x-text-bin"] == Array("a\u{7}\u{e9}".utf8))
        let test = try await TestServer(
            TestServer.only(
                Unary { _, context in
                    context.setTrailingMetadata(context.metadata)
                    return Blob(context.metadata[binary: "X-Bytes-Bin"] ?? [])
                }
            )
        )
        let client = try await test.client()
        let reply = try await client.unaryReply(
            .unary,
            Blob(),
            options: CallOptions(metadata: sent)
        )
        #expect(reply.message.bytes == [0, 255])
        #expect(reply.trailingMetadata[binary: "x-text-bin"] == Array("a\u{7}\u{e9}".utf8))
        await client.close()
        await test.stop()
    }

    @Test("A name that HTTP does not allow is a mistake in the program, which ends")
    func wrongNames() async throws {
        await #expect(processExitsWith: .failure) {
            var metadata = Metadata()
            metadata.append("a name", "value")
        }
        await #expect(processExitsWith: .failure) {
            var metadata = Metadata()
            metadata.append("x-text", binary: [0])
        }
    }

    @Test("Metadata goes both ways, text and bytes")
    func metadata() async throws {
        let test = try await TestServer(
            TestServer.only(
                Unary { request, context in
                    var metadata = Metadata()
                    metadata.append("x-echo", context.metadata["x-text"] ?? "none")
                    context.setInitialMetadata(metadata)
                    var trailing = Metadata()
                    trailing.append("x-echo-bin", binary: context.metadata[binary: "x-bin"] ?? [])
                    context.setTrailingMetadata(trailing)
                    if request.text == "fail" { throw GRPCStatus(.aborted, "no") }
                    return request
                }
            )
        )
        let client = try await test.client()
        var options = CallOptions()
        options.metadata.append("x-text", "a value")
        options.metadata.append("x-bin", binary: [0, 255, 7])
        let reply = try await client.unaryReply(.unary, Blob("a"), options: options)
        #expect(reply.initialMetadata["x-echo"] == "a value")
        #expect(reply.trailingMetadata[binary: "x-echo-bin"] == [0, 255, 7])
        #expect(reply.initialMetadata.count == 1)
        await client.close()
        await test.stop()
    }

    @Test("A streaming method sets metadata too")
    func streamingMetadata() async throws {
        var router = Router()
        router.register(
            Both { requests, context, writer in
                var metadata = Metadata()
                metadata.append("x-first", "1")
                context.setInitialMetadata(metadata)
                for try await request in requests { try await writer.write(request) }
                var trailing = Metadata()
                trailing.append("x-last", "2")
                context.setTrailingMetadata(trailing)
                throw GRPCStatus(.dataLoss, "after all")
            }
        )
        let test = try await TestServer(router)
        let client = try await test.client()
        let call = client.bidirectional(RPC<Blob, Blob>.both)
        try await call.write(Blob("a"))
        #expect(try await call.responses.next() == Blob("a"))
        #expect(call.initialMetadata["x-first"] == "1")
        call.finish()
        let end = await status { try await call.responses.next() }
        #expect(end == GRPCStatus(.dataLoss, "after all"))
        #expect(call.trailingMetadata["x-last"] == "2")
        await client.close()
        await test.stop()
    }

    @Test("Replies that are ready together take one flush")
    func batch() async throws {
        let waiting = Waiting()
        var router = Router()
        router.register(Hot { request, _, reply in waiting.add(reply, request) })
        let test = try await TestServer(router)
        let client = try await test.client()
        try await withThrowingTaskGroup(of: Blob.self) { group in
            for index in 0..<100 {
                group.addTask { try await client.unary(.hot, Blob("\(index)")) }
            }
            #expect(try await waiting.tally.reaches(100))
            let before = test.server.statistics.flushes
            waiting.completeAll()
            var texts: Set<String> = []
            for try await blob in group { texts.insert(blob.text) }
            #expect(texts == Set((0..<100).map { "\($0)" }))
            #expect(test.server.statistics.flushes <= before + 2)
        }
        await client.close()
        await test.stop()
    }
}

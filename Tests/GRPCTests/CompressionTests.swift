import Compression
import GRPC
import HTTP2
import HTTP2Session
import Testing

@Suite("Messages may be compressed, both ways, and cost no more than the limit")
struct MessageCompressionTests {
    private static let text = [UInt8](repeating: 7, count: 50_000)

    /// A router whose methods compress what they answer; the last byte of an answer says whether its
    /// request came compressed.
    private static func compressing() -> Router {
        var router = Router()
        router.register(
            Unary { request, context in
                context.compressResponses()
                return Blob(request.bytes + [context.requestWasCompressed ? 1 : 0])
            }
        )
        router.register(Hot { request, _, reply in reply.complete(.success(request)) })
        router.register(
            Both { requests, context, writer in
                context.compressResponses()
                while let (request, wasCompressed) = try await requests.nextReceived() {
                    // Each answer is compressed where its request was not.
                    try await writer.write(request, compressed: !wasCompressed)
                }
            }
        )
        return router
    }

    @Test("Requests and responses of one call", arguments: MessageEncoding.allCases)
    func unary(encoding: MessageEncoding) async throws {
        let test = try await TestServer(Self.compressing())
        let client = try await test.client()
        let options = CallOptions(encoding: encoding)
        let reply = try await client.unaryReply(.unary, Blob(Self.text), options: options)
        #expect(reply.message.bytes.dropLast() == Self.text[...])
        #expect(reply.message.bytes.last == (encoding == .identity ? 0 : 1))
        #expect(reply.wasCompressed)
        let hot = try await client.unaryReply(.hot, Blob(Self.text), options: options)
        #expect(hot.message.bytes == Self.text)
        #expect(!hot.wasCompressed)
        await client.close()
        await test.stop()
    }

    @Test("Each message of a stream may be compressed or not", arguments: MessageEncoding.allCases)
    func stream(encoding: MessageEncoding) async throws {
        let test = try await TestServer(Self.compressing())
        let client = try await test.client()
        let call = client.bidirectional(
            RPC<Blob, Blob>.both,
            options: CallOptions(encoding: encoding)
        )
        for round in 0..<20 {
            let compressed = round % 3 == 0
            let message = Blob([UInt8](repeating: 1, count: round * 1_000))
            try await call.write(message, compressed: compressed)
            let answer = try await call.responses.nextReceived()
            #expect(answer?.message == message)
            #expect(answer?.wasCompressed == !(compressed && encoding != .identity))
        }
        call.finish()
        #expect(try await call.responses.next() == nil)
        await client.close()
        await test.stop()
    }

    @Test(
        "A response is compressed only in what the caller accepts",
        arguments: [
            (nil, nil), ("identity", nil), ("snappy,br", nil), ("identity,deflate", "deflate"),
            ("identity, deflate, gzip", "gzip"), ("gzip", "gzip"),
        ] as [(String?, String?)]
    )
    func accepted(offer: String?, encoding: String?) async throws {
        let test = try await TestServer(Self.compressing())
        let client = try await RawClient.connect(to: test.address)
        let answer = try await client.send(offer.map { [("grpc-accept-encoding", $0)] } ?? [])
        #expect(answer.fields["grpc-status"] == "0")
        #expect(answer.fields["grpc-encoding"] == encoding)
        // The answer is one byte, 0.
        if encoding == nil {
            #expect(answer.body == [0, 0, 0, 0, 1, 0])
        } else {
            let content = Array(answer.body.dropFirst(5))
            #expect(answer.body.prefix(5) == [1, 0, 0, 0, UInt8(content.count)])
            let format: CompressionFormat = encoding == "gzip" ? .gzip : .zlib
            #expect(try Compression.inflate(content, format, limit: 1) == [0])
        }
        try await client.close()
        await test.stop()
    }

    @Test("The server's own choice: large responses only")
    func threshold() async throws {
        var limits = ServerLimits()
        limits.compressedResponseBytes = 1_000
        let test = try await TestServer(limits: limits)
        let client = try await test.client()
        for (count, compressed) in [(999, false), (1_000, true)] {
            let request = Blob([UInt8](repeating: 1, count: count))
            let reply = try await client.unaryReply(.unary, request)
            #expect(reply.message == request)
            #expect(reply.wasCompressed == compressed)
            #expect(try await !client.unaryReply(.hot, request).wasCompressed)
        }
        await client.close()
        await test.stop()
    }

    @Test("A caller who compresses learns what we read, whatever the answer")
    func disclosure() async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        for path in ["Unary", "Hot", "Both", "Down"] {
            let fields = [("grpc-encoding", "gzip")]
            let answer = try await client.send(fields, path: "/test.Service/\(path)")
            #expect(answer.fields["grpc-status"] == "0")
            #expect(answer.fields["grpc-accept-encoding"] == "identity, deflate, gzip", "\(path)")
        }
        #expect(try await client.send().fields["grpc-accept-encoding"] == nil)
        try await client.close()
        await test.stop()
    }

    @Test(
        "Compressed messages that break the rules",
        arguments: ["Unary", "Hot", "Up", "Both", "Down"],
        ["none", "identity", "damaged", "bomb", "flags"]
    )
    func broken(method: String, fault: String) async throws {
        let test = try await TestServer()
        let client = try await RawClient.connect(to: test.address)
        let zeros = [UInt8](repeating: 0, count: 5 << 20)
        var content = try Compression.deflate(fault == "bomb" ? zeros : Self.text, .gzip)
        if fault == "damaged" { content[content.count / 2] ^= 0xff }
        let length = (0..<4).map { UInt8(truncatingIfNeeded: content.count >> (24 - 8 * $0)) }
        let encoding = ["none": nil, "identity": "identity"][fault] ?? "gzip"
        let answer = try await client.send(
            encoding.map { [("grpc-encoding", $0)] } ?? [],
            path: "/test.Service/\(method)",
            body: [fault == "flags" ? 3 : 1] + length + content
        )
        #expect(answer.reset == nil)
        #expect(answer.body.isEmpty)
        let expected: (code: String, message: String) =
            switch fault {
            case "damaged": ("13", "a compressed message is not whole gzip")
            case "bomb":
                ("8", "the message inflates to more than 4194304 bytes (--max-message-bytes)")
            case "flags": ("13", "a message has flags 3, expected 0")
            default: ("13", "a compressed message came without grpc-encoding")
            }
        #expect(answer.fields["grpc-status"] == expected.code)
        #expect(answer.fields["grpc-message"] == expected.message)
        #expect(test.server.transportStatistics[.message] == (fault == "bomb" ? 1 : 0))
        #expect(try await client.send().fields["grpc-status"] == "0")
        try await client.close()
        await test.stop()
    }

    @Test("A compressed message of the exact limit is taken", arguments: ["Unary", "Hot"])
    func exactLimit(method: String) async throws {
        let test = try await TestServer()
        let client = try await test.client()
        let request = Blob([UInt8](repeating: 3, count: 4 << 20))
        let rpc = RPC<Blob, Blob>("test.Service", method)
        let reply = try await client.unary(rpc, request, options: CallOptions(encoding: .gzip))
        #expect(reply == request)
        await client.close()
        await test.stop()
    }
}

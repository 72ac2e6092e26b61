import GRPC
import HTTP2
import Messages
import Services
import Testing

/// The cases of gRPC's interoperability tests that need to see and to set the flag of each message.
@Suite("Interoperability: what is compressed is what was asked for")
struct InteropTests {
    private let server: GRPCServer
    private let client: GRPCClient

    init() async throws {
        var router = Router()
        Services.registerInterop(in: &router)
        server = GRPCServer(router: router) { GRPCStatus(.internal, "\($0)") }
        let address = try await server.start(on: .tcp(host: "127.0.0.1", port: 0))
        client = try await GRPCClient.connect(to: address)
    }

    private func end() async {
        await client.close()
        await server.shutdown(grace: .seconds(5))
    }

    private static let unary = RPC<Wire.SimpleRequest, Wire.SimpleResponse>(UnaryCallMethod.path)
    private static let output = RPC<
        Wire.StreamingOutputCallRequest, Wire.StreamingOutputCallResponse
    >(
        StreamingOutputCallMethod.path
    )
    private static let duplex = RPC<
        Wire.StreamingOutputCallRequest, Wire.StreamingOutputCallResponse
    >(
        FullDuplexCallMethod.path
    )
    private static let input = RPC<Wire.StreamingInputCallRequest, Wire.StreamingInputCallResponse>(
        StreamingInputCallMethod.path
    )

    private func payload(_ count: Int) -> Wire.Payload {
        Wire.Payload(body: [UInt8](repeating: 0, count: count))
    }

    private func large() -> Wire.SimpleRequest {
        Wire.SimpleRequest(responseSize: 314_159, payload: payload(271_828))
    }

    @Test("client_compressed_unary", arguments: [MessageEncoding.gzip, .deflate])
    func clientUnary(encoding: MessageEncoding) async throws {
        var request = large()
        request.expectCompressed = Wire.BoolValue(value: true)
        let probe = request
        let refused = await status { try await client.unary(Self.unary, probe) }
        #expect(refused.code == .invalidArgument)
        let options = CallOptions(encoding: encoding)
        let compressed = try await client.unary(Self.unary, request, options: options)
        #expect(compressed.payload?.body.count == 314_159)
        request.expectCompressed = Wire.BoolValue(value: false)
        let plain = try await client.unary(Self.unary, request)
        #expect(plain == compressed)
        await end()
    }

    @Test("server_compressed_unary")
    func serverUnary() async throws {
        for value in [true, false] {
            var request = large()
            request.responseCompressed = Wire.BoolValue(value: value)
            let reply = try await client.unaryReply(Self.unary, request)
            #expect(reply.wasCompressed == value)
            #expect(reply.message.payload == payload(314_159))
        }
        #expect(try await !client.unaryReply(Self.unary, large()).wasCompressed)
        await end()
    }

    @Test("client_compressed_streaming: one message compressed, the next one not")
    func clientStreaming() async throws {
        let first = Wire.StreamingInputCallRequest(
            payload: payload(27_182),
            expectCompressed: Wire.BoolValue(value: true)
        )
        let second = Wire.StreamingInputCallRequest(
            payload: payload(45_904),
            expectCompressed: Wire.BoolValue(value: false)
        )
        let refused = await status {
            try await client.clientStreaming(Self.input) { try await $0.write(first) }
        }
        #expect(refused.code == .invalidArgument)
        let reply = try await client.clientStreaming(
            Self.input,
            options: CallOptions(encoding: .gzip)
        ) { requests in
            try await requests.write(first)
            try await requests.write(second, compressed: false)
        }
        #expect(reply.aggregatedPayloadSize == 73_086)
        await end()
    }

    @Test("server_compressed_streaming: one message compressed, the next one not")
    func serverStreaming() async throws {
        let request = Wire.StreamingOutputCallRequest(
            responseParameters: [
                Wire.ResponseParameters(size: 31_415, compressed: Wire.BoolValue(value: true)),
                Wire.ResponseParameters(size: 92_653, compressed: Wire.BoolValue(value: false)),
                Wire.ResponseParameters(size: 7),
            ]
        )
        let call = client.bidirectional(Self.duplex)
        try await call.write(request)
        call.finish()
        for replies in [client.serverStreaming(Self.output, request), call.responses] {
            var flags: [Bool] = []
            var sizes: [Int] = []
            while let (reply, wasCompressed) = try await replies.nextReceived() {
                flags.append(wasCompressed)
                sizes.append(reply.payload?.body.count ?? 0)
            }
            #expect(flags == [true, false, false])
            #expect(sizes == [31_415, 92_653, 7])
        }
        await end()
    }
}

package import GRPC
package import Messages

/// `TestService/FullDuplexCall`: the payloads that each request asks for, as it comes.
package struct FullDuplexCallMethod: BidirectionalMethod {
    package static let path = TestService.path("FullDuplexCall")

    package func call(
        _ requests: RequestStream<Wire.StreamingOutputCallRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.StreamingOutputCallResponse>
    ) async throws {
        TestService.echoMetadata(context)
        context.compressResponses()
        for try await request in requests { try await TestService.answer(request, to: responses) }
    }
}

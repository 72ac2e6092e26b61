package import GRPC
package import Messages

/// `TestService/StreamingOutputCall`: the payloads that one request asks for.
package struct StreamingOutputCallMethod: ServerStreamingMethod {
    package static let path = TestService.path("StreamingOutputCall")

    package func call(
        _ request: Wire.StreamingOutputCallRequest,
        context: CallContext,
        to responses: ResponseWriter<Wire.StreamingOutputCallResponse>
    ) async throws {
        TestService.echoMetadata(context)
        context.compressResponses()
        try await TestService.answer(request, to: responses)
    }
}

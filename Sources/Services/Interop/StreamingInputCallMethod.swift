package import GRPC
package import Messages

/// `TestService/StreamingInputCall`: how many bytes the payloads of all requests have.
package struct StreamingInputCallMethod: ClientStreamingMethod {
    package static let path = TestService.path("StreamingInputCall")

    package func call(
        _ requests: RequestStream<Wire.StreamingInputCallRequest>,
        context: CallContext
    ) async throws -> Wire.StreamingInputCallResponse {
        TestService.echoMetadata(context)
        var count = 0
        while let (request, wasCompressed) = try await requests.nextReceived() {
            try TestService.check(request.expectCompressed, wasCompressed: wasCompressed)
            count += request.payload?.body.count ?? 0
        }
        return Wire.StreamingInputCallResponse(aggregatedPayloadSize: Int32(clamping: count))
    }
}

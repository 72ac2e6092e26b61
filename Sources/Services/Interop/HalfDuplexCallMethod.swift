package import GRPC
package import Messages

/// `TestService/HalfDuplexCall`: the payloads that the requests ask for, after the last of them.
package struct HalfDuplexCallMethod: BidirectionalMethod {
    package static let path = TestService.path("HalfDuplexCall")
    private static let mostRequests = 10_000

    package func call(
        _ requests: RequestStream<Wire.StreamingOutputCallRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.StreamingOutputCallResponse>
    ) async throws {
        TestService.echoMetadata(context)
        context.compressResponses()
        var all: [Wire.StreamingOutputCallRequest] = []
        for try await var request in requests {
            guard all.count < Self.mostRequests else {
                throw GRPCStatus(
                    .resourceExhausted,
                    "at most \(Self.mostRequests) requests are kept"
                )
            }
            request.payload = nil
            all.append(request)
        }
        for request in all { try await TestService.answer(request, to: responses) }
    }
}

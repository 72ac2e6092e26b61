package import GRPC
package import Messages

/// `grpc.reflection.v1.ServerReflection/ServerReflectionInfo`: what the server serves.
package struct ReflectionMethod: BidirectionalMethod {
    package static let path = RPC.serverReflectionInfo.path

    let index: ReflectionIndex

    package func call(
        _ requests: RequestStream<Wire.ServerReflectionRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.ServerReflectionResponse>
    ) async throws {
        context.whenDraining(.endRequests)
        for try await request in requests { try await responses.write(index.answer(request)) }
    }
}

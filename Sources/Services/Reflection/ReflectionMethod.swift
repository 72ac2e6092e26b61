package import GRPC
package import Messages

/// `grpc.reflection.v1.ServerReflection/ServerReflectionInfo`: what the server serves.
package struct ReflectionMethod: BidirectionalMethod {
    package static let path = MethodPath(
        service: "grpc.reflection.v1.ServerReflection",
        method: "ServerReflectionInfo"
    )

    let index: ReflectionIndex

    package func call(
        _ requests: RequestStream<ServerReflectionRequest>,
        context: CallContext,
        to responses: ResponseWriter<ServerReflectionResponse>
    ) async throws {
        context.whenDraining(.endRequests)
        for try await request in requests { try await responses.write(index.answer(request)) }
    }
}

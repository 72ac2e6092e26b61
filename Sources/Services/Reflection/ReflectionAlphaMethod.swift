package import GRPC
package import Messages

/// `grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo`: ``ReflectionMethod`` under its
/// first name, with the same bytes on the wire.
package struct ReflectionAlphaMethod: BidirectionalMethod {
    package static let path = MethodPath(
        service: "grpc.reflection.v1alpha.ServerReflection",
        method: "ServerReflectionInfo"
    )

    let method: ReflectionMethod

    package func call(
        _ requests: RequestStream<Wire.ServerReflectionRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.ServerReflectionResponse>
    ) async throws {
        try await method.call(requests, context: context, to: responses)
    }
}

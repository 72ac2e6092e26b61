internal import Domain
package import GRPC
package import Messages

/// `grpc.health.v1.Health/Check`: the status of one service, or of the whole server.
package struct HealthCheckMethod: UnaryMethod {
    package static let path = MethodPath(service: "grpc.health.v1.Health", method: "Check")

    /// The public services.
    private static let services = Set(
        MethodDescriptor.all.map(\.service).filter { !$0.hasPrefix("tutelage.internal.") }
    )

    let health: HealthState

    /// Answers from `health`.
    package init(health: HealthState) { self.health = health }

    package func call(
        _ request: HealthCheckRequest,
        context: CallContext
    ) async throws -> HealthCheckResponse {
        guard request.service.isEmpty || Self.services.contains(request.service) else {
            throw Failure.notFound("there is no service \(quoted(request.service))")
        }
        return HealthCheckResponse(status: health.isServing ? .serving : .notServing)
    }
}

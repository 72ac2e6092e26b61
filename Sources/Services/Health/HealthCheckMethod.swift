internal import Domain
package import GRPC
package import Messages

/// `grpc.health.v1.Health/Check`: the status of the server, a service, a project or a model version.
package struct HealthCheckMethod: UnaryMethod {
    package static let path = RPC.check.path

    let status: ServingStatus

    package func call(
        _ request: Wire.HealthCheckRequest,
        context: CallContext
    ) async throws -> Wire.HealthCheckResponse {
        guard let status = try await status.status(of: request.service) else {
            throw Failure.notFound(
                "there is no service, project or model version \(quoted(request.service))"
            )
        }
        return Wire.HealthCheckResponse(status: status)
    }
}

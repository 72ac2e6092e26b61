package import GRPC
package import Messages

/// `grpc.health.v1.Health/Watch`: the status of a name now and after each change; it ends when the
/// server begins to shut down.
package struct HealthWatchMethod: ServerStreamingMethod {
    package static let path = MethodPath(service: "grpc.health.v1.Health", method: "Watch")

    let status: ServingStatus

    package func call(
        _ request: HealthCheckRequest,
        context: CallContext,
        to responses: ResponseWriter<HealthCheckResponse>
    ) async throws {
        let health = status.services.health
        var sent: HealthCheckResponse.ServingStatus?
        while true {
            let (changes, isServing) = (health.changes, health.isServing)
            let now = try await status.status(of: request.service) ?? .serviceUnknown
            if now != sent {
                try await responses.write(HealthCheckResponse(status: now))
                sent = now
            }
            guard isServing else { throw GRPCStatus(.unavailable, "the server is shutting down") }
            await health.waitForChange(after: changes)
            try Task.checkCancellation()
        }
    }
}

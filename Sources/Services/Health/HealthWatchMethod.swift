package import GRPC
package import Messages

/// `grpc.health.v1.Health/Watch`: the status of a name now and after each change; it ends when the
/// server begins to shut down.
package struct HealthWatchMethod: ServerStreamingMethod {
    package static let path = RPC.watch.path

    let status: ServingStatus

    package func call(
        _ request: Wire.HealthCheckRequest,
        context: CallContext,
        to responses: ResponseWriter<Wire.HealthCheckResponse>
    ) async throws {
        let health = status.services.health
        var sent: Wire.HealthCheckResponse.ServingStatus?
        while true {
            let (changes, isServing) = (health.changes, health.isServing)
            let now = try await status.status(of: request.service) ?? .serviceUnknown
            if now != sent {
                try await responses.write(Wire.HealthCheckResponse(status: now))
                sent = now
            }
            guard isServing else { throw GRPCStatus(.unavailable, "the server is shutting down") }
            await health.waitForChange(after: changes)
            try Task.checkCancellation()
        }
    }
}

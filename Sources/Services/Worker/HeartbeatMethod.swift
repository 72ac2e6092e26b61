package import GRPC
internal import Labeling
package import Messages

/// `Worker/Heartbeat`: keeps a lease and says whether to go on.
package struct HeartbeatMethod: UnaryMethod {
    package static let path = RPC.heartbeat.path

    let services: WorkerServices

    package func call(
        _ request: Wire.HeartbeatRequest,
        context: CallContext
    ) async throws -> Wire.HeartbeatReply {
        var progress = JobProgress()
        progress.phase = request.phase
        progress.step = Int(clamping: request.step)
        progress.steps = Int(clamping: request.steps)
        progress.round = Int(request.round)
        progress.rounds = Int(request.rounds)
        // JSON has no other numbers; a loss that is none ends its run anyway.
        progress.metrics = request.metrics.filter(\.value.isFinite)
        let directive = try await services.coordinator.leases.heartbeat(
            request.jobID,
            token: request.fencingToken,
            progress: progress
        )
        return Wire.HeartbeatReply(cancel: directive == .cancel, stop: directive == .stop)
    }
}

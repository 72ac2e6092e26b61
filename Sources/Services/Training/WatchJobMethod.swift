internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Training/WatchJob`: a job as it is now, then after each change, until its state is final.
package struct WatchJobMethod: ServerStreamingMethod {
    package static let path = RPC.watchJob.path

    let services: TrainingServices

    package func call(
        _ request: Wire.WatchJobRequest,
        context: CallContext,
        to responses: ResponseWriter<Wire.WatchJobReply>
    ) async throws {
        context.whenDraining(.end)
        for try await job in try await services.coordinator.queue.watch(request.jobID) {
            try await responses.write(Wire.WatchJobReply(job: try await services.message(job)))
            if job.state.isFinal { return }
        }
    }
}

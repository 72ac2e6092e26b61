internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Store

/// `Training/CancelJob`.
package struct CancelJobMethod: UnaryMethod {
    package static let path = RPC.cancelJob.path

    let services: TrainingServices

    package func call(
        _ request: Wire.CancelJobRequest,
        context: CallContext
    ) async throws -> Wire.Job {
        let services = services
        return try await services.retries.run(
            request,
            id: request.requestID,
            project: "",
            path: Self.path
        ) { kept in
            let job = try await services.coordinator.queue.cancel(request.jobID) {
                try kept.keep(Wire.Job($1, $0.reader), $0)
            }
            return try await services.message(job)
        }
    }
}

package import GRPC
internal import Labeling
package import Messages

/// `Worker/Fail`: ends a lease without a model.
package struct FailMethod: UnaryMethod {
    package static let path = RPC.fail.path

    let services: WorkerServices

    package func call(
        _ request: Wire.FailRequest,
        context: CallContext
    ) async throws -> Wire.FailReply {
        let outcome: WorkerOutcome =
            switch request.outcome {
            case .cancelled: .cancelled
            case .stopped: .stopped
            case .failed, .unspecified, .unrecognized: .failed
            }
        try await services.coordinator.leases.fail(
            request.jobID,
            token: request.fencingToken,
            outcome: outcome,
            message: request.message
        )
        return Wire.FailReply()
    }
}

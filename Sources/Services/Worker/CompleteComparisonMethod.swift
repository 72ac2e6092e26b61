internal import Files
package import GRPC
internal import Labeling
package import Messages
internal import Training

/// `Worker/CompleteComparison`: takes over what a comparison came to.
package struct CompleteComparisonMethod: UnaryMethod {
    package static let path = RPC.completeComparison.path

    let services: WorkerServices

    package func call(
        _ request: Wire.CompleteComparisonRequest,
        context: CallContext
    ) async throws -> Wire.CompleteComparisonReply {
        let text = String(decoding: request.reportJSON, as: UTF8.self)
        try await services.coordinator.leases.complete(
            request.jobID,
            token: request.fencingToken,
            try JSON.decode(text, as: ComparisonReport.self)
        )
        return Wire.CompleteComparisonReply()
    }
}

internal import Domain
internal import Files
package import GRPC
internal import Labeling
package import Messages

/// `Worker/Complete`: takes over the model that a job made.
package struct CompleteMethod: UnaryMethod {
    package static let path = RPC.complete.path

    let services: WorkerServices

    package func call(
        _ request: Wire.CompleteRequest,
        context: CallContext
    ) async throws -> Wire.CompleteReply {
        let version = try await services.coordinator.intake.complete(
            request.jobID,
            token: request.fencingToken,
            CompletedRun(
                digest: try Digest(stored: request.weightsSHA256),
                network: String(decoding: request.networkJSON, as: UTF8.self),
                hyperParameters: String(decoding: request.hyperParametersJSON, as: UTF8.self),
                metrics: request.metrics.filter(\.value.isFinite),
                instructionSet: request.instructionSet,
                blasCore: request.blasCore
            )
        )
        return Wire.CompleteReply(modelVersion: version)
    }
}

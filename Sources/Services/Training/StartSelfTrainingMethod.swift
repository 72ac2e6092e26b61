internal import Domain
package import GRPC
internal import Labeling
package import Messages

/// `Training/StartSelfTraining`.
package struct StartSelfTrainingMethod: UnaryMethod {
    package static let path = RPC.startSelfTraining.path

    let services: TrainingServices

    package func call(
        _ request: Wire.StartSelfTrainingRequest,
        context: CallContext
    ) async throws -> Wire.Job {
        let name = try ProjectName(request.project)
        return try await services.start(
            request,
            id: request.requestID,
            project: name,
            gate: request.gate,
            path: Self.path
        ) { project in
            try JobOrder(selfTraining: request.run, for: project, field: "run")
        }
    }
}

internal import Domain
package import GRPC
internal import Labeling
package import Messages

/// `Training/StartComparison`.
package struct StartComparisonMethod: UnaryMethod {
    package static let path = RPC.startComparison.path

    let services: TrainingServices

    package func call(
        _ request: Wire.StartComparisonRequest,
        context: CallContext
    ) async throws -> Wire.Job {
        let name = try ProjectName(request.project)
        return try await services.start(
            request,
            id: request.requestID,
            project: name,
            gate: nil,
            path: Self.path
        ) { project in
            try JobOrder(comparison: request.run, for: project, field: "run")
        }
    }
}

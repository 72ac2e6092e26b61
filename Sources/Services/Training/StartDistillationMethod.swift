internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import SemiSupervised

/// `Distillation/StartDistillation`.
package struct StartDistillationMethod: UnaryMethod {
    package static let path = RPC.startDistillation.path

    let services: TrainingServices

    package func call(
        _ request: Wire.StartDistillationRequest,
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
            let version = try JobOrder.version(
                request.run?.teacherVersion ?? 0,
                "run.teacher_version"
            )
            guard let teacher = try await services.model(name, version, .required) else {
                throw Failure(.internal, "a distillation without a teacher")
            }
            return try JobOrder(
                distillation: request.run,
                teacher: teacher,
                for: project,
                field: "run"
            )
        }
    }
}

internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Networks
internal import Store

/// `Distillation/StartDistillation`.
package struct StartDistillationMethod: UnaryMethod {
    package static let path = RPC.startDistillation.path

    let services: TrainingServices

    package func call(
        _ request: StartDistillationRequest,
        context: CallContext
    ) async throws -> Messages.Job {
        let name = try ProjectName(request.project)
        return try await services.start(
            request,
            id: request.requestID,
            project: name,
            gate: request.gate,
            path: Self.path
        ) { project in
            try JobOrder(
                distillation: request.run,
                teacher: try await teacher(name, request.run?.teacherVersion ?? 0),
                for: project,
                field: "run"
            )
        }
    }

    private func teacher(
        _ name: ProjectName,
        _ version: ModelVersion
    ) async throws -> (version: ModelVersion, network: Graph) {
        guard version >= 0 else {
            throw Failure.invalid(
                "a model version is at least 1; got \(version)",
                field: "run.teacher_version"
            )
        }
        let model = try await services.store.read { reader in
            let champion = try reader.currentRelease(name)?.version
            guard let teacher = version == 0 ? champion : version else {
                throw Failure.precondition(
                    "distillation needs a teacher, and project \(name) has no champion; train one "
                        + "or name a model version"
                )
            }
            return try reader.model(name, teacher)
        }
        return (model.version, try StoredJSON.decode(model.specification))
    }
}

internal import Domain
internal import Files
package import GRPC
internal import Labeling
package import Messages
internal import Networks
internal import SemiSupervised
internal import Store

/// `Training/StartTraining`.
package struct StartTrainingMethod: UnaryMethod {
    package static let path = RPC.startTraining.path

    let services: TrainingServices

    package func call(
        _ request: Wire.StartTrainingRequest,
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
            let run = request.run ?? Wire.TrainingRun()
            let algorithm = try run.configuration(for: project, field: "run")
            let version = try run.givenVersion(algorithm, field: "run")
            let given = try await services.model(name, version, algorithm.card.teacher)
            return try JobOrder(
                training: run,
                startingFrom: given?.network,
                taughtBy: given,
                for: project,
                field: "run"
            )
        }
    }
}

extension TrainingServices {
    /// Queues a job once however often its request comes.
    ///
    /// - Throws: ``Failure``: not found, invalid argument, failed precondition.
    func start(
        _ request: some Message,
        id: String,
        project name: ProjectName,
        gate: Wire.GatePolicy?,
        path: MethodPath,
        _ order: @escaping @Sendable (RunProject) async throws -> JobOrder
    ) async throws -> Wire.Job {
        try await retries.run(request, id: id, project: name.text, path: path) { kept in
            var order = try await order(try await runProject(name))
            order.gate = try gate.map { try GatePolicy($0, field: "gate") }
            let job = try await coordinator.queue.submit(order, for: name, cause: "manual") {
                try kept.keep(Wire.Job($1, $0.reader), $0)
            }
            return try await message(job)
        }
    }

    /// The model that a run is given: the version that it names, or the champion where it must be taught.
    ///
    /// - Throws: ``Failure``: not found; failed precondition where there is no teacher.
    func model(
        _ name: ProjectName,
        _ version: ModelVersion?,
        _ need: AlgorithmCard.Teacher
    ) async throws -> GivenModel? {
        guard version != nil || need == .required else { return nil }
        let model = try await store.read { reader in
            guard let found = try version ?? reader.currentRelease(name)?.version else {
                throw Failure.precondition(
                    "distillation needs a teacher, and project \(name) has no champion; train one "
                        + "or name a model version"
                )
            }
            return try reader.model(name, found)
        }
        return (model.version, try JSON.decode(model.specification))
    }

    /// What a run of the project has to fit.
    ///
    /// - Throws: ``Failure`` (not found).
    func runProject(_ name: ProjectName) async throws -> RunProject {
        try await store.read { reader in
            let project = try reader.project(name)
            let counts = try reader.counts(name)
            return RunProject(
                input: project.input,
                classes: project.classes.count,
                hasUnlabeled: counts.unlabeled > 0,
                labels: Int(counts.count { $0.split == .train })
            )
        }
    }

    /// A job as callers see it.
    ///
    /// - Throws: ``Failure`` (data loss) when a stored part is damaged.
    func message(_ job: JobRecord) async throws -> Wire.Job {
        try await store.read { try Wire.Job(job, $0) }
    }
}

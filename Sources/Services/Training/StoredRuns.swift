package import Domain
package import Labeling
package import Messages
package import Store

/// The runs of retrain policies, between a caller's message and the stored order.
package struct StoredRuns: RetrainRuns {
    package init() {}

    /// The order of a run as it is stored.
    ///
    /// An unset algorithm is FixMatch: a policy waits for examples that come in.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, from the policies on.
    package func order(
        _ run: Wire.RetrainPolicy.Run,
        input: InputSpecification,
        classes: Int
    ) throws -> String {
        let project = RunProject(input: input, classes: classes, hasUnlabeled: true)
        let order =
            switch run {
            case .training(let run):
                try JobOrder(training: run, for: project, field: "retrain.training")
            case .selfTraining(let run):
                try JobOrder(selfTraining: run, for: project, field: "retrain.self_training")
            }
        return try order.json()
    }

    package func run(_ order: String) throws -> Wire.RetrainPolicy.Run? {
        let order = try JobOrder(json: order)
        return switch Wire.Job.Run(order) {
        case .selfTraining(let run): .selfTraining(run)
        case .training, .distillation: .training(Wire.TrainingRun(order))
        }
    }
}

/// The jobs of a project, for its deletion.
package struct CoordinatedJobs: ProjectJobs {
    private let store: DataStore
    private let coordinator: JobCoordinator

    /// Creates the view of `coordinator` that a deletion has.
    package init(store: DataStore, coordinator: JobCoordinator) {
        self.store = store
        self.coordinator = coordinator
    }

    package func cancelAll(of project: ProjectName) async throws {
        let open = try await store.read { try $0.openJobs() + $0.openRelabels() }
            .filter { $0.project == project }
        for job in open {
            do {
                _ = try await coordinator.queue.cancel(job.id)
            } catch let failure as Failure where failure.kind == .failedPrecondition {
                continue
            }
            for try await state in try await coordinator.queue.watch(job.id)
            where state.state.isFinal {
                break
            }
        }
    }
}

package import GRPC
package import Labeling
package import Store

/// What the services of jobs and models work with.
package struct TrainingServices: Sendable {
    /// What is durable.
    let store: DataStore
    /// Queues jobs and sees them through.
    let coordinator: JobCoordinator
    /// Changes what serves.
    let promotion: Promotion
    /// Decides anew about what has no person's label.
    let relabeler: Relabeler
    /// Makes retried calls harmless.
    let retries: Retries
    /// Checks imported weights, one file at a time.
    let importer: ModelImporter

    /// Puts the parts together.
    package init(
        store: DataStore,
        coordinator: JobCoordinator,
        promotion: Promotion,
        relabeler: Relabeler
    ) {
        self.store = store
        self.coordinator = coordinator
        self.promotion = promotion
        self.relabeler = relabeler
        retries = Retries(store: store)
        importer = ModelImporter()
    }
}

extension Services {
    /// Adds what the parts of `services` serve: jobs, algorithms, distillation, models.
    package static func register(_ services: TrainingServices, in router: inout Router) {
        router.register(StartTrainingMethod(services: services))
        router.register(StartSelfTrainingMethod(services: services))
        router.register(StartDistillationMethod(services: services))
        router.register(StartComparisonMethod(services: services))
        router.register(GetJobMethod(services: services))
        router.register(ListJobsMethod(services: services))
        router.register(WatchJobMethod(services: services))
        router.register(CancelJobMethod(services: services))
        router.register(ListAlgorithmsMethod())
        router.register(ListNetworksMethod())
        router.register(ListModelsMethod(services: services))
        router.register(GetModelMethod(services: services))
        router.register(ImportModelMethod(services: services))
        router.register(ExportModelMethod(services: services))
        router.register(PromoteMethod(services: services))
        router.register(CertifyMethod(services: services))
        router.register(DrawSampleMethod(services: services))
        router.register(StartRelabelMethod(services: services))
        router.register(RollbackMethod(services: services))
        router.register(CompareModelsMethod(services: services))
        router.register(ListReleasesMethod(services: services))
    }
}

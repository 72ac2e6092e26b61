package import Files
package import Logging
package import Store

/// The four parts that see jobs through, put together: the queue, the workers with their leases,
/// the intake of models and the pipeline that releases them.
///
/// What must survive a crash of the server lives in the store; each part holds only its own tasks.
package struct JobCoordinator: Sendable {
    /// Takes jobs in, and tells how they go.
    package let queue: JobQueue
    /// What workers ask for and report.
    package let leases: WorkerLeases
    /// Takes over the models that workers made.
    package let intake: ModelIntake
    private let supervisor: WorkerSupervisor
    private let pipeline: ReleasePipeline

    package init(
        store: DataStore,
        promotion: Promotion,
        launcher: any WorkerLauncher,
        time: Clocks = .system,
        settings: JobSettings = JobSettings(),
        logger: Logger
    ) {
        queue = JobQueue(store: store, settings: settings, logger: logger)
        pipeline = ReleasePipeline(
            store: store,
            queue: queue,
            promotion: promotion,
            settings: settings,
            logger: logger
        )
        intake = ModelIntake(
            store: store,
            queue: queue,
            pipeline: pipeline,
            settings: settings,
            logger: logger
        )
        supervisor = WorkerSupervisor(
            store: store,
            queue: queue,
            pipeline: pipeline,
            launcher: launcher,
            time: time,
            settings: settings,
            logger: logger
        )
        leases = WorkerLeases(
            store: store,
            queue: queue,
            supervisor: supervisor,
            pipeline: pipeline,
            settings: settings,
            logger: logger
        )
    }

    /// Sees jobs through until its task is cancelled.
    ///
    /// Then workers are asked to write a checkpoint and end, and waited for.
    package func run() async {
        await pipeline.resumeAll()
        await supervisor.run()
        await drain()
    }

    /// Takes no new jobs, asks all workers to write a checkpoint and end, waits for them, ends those
    /// that stay, and waits for what is being released.
    package func drain() async {
        await queue.close()
        await supervisor.drain()
        await pipeline.drain()
    }
}

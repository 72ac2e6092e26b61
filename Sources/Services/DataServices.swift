package import Domain
internal import GRPC
package import Labeling
package import Messages
package import Serving
package import Store

/// What the services of projects, predictions and labels work with.
package struct DataServices: Sendable {
    /// What is durable.
    let store: DataStore
    /// What answers for each project now.
    let registry: ModelRegistry
    /// Computes predictions.
    let batcher: Batcher
    /// The way of the hot methods to ``batcher`` and back.
    let hot: HotPath
    /// Changes what serves.
    let promotion: Promotion
    /// Runs of a project; to end them when it is deleted.
    let jobs: any ProjectJobs
    /// Translates what a retrain policy runs.
    let runs: any RetrainRuns
    /// Loads versions that are not champions.
    let versions: VersionLoader
    /// Computes what nodes of any version yield.
    let nodes = NodeEvaluator()
    /// Lets other versions share a champion's calls.
    package let traffic: TrafficControl
    /// What each champion has seen.
    let seen: SeenInTraining
    /// Makes retried calls harmless.
    let replay: Replay
    /// Takes what was deleted out of files.
    package let erasures: Erasures
    /// Whether the server serves.
    let health: HealthState
    /// What a caller is told about an error; defects of ours go to the log.
    let status: @Sendable (any Error) -> GRPCStatus

    /// Puts the parts together.
    package init(
        store: DataStore,
        registry: ModelRegistry,
        batcher: Batcher,
        loader: ModelLoader,
        promotion: Promotion,
        jobs: any ProjectJobs,
        runs: any RetrainRuns,
        health: HealthState
    ) {
        self.store = store
        self.registry = registry
        self.batcher = batcher
        self.promotion = promotion
        self.jobs = jobs
        self.runs = runs
        self.health = health
        status = StatusMapping.mapper
        hot = HotPath(batcher: batcher, status: status)
        versions = VersionLoader(store: store, registry: registry, loader: loader)
        traffic = TrafficControl(
            store: store,
            registry: registry,
            batcher: batcher,
            versions: versions
        )
        seen = SeenInTraining(store: store)
        replay = Replay(store: store)
        erasures = Erasures(store: store)
        registry.onChange { health.noteChange() }
        store.onNewModels { health.noteChange() }
    }

    /// What serves for a project; nil: it has no champion yet, or a damaged one, so that examples are
    /// stored and abstained on.
    ///
    /// - Throws: ``Failure`` (not found).
    func champion(of project: String) throws(Failure) -> Serving.Release? {
        do {
            return try registry.release(for: project)
        } catch {
            if error.kind == .failedPrecondition || error.kind == .dataLoss { return nil }
            throw error
        }
    }
}

/// The jobs of a project, as its deletion sees them.
package protocol ProjectJobs: Sendable {
    /// Cancels the jobs of `project` and waits until none runs.
    func cancelAll(of project: ProjectName) async throws
}

/// Translates what a retrain policy runs between a caller's message and the stored order.
package protocol RetrainRuns: Sendable {
    /// The order of a run as it is stored, JSON, checked.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, from the policies on.
    func order(
        _ run: Wire.RetrainPolicy.Run,
        input: InputSpecification,
        classes: Int
    ) throws -> String

    /// The run of a stored order.
    ///
    /// - Throws: ``Failure`` (data loss) when it is damaged.
    func run(_ order: String) throws -> Wire.RetrainPolicy.Run?
}

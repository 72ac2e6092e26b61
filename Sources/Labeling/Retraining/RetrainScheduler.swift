internal import Domain
package import Files
package import Logging
package import Store

/// Starts a run when a project's retrain policy says so.
///
/// The interval is counted by a monotonic clock from the end of the last run that this process saw,
/// or from its start; counts are since the last snapshot, which is cut when a run is queued.
package actor RetrainScheduler {
    private let store: DataStore
    private let coordinator: JobCoordinator
    private let time: Clocks
    private let pollInterval: Duration
    private let logger: Logger
    /// When a project was last seen with a run, or first seen.
    private var lastBusy: [ProjectName: Duration] = [:]
    /// What was logged last about a project, so that it is logged once.
    private var complaints: [ProjectName: String] = [:]

    package init(
        store: DataStore,
        coordinator: JobCoordinator,
        time: Clocks = .system,
        pollInterval: Duration = .seconds(1),
        logger: Logger
    ) {
        self.store = store
        self.coordinator = coordinator
        self.time = time
        self.pollInterval = pollInterval
        self.logger = logger
    }

    /// Looks at all projects again and again, until its task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await check()
            do { try await time.sleep(for: pollInterval) } catch { return }
        }
    }

    /// Looks at all projects once, and queues what is due.
    package func check() async {
        do {
            let open = Set(try await store.read { try $0.openJobs() }.map(\.project))
            var after = ""
            while true {
                let last = after
                let page = try await store.read { try $0.projects(after: last, limit: 1000) }
                guard let end = page.last else { break }
                after = end.name.text
                for project in page { await check(project, hasRun: open.contains(project.name)) }
            }
        } catch {
            logger.error("cannot look at the retrain policies: \(error)")
        }
    }

    private func check(_ project: Project, hasRun: Bool) async {
        let name = project.name
        let now = time.now
        guard !hasRun, let start = lastBusy[name] else {
            lastBusy[name] = now
            return
        }
        do {
            let activity = try await activity(name, elapsed: now - start)
            guard let trigger = project.policies.retrain.due(after: activity) else { return }
            let order = try order(project)
            try await drawPoolSample(project, order, new: activity.newExamples)
            let job = try await coordinator.queue.submit(order, for: name, cause: trigger.rawValue)
            lastBusy[name] = now
            complaints[name] = nil
            logger.info("retraining", metadata: job.logMetadata)
        } catch {
            let complaint = (error as? Failure)?.message ?? "\(error)"
            guard complaints[name] != complaint else { return }
            complaints[name] = complaint
            logger.warning("cannot retrain: \(complaint)", metadata: ["project": "\(name)"])
        }
    }

    /// Draws what certifies the labels of the examples that the run is about to see, before it sees
    /// them; only where people answer samples at all, and where enough came in to draw from.
    private func drawPoolSample(
        _ project: Project,
        _ order: JobOrder,
        new examples: Int
    ) async throws {
        let policy = project.policies.autoLabel
        guard order.usesUnlabeled, examples > 0, !policy.perClass,
            case .guarantee(let epsilon, let delta) = policy.rule
        else { return }
        let name = project.name
        let draws = try await store.read { try $0.draws(name) }
        guard draws.contains(where: { $0.open == 0 }) else { return }
        let certifier = PoolCertifier(epsilon: epsilon, delta: delta, look: 1, number: 1)
        let least = certifier.leastCount(poolCount: examples)
        let size = max(least, draws.last { $0.pool != nil }?.size ?? 0)
        // A sample of more than half of the pool saves nobody any work.
        guard size <= examples / 2 else { return }
        do {
            let draw = try await store.drawSample(
                name,
                DrawOrder(split: .certifyPool, size: size)
            )
            logger.info(
                "drew \(draw.size) of \(draw.population) examples of pool \(draw.pool ?? 0)",
                metadata: ["project": "\(name)"]
            )
        } catch let failure as Failure where failure.kind == .failedPrecondition {
            logger.info("no pool sample: \(failure.message)", metadata: ["project": "\(name)"])
        }
    }

    private func activity(_ name: ProjectName, elapsed: Duration) async throws -> RetrainActivity {
        try await store.read { reader in
            let counts = try reader.counts(name)
            let last = try reader.lastSnapshot(name)
            return RetrainActivity(
                newLabels: Int(counts.labels - (last?.labelsSeen ?? 0)),
                newExamples: Int(counts.examples - (last?.examplesSeen ?? 0)),
                elapsed: elapsed
            )
        }
    }

    private func order(_ project: Project) throws -> JobOrder {
        let policy = project.policies.retrain
        var order =
            policy.run.isEmpty
            ? JobOrder.selfTraining(
                for: project.input,
                classes: project.classes.count,
                seed: project.seed
            )
            : try JobOrder(json: policy.run)
        order.gate = order.gate ?? policy.gate
        return order
    }
}

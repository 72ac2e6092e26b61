package import Domain
internal import Files
package import Logging
internal import Networks
package import Store

/// What happens between a model that was handed over and the end of its job: evaluation, gate,
/// certificate, promotion.
package actor ReleasePipeline {
    private let store: DataStore
    private let queue: JobQueue
    private let promotion: Promotion
    private let settings: JobSettings
    private let logger: Logger
    private let files: JobFiles
    private var tasks: [JobID: Task<Void, Never>] = [:]
    private var isDraining = false

    package init(
        store: DataStore,
        queue: JobQueue,
        promotion: Promotion,
        settings: JobSettings,
        logger: Logger
    ) {
        self.store = store
        self.queue = queue
        self.promotion = promotion
        self.settings = settings
        self.logger = logger
        files = JobFiles(directory: store.directory)
    }

    /// The jobs whose models are being evaluated and promoted.
    package var releasing: Set<JobID> { Set(tasks.keys) }

    /// Evaluates and promotes the model of a job, and ends the job with what came of it; where that
    /// goes on nothing happens.
    func release(_ job: JobRecord, _ order: JobOrder, _ token: Int64, _ version: ModelVersion) {
        guard tasks[job.id] == nil else { return }
        tasks[job.id] = Task {
            while await !attempt(job, order, token, version) {
                try? await Task.sleep(for: Self.pause)
            }
            files.remove(of: job.id)
            tasks[job.id] = nil
            await queue.changed(job.id)
        }
    }

    /// How long a job waits for a store that takes no writes.
    private static let pause = Duration.seconds(1)

    /// Evaluates and promotes, and ends the job with what came of it.
    ///
    /// - Returns: Whether it is over; else the store took no writes, of which a disk is cured.
    private func attempt(
        _ job: JobRecord,
        _ order: JobOrder,
        _ token: Int64,
        _ version: ModelVersion
    ) async -> Bool {
        do {
            // A worker's death may be noticed just after the job was completed.
            _ = try await store.write { try $0.requireLease(job.id, token) }
            let result = try await result(job.project, version, order.gate)
            let json = try JSON.encode(result)
            _ = try await store.write { try $0.completeJob(job.id, token: token, result: json) }
            logger.info("\(result.reason)", metadata: job.logMetadata)
            return true
        } catch  where mayPass(error) {
            logger.warning("waits to be promoted: \(error)", metadata: job.logMetadata)
            return false
        } catch {
            do {
                try await queue.end(job.id, token, because: error)
                return true
            } catch {
                return !mayPass(error)
            }
        }
    }

    private func mayPass(_ error: any Error) -> Bool {
        !isDraining && (error as? Failure)?.kind == .unavailable
    }

    /// Goes on with jobs whose model was stored before the server ended, and removes the files of
    /// jobs that are over.
    package func resumeAll() async {
        do {
            let open = try await store.read { try $0.openJobs() }
            try files.remove(exceptOf: Set(open.map(\.id)))
            for job in open where job.state == .running {
                guard let version = job.handedOver, let token = job.token else { continue }
                try await resume(job.id, token, version)
            }
        } catch {
            logger.error("cannot go on with finished runs: \(error)")
        }
    }

    /// Releases a model that was stored before; where that goes on nothing happens.
    ///
    /// - Throws: ``Failure`` (aborted) when the lease is lost or the job is over.
    func resume(_ id: JobID, _ token: Int64, _ version: ModelVersion) async throws {
        let limit = settings.finishLimit.milliseconds
        // Whatever was left of the lease: nobody else may get the job meanwhile.
        let job = try await store.write {
            try $0.renewLease(id, token: token, milliseconds: limit)
        }
        release(job, try JobOrder(json: job.specification), token, version)
    }

    /// Waits for what is being evaluated and promoted.
    package func drain() async {
        isDraining = true
        for task in tasks.values { await task.value }
    }

    private func result(
        _ project: ProjectName,
        _ version: ModelVersion,
        _ gate: GatePolicy?
    ) async throws -> JobResult {
        let model = try await store.read { try $0.model(project, version) }
        // A damaged one is found by the evaluation, with a better word for it.
        if let graph = try? JSON.decode(model.specification, as: Graph.self), graph.isEncoder {
            return JobResult(
                model: version,
                reason:
                    "version \(version) is an encoder without classes, which is not evaluated and not "
                    + "promoted; start a training from it"
            )
        }
        try await evaluate(project, version)
        let outcome = try await promotion.promote(version, of: project, gate: gate)
        return Self.result(version, outcome)
    }

    /// Keeps how good a new model is on the splits that it did not learn from.
    private func evaluate(_ project: ProjectName, _ version: ModelVersion) async throws {
        let model = try await promotion.host.load(version, of: project)
        var found: [Metrics] = []
        for split in [Split.gate, .test] {
            let results = try await promotion.evaluator.predictions(
                of: [model],
                on: split,
                views: 1
            )
            if let metrics = try results[0].metrics(for: split) { found.append(metrics) }
        }
        let metrics = found
        try await store.write { writer in
            for one in metrics { try writer.addEvaluation(project, version, one) }
        }
    }

    private static func result(_ version: ModelVersion, _ outcome: PromotionOutcome) -> JobResult {
        let release = outcome.isPromoted ? outcome.release : nil
        return JobResult(
            model: version,
            gate: outcome.gate,
            release: release?.sequence,
            certification: outcome.certification,
            reason: [outcome.gate.reason, release?.reason].compactMap(\.self)
                .joined(separator: "; ")
        )
    }
}

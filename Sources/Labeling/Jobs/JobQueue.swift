package import Domain
internal import Files
package import Logging
internal import Networks
internal import SemiSupervised
package import Store
internal import Training

/// Takes jobs in, and tells those who watch them how they go.
///
/// The queue itself lives in the store, so that it survives a crash of the server; here are only
/// those who watch. One run at a time per project.
package actor JobQueue {
    private let store: DataStore
    private let settings: JobSettings
    private let logger: Logger
    private var isClosed = false
    private var watchers: [JobID: [Int: AsyncStream<Void>.Continuation]] = [:]
    private var nextWatcher = 0
    /// An element whenever the queue is to be looked at; for one reader.
    nonisolated let wakes: AsyncStream<Void>
    private let wakeContinuation: AsyncStream<Void>.Continuation

    package init(store: DataStore, settings: JobSettings = JobSettings(), logger: Logger) {
        self.store = store
        self.settings = settings
        self.logger = logger
        (wakes, wakeContinuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Takes no new jobs from now on.
    package func close() { isClosed = true }

    /// Queues a job on a snapshot of the project as it is now.
    ///
    /// A missing teacher is filled in with the champion: distillation needs one, and self-training
    /// trains its own where there is none. Views are drawn as the project's policy says now, so that what the queue
    /// holds decides the run whatever the policy becomes.
    ///
    /// - Parameters:
    ///   - order: what to do.
    ///   - project: the project.
    ///   - cause: what started it, such as `manual` or `new_labels`.
    ///   - also: what is written with the job, both or neither.
    /// - Returns: the job.
    /// - Throws: ``Failure``: failed precondition without labels to learn from, or without a teacher;
    ///   resource exhausted where it takes more memory than there is.
    package func submit(
        _ order: JobOrder,
        for project: ProjectName,
        cause: String,
        also: @escaping @Sendable (StoreWriter, JobRecord) throws -> Void = { _, _ in }
    ) async throws -> JobRecord {
        guard !isClosed else {
            throw Failure(.unavailable, "the server is shutting down; it takes no new jobs")
        }
        let asked = order
        let (row, champion, counts) = try await store.read { reader in
            (
                try reader.project(project), try reader.currentRelease(project)?.version,
                try reader.counts(project)
            )
        }
        let unlabeled = counts.unlabeled
        try asked.check(fits: row)
        var order = try asked.drawingViews(by: row.policies.augmentation, of: row.input)
        let need = order.teacherNeed
        if need != .none { order.teacher = order.teacher ?? champion }
        var network: Graph?
        if let teacher = order.teacher {
            let model = try await store.read { try $0.model(project, teacher) }
            // A damaged one is found by the worker's lease, with a better word for it.
            network = try? JSON.decode(model.specification, as: Graph.self)
        } else if need == .required {
            throw Failure.precondition(
                "\(order.specification.algorithm.name) needs a teacher, and project \(project) has no "
                    + "champion; train one or name a model version"
            )
        }
        let nothingToLearn = Failure.precondition(
            "\(order.unlabeledLearner?.name ?? "") learns from unlabelled examples, and "
                + "project \(project) has none"
        )
        // Before the cut: what stands in the last snapshot is not new to the retrain triggers.
        guard unlabeled > 0 || !order.usesUnlabeled else { throw nothingToLearn }
        try order.checkMemory(
            counts,
            teacher: network,
            threads: settings.workerThreads,
            available: settings.availableMemory()
        )
        order.comparison?.memoryLimit = settings.availableMemory()
        let snapshot = try await store.cutSnapshot(
            project,
            unlabeled: order.usesUnlabeled,
            holdOut: row.policies.retrain.holdOut
        )
        guard snapshot.unlabeledCount > 0 || !order.usesUnlabeled else { throw nothingToLearn }
        order.snapshot = snapshot.id
        let stored = order
        let json = try stored.json()
        let job = try await store.write { writer in
            let job = try writer.addJob(project, stored.kind, specification: json, cause: cause)
            try also(writer, job)
            return job
        }
        logger.info("queued", metadata: job.logMetadata)
        changed(job.id)
        return job
    }

    /// Asks a job to end: a queued one ends at once, a running one when its worker hears of it.
    ///
    /// - Parameters:
    ///   - id: the job.
    ///   - also: what is written with it, both or neither.
    /// - Returns: the job.
    /// - Throws: ``Failure``: not found; failed precondition when it succeeded or failed.
    package func cancel(
        _ id: JobID,
        also: @escaping @Sendable (StoreWriter, JobRecord) throws -> Void = { _, _ in }
    ) async throws -> JobRecord {
        let job = try await store.write { writer in
            let job = try writer.cancelJob(id)
            try also(writer, job)
            return job
        }
        changed(id)
        return job
    }

    /// Ends a leased job badly.
    ///
    /// - Throws: ``Failure`` (aborted) when the lease is lost.
    func end(_ id: JobID, _ token: Int64, because error: any Error) async throws {
        let reason = (error as? Failure)?.message ?? "\(error)"
        let job = try await store.write { try $0.failJob(id, token: token, reason: reason) }
        logger.error("\(job.state.rawValue): \(reason)", metadata: job.logMetadata)
        changed(id)
    }

    /// A job as it is now, then after each change, until its state is final.
    ///
    /// Changes that come faster than they are read are skipped; the last one never is.
    ///
    /// - Throws: ``Failure`` (not found).
    package func watch(_ id: JobID) async throws -> AsyncThrowingStream<JobRecord, any Error> {
        _ = try await store.read { try $0.job(id) }
        let (changes, continuation) = AsyncStream<Void>.makeStream(
            bufferingPolicy: .bufferingNewest(1)
        )
        let number = nextWatcher
        nextWatcher += 1
        watchers[id, default: [:]][number] = continuation
        continuation.onTermination = { [weak self] _ in
            Task { await self?.forget(number, id) }
        }
        continuation.yield()
        let store = store
        return AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1)) { output in
            let task = Task {
                do {
                    for await _ in changes {
                        let job = try await store.read { try $0.job(id) }
                        output.yield(job)
                        if job.state.isFinal { break }
                    }
                    output.finish()
                } catch {
                    output.finish(throwing: error)
                }
                continuation.finish()
            }
            output.onTermination = { _ in task.cancel() }
        }
    }

    /// Tells those who watch a job, and looks at the queue again.
    package func changed(_ id: JobID) {
        for continuation in (watchers[id] ?? [:]).values { continuation.yield() }
        wake()
    }

    /// Tells those who watch any job; for changes that the store made by itself.
    func tellWatchers() {
        for continuation in watchers.values.flatMap(\.values) { continuation.yield() }
    }

    /// Has the queue looked at soon.
    nonisolated func wake() { wakeContinuation.yield() }

    private func forget(_ watcher: Int, _ id: JobID) {
        watchers[id]?[watcher] = nil
        if watchers[id]?.isEmpty == true { watchers[id] = nil }
    }
}

extension JobRecord {
    /// What names a job in a log.
    var logMetadata: Logger.Metadata {
        [
            "job": "\(id)", "project": "\(project)", "kind": "\(kind.rawValue)",
            "cause": "\(cause)",
        ]
    }
}

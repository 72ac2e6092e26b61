package import Domain
internal import Files
package import Logging
internal import Networks
package import Store
package import Training

/// What the internal service offers to workers while they hold a job: a lease, its heartbeats and
/// its end without a model.
///
/// Nothing here does more than a few small reads and writes of the store, so that no heartbeat
/// waits for a large file.
package struct WorkerLeases: Sendable {
    private let store: DataStore
    private let queue: JobQueue
    private let supervisor: WorkerSupervisor
    private let pipeline: ReleasePipeline
    private let settings: JobSettings
    private let logger: Logger
    private let files: JobFiles

    package init(
        store: DataStore,
        queue: JobQueue,
        supervisor: WorkerSupervisor,
        pipeline: ReleasePipeline,
        settings: JobSettings,
        logger: Logger
    ) {
        self.store = store
        self.queue = queue
        self.supervisor = supervisor
        self.pipeline = pipeline
        self.settings = settings
        self.logger = logger
        files = JobFiles(directory: store.directory)
    }

    /// Gives the oldest job that may run to a worker; nil when there is none.
    ///
    /// - Parameters:
    ///   - worker: the worker's name, for logs.
    ///   - process: its process id.
    /// - Returns: the lease with everything that the run needs.
    /// - Throws: ``Failure`` of the store.
    package func lease(worker: String, process: Int32) async throws -> WorkerLease? {
        guard await !supervisor.isDraining else { return nil }
        let milliseconds = settings.lease.milliseconds
        let limit = settings.attemptLimit
        let granted = try await store.write { writer in
            try writer.leaseJob(worker: worker, milliseconds: milliseconds, attemptLimit: limit)
        }
        // Jobs whose workers were lost may have ended with it.
        await queue.tellWatchers()
        guard let granted else { return nil }
        let job = granted.job
        do {
            // Its server crashed after the hand-over: it needs no worker.
            if let version = job.handedOver {
                try await pipeline.resume(job.id, granted.token, version)
                return nil
            }
            let lease = try await workerLease(job, granted.token)
            await supervisor.leased(job.id, token: granted.token, to: process)
            logger.info("leased to \(worker)", metadata: job.logMetadata)
            await queue.changed(job.id)
            return lease
        } catch {
            try await queue.end(job.id, granted.token, because: error)
            return nil
        }
    }

    /// Keeps a lease, stores how the job goes, and tells the worker whether to stop.
    ///
    /// - Throws: ``Failure`` (aborted) when the lease is lost: the worker must stop and write
    ///   nothing.
    package func heartbeat(
        _ id: JobID,
        token: Int64,
        progress: JobProgress
    ) async throws -> WorkerDirective {
        let milliseconds = settings.lease.milliseconds
        let json = try JSON.encode(progress)
        let job = try await store.write { writer in
            let job = try writer.requireLease(id, token)
            // One that was overtaken by the hand-over must not undo what that wrote.
            guard job.handedOver == nil else { return job }
            _ = try writer.prolongLease(id, token: token, milliseconds: milliseconds)
            return try writer.reportProgress(id, token: token, json)
        }
        guard job.handedOver == nil else { return .proceed }
        await queue.changed(id)
        if job.cancelRequested { return .cancel }
        return await supervisor.isDraining ? .stop : .proceed
    }

    /// Takes over what a comparison came to, and ends its job well.
    ///
    /// - Throws: ``Failure`` (aborted) when the lease is lost; failed precondition where the job is no comparison.
    package func complete(_ id: JobID, token: Int64, _ report: ComparisonReport) async throws {
        let json = try JSON.encode(report)
        let job = try await store.write { writer in
            guard try writer.requireLease(id, token).kind == .compare else {
                throw Failure.precondition("job \(id) is no comparison; it ends with a model")
            }
            return try writer.completeJob(id, token: token, result: json)
        }
        logger.info("\(report.verdict)", metadata: job.logMetadata)
        files.remove(of: id)
        await queue.changed(id)
    }

    /// Ends a lease without a model.
    ///
    /// - Throws: ``Failure`` (aborted) when the lease is lost.
    package func fail(
        _ id: JobID,
        token: Int64,
        outcome: WorkerOutcome,
        message: String
    ) async throws {
        let job = try await store.write { writer in
            switch outcome {
            case .stopped: try writer.requeueJob(id, token: token, reason: message, isStop: true)
            case .failed, .cancelled: try writer.failJob(id, token: token, reason: message)
            }
        }
        logger.info("\(job.state.rawValue): \(message)", metadata: job.logMetadata)
        if job.state.isFinal { files.remove(of: id) }
        await queue.changed(id)
    }

    private func workerLease(_ job: JobRecord, _ token: Int64) async throws -> WorkerLease {
        let order = try JobOrder(json: job.specification)
        guard let number = order.snapshot else {
            throw Failure.dataLoss("job \(job.id) has no snapshot")
        }
        let (snapshot, teacher) = try await store.read { reader in
            (
                try reader.snapshot(job.project, number),
                try order.teacher.map { try reader.model(job.project, $0) }
            )
        }
        let directory = store.directory
        return WorkerLease(
            job: job.id,
            token: token,
            attempt: job.attempts,
            assignment: JobAssignment(
                kind: job.kind,
                specification: order.specification,
                teacherNetwork: try teacher.map {
                    try JSON.decode($0.specification, as: Graph.self)
                },
                comparison: order.comparison.map {
                    JobAssignment.Comparison(plan: $0, trialsPath: directory.comparison(job.id))
                }
            ),
            snapshotPath: directory.snapshot(snapshot.fileName),
            checkpointPath: directory.checkpoint(job.id),
            weightsPath: files.weights(job.id, token),
            teacherWeightsPath: try teacher.map { directory.model(try $0.weights) },
            heartbeat: settings.heartbeat,
            duration: settings.lease
        )
    }
}

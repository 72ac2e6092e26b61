package import Domain
internal import Files
internal import Logging
internal import Networks
internal import SemiSupervised
internal import Store
internal import Training

/// What the internal service offers to workers.
extension JobCoordinator {
    /// Gives the oldest job that may run to a worker; nil when there is none.
    ///
    /// - Parameters:
    ///   - worker: the worker's name, for logs.
    ///   - process: its process id.
    /// - Returns: the lease with everything that the run needs.
    /// - Throws: ``Failure`` of the store.
    package func lease(worker: String, process: Int32) async throws -> WorkerLease? {
        guard !isDraining else { return nil }
        let milliseconds = settings.lease.milliseconds
        let limit = settings.attemptLimit
        let granted = try await store.write { writer in
            try writer.leaseJob(worker: worker, milliseconds: milliseconds, attemptLimit: limit)
        }
        // Jobs whose workers were lost may have ended with it.
        tellWatchers()
        guard let granted else { return nil }
        let job = granted.job
        do {
            // Its server crashed after the hand-over: it needs no worker.
            if let version = job.handedOver {
                try await finishAgain(job.id, granted.token, version)
                return nil
            }
            let lease = try await workerLease(job, granted.token)
            if let launch = workers.first(where: { $0.value.worker.process == process })?.key {
                workers[launch]?.lease = (job.id, granted.token)
            }
            idleLaunches = 0
            logger.info("leased to \(worker)", metadata: Self.metadata(job))
            changed(job.id)
            return lease
        } catch {
            try await end(job.id, granted.token, because: error)
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
        // A late one must not shorten the lease under which the model is being evaluated.
        guard finishing[id] == nil else { return .proceed }
        let milliseconds = settings.lease.milliseconds
        var progress = progress
        progress.model = nil
        let json = try JSON.encode(progress)
        let job = try await store.write { writer in
            let job = try writer.requireLease(id, token)
            // One that was overtaken by the hand-over must not undo what that wrote.
            guard job.handedOver == nil else { return job }
            _ = try writer.renewLease(id, token: token, milliseconds: milliseconds)
            return try writer.reportProgress(id, token: token, json)
        }
        changed(id)
        if job.cancelRequested { return .cancel }
        return isDraining ? .stop : .proceed
    }

    /// Takes over the model that a worker made; it is evaluated and promoted afterwards.
    ///
    /// - Returns: the model's version.
    /// - Throws: ``Failure``: aborted when the lease is lost; data loss when the weights file is not
    ///   the one that the worker wrote.
    package func complete(
        _ id: JobID,
        token: Int64,
        _ run: CompletedRun
    ) async throws -> ModelVersion {
        let limit = settings.finishLimit.milliseconds
        let job = try await store.write { writer in
            _ = try writer.requireLease(id, token)
            return try writer.renewLease(id, token: token, milliseconds: limit)
        }
        let order = try JobOrder(json: job.specification)
        var progress = (try? JSON.decode(JobProgress.self, job.progress)) ?? JobProgress()
        // Told once more, because the first answer was lost with its connection.
        if let version = progress.model {
            finish(job, order, token, version)
            return version
        }
        let file = try takeWeights(id, token, run)
        progress.phase = "evaluating"
        progress.metrics.merge(run.metrics) { $1 }
        let (before, model) = (progress, newModel(job, order, run, file))
        let version = try await store.write { writer in
            _ = try writer.requireLease(id, token)
            let version = try writer.addModel(job.project, model).version
            var progress = before
            progress.model = version
            _ = try writer.reportProgress(id, token: token, try JSON.encode(progress))
            return version
        }
        logger.info("made model version \(version)", metadata: Self.metadata(job))
        changed(id)
        finish(job, order, token, version)
        return version
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
        logger.info("\(job.state.rawValue): \(message)", metadata: Self.metadata(job))
        if job.state.isFinal { removeFiles(of: id) }
        changed(id)
    }

    /// Where a lease's weights are written; beside the checkpoints, whose folder is not swept.
    private func weightsPath(_ id: JobID, _ token: Int64) -> String {
        "\(store.directory.checkpointsPath)/\(id).\(token).weights"
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
                    try JSON.decode(NetworkSpecification.self, $0.specification)
                }
            ),
            snapshotPath: directory.snapshot(snapshot.fileName),
            checkpointPath: directory.checkpoint(job.id),
            weightsPath: weightsPath(job.id, token),
            teacherWeightsPath: teacher.map { directory.model($0.fileName) },
            heartbeat: settings.heartbeat,
            duration: settings.lease
        )
    }

    /// Copies a worker's weights to their name in `models/`, after checking their digest.
    private func takeWeights(
        _ id: JobID,
        _ token: Int64,
        _ run: CompletedRun
    ) throws -> (name: String, byteCount: Int64) {
        let file = try MappedFile(path: weightsPath(id, token))
        let digest = try Digest(ofFile: file.path)
        guard digest == run.digest else {
            throw Failure.dataLoss(
                "the weights of job \(id) have the digest \(digest); the worker wrote \(run.digest)"
            )
        }
        let name = "\(id)-\(token)-\(String(describing: digest).prefix(16)).safetensors"
        var copy = try AtomicFile(path: store.directory.model(name))
        let piece = 1 << 20
        for start in stride(from: 0, to: file.byteCount, by: piece) {
            try copy.append(file.bytes(start..<min(start + piece, file.byteCount)))
        }
        try copy.commit()
        return (name, Int64(file.byteCount))
    }

    private func newModel(
        _ job: JobRecord,
        _ order: JobOrder,
        _ run: CompletedRun,
        _ file: (name: String, byteCount: Int64)
    ) -> NewModel {
        NewModel(
            specification: run.network,
            fileName: file.name,
            byteCount: file.byteCount,
            digest: run.digest,
            lineage: Lineage(
                teacher: order.teacher,
                snapshot: order.snapshot,
                job: job.id,
                algorithm: order.specification.algorithm.name.rawValue,
                hyperParameters: run.hyperParameters,
                seed: order.specification.seed,
                revision: settings.revision,
                instructionSet: run.instructionSet,
                blasCore: run.blasCore
            )
        )
    }
}

internal import Domain
internal import Files
internal import Logging
internal import Store

/// What happens between a model and the end of its job.
extension JobCoordinator {
    /// Evaluates and promotes the model of a job, and ends the job with what came of it.
    func finish(_ job: JobRecord, _ order: JobOrder, _ token: Int64, _ version: ModelVersion) {
        guard finishing[job.id] == nil else { return }
        finishing[job.id] = Task {
            do {
                let result = try await result(job.project, version, order.gate)
                let json = try JSON.encode(result)
                _ = try await store.write {
                    try $0.completeJob(job.id, token: token, result: json)
                }
                logger.info("\(result.reason)", metadata: Self.metadata(job))
            } catch {
                try? await end(job.id, token, because: error)
            }
            removeFiles(of: job.id)
            finishing[job.id] = nil
            changed(job.id)
        }
    }

    /// Goes on with jobs whose model was stored before the server ended, and removes the files of
    /// jobs that are over.
    func resumeFinishing() async {
        do {
            let open = try await store.read { try $0.openJobs() }
            try removeFiles(exceptOf: Set(open.map(\.id)))
            for job in open where job.state == .running {
                guard let version = job.handedOver, let token = job.token else { continue }
                try await finishAgain(job.id, token, version)
            }
        } catch {
            logger.error("cannot go on with finished runs: \(error)")
        }
    }

    /// Finishes a job whose model was stored before; where that goes on nothing happens.
    ///
    /// - Throws: ``Failure`` (aborted) when the lease is lost or the job is over.
    func finishAgain(_ id: JobID, _ token: Int64, _ version: ModelVersion) async throws {
        let limit = settings.finishLimit.milliseconds
        // Whatever was left of the lease: nobody else may get the job meanwhile.
        let job = try await store.write {
            try $0.renewLease(id, token: token, milliseconds: limit)
        }
        finish(job, try JobOrder(json: job.specification), token, version)
    }

    /// Ends a leased job badly.
    func end(_ id: JobID, _ token: Int64, because error: any Error) async throws {
        let reason = (error as? Failure)?.message ?? "\(error)"
        let job = try await store.write { try $0.failJob(id, token: token, reason: reason) }
        logger.error("\(job.state.rawValue): \(reason)", metadata: Self.metadata(job))
        changed(id)
    }

    /// Removes the checkpoint and the weights of a job that is over.
    func removeFiles(of id: JobID) {
        try? removeFiles { $0 == id }
    }

    private func removeFiles(exceptOf open: Set<JobID>) throws {
        try removeFiles { !open.contains($0) }
    }

    private func removeFiles(where isOver: (JobID) -> Bool) throws {
        let folder = store.directory.checkpointsPath
        for name in try FileSystem.entries(of: folder) {
            guard let id = JobID(name.prefix { $0 != "." }), isOver(id) else { continue }
            try FileSystem.remove("\(folder)/\(name)")
        }
    }

    private func result(
        _ project: ProjectName,
        _ version: ModelVersion,
        _ gate: GatePolicy?
    ) async throws -> JobResult {
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

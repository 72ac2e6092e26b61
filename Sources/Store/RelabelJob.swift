package import Domain
internal import Files

/// How far a `relabel` is; kept with its decisions, both or neither, so that it goes on where it was.
package struct RelabelProgress: Hashable, Sendable, Codable {
    /// The release that decides; when it is replaced the job ends.
    package var release: SequenceNumber
    /// The certificates under which it accepts; when one is voided the job ends.
    package var certificates: [Int64] = []
    /// The key of the last example that was decided about.
    package var after: Int64 = 0
    /// The examples that were looked at.
    package var done = 0
    /// The examples that there were at the start.
    package var total = 0
    /// Labels that are accepted now.
    package var accepted = 0
    /// Labels that stood and do no longer.
    package var withdrawn = 0

    /// Starts a relabel under a release.
    package init(release: SequenceNumber, certificates: [Int64], total: Int) {
        self.release = release
        self.certificates = certificates
        self.total = total
    }
}

extension JobRecord {
    /// How far a `relabel` is; nil before it began.
    package var relabelProgress: RelabelProgress? {
        kind == .relabel ? try? JSON.decode(progress) : nil
    }
}

extension StoreReader {
    /// The last `relabel` of a project, if there was one.
    ///
    /// - Throws: ``Failure`` (not found).
    package func lastRelabel(_ name: ProjectName) throws -> JobRecord? {
        try one(
            Self.jobRows + " WHERE job.project = ? AND job.kind = ? ORDER BY job.key DESC LIMIT 1",
            [try key(name), JobKind.relabel.code],
            Self.job
        )
    }
}

extension StoreWriter {
    /// Queues a `relabel`; one that was queued or runs is not needed any more and is cancelled.
    ///
    /// - Throws: ``Failure``: not found; failed precondition without a release.
    package func addRelabel(_ name: ProjectName, cause: String) throws -> JobRecord {
        guard let release = try reader.currentRelease(name) else {
            throw Failure.precondition(
                "project \(name) has no model in service that could decide"
            )
        }
        for job in try reader.openRelabels() where job.project == name {
            if job.state == .queued {
                try end(job.id, .cancelled, body: "a later relabel decides")
            } else {
                _ = try cancelJob(job.id)
            }
        }
        return try addJob(
            name,
            .relabel,
            specification: "{\"release\":\(release.sequence)}",
            cause: cause
        )
    }

    /// Starts a queued `relabel`, or goes on with one that the end of a server interrupted.
    ///
    /// - Throws: ``Failure`` (not found).
    package func beginRelabel(_ id: JobID) throws -> JobRecord {
        let job = try reader.job(id)
        guard job.state == .queued, let release = try reader.currentRelease(job.project) else {
            return job
        }
        let total = try reader.counts(job.project).unlabeled
        let progress = RelabelProgress(
            release: release.sequence,
            certificates: release.holding,
            total: Int(total)
        )
        try execute(
            """
            UPDATE job SET state = ?, started_at = ?, attempts = attempts + 1, progress = ?
            WHERE key = ?
            """,
            [JobState.running.code, now, try JSON.encode(progress), id]
        )
        try addEvent(id, "leased", "server")
        return try reader.job(id)
    }

    /// Stores a batch of a `relabel` and how far that brings it.
    ///
    /// - Returns: nil when the job is over: it was cancelled, or another release serves.
    /// - Throws: ``Failure`` (not found).
    package func advanceRelabel(
        _ id: JobID,
        _ redecisions: [Redecision],
        after: Int64
    ) throws -> RelabelProgress? {
        let job = try reader.job(id)
        guard job.state == .running, var progress = job.relabelProgress else { return nil }
        if job.cancelRequested {
            let isReplaced = try reader.openRelabels()
                .contains { $0.project == job.project && $0.id > id }
            try end(
                id,
                .cancelled,
                body: "after \(progress.done) of \(progress.total) examples"
                    + (isReplaced ? ", because a later relabel decides" : "")
            )
            return nil
        }
        guard try isInForce(progress, job.project) else {
            try end(
                id,
                .cancelled,
                body: "release \(progress.release) was replaced, or a certificate of it voided"
            )
            return nil
        }
        // Calls go first, but not for long: other writes wait behind this one.
        let (accepted, withdrawn) = try YieldingWork.run(patience: 20) {
            Result { try redecide(job.project, redecisions) }
        }.get()
        progress.accepted += accepted
        progress.withdrawn += withdrawn
        progress.done += redecisions.count
        progress.after = after
        try execute("UPDATE job SET progress = ? WHERE key = ?", [try JSON.encode(progress), id])
        return progress
    }

    /// Whether what a `relabel` decides by still decides: a release without news replaces nothing.
    private func isInForce(_ progress: RelabelProgress, _ name: ProjectName) throws -> Bool {
        guard let release = try reader.currentRelease(name),
            let begun = try reader.release(name, progress.release)
        else { return false }
        return release.holding == progress.certificates && release.version == begun.version
            && release.threshold == begun.threshold
    }

    /// Ends a `relabel`: well, or with what went wrong.
    ///
    /// - Throws: ``Failure`` (not found).
    package func endRelabel(_ id: JobID, failure: String?) throws {
        let job = try reader.job(id)
        guard !job.state.isFinal else { return }
        try end(id, failure == nil ? .succeeded : .failed, body: failure ?? job.progress)
    }
}

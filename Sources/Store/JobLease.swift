package import Domain

/// The right to run a job, held by one worker until it expires.
package struct JobLease: Hashable, Sendable {
    /// The job as it stood when it was leased.
    package var job: JobRecord
    /// The fencing token, which grows strictly over the life of the data directory.
    ///
    /// Every write of the worker carries it, and is refused once a newer lease was given.
    package var token: Int64
    /// Milliseconds of the monotonic clock at which it expires, unless renewed.
    package var expiresAt: Int64
}

extension StoreWriter {
    /// Longer than any lease: what expires later than this was leased before the machine started.
    static let leaseLimitMilliseconds: Int64 = 3_600_000

    /// Leases the oldest job that may run: a queued one, or one whose lease expired, of a project
    /// in which no other job runs.
    ///
    /// An expired job that was asked to end is cancelled instead, and one that lost its
    /// worker `attemptLimit` times fails; stops after a checkpoint do not count.
    ///
    /// - Returns: Nil when there is none.
    /// - Throws: ``Failure``.
    package func leaseJob(
        worker: String,
        milliseconds: Int64,
        attemptLimit: Int = 20
    ) throws -> JobLease? {
        precondition((1...Self.leaseLimitMilliseconds).contains(milliseconds))
        try settleExpired(attemptLimit: attemptLimit)
        let candidate = try reader.one(
            """
            SELECT key FROM job WHERE (state = ?1 OR (state = ?2 AND \(Self.expired)))
                AND kind != ?5
                AND NOT EXISTS (SELECT 1 FROM job AS other WHERE other.project = job.project
                    AND other.key != job.key AND other.state = ?2 AND other.kind != ?5)
            ORDER BY key LIMIT 1
            """,
            [
                JobState.queued.code, JobState.running.code, monotonicNow,
                monotonicNow + Self.leaseLimitMilliseconds, JobKind.relabel.code,
            ]
        ) { try $0.integer() }
        guard let id = candidate else { return nil }
        try execute("UPDATE counter SET value = value + 1 WHERE name = 'token'", [])
        let token = try reader.one("SELECT value FROM counter WHERE name = 'token'", []) {
            try $0.integer()
        }
        guard let token else { throw Failure.dataLoss("the counter of lease tokens is missing") }
        let expires = monotonicNow + milliseconds
        try execute(
            """
            UPDATE job SET state = ?, worker = ?, token = ?, lease_expires = ?,
                attempts = attempts + 1, started_at = coalesce(started_at, ?)
            WHERE key = ?
            """,
            [JobState.running.code, worker, token, expires, now, id]
        )
        try addEvent(id, "leased", worker)
        return JobLease(job: try reader.job(id), token: token, expiresAt: expires)
    }

    /// Has a lease end after `milliseconds` from now.
    ///
    /// - Returns: The job, which says whether it was asked to end.
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func renewLease(
        _ id: JobID,
        token: Int64,
        milliseconds: Int64
    ) throws -> JobRecord {
        try requireLease(id, token)
        try execute(
            "UPDATE job SET lease_expires = ? WHERE key = ?",
            [monotonicNow + milliseconds, id]
        )
        return try reader.job(id)
    }

    /// Extends a lease unless it lasts longer already; what a heartbeat does.
    ///
    /// - Returns: The job, which says whether it was asked to end.
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func prolongLease(
        _ id: JobID,
        token: Int64,
        milliseconds: Int64
    ) throws -> JobRecord {
        let job = try requireLease(id, token)
        let end = try reader.one("SELECT lease_expires FROM job WHERE key = ?", [id]) {
            try $0.integerIfAny()
        }
        // What expires later than any lease lasts was leased before the machine started.
        let latest = monotonicNow + Self.leaseLimitMilliseconds
        if let end = end ?? nil, (monotonicNow + milliseconds...latest).contains(end) { return job }
        return try renewLease(id, token: token, milliseconds: milliseconds)
    }

    /// Stores that the worker of a leased job made the model `version`; to be done in the same
    /// closure as the writes of the model.
    ///
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func handOver(_ id: JobID, token: Int64, _ version: ModelVersion) throws {
        try requireLease(id, token)
        try execute("UPDATE job SET handed_over = ? WHERE key = ?", [version, id])
    }

    /// Stores the progress of a leased job and tells those who watch it.
    ///
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func reportProgress(_ id: JobID, token: Int64, _ progress: String) throws -> JobRecord {
        try requireLease(id, token)
        try execute("UPDATE job SET progress = ? WHERE key = ?", [progress, id])
        try addEvent(id, "progress", progress)
        return try reader.job(id)
    }

    /// Ends a leased job well; to be done in the same closure as the writes of its result.
    ///
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func completeJob(_ id: JobID, token: Int64, result: String) throws -> JobRecord {
        try requireLease(id, token)
        try end(id, .succeeded, body: result)
        return try reader.job(id)
    }

    /// Ends a leased job badly, or as cancelled when it was asked to end.
    ///
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func failJob(_ id: JobID, token: Int64, reason: String) throws -> JobRecord {
        let job = try requireLease(id, token)
        try end(id, job.cancelRequested ? .cancelled : .failed, body: reason)
        return try reader.job(id)
    }

    /// Gives a leased job back, to be resumed from its checkpoint; what a worker does before it
    /// ends, and the server when it saw its worker die.
    ///
    /// - Parameters:
    ///   - id: the job.
    ///   - token: the lease.
    ///   - reason: why it was given back.
    ///   - isStop: whether the worker stopped after a checkpoint, so that it was not lost.
    /// - Returns: The job.
    /// - Throws: ``Failure`` (aborted) once another lease was given or the job has ended.
    package func requeueJob(
        _ id: JobID,
        token: Int64,
        reason: String,
        isStop: Bool = false
    ) throws -> JobRecord {
        let job = try requireLease(id, token)
        if job.cancelRequested {
            try end(id, .cancelled, body: reason)
        } else {
            try execute(
                "UPDATE job SET state = ?, lease_expires = NULL WHERE key = ?",
                [JobState.queued.code, id]
            )
            try addEvent(id, isStop ? "stopped" : "requeued", reason)
        }
        return try reader.job(id)
    }

    /// Checks that `token` is that of the lease in force; an expired lease that nobody else took
    /// is still in force.
    ///
    /// - Throws: ``Failure`` (aborted).
    @discardableResult
    package func requireLease(_ id: JobID, _ token: Int64) throws -> JobRecord {
        let job = try reader.job(id)
        guard job.state == .running, job.token == token else {
            throw Failure(
                .aborted,
                "the lease \(token) of job \(id) is lost: the job is \(job.state.rawValue) and its "
                    + "last lease is \(job.token ?? 0)"
            )
        }
        return job
    }

    private static let expired =
        "(lease_expires IS NULL OR lease_expires <= ?3 OR lease_expires > ?4)"

    private func settleExpired(attemptLimit: Int) throws {
        let expired = try reader.all(
            """
            SELECT key, cancel_requested, attempts FROM job
            WHERE state = ?1 AND kind != ?2 AND \(Self.expired)
            """,
            [
                JobState.running.code, JobKind.relabel.code, monotonicNow,
                monotonicNow + Self.leaseLimitMilliseconds,
            ]
        ) { (id: try $0.integer(), cancelled: try $0.integer() != 0, attempts: try $0.integer()) }
        for job in expired {
            if job.cancelled {
                try end(job.id, .cancelled, body: "its worker was gone")
            } else if job.attempts >= attemptLimit {
                let losses = Int(job.attempts) - (try reader.stops(job.id))
                guard losses >= attemptLimit else { continue }
                try end(job.id, .failed, body: "its worker was lost \(losses) times")
            }
        }
    }
}

extension StoreReader {
    /// How often a job was given back by a worker that stopped after a checkpoint.
    ///
    /// - Throws: ``Failure``.
    package func stops(_ id: JobID) throws -> Int {
        let count = try one(
            "SELECT COUNT(*) FROM job_event WHERE job = ? AND kind = 'stopped'",
            [id]
        ) { try $0.integer() }
        return Int(count ?? 0)
    }

    /// How often a job was given back for this reason by the server, which saw its worker die.
    ///
    /// - Throws: ``Failure``.
    package func requeues(_ id: JobID, reason: String) throws -> Int {
        let count = try one(
            "SELECT COUNT(*) FROM job_event WHERE job = ? AND kind = 'requeued' AND body = ?",
            [id, reason]
        ) { try $0.integer() }
        return Int(count ?? 0)
    }
}

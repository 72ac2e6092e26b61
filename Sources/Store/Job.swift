package import Domain
internal import GRDB

/// A job as it stands.
package struct JobRecord: Hashable, Sendable {
    /// The number of the job.
    package var id: JobID
    /// The project.
    package var project: ProjectName
    /// What it is for.
    package var kind: JobKind
    /// What it is doing.
    package var state: JobState
    /// What started it, such as `manual` or `new_labels`.
    package var cause: String
    /// What to do, as JSON; never changed.
    package var specification: String
    /// The last progress, as JSON; `{}` before the first.
    package var progress: String
    /// What came of it, as JSON; nil until it succeeded.
    package var result: String?
    /// Why it failed; nil unless it did.
    package var failure: String?
    /// Whether it was asked to end.
    package var cancelRequested: Bool
    /// How often it was leased.
    package var attempts: Int
    /// The worker that holds, or held, the lease.
    package var worker: String?
    /// The fencing token of the last lease.
    package var token: Int64?
    /// The model that its worker handed over, which the server evaluates; nil before.
    package var handedOver: ModelVersion?
    /// Milliseconds since 1970.
    package var createdAt: Int64
    /// Milliseconds since 1970 of the first lease.
    package var startedAt: Int64?
    /// Milliseconds since 1970 of its end.
    package var endedAt: Int64?
}

/// Something that happened to a job, for those who watch it.
package struct JobEvent: Hashable, Sendable {
    /// The number of the event.
    package var sequence: SequenceNumber
    /// The job.
    package var job: JobID
    /// What happened: `queued`, `leased`, `progress`, `requeued`, `cancel_requested`, or the name of
    /// a final state.
    package var kind: String
    /// More about it, as JSON or as a sentence.
    package var body: String
    /// Milliseconds since 1970.
    package var createdAt: Int64
}

extension StoreReader {
    /// The job numbered `id`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func job(_ id: JobID) throws -> JobRecord {
        guard let job = try one(Self.jobRows + " WHERE job.key = ?", [id], Self.job) else {
            throw Failure.notFound("there is no job \(id)")
        }
        return job
    }

    /// Up to `limit` jobs of a project below the number `before`, newest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func jobs(
        _ name: ProjectName,
        before: JobID = .max,
        limit: Int
    ) throws -> [JobRecord] {
        try all(
            Self.jobRows + " WHERE job.project = ? AND job.key < ? ORDER BY job.key DESC LIMIT ?",
            [try key(name), before, limit],
            Self.job
        )
    }

    /// The jobs for workers of all projects that are queued or running, oldest first.
    package func openJobs() throws -> [JobRecord] { try openJobs("!=") }

    /// The jobs of kind `relabel` of all projects that are queued or running, oldest first; the server
    /// runs them itself.
    package func openRelabels() throws -> [JobRecord] { try openJobs("=") }

    private func openJobs(_ comparison: String) throws -> [JobRecord] {
        try all(
            Self.jobRows
                + " WHERE job.state IN (?, ?) AND job.kind \(comparison) ? ORDER BY job.key",
            [JobState.queued.code, JobState.running.code, JobKind.relabel.code],
            Self.job
        )
    }

    /// Up to `limit` events of a job with numbers above `after`, oldest first.
    package func jobEvents(
        _ id: JobID,
        after: SequenceNumber,
        limit: Int
    ) throws -> [JobEvent] {
        try all(
            """
            SELECT sequence, kind, body, created_at FROM job_event
            WHERE job = ? AND sequence > ? ORDER BY sequence LIMIT ?
            """,
            [id, after, limit]
        ) {
            JobEvent(
                sequence: try $0.integer(),
                job: id,
                kind: try $0.text(),
                body: try $0.text(),
                createdAt: try $0.integer()
            )
        }
    }

    static let jobRows = """
        SELECT job.key, project.name, kind, state, cause, specification, progress, result, failure,
            cancel_requested, attempts, worker, token, handed_over,
            job.created_at, started_at, ended_at
        FROM job JOIN project ON project.key = job.project AND project.name IS NOT NULL
        """

    static func job(_ fields: inout Fields) throws -> JobRecord {
        let id = try fields.integer()
        let project = try ProjectName(try fields.text())
        guard let kind = try fields.code(JobKind.self), let state = try fields.code(JobState.self)
        else { throw Failure.dataLoss("job \(id) has no kind or state") }
        return JobRecord(
            id: id,
            project: project,
            kind: kind,
            state: state,
            cause: try fields.text(),
            specification: try fields.text(),
            progress: try fields.text(),
            result: try fields.textIfAny(),
            failure: try fields.textIfAny(),
            cancelRequested: try fields.integer() != 0,
            attempts: Int(try fields.integer()),
            worker: try fields.textIfAny(),
            token: try fields.integerIfAny(),
            handedOver: try fields.integerIfAny().map { ModelVersion($0) },
            createdAt: try fields.integer(),
            startedAt: try fields.integerIfAny(),
            endedAt: try fields.integerIfAny()
        )
    }
}

extension StoreWriter {
    /// Queues a job.
    ///
    /// - Throws: ``Failure`` (not found).
    package func addJob(
        _ name: ProjectName,
        _ kind: JobKind,
        specification: String,
        cause: String
    ) throws -> JobRecord {
        try execute(
            """
            INSERT INTO job (project, kind, state, cause, specification, progress,
                cancel_requested, attempts, created_at)
            VALUES (?, ?, ?, ?, ?, '{}', 0, 0, ?)
            """,
            [try key(name), kind.code, JobState.queued.code, cause, specification, now]
        )
        let id = db.lastInsertedRowID
        try addEvent(id, "queued", cause)
        return try reader.job(id)
    }

    /// Asks a job to end: a queued one is cancelled at once, a running one when its worker hears of
    /// it; asking again changes nothing.
    ///
    /// - Throws: ``Failure``: not found; failed precondition when it succeeded or failed.
    package func cancelJob(_ id: JobID) throws -> JobRecord {
        let job = try reader.job(id)
        switch job.state {
        case .cancelled: break
        case .succeeded, .failed:
            throw Failure.precondition(
                "job \(id) has \(job.state.rawValue); it cannot be cancelled"
            )
        case .queued: try end(id, .cancelled, body: "before it ran")
        case .running:
            if !job.cancelRequested {
                try execute("UPDATE job SET cancel_requested = 1 WHERE key = ?", [id])
                try addEvent(id, "cancel_requested", "")
            }
        }
        return try reader.job(id)
    }

    func addEvent(_ job: JobID, _ kind: String, _ body: String) throws {
        try execute(
            "INSERT INTO job_event (sequence, job, kind, body, created_at) VALUES (?, ?, ?, ?, ?)",
            [nextSequence(), job, kind, body, now]
        )
    }

    /// Ends a job for ever.
    func end(_ id: JobID, _ state: JobState, body: String) throws {
        try execute(
            """
            UPDATE job SET state = ?, ended_at = ?, lease_expires = NULL,
                result = CASE WHEN ? THEN ? END, failure = CASE WHEN ? THEN ? END
            WHERE key = ?
            """,
            [
                state.code, now, state == .succeeded, body, state == .failed || state == .cancelled,
                body, id,
            ]
        )
        try addEvent(id, state.rawValue, body)
    }
}

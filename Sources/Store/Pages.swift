package import Domain

/// A kept evaluation of a model version.
package struct EvaluationRecord: Hashable, Sendable {
    /// What it found.
    package var metrics: Metrics
    /// Milliseconds since 1970.
    package var createdAt: Int64
}

// Lists as callers page through them: newest first.
extension StoreReader {
    /// Up to `limit` jobs below the number `before`, newest first.
    ///
    /// - Parameters:
    ///   - project: the project; nil: all projects.
    ///   - states: only jobs in these states; empty: all.
    ///   - before: the number that the page before ended with.
    ///   - limit: the most jobs.
    /// - Returns: The jobs, newest first.
    /// - Throws: ``Failure`` (not found).
    package func jobs(
        of project: ProjectName?,
        in states: Set<JobState>,
        before: JobID = .max,
        limit: Int
    ) throws -> [JobRecord] {
        let wanted = states.isEmpty ? Set(JobState.allCases) : states
        let codes = wanted.map { String($0.code) }.sorted().joined(separator: ", ")
        let condition = "job.state IN (\(codes)) AND job.key < ? ORDER BY job.key DESC LIMIT ?"
        guard let project else {
            return try all(Self.jobRows + " WHERE " + condition, [before, limit], Self.job)
        }
        return try all(
            Self.jobRows + " WHERE job.project = ? AND " + condition,
            [try key(project), before, limit],
            Self.job
        )
    }

    /// Up to `limit` model versions below `before`, newest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func models(
        _ name: ProjectName,
        before: ModelVersion,
        limit: Int
    ) throws -> [ModelRecord] {
        try all(
            Self.modelRows
                + " WHERE model.project = ? AND model.version < ?"
                + " ORDER BY model.version DESC LIMIT ?",
            [try key(name), before, limit]
        ) { try Self.model(&$0) }
    }

    /// The latest evaluations of a model version with their times, the last one first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func evaluationRecords(
        _ name: ProjectName,
        _ version: ModelVersion,
        limit: Int
    ) throws -> [EvaluationRecord] {
        try all(
            """
            SELECT metrics, created_at FROM evaluation WHERE project = ? AND version = ?
            ORDER BY sequence DESC LIMIT ?
            """,
            [try key(name), version, limit]
        ) { EvaluationRecord(metrics: try $0.json(), createdAt: try $0.integer()) }
    }
}

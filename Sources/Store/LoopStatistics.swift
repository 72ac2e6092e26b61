package import Domain
internal import Files
internal import GRDB

/// How far the loop of one project has come, for those who watch it.
package struct LoopStatistics: Sendable {
    /// The project.
    package var project: ProjectName
    /// Its counts.
    package var counts: ProjectCounts
    /// The release that serves; nil before the first.
    package var release: Release?
    /// How the champion did on the gate split; nil where it was not tried.
    package var gate: Metrics?
    /// When the example that has waited longest for a person came, in milliseconds since 1970; nil:
    /// none waits.
    package var oldestWaiting: Int64?
    /// Drawn examples that are not answered yet.
    package var openSamples: Int
    /// Per kind of job, how long the last that succeeded took, in milliseconds.
    package var lastJobs: [JobKind: Int64]
    /// Bytes of the weights of its versions.
    package var modelBytes: Int64
    /// Bytes of its snapshots, each for itself: what they share is counted for each.
    package var snapshotBytes: Int64
}

extension StoreReader {
    /// What is to be watched of each of the first `limit` projects by name.
    package func loopStatistics(limit: Int) throws -> [LoopStatistics] {
        try projects(limit: limit).map { try loopStatistics($0.name) }
    }

    /// The number of projects.
    package func projectCount() throws -> Int {
        try one("SELECT COUNT(*) FROM project WHERE name IS NOT NULL", []) { try $0.integer() }
            .map { Int($0) } ?? 0
    }

    private func loopStatistics(_ name: ProjectName) throws -> LoopStatistics {
        let key = try key(name)
        let release = try currentRelease(name)
        return LoopStatistics(
            project: name,
            counts: try counts(name),
            release: release,
            gate: try release.flatMap { release in
                try evaluations(name, release.version).last { $0.split == .gate }
            },
            oldestWaiting: try one(
                """
                SELECT created_at FROM example WHERE key =
                    (SELECT example FROM review WHERE project = ? ORDER BY example LIMIT 1)
                """,
                [key]
            ) { try $0.integer() },
            openSamples: Int(try openSamples(name)),
            lastJobs: try lastJobs(key),
            modelBytes: try sum(
                "bytes",
                of: """
                    (SELECT DISTINCT file, bytes FROM model WHERE project = ?1 AND NOT EXISTS (
                        SELECT 1 FROM model_event WHERE model_event.project = ?1
                            AND model_event.version = model.version
                            AND model_event.state = \(ModelState.deleted.code)))
                    """,
                key
            ),
            snapshotBytes: try sum("bytes", of: "snapshot WHERE project = ?1", key)
        )
    }

    private func sum(_ column: String, of rows: String, _ key: Int64) throws -> Int64 {
        try one("SELECT coalesce(SUM(\(column)), 0) FROM \(rows)", [key]) { try $0.integer() } ?? 0
    }

    private func lastJobs(_ project: Int64) throws -> [JobKind: Int64] {
        var times: [JobKind: Int64] = [:]
        try each(
            """
            SELECT kind, ended_at - started_at FROM job WHERE key IN
                (SELECT MAX(key) FROM job WHERE project = ? AND state = ? AND started_at IS NOT NULL
                    GROUP BY kind)
            """,
            [project, JobState.succeeded.code]
        ) { fields in
            let kind = try fields.code(JobKind.self)
            let milliseconds = try fields.integerIfAny()
            if let kind, let milliseconds { times[kind] = milliseconds }
        }
        return times
    }
}

internal import Domain
internal import Store

/// The metrics of the store, and of the jobs in it.
enum StoreMetrics {
    static func write(_ statistics: StoreStatistics, to page: inout MetricsText) {
        page.write(commits) { values in
            values.add(statistics.commits, [("outcome", "durable")])
            values.add(statistics.failedCommits, [("outcome", "failed")])
        }
        page.write(operations, statistics.operations)
        page.write(rows, statistics.rows)
        page.write(commitSeconds) { values in
            values.add(
                bounds: StoreStatistics.commitSecondsBounds,
                counts: statistics.commitSecondsCounts,
                sum: statistics.commitSeconds
            )
        }
        page.write(waiting, statistics.waitingOperations)
        page.write(waitingBytes, statistics.waitingBytes)
        page.write(databaseBytes, statistics.databaseBytes)
        page.write(logBytes, statistics.logBytes)
    }

    /// Writes whether the store refuses writes, and the room that it has.
    static func write(_ trouble: StoreTrouble?, freeBytes: Int?, to page: inout MetricsText) {
        page.write(refusing) { values in
            for reason in StoreTrouble.Reason.allCases {
                values.add(trouble?.reason == reason ? 1 : 0, [("reason", reason.rawValue)])
            }
        }
        if let freeBytes { page.write(self.freeBytes, freeBytes) }
    }

    /// Writes the numbers of jobs; nil where the store could not be read.
    static func write(jobs: [JobState: Int64]?, to page: inout MetricsText) {
        page.write(jobsByState) { values in
            guard let jobs else { return }
            for state in JobState.allCases {
                values.add(Int(jobs[state] ?? 0), [("state", state.rawValue)])
            }
        }
    }

    private static let commits = MetricFamily.counter(
        "tutelage_store_commits_total",
        "Group commits, by outcome: durable, or failed, which acknowledged nothing."
    )
    private static let operations = MetricFamily.counter(
        "tutelage_store_operations_total",
        "Requests in durable commits."
    )
    private static let rows = MetricFamily.counter(
        "tutelage_store_rows_total",
        "Rows inserted, changed or removed in durable commits."
    )
    private static let commitSeconds = MetricFamily.histogram(
        "tutelage_store_commit_seconds",
        "Time of a durable group commit, from its begin until it is on the disk."
    )
    private static let waiting = MetricFamily.gauge(
        "tutelage_store_queue_operations",
        "Requests that wait for the writer."
    )
    private static let waitingBytes = MetricFamily.gauge(
        "tutelage_store_queue_bytes",
        "Bytes of contents that wait for the writer."
    )
    private static let databaseBytes = MetricFamily.gauge(
        "tutelage_store_database_bytes",
        "Size of the database file."
    )
    private static let logBytes = MetricFamily.gauge(
        "tutelage_store_log_bytes",
        "Size of the write-ahead log."
    )
    private static let refusing = MetricFamily.gauge(
        "tutelage_store_refuses_writes",
        "1 while writes are refused, by reason."
    )
    private static let freeBytes = MetricFamily.gauge(
        "tutelage_disk_free_bytes",
        "Bytes that can still be written where the data directory lies."
    )
    private static let jobsByState = MetricFamily.gauge(
        "tutelage_jobs",
        "Training jobs of all projects, by state."
    )
}

package import Domain
internal import Files
internal import Synchronization

/// What a store has done since it was opened, and how large it is.
package struct StoreStatistics: Hashable, Sendable {
    /// Group commits that are durable.
    package var commits = 0
    /// Group commits that the disk did not take.
    package var failedCommits = 0
    /// Requests in the durable commits.
    package var operations = 0
    /// Rows that the durable commits inserted, changed or removed.
    package var rows = 0
    /// Durable commits by their seconds: counts of those at most ``commitSecondsBounds``, and of the
    /// longer ones at the end.
    package var commitSecondsCounts = [Int](repeating: 0, count: commitSecondsBounds.count + 1)
    /// The seconds of the durable commits together.
    package var commitSeconds = 0.0
    /// Requests that wait for the writer.
    package var waitingOperations = 0
    /// Bytes of contents that wait for the writer.
    package var waitingBytes = 0
    /// Bytes of the database file.
    package var databaseBytes = 0
    /// Bytes of the write-ahead log.
    package var logBytes = 0

    /// The upper bounds of the buckets of ``commitSecondsCounts``.
    package static let commitSecondsBounds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    mutating func count(seconds: Double, operations: Int, rows: Int) {
        commits += 1
        self.operations += operations
        self.rows += rows
        commitSeconds += seconds
        let bounds = Self.commitSecondsBounds
        commitSecondsCounts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
    }
}

/// The counts of the writer thread, which others read.
final class StoreCounters: Sendable {
    private let state = Mutex(StoreStatistics())

    var snapshot: StoreStatistics { state.withLock(\.self) }

    func committed(seconds: Double, operations: Int, rows: Int) {
        state.withLock { $0.count(seconds: seconds, operations: operations, rows: rows) }
    }

    func failed() { state.withLock { $0.failedCommits += 1 } }

    private let refusing = Mutex<StoreTrouble?>(nil)

    /// Why writes are refused; nil: they are not.
    var trouble: StoreTrouble? {
        get { refusing.withLock(\.self) }
        set { refusing.withLock { $0 = newValue } }
    }
}

extension DataStore {
    /// Why writes are refused; nil: they are not.
    package var trouble: StoreTrouble? { counters.trouble }

    /// Bytes that can still be written where the store lies; nil: unknown.
    package var freeBytes: Int? { (try? FileSystem.freeBytes(at: directory.path)).map { Int($0) } }

    /// Whether the disk is so full that data may be refused.
    package var isShortOfRoom: Bool { room.left(log: 0)?.takes(0) == false }

    /// Writes a little, to see whether the store takes writes (again), and holds the reserve where
    /// there is room for it.
    package func probe() async {
        try? await write(purpose: .adds) { writer in
            // The same bytes again would not be written.
            try writer.execute(
                "INSERT OR REPLACE INTO counter (name, value) VALUES ('probe', ?)",
                [Int64.random(in: 0...Int64.max)]
            )
        }
        if trouble == nil { room.hold() }
    }

    /// What the store has done, and how large it is.
    package var statistics: StoreStatistics {
        var statistics = counters.snapshot
        (statistics.waitingOperations, statistics.waitingBytes) = queue.waiting
        statistics.databaseBytes = FileSystem.byteCount(of: directory.databasePath) ?? 0
        statistics.logBytes = FileSystem.byteCount(of: directory.databasePath + "-wal") ?? 0
        return statistics
    }
}

extension StoreReader {
    /// The number of jobs in each state, those of all projects together.
    package func jobCounts() throws -> [JobState: Int64] {
        var counts: [JobState: Int64] = [:]
        try each("SELECT state, COUNT(*) FROM job GROUP BY state", []) { fields in
            let state = try fields.code(JobState.self)
            let count = try fields.integer()
            if let state { counts[state] = count }
        }
        return counts
    }
}

internal import Domain
internal import GRDB

/// One request inside the transaction of a group commit; valid only while its closure runs, on the
/// writer thread.
///
/// Its methods are the writes of the store, and ``reader`` sees what they wrote. What throws is
/// undone together with everything that its closure did; nothing is durable, nor seen by others,
/// before the closure's caller got its reply. A closure should be quick: all writes wait for it.
package final class StoreWriter {
    let db: Database
    let settings: StoreSettings
    let snapshotFiles: SnapshotFiles
    /// Milliseconds since 1970 at the start of the commit.
    package let now: Int64
    let monotonicNow: Int64
    var state: WriterState

    init(
        _ db: Database,
        _ state: WriterState,
        _ settings: StoreSettings,
        _ snapshotFiles: SnapshotFiles,
        now: Int64,
        monotonicNow: Int64
    ) {
        self.db = db
        self.state = state
        self.settings = settings
        self.snapshotFiles = snapshotFiles
        self.now = now
        self.monotonicNow = monotonicNow
    }

    /// The reads, which see this transaction's writes except counts and the sequence.
    package var reader: StoreReader { StoreReader(db) }

    /// How the writing connection is set: its pragmas by name, for tests and reports.
    ///
    /// - Throws: ``Failure``.
    package func pragmas() throws -> [String: String] {
        var values: [String: String] = [:]
        for name in ["journal_mode", "synchronous", "cache_size", "wal_autocheckpoint"] {
            values[name] = try String.fetchOne(db, sql: "PRAGMA \(name)")
        }
        return values
    }

    /// Gives away the next sequence number.
    func nextSequence() -> SequenceNumber {
        state.sequence += 1
        return state.sequence
    }

    func execute(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws {
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// Executes and returns how many rows changed.
    func changes(_ sql: String, _ arguments: [(any DatabaseValueConvertible)?]) throws -> Int {
        try execute(sql, arguments)
        return db.changesCount
    }

    /// Changes the kept state of `name`, reading it first where it is not kept yet.
    func withProject<Result>(
        _ name: ProjectName,
        _ body: (inout ProjectState) throws -> Result
    ) throws -> Result {
        // Taken out while it changes, so that its counts are not copied.
        var project = try state.projects.removeValue(forKey: name) ?? reader.projectState(name)
        defer { state.projects[name] = project }
        return try body(&project)
    }

    /// The key of `name`.
    func key(_ name: ProjectName) throws -> Int64 { try withProject(name) { $0.key } }
}

internal import Dispatch
internal import Domain
internal import GRDB

/// What the writer thread keeps in memory between commits; a value, so that what a failed savepoint
/// changed is undone by putting the old one back.
struct WriterState {
    /// The last sequence number that was given away.
    var sequence: SequenceNumber
    /// The projects that were written to, by name.
    var projects: [ProjectName: ProjectState] = [:]
    /// Model versions that were added.
    var addedModels = 0
}

/// The one writer: takes operations, runs them in one transaction, commits, replies.
struct CommitLoop {
    let pool: DatabasePool
    let queue: CommitQueue
    let settings: StoreSettings
    let clock: StoreClock
    let snapshotFiles: SnapshotFiles
    let counters: StoreCounters
    let observers: ModelObservers
    var state: WriterState

    /// Runs until the queue is closed and empty.
    mutating func run() {
        var company = 1
        while let batch = queue.take(expecting: company) {
            commit(batch)
            company = batch.count
        }
    }

    private mutating func commit(_ batch: [Operation]) {
        let before = state
        var replies: [@Sendable (Failure?) -> Void] = []
        var problem: Failure?
        var rows = 0
        let start = ContinuousClock.now
        do {
            try pool.writeWithoutTransaction { db in
                let changes = db.totalChangesCount
                try db.beginTransaction(.immediate)
                do {
                    replies = try run(batch, db)
                    try flush(db)
                    try db.commit()
                    rows = db.totalChangesCount - changes
                } catch {
                    if db.isInsideTransaction { try? db.rollback() }
                    throw error
                }
            }
        } catch {
            problem = StoreError.failure(error)
            state = before
        }
        if problem == nil {
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            counters.committed(seconds: seconds, operations: batch.count, rows: rows)
            if state.addedModels != before.addedModels { observers.notify() }
        } else {
            counters.failed()
        }
        if let problem, replies.isEmpty {
            for operation in batch { operation.refuse(problem) }
        } else {
            for reply in replies { reply(problem) }
        }
    }

    /// Runs each operation in a savepoint of its own; one that throws is undone alone.
    private mutating func run(
        _ batch: [Operation],
        _ db: Database
    ) throws -> [@Sendable (Failure?) -> Void] {
        var replies: [@Sendable (Failure?) -> Void] = []
        let now = clock.wallMilliseconds()
        let monotonicNow = clock.monotonicMilliseconds()
        for operation in batch {
            let writer = StoreWriter(
                db,
                state,
                settings,
                snapshotFiles,
                now: now,
                monotonicNow: monotonicNow
            )
            try db.execute(sql: "SAVEPOINT request")
            do {
                let reply = try operation.run(writer)
                try db.execute(sql: "RELEASE request")
                state = writer.state
                replies.append(reply)
            } catch {
                let failure = StoreError.failure(error)
                // A full disk or a broken one may have ended the whole transaction.
                guard db.isInsideTransaction else {
                    replies.append { _ in operation.refuse(failure) }
                    throw error
                }
                try db.execute(sql: "ROLLBACK TO request")
                try db.execute(sql: "RELEASE request")
                replies.append { _ in operation.refuse(failure) }
            }
        }
        return replies
    }

    private mutating func flush(_ db: Database) throws {
        try db.cachedStatement(sql: "UPDATE counter SET value = ? WHERE name = 'sequence'")
            .execute(arguments: [state.sequence])
        for name in state.projects.keys { try state.projects[name]?.flush(db) }
    }
}

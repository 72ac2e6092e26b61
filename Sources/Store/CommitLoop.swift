internal import Dispatch
internal import Domain
internal import Files
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
    let clock: Clocks
    let snapshotFiles: SnapshotFiles
    let room: StoreRoom
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

    /// Commits what there is room for, and refuses the others.
    private mutating func commit(_ batch: [Operation]) {
        let left = left(for: batch.reduce(0) { $0 + $1.bytes })
        var bytes = 0
        var (admitted, refused): ([Operation], [Operation]) = ([], [])
        for operation in batch {
            if operation.purpose == .adds, let left, !left.takes(bytes + operation.bytes) {
                refused.append(operation)
            } else {
                bytes += operation.bytes
                admitted.append(operation)
            }
        }
        // Nearly full is full until there is room for more than a little.
        let isStillFull =
            counters.trouble?.reason == .diskFull && left?.takes(StoreRoom.headroom / 4) == false
        var trouble: StoreTrouble?
        if let left, isStillFull || !refused.isEmpty {
            let refusal = StoreRoom.refusal(left)
            trouble = StoreTrouble(reason: .diskFull, message: refusal.message)
            for operation in refused { operation.refuse(refusal) }
        }
        if !admitted.isEmpty { trouble = attempt(admitted) ?? trouble }
        // A commit that changes nothing writes nothing, and proves nothing.
        let isProof = admitted.contains { $0.purpose == .adds }
        if trouble != nil || isProof { counters.trouble = trouble }
    }

    /// What the disk has left, where it is so little that `bytes` may not fit; nil: there is plenty.
    private func left(for bytes: Int) -> StoreRoom.Left? {
        let isEnough = { (left: StoreRoom.Left) in left.takes(bytes + StoreRoom.headroom / 4) }
        guard let left = room.left(log: room.logBytes), !isEnough(left) else { return nil }
        let pages = try? pool.writeWithoutTransaction { db in
            // The log starts again at its beginning when nobody reads what was in it.
            let log = try db.checkpoint(.passive)
            let unused = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            return (max(0, log.walFrameCount - log.checkpointedFrameCount), unused)
        }
        guard let pages else { return left }
        return room.left(log: pages.0 * 4096, unused: pages.1 * 4096)
    }

    /// Runs a batch in one transaction, and tells the callers.
    ///
    /// - Returns: Why the disk did not take it; nil: it did.
    private mutating func attempt(_ batch: [Operation]) -> StoreTrouble? {
        let before = state
        var replies: [@Sendable (Failure?) -> Void] = []
        var problem: (failure: Failure, trouble: StoreTrouble)?
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
            problem = (StoreError.failure(error), StoreError.trouble(error))
            state = before
        }
        if problem == nil {
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            counters.committed(seconds: seconds, operations: batch.count, rows: rows)
            if state.addedModels != before.addedModels { observers.notify() }
        } else {
            counters.failed()
        }
        if let problem {
            return refuse(batch, problem.failure, problem.trouble)
        }
        for reply in replies { reply(nil) }
        return nil
    }

    /// Tells the callers of a batch that it failed; those that delete have the reserve.
    private mutating func refuse(
        _ batch: [Operation],
        _ failure: Failure,
        _ trouble: StoreTrouble
    ) -> StoreTrouble? {
        let freeing = batch.filter { $0.purpose == .frees }
        let isAgain = trouble.reason == .diskFull && !freeing.isEmpty && room.give()
        for operation in batch where !isAgain || operation.purpose != .frees {
            operation.refuse(failure)
        }
        guard isAgain else { return trouble }
        return attempt(freeing) ?? trouble
    }

    /// Runs each operation in a savepoint of its own; one that throws is undone alone.
    private mutating func run(
        _ batch: [Operation],
        _ db: Database
    ) throws -> [@Sendable (Failure?) -> Void] {
        var replies: [@Sendable (Failure?) -> Void] = []
        let now = clock.wallMilliseconds
        let monotonicNow = clock.monotonicMilliseconds
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
                // A full disk or a broken one fails the whole commit, and may have ended it already.
                guard db.isInsideTransaction, !StoreError.isOfDisk(error) else { throw error }
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

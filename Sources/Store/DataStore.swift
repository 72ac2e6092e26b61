internal import Dispatch
package import Domain
package import Files
internal import Foundation
internal import GRDB

/// The durable memory of a server: SQLite, and the files beside it.
///
/// Writes go through one queue to one thread, which commits them in groups: a caller has its reply
/// only after its transaction is on the disk, so that what was acknowledged survives a kill and a
/// power loss. Reads run beside them on a few connections, each on one consistent view. SQL lives in
/// this module only.
package final class DataStore: Sendable {
    /// The directory of the files.
    package let directory: DataDirectory
    /// The sizes that it was opened with.
    package let settings: StoreSettings
    let clock: Clocks
    let pool: DatabasePool
    let queue: CommitQueue
    let counters = StoreCounters()
    let observers = ModelObservers()
    private let ended = DispatchSemaphore(value: 0)
    let identifiers: ExampleIDSource
    let snapshotFiles: SnapshotFiles
    private let lock: DirectoryLock
    let room: StoreRoom
    /// What lies in the folders of files and is not ours; it is left alone.
    package let foreignFiles: [String]

    /// Opens the store in `directory`, making what is missing, and removes files without a row.
    ///
    /// - Throws: ``Failure``: failed precondition when another process owns the directory.
    package init(
        directory: DataDirectory,
        settings: StoreSettings = StoreSettings(),
        clock: Clocks = .system,
        seed: UInt64? = nil
    ) throws(Failure) {
        try directory.create()
        self.directory = directory
        self.settings = settings
        self.clock = clock
        lock = try DirectoryLock(path: directory.lockPath)
        room = StoreRoom(directory: directory)
        room.giveToOpen()
        snapshotFiles = SnapshotFiles(directory: directory)
        identifiers = ExampleIDSource(seed: seed)
        queue = CommitQueue(settings: settings)
        do {
            pool = try Self.openPool(directory, settings)
            let (sequence, announced, named) = try pool.read { db in
                let reader = StoreReader(db)
                return (try reader.sequence(), try reader.unfinishedFiles(), try reader.fileNames())
            }
            foreignFiles = try directory.sweep(announced, keeping: named).foreign
            if !announced.isEmpty {
                try pool.write { db in try db.execute(sql: "DELETE FROM unfinished_file") }
            }
            let snapshots = try pool.read { db in
                try StoreReader(db).storedSnapshots(last: settings.snapshotLimit)
            }
            // Where one is damaged nothing is removed: who asks for it hears of it.
            try? snapshotFiles.prune(snapshots, snapshotFiles.generation)
            let start = CommitLoop(
                pool: pool,
                queue: queue,
                settings: settings,
                clock: clock,
                snapshotFiles: snapshotFiles,
                room: room,
                counters: counters,
                observers: observers,
                state: WriterState(sequence: sequence)
            )
            let ended = ended
            room.hold()
            DispatchQueue(label: "tutelage.store.writer", qos: .userInitiated).async {
                var loop = start
                loop.run()
                ended.signal()
            }
        } catch {
            throw StoreError.failure(error)
        }
    }

    deinit { queue.close() }

    /// Does what waits, then closes the database and gives the directory back.
    ///
    /// - Throws: ``Failure`` when the database cannot be closed.
    package func close() async throws(Failure) {
        queue.close()
        await withCheckedContinuation { continuation in
            // A thread of its own waits: those of the global queue are Swift's, and few.
            let waiter = Thread { [ended] in
                ended.wait()
                ended.signal()
                continuation.resume()
            }
            waiter.start()
        }
        do { try Self.shut(pool) } catch { throw StoreError.failure(error) }
        lock.release()
    }

    /// Runs `body` in the next group commit, and returns what it returned once that is durable.
    ///
    /// - Throws: ``Failure``: what `body` threw; unavailable when the disk did not take it.
    package func write<Output: Sendable>(
        bytes: Int = 0,
        purpose: WritePurpose = .keeps,
        _ body: @escaping @Sendable (StoreWriter) throws -> Output
    ) async throws -> Output {
        if Task.isCancelled { throw Failure(.cancelled, "the call was cancelled") }
        return try await withCheckedThrowingContinuation { continuation in
            let operation = Operation(bytes: bytes, purpose: purpose) { writer in
                let output = try body(writer)
                return { failure in
                    if let failure {
                        continuation.resume(throwing: failure)
                    } else {
                        continuation.resume(returning: output)
                    }
                }
            } refuse: { failure in
                continuation.resume(throwing: failure)
            }
            do {
                try queue.submit(operation)
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Puts `body` in the queue of the next group commits, as soon as there is room in it, and returns
    /// then; `completion` is called once, on the writer's thread, when its outcome is durable.
    ///
    /// Bodies run in the order of the calls, which keeps the order of a stream without waiting for
    /// each commit.
    ///
    /// - Throws: ``Failure``: unavailable once closed; `CancellationError`. `completion` is then not
    ///   called.
    package func enqueueWhenRoom<Output: Sendable>(
        bytes: Int = 0,
        _ body: @escaping @Sendable (StoreWriter) throws -> Output,
        completion: @escaping @Sendable (Result<Output, Failure>) -> Void
    ) async throws {
        let operation = Operation(bytes: bytes, purpose: .adds) { writer in
            let output = try body(writer)
            return { completion($0.map { .failure($0) } ?? .success(output)) }
        } refuse: { failure in
            completion(.failure(failure))
        }
        try await queue.submitWhenRoom(operation)
    }

    /// Calls `body`, which must not block, each time that model versions were added durably.
    package func onNewModels(_ body: @escaping @Sendable () -> Void) { observers.add(body) }

    /// Makes the id of an example that comes without one: a UUID version 7.
    package func makeExampleID() throws(Failure) -> ExampleID {
        try identifiers.next(milliseconds: clock.wallMilliseconds)
    }

    /// Runs `body` on one consistent view of what is durable.
    ///
    /// - Throws: ``Failure``: what `body` threw.
    package func read<Output: Sendable>(
        _ body: @escaping @Sendable (StoreReader) throws -> Output
    ) async throws -> Output {
        do {
            return try await pool.read { db in try body(StoreReader(db)) }
        } catch {
            throw StoreError.failure(error)
        }
    }

    /// Runs `body` as ``read(_:)`` does, and lets calls go first.
    ///
    /// - Throws: ``Failure``: what `body` threw.
    package func readYielding<Output: Sendable>(
        _ body: @escaping @Sendable (StoreReader) throws -> Output
    ) async throws -> Output {
        try await read { reader in
            try YieldingWork.run { Result { try body(reader) } }.get()
        }
    }

    private static func shut(_ pool: DatabasePool) throws {
        // The readers close last and may not write: without this the log would stay. On a full disk it
        // stays, and nothing is lost: the next start reads it.
        try? pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try pool.close()
    }

    private static func openPool(
        _ directory: DataDirectory,
        _ settings: StoreSettings
    ) throws -> DatabasePool {
        try DirectoryIdentity(directory: directory).requireDatabase()
        var configuration = Configuration()
        configuration.label = "store"
        configuration.maximumReaderCount = settings.readers
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            let bytes =
                db.configuration.readonly ? settings.readerCacheBytes : settings.writerCacheBytes
            try db.execute(sql: "PRAGMA cache_size = -\(bytes / 1024)")
        }
        let pool = try DatabasePool(path: directory.databasePath, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            // After GRDB's own NORMAL: a commit is in the log on the disk when it returns,
            // https://www.sqlite.org/pragma.html#pragma_synchronous
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // What is deleted is overwritten, https://www.sqlite.org/pragma.html#pragma_secure_delete
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(settings.checkpointPages)")
            if let pages = settings.pageLimit {
                try db.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            try db.execute(sql: "PRAGMA journal_size_limit = \(settings.checkpointPages * 4096)")
        }
        let (migrator, identity) = (Schema.migrator(), DirectoryIdentity(directory: directory))
        try pool.read { db in try identity.requireKnown(migrator, db) }
        try migrator.migrate(pool)
        try pool.write { db in try identity.tie(db) }
        return pool
    }
}

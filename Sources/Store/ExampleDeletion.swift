package import Domain
internal import Files
internal import Foundation
internal import GRDB

extension StoreWriter {
    /// Deletes examples, each for itself, with their labels and all that is known of them.
    ///
    /// What stays of each is its key, the digest of its content and its split: content that was trained
    /// on stays known as seen, and what a certificate asks of a sample is asked of all of it. A deleted
    /// example of the certify split, or drawn from a pool, counts as one that the model gets wrong,
    /// however sure it is: whoever deletes could choose. Certificates that were had before stay.
    ///
    /// The bytes leave snapshots with ``DataStore/eraseDeleted()``.
    ///
    /// - Returns: For each id in order nothing, or why it was refused: not found.
    /// - Throws: ``Failure``: not found without the project.
    package func deleteExamples(
        _ name: ProjectName,
        _ ids: [ExampleID]
    ) throws -> [Result<Void, Failure>] {
        try withProject(name) { state in
            var results: [Result<Void, Failure>] = []
            for id in ids {
                do {
                    results.append(.success(try delete(id, &state)))
                } catch let failure as Failure where failure.kind == .notFound {
                    results.append(.failure(failure))
                }
            }
            return results
        }
    }

    private func delete(_ id: ExampleID, _ state: inout ProjectState) throws {
        let example = try reader.example(state.key, state.project.name, id)
        try forget(labelsOf: example, &state)
        try unqueue(example.key, &state)
        // A drawn one counts, and as a skipped one does.
        if let sample = try reader.sample(of: example.key), sample.state == .open {
            try execute("UPDATE draw SET open = open - 1 WHERE key = ?", [sample.draw])
            try execute(
                "UPDATE sample SET state = ? WHERE example = ?",
                [SampleState.skipped.code, example.key]
            )
        }
        try execute(
            "UPDATE sample SET guess = NULL, reason = NULL WHERE example = ?",
            [example.key]
        )
        for table in ["claim", "shown", "skip", "example_place"] {
            try execute("DELETE FROM \(table) WHERE example = ?", [example.key])
        }
        try execute(
            """
            INSERT INTO deleted_example (key, project, digest, split, erased, created_at)
            VALUES (?, ?, ?, ?, 0, ?)
            """,
            [example.key, state.key, Data(example.digest.bytes), example.split.code, now]
        )
        try execute("DELETE FROM example WHERE key = ?", [example.key])
        state.add(1, to: .deleted)
        // A window is whole: what is missing from it was chosen.
        if example.split == nil { state.raise(.shown, to: example.key) }
        if example.givenLabel == nil { state.add(1, to: .deletedUnlabeled) }
    }

    private func forget(labelsOf example: StoredExample, _ state: inout ProjectState) throws {
        guard let standing = example.record else {
            state.add(-1, to: Cell(split: example.split))
            return
        }
        let records = try reader.records(state.key, from: standing)
        if let first = records.first { state.add(-1, standing: first) }
        for record in records {
            try execute(
                "DELETE FROM label WHERE project = ? AND sequence = ?",
                [state.key, record.sequence]
            )
        }
    }
}

extension StoreReader {
    /// How many examples of a split were deleted whose keys are above `newerThan`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func deletedCount(
        _ name: ProjectName,
        _ split: Split,
        newerThan: SequenceNumber = 0
    ) throws -> Int {
        let count = try one(
            "SELECT COUNT(*) FROM deleted_example WHERE project = ? AND split = ? AND key > ?",
            [try key(name), split.code, newerThan]
        ) { try $0.integer() }
        return Int(count ?? 0)
    }

    /// The deleted examples between the ends of a pool, by key, without their contents.
    ///
    /// - Throws: ``Failure`` (not found).
    package func deletedRows(_ name: ProjectName, of pool: Pool) throws -> [PoolRow] {
        try all(
            """
            SELECT deleted_example.key, digest, split, sample.state FROM deleted_example
            LEFT JOIN sample ON sample.example = deleted_example.key
            WHERE deleted_example.project = ? AND deleted_example.key > ?
                AND deleted_example.key <= ?
            ORDER BY deleted_example.key
            """,
            [try key(name), pool.first, pool.last]
        ) { fields in
            let (key, digest) = (try fields.integer(), try fields.digest())
            let split: Split? = try fields.code()
            let state: SampleState? = try fields.integerIfAny().flatMap {
                try SampleState.decode($0)
            }
            let isOther = split != nil && split != .train && split != .certifyPool
            let role: PoolRow.Role =
                switch (split, state) {
                case (.certifyPool, _): .drawn(label: nil)
                // What review chose, and what was drawn for another split, was no part of it.
                case (_, .chosen): .outside
                default: isOther ? .outside : .removed
                }
            return PoolRow(key: key, digest: digest, content: [], role: role)
        }
    }

    /// Projects with examples whose bytes snapshots may still have, and their keys.
    func waitingErasures(limit: Int) throws -> [Int64: [Int64]] {
        var keys: [Int64: [Int64]] = [:]
        try each(
            "SELECT project, key FROM deleted_example WHERE erased = 0 LIMIT ?",
            [limit]
        ) { keys[try $0.integer(), default: []].append(try $0.integer()) }
        return keys
    }
}

extension DataStore {
    /// Takes the bytes of deleted examples out of snapshots and out of the database's log; to be called
    /// after a deletion, and again later where it says that something is left.
    ///
    /// Snapshots that had them are marked: a run over one cannot be repeated bit by bit.
    ///
    /// - Returns: Whether nothing is left: a snapshot that is being cut may hold some, and a reader may
    ///   need the log.
    /// - Throws: ``Failure``: data loss when a snapshot is damaged, unavailable when the disk has no
    ///   room.
    @discardableResult
    package func eraseDeleted() async throws -> Bool {
        while true {
            let waiting = try await read { try $0.waitingErasures(limit: 10_000) }
            guard !waiting.isEmpty else { return true }
            var isAlone = true
            for (project, keys) in waiting where try await !erase(keys, of: project) {
                isAlone = false
            }
            try await pruneSnapshots()
            guard isAlone, try await emptyLog() else { return false }
            try await write(purpose: .frees) { writer in
                for key in waiting.values.joined() {
                    try writer.execute(
                        "UPDATE deleted_example SET erased = 1 WHERE key = ?",
                        [key]
                    )
                }
            }
        }
    }

    /// Takes examples of a project out of its snapshots.
    ///
    /// - Returns: Whether all are out: a snapshot that is cut meanwhile may name the rows of before.
    private func erase(_ keys: [Int64], of project: Int64) async throws -> Bool {
        let names = try await read { try $0.fileNames(of: project).snapshots }
        snapshotFiles.beginCut()
        defer { snapshotFiles.endCut() }
        let generation = snapshotFiles.generation
        var eraser = SnapshotEraser(examples: keys)
        for name in names {
            let file = try snapshotFiles.file(name)
            let isErased = file.hasRows && keys.contains { file.contains(example: $0) }
            try await write(purpose: .frees) { writer in
                try writer.announce(file: name)
                // Before the bytes go: a crash in between must not leave it unmarked.
                guard isErased else { return }
                try writer.execute("UPDATE snapshot SET erased = 1 WHERE file = ?", [name])
            }
            try eraser.erase(from: directory.snapshot(name))
            snapshotFiles.forget(name)
            try await write(purpose: .frees) { try $0.settle(file: name) }
        }
        return snapshotFiles.isOnlyCut(since: generation)
    }

    /// Writes the log back into the database and cuts it to nothing; deleted pages are zeros there.
    ///
    /// - Returns: Whether it could: a reader may need the log for a moment.
    private func emptyLog() async throws -> Bool {
        do {
            return try await pool.writeWithoutTransaction { db in
                // Who waits here holds up every write.
                try db.execute(sql: "PRAGMA busy_timeout = 0")
                defer { try? db.execute(sql: "PRAGMA busy_timeout = 5000") }
                _ = try db.checkpoint(.truncate)
                return true
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        } catch {
            throw StoreError.failure(error)
        }
    }
}

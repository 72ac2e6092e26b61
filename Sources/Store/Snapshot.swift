package import Domain
package import Files
internal import Foundation
internal import GRDB

/// An immutable cut of a project, materialised as a file.
package struct SnapshotRecord: Hashable, Sendable {
    /// The number of the snapshot.
    package var id: Int64
    /// Everything up to this sequence number is in the cut.
    package var sequence: SequenceNumber
    /// The name of the file in `snapshots/`.
    package var fileName: String
    /// The bytes that it added to the disk: its list, and the rows that no other snapshot had.
    package var byteCount: Int64
    /// Rows with a label of a person, of the split `train`.
    package var labeledCount: Int
    /// Rows without one.
    package var unlabeledCount: Int
    /// Examples that are not in it because their content stands in `gate`, `certify` or `test`.
    package var leftOut: Int
    /// Unlabelled examples that are not in it by lot.
    package var heldOut: Int
    /// The share of contents that the lot leaves out.
    package var holdOut: Double
    /// The examples ever ingested at the cut.
    package var examplesSeen: Int64
    /// The labels of people ever written to `train` at the cut.
    package var labelsSeen: Int64
    /// Milliseconds since 1970.
    package var createdAt: Int64
    /// Whether rows of it were erased, because their examples were deleted: a run over it cannot be
    /// repeated bit by bit.
    package var isErased = false
}

extension DataStore {
    /// Cuts a snapshot of what is durable now and writes it to a file; rows that the project's kept
    /// snapshots have are shared with them.
    ///
    /// Labelled rows are those of the split `train` whose label a person gave; unlabelled ones are
    /// all others outside the protected splits, also those with an automatic label. A share
    /// `holdOut` of the unlabelled contents stays out, by the project's seed: the same contents in
    /// every snapshot with that share.
    ///
    /// - Parameters:
    ///   - name: The project.
    ///   - unlabeled: Whether unlabelled rows are taken at all.
    ///   - holdOut: The share of unlabelled contents to leave out, in `0..<1`.
    /// - Returns: The snapshot, whose file is durable.
    /// - Throws: ``Failure``: not found; failed precondition without a labelled row; unavailable
    ///   when the disk has no room.
    package func cutSnapshot(
        _ name: ProjectName,
        unlabeled: Bool = true,
        holdOut: Double = 0
    ) async throws -> SnapshotRecord {
        let record = try await cut(name, unlabeled: unlabeled, holdOut: holdOut)
        // What cannot be removed now goes after the next cut or at the next start.
        try? await pruneSnapshots()
        return record
    }

    private func cut(
        _ name: ProjectName,
        unlabeled: Bool,
        holdOut: Double
    ) async throws -> SnapshotRecord {
        // Between the cut and its row, content of the cut may have come to a protected split.
        for _ in 0..<8 {
            snapshotFiles.beginCut()
            defer { snapshotFiles.endCut() }
            let random = String(identifiers.nextNumber(), radix: 16)
            let fileName = try await write { writer in
                let fileName = "\(name)-\(try writer.reader.sequence())-\(random).snapshot"
                try writer.announce(file: fileName)
                return fileName
            }
            let (path, files, limit) = (directory, snapshotFiles, settings.snapshotLimit)
            let draft = try await read { reader in
                let cut = SnapshotCut(
                    reader: reader,
                    directory: path,
                    segments: files.segments(of: try reader.keptSnapshots(name, last: limit)),
                    fileName: fileName
                )
                return try cut.write(name, unlabeled: unlabeled, holdOut: holdOut)
            }
            if let record = try await write({ try $0.addSnapshot(name, draft) }) { return record }
            snapshotFiles.forget(draft.fileName)
            try FileSystem.remove(directory.snapshot(draft.fileName))
            try await write { try $0.settle(file: fileName) }
        }
        throw Failure(.aborted, "project \(name) changes too fast for a snapshot")
    }

    /// The file of a snapshot; the same object for every caller.
    ///
    /// - Throws: ``Failure`` (data loss) when it is missing or damaged.
    package func snapshotFile(_ record: SnapshotRecord) throws(Failure) -> SnapshotFile {
        try snapshotFiles.file(record.fileName)
    }
}

extension StoreReader {
    /// The snapshot numbered `id`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func snapshot(_ name: ProjectName, _ id: Int64) throws -> SnapshotRecord {
        let found = try one(
            Self.snapshotRows + " WHERE project = ? AND key = ?",
            [try key(name), id],
            Self.snapshot
        )
        guard let found else { throw Failure.notFound("project \(name) has no snapshot \(id)") }
        return found
    }

    /// The last snapshot of a project that a model was to be made of; nil before the first.
    ///
    /// With ``counts(_:)`` it says how many labels and examples are new since. What a comparison learned from is
    /// new all the same: it made no model.
    ///
    /// - Throws: ``Failure`` (not found).
    package func lastSnapshot(_ name: ProjectName) throws -> SnapshotRecord? {
        try one(
            Self.snapshotRows + """
                 WHERE project = ?1 AND NOT EXISTS (
                    SELECT 1 FROM job WHERE job.project = ?1 AND job.kind = ?2
                        AND json_extract(job.specification, '$.snapshot') = snapshot.key)
                ORDER BY key DESC LIMIT 1
                """,
            [try key(name), JobKind.compare.code],
            Self.snapshot
        )
    }

    private static let snapshotRows = """
        SELECT key, sequence, file, bytes, labeled, unlabeled, left_out, held_out, hold_out,
            examples_seen, labels_seen, created_at, erased
        FROM snapshot
        """

    private static func snapshot(_ fields: inout Fields) throws -> SnapshotRecord {
        SnapshotRecord(
            id: try fields.integer(),
            sequence: try fields.integer(),
            fileName: try fields.text(),
            byteCount: try fields.integer(),
            labeledCount: Int(try fields.integer()),
            unlabeledCount: Int(try fields.integer()),
            leftOut: Int(try fields.integer()),
            heldOut: Int(try fields.integer()),
            holdOut: try fields.double(),
            examplesSeen: try fields.integer(),
            labelsSeen: try fields.integer(),
            createdAt: try fields.integer(),
            isErased: try fields.integer() != 0
        )
    }
}

extension StoreWriter {
    /// Adds the row of a snapshot whose file is written.
    ///
    /// - Returns: Nil when content of the file came to a protected split since the cut.
    func addSnapshot(_ name: ProjectName, _ draft: SnapshotRecord) throws -> SnapshotRecord? {
        let project = try key(name)
        let file = try snapshotFiles.file(draft.fileName)
        // Since the cut something in it may have been ingested or drawn for a protected split.
        let excluded = try reader.exclusions(project)
        guard !excluded.contents.contains(where: { file.contains(content: $0) }),
            !excluded.groups.contains(where: { file.contains(example: $0) })
        else { return nil }
        var record = draft
        record.createdAt = now
        try execute(
            """
            INSERT INTO snapshot (project, sequence, file, bytes, labeled, unlabeled, left_out,
                held_out, hold_out, examples_seen, labels_seen, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                project, record.sequence, record.fileName, record.byteCount, record.labeledCount,
                record.unlabeledCount, record.leftOut, record.heldOut, record.holdOut,
                record.examplesSeen, record.labelsSeen, now,
            ]
        )
        record.id = db.lastInsertedRowID
        try settle(file: record.fileName)
        return record
    }

    /// The first snapshot of a project that holds this content; nil when none does.
    func snapshot(of project: Int64, contains content: Digest) throws -> Int64? {
        let snapshots = try reader.all(
            "SELECT key, file FROM snapshot WHERE project = ? ORDER BY key",
            [project]
        ) { (id: try $0.integer(), fileName: try $0.text()) }
        let names = snapshots.map(\.fileName)
        guard try snapshotFiles.mayContain(content, project: project, names) else { return nil }
        return try snapshots.first { item in
            try snapshotFiles.file(item.fileName).contains(content: content)
        }?.id
    }
}

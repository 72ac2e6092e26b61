internal import Domain
internal import Files

/// The choice of a snapshot's rows from one consistent view.
struct SnapshotCut {
    let reader: StoreReader
    let directory: DataDirectory
    /// Segments that may have some of the rows.
    let segments: [SnapshotSegment]
    /// The name that the file will have.
    let fileName: String

    /// Writes the file, durable under its name; its row is not written yet.
    func write(
        _ name: ProjectName,
        unlabeled: Bool,
        holdOut: Double
    ) throws -> SnapshotRecord {
        let key = try reader.key(name)
        let project = try reader.project(name)
        let counts = try reader.counts(key: key)
        let sequence = try reader.sequence()
        let labels = counts.count { $0.split == .train }
        guard labels > 0 else {
            throw Failure.precondition("project \(name) has no labelled example in the split train")
        }
        let known = segments.reduce(0) { $0 + Int64($1.count) }
        let rows = max(0, (unlabeled ? counts.examples : labels) - known)
        let bytes = rows.multipliedReportingOverflow(by: Int64(project.input.typicalBytes + 64))
        try FileSystem.requireFree(
            bytes.overflow ? .max : bytes.partialValue,
            at: directory.snapshotsPath
        )
        let excluded = try reader.exclusions(key)
        var record = SnapshotRecord(
            id: 0,
            sequence: sequence,
            fileName: fileName,
            byteCount: 0,
            labeledCount: 0,
            unlabeledCount: 0,
            leftOut: 0,
            heldOut: 0,
            holdOut: holdOut,
            examplesSeen: counts.examples,
            labelsSeen: counts.labels,
            createdAt: 0
        )
        let header = SnapshotHeader(
            project: name.text,
            sequence: sequence,
            input: project.input,
            classes: project.classes,
            seed: project.seed
        )
        var file = try SnapshotWriter(
            path: directory.snapshot(record.fileName),
            header: header,
            reusing: segments
        )
        try writeLabeled(key, excluded, to: &file, &record)
        if unlabeled {
            let lot = HoldOutLot(seed: project.seed, share: holdOut)
            try writeUnlabeled(key, excluded, lot, to: &file, &record)
        }
        let (written, byteCount) = try file.commit()
        record.labeledCount = written.labeledCount
        record.unlabeledCount = written.unlabeledCount
        record.byteCount = Int64(byteCount)
        return record
    }

    private func writeLabeled(
        _ project: Int64,
        _ excluded: TrainingExclusions,
        to file: inout SnapshotWriter,
        _ record: inout SnapshotRecord
    ) throws {
        // A non-copyable value cannot be captured, so the rows come in pages.
        var after: Int64 = 0
        while true {
            let rows = try reader.all(
                """
                SELECT example.key, example.digest, example.content, label.class
                FROM example INDEXED BY example_split
                JOIN label ON label.project = example.project AND label.sequence = example.record
                WHERE example.project = ? AND example.split = ? AND example.key > ?
                ORDER BY example.key LIMIT ?
                """,
                [project, Split.train.code, after, Self.page]
            ) {
                (
                    key: try $0.integer(), digest: try $0.digest(), content: try $0.bytes(),
                    label: Int(try $0.integer())
                )
            }
            for row in rows {
                if excluded.excludesLabeled(row.key, row.digest) {
                    record.leftOut += 1
                } else {
                    try file.appendLabeled(
                        row.content,
                        label: row.label,
                        example: row.key,
                        content: row.digest
                    )
                }
            }
            guard let last = rows.last else { return }
            after = last.key
        }
    }

    private func writeUnlabeled(
        _ project: Int64,
        _ excluded: TrainingExclusions,
        _ lot: HoldOutLot,
        to file: inout SnapshotWriter,
        _ record: inout SnapshotRecord
    ) throws {
        var after: Int64 = 0
        while true {
            let rows = try reader.all(
                """
                SELECT key, digest, content FROM (
                    SELECT key, digest, content FROM (
                        SELECT key, digest, content FROM example INDEXED BY example_split
                        WHERE project = ?1 AND split = 0 AND key > ?2 ORDER BY key LIMIT ?3)
                    UNION ALL SELECT key, digest, content FROM (
                        SELECT key, digest, content FROM example INDEXED BY example_split
                        WHERE project = ?1 AND split = ?4 AND key > ?2 ORDER BY key LIMIT ?3))
                ORDER BY key LIMIT ?3
                """,
                [project, after, Self.page, Split.certifyPool.code]
            ) { (key: try $0.integer(), digest: try $0.digest(), content: try $0.bytes()) }
            for row in rows {
                if excluded.excludesUnlabeled(row.key, row.digest) {
                    record.leftOut += 1
                } else if lot.holdsOut(row.digest) {
                    record.heldOut += 1
                } else {
                    try file.appendUnlabeled(row.content, example: row.key, content: row.digest)
                }
            }
            guard let last = rows.last else { return }
            after = last.key
        }
    }

    /// Rows that are in memory at a time.
    private static let page = 256
}

/// The random choice of contents that a snapshot leaves out, the same for equal contents.
struct HoldOutLot {
    private let seed: UInt64
    private let share: Double

    init(seed: UInt64, share: Double) {
        self.seed = seed
        self.share = share
    }

    func holdsOut(_ content: Digest) -> Bool {
        guard share > 0 else { return false }
        let start = content.bytes[24..<32].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var generator = SeededGenerator(seed: seed).fork(start)
        return Double(generator.next() >> 11) * 0x1p-53 < share
    }
}

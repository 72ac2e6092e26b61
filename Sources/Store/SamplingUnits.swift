internal import Domain
internal import Files
internal import GRDB

/// The distinct examples that a draw may choose from: one for each content and each group, the
/// first, and none whose content or group people have labelled or that was drawn before.
struct SamplingUnits {
    private let reader: StoreReader
    private let project: Int64
    private let snapshots: [SnapshotFile]
    /// Contents that are labelled, or drawn.
    private let taken: Set<Digest>
    private let groups: [Int64: String]
    private let takenGroups: Set<String>

    init(reader: StoreReader, files: SnapshotFiles, project: Int64) throws {
        self.reader = reader
        self.project = project
        snapshots = try reader.all("SELECT file FROM snapshot WHERE project = ?", [project]) {
            try files.file(try $0.text())
        }
        taken = try reader.takenContents(project)
        groups = try reader.groups(project)
        takenGroups = try reader.labeledGroups(project)
    }

    /// The keys of the unlabelled units in a range, ascending.
    func unlabeled(in range: (first: Int64, last: Int64)) throws -> [Int64] {
        try units(in: range) { _, _ in true }
    }

    /// Where a window begins that is whole.
    ///
    /// Behind the last unlabelled example whose content or group people labelled after it came, which
    /// may be a choice by what is known of it. A draw's answers are none.
    func wholeWindow(after start: Int64, to end: Int64) throws -> Int64 {
        var contents: [Digest: Int64] = [:]
        var labeledGroups: [String: Int64] = [:]
        try reader.each(
            """
            SELECT digest,
                CASE WHEN given_label IS NULL THEN COALESCE(record, key) ELSE key END AS moment, key
            FROM example INDEXED BY example_split
            WHERE project = ?1 AND split > 0 AND moment > ?2
                AND NOT EXISTS (SELECT 1 FROM sample WHERE sample.example = example.key)
            """,
            [project, start]
        ) { fields in
            let content = try fields.digest()
            let moment = try fields.integer()
            contents[content] = max(contents[content] ?? 0, moment)
            guard let group = groups[try fields.integer()] else { return }
            labeledGroups[group] = max(labeledGroups[group] ?? 0, moment)
        }
        guard !contents.isEmpty else { return start }
        var last = start
        try reader.each(
            """
            SELECT key, digest FROM example INDEXED BY example_split
            WHERE project = ? AND split = 0 AND key > ? AND key <= ? ORDER BY key
            """,
            [project, start, end]
        ) { fields in
            let key = try fields.integer()
            let moment = max(
                contents[try fields.digest()] ?? 0,
                groups[key].flatMap { labeledGroups[$0] } ?? 0
            )
            if moment > key { last = key }
        }
        return last
    }

    /// The keys of the unlabelled units in a range that stand in no snapshot, ascending.
    func unseen(in range: (first: Int64, last: Int64)) throws -> [Int64] {
        // A group that had begun before the window may have been seen.
        let begun = Set(groups.lazy.filter { $0.key <= range.first }.map(\.value))
        return try units(in: range) { key, content in
            if let group = groups[key], begun.contains(group) { return false }
            return !snapshots.contains { $0.contains(content: content) }
        }
    }

    private func units(
        in range: (first: Int64, last: Int64),
        where isWanted: (Int64, Digest) throws -> Bool
    ) throws -> [Int64] {
        var contents: Set<Digest> = []
        var firstOfGroup: Set<String> = []
        var keys: [Int64] = []
        try reader.each(
            """
            SELECT key, digest FROM example INDEXED BY example_split
            WHERE project = ? AND split = 0 AND key > ? AND key <= ? ORDER BY key
            """,
            [project, range.first, range.last]
        ) { fields in
            let key = try fields.integer()
            let content = try fields.digest()
            guard contents.insert(content).inserted, !taken.contains(content) else { return }
            if let group = groups[key] {
                guard !takenGroups.contains(group), firstOfGroup.insert(group).inserted else {
                    return
                }
            }
            if try isWanted(key, content) { keys.append(key) }
        }
        return keys
    }
}

internal import Domain
internal import Files
internal import GRDB

// Groups, such as patients, documents or videos: one group, one split.
extension StoreReader {
    /// The group of each example that has one.
    func groups(_ project: Int64) throws -> [Int64: String] {
        var groups: [Int64: String] = [:]
        try each("SELECT example, name FROM example_group WHERE project = ?", [project]) {
            groups[try $0.integer()] = try $0.text()
        }
        return groups
    }

    /// The groups with an example that people labelled or that was drawn.
    func labeledGroups(_ project: Int64) throws -> Set<String> {
        Set(try groupNames(project, splits: "> 0"))
    }

    /// The keys of all examples whose group has one in a protected split.
    func examplesOfProtectedGroups(_ project: Int64) throws -> Set<Int64> {
        try examples(ofGroups: project, splits: "IN (2, 3, 4)")
    }

    /// The keys of all examples whose group has a certify row of a pool: their labels would tell.
    func examplesOfDrawnGroups(_ project: Int64) throws -> Set<Int64> {
        try examples(ofGroups: project, splits: "= 5")
    }

    /// The group of an example; nil: it has none.
    func group(of example: Int64) throws -> String? {
        try one("SELECT name FROM example_group WHERE example = ?", [example]) { try $0.text() }
    }

    /// The splits in which a group stands, with an example of each; unlabelled ones have none.
    func splits(ofGroup name: String, _ project: Int64) throws -> [(split: Split?, example: Int64)]
    {
        try all(
            """
            SELECT example.split, MIN(example.key) FROM example_group
            JOIN example ON example.key = example_group.example
            WHERE example_group.project = ? AND example_group.name = ? GROUP BY example.split
            """,
            [project, name]
        ) { (split: try $0.code(), example: try $0.integer()) }
    }

    /// The contents of a group's unlabelled and deleted examples.
    func unlabeledContents(ofGroup name: String, _ project: Int64) throws -> [Digest] {
        try all(
            """
            SELECT example.digest FROM example_group
            JOIN example ON example.key = example_group.example
            WHERE example_group.project = ?1 AND example_group.name = ?2 AND example.split = 0
            UNION ALL
            SELECT deleted_example.digest FROM example_group
            JOIN deleted_example ON deleted_example.key = example_group.example
            WHERE example_group.project = ?1 AND example_group.name = ?2
            """,
            [project, name]
        ) { try $0.digest() }
    }

    func groupNames(_ project: Int64, splits: String) throws -> [String] {
        try all(
            """
            SELECT DISTINCT example_group.name FROM example_group
            JOIN example ON example.key = example_group.example
            WHERE example_group.project = ? AND example.split \(splits)
            """,
            [project]
        ) { try $0.text() }
    }

    /// The groups with a deleted example of a split.
    func deletedGroupNames(_ project: Int64, _ split: Split) throws -> [String] {
        try all(
            """
            SELECT DISTINCT example_group.name FROM example_group
            JOIN deleted_example ON deleted_example.key = example_group.example
            WHERE example_group.project = ? AND deleted_example.split = ?
            """,
            [project, split.code]
        ) { try $0.text() }
    }

    private func examples(ofGroups project: Int64, splits: String) throws -> Set<Int64> {
        var keys: Set<Int64> = []
        try each(
            """
            SELECT member.example FROM example_group AS member
            WHERE member.project = ?1 AND member.name IN (
                SELECT example_group.name FROM example_group
                JOIN example ON example.key = example_group.example
                WHERE example_group.project = ?1 AND example.split \(splits))
            """,
            [project]
        ) { keys.insert(try $0.integer()) }
        return keys
    }
}

extension StoreWriter {
    /// The most bytes of the name of a group.
    static let groupByteLimit = 128

    func checkGroup(
        _ example: NewExample,
        _ id: ExampleID,
        at index: Int,
        _ state: ProjectState
    ) throws {
        guard let group = example.group else { return }
        let field = "examples[\(index)].group"
        guard (1...Self.groupByteLimit).contains(group.utf8.count) else {
            throw Failure.invalid(
                "a group has 1 to \(Self.groupByteLimit) bytes; got \(group.utf8.count)",
                field: field
            )
        }
        guard let split = example.split else { return }
        for member in try reader.splits(ofGroup: group, state.key) {
            guard let other = member.split, other != split else { continue }
            let first = try reader.example(key: member.example).id
            throw Failure(
                .failedPrecondition,
                "group \(quoted(group)) stands in the split \(other.rawValue) (example "
                    + "\(quoted(first.text))); example \(quoted(id.text)) cannot stand in "
                    + "\(split.rawValue): one group, one split",
                field: field
            )
        }
        guard split != .train else { return }
        for content in try reader.unlabeledContents(ofGroup: group, state.key) {
            guard let snapshot = try snapshot(of: state.key, contains: content) else { continue }
            throw Failure(
                .failedPrecondition,
                "an example of group \(quoted(group)) was trained on (snapshot \(snapshot)); "
                    + "example \(quoted(id.text)) cannot stand in the split \(split.rawValue)",
                field: field
            )
        }
    }

    func insertGroup(_ example: NewExample, key: Int64, _ state: ProjectState) throws {
        guard let group = example.group else { return }
        try execute(
            "INSERT INTO example_group (project, name, example) VALUES (?, ?, ?)",
            [state.key, group, key]
        )
    }
}

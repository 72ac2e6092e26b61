package import Domain
package import Files

/// What a model version may have learned from, as its decisions ask: contents, examples and groups of
/// its snapshots and of those of its ancestors, and everything that was stored before weights of
/// unknown history were imported.
package struct SeenContents: Sendable {
    private let snapshots: [SnapshotFile]
    private let newerThan: SequenceNumber
    /// Contents that were stored before an import.
    private let older: Set<Digest>
    /// Groups with an example that may have been seen.
    private let groups: Set<String>
    private let groupOfExample: [Int64: String]

    init(
        snapshots: [SnapshotFile],
        newerThan: SequenceNumber,
        older: Set<Digest>,
        groups: [Int64: String]
    ) {
        self.snapshots = snapshots
        self.newerThan = newerThan
        self.older = older
        groupOfExample = groups
        self.groups = Set(
            groups.lazy.filter { key, _ in
                key <= newerThan || snapshots.contains { $0.contains(example: key) }
            }.map(\.value)
        )
    }

    /// Whether nothing was seen, so that contents need not be hashed.
    package var isEmpty: Bool { snapshots.isEmpty && older.isEmpty && groups.isEmpty }

    /// Whether content with this hash, or an example of this group, may have been seen.
    package func contains(_ content: Digest, group: String? = nil) -> Bool {
        if let group, groups.contains(group) { return true }
        return older.contains(content) || snapshots.contains { $0.contains(content: content) }
    }

    /// Whether a stored example may have been seen.
    package func contains(example key: Int64, _ content: Digest) -> Bool {
        key <= newerThan || contains(content, group: groupOfExample[key])
    }
}

extension DataStore {
    /// What `version` may have learned from.
    ///
    /// - Throws: ``Failure``: not found, or data loss when a snapshot is not what was written.
    package func seenContents(
        _ name: ProjectName,
        _ version: ModelVersion
    ) async throws -> SeenContents {
        let (seen, older, groups) = try await read { reader in
            let project = try reader.key(name)
            let seen = try reader.seen(name, version)
            var older: Set<Digest> = []
            if seen.newerThan > 0 {
                try reader.each(
                    """
                    SELECT digest FROM example WHERE key <= ?1 AND project = ?2
                    UNION ALL
                    SELECT digest FROM deleted_example WHERE key <= ?1 AND project = ?2
                    """,
                    [seen.newerThan, project]
                ) { older.insert(try $0.digest()) }
            }
            return (seen, older, try reader.groups(project))
        }
        return SeenContents(
            snapshots: try seen.snapshots.map { try snapshotFile($0) },
            newerThan: seen.newerThan,
            older: older,
            groups: groups
        )
    }
}

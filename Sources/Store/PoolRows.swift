package import Domain
package import Files
internal import GRDB

/// An example between the ends of a pool, as its certificate reads it.
package struct PoolRow: Sendable {
    /// What it is to the pool.
    package enum Role: Hashable, Sendable {
        /// One of the many.
        case undrawn
        /// Drawn and answered; nil: whoever was asked could not say.
        case drawn(label: Int?)
        /// Drawn and not answered yet.
        case open
        /// A person labelled it unasked after the pool was closed, without regard to the draw.
        case chosen(label: Int)
        /// It never was in the pool, or review chose it, or it was drawn for another split.
        case outside
    }

    /// Its key.
    package var key: Int64
    /// The SHA-256 of its content.
    package var digest: Digest
    /// Its raw bytes.
    package var content: [UInt8]
    /// What it is to the pool.
    package var role: Role
}

/// Which examples of a pool the certificate of one model version may cover: those that stand in its
/// own snapshot as unlabelled, and whose labels neither it nor an ancestor was trained on.
package struct PoolMembership: Sendable {
    /// The pool.
    package let pool: Pool
    private let own: SnapshotFile
    private let snapshots: [SnapshotFile]
    /// Contents that people labelled for training.
    private let labeled: Set<Digest>
    private let groups: [Int64: String]
    private let firstOfGroup: [String: Int64]

    init(
        pool: Pool,
        own: SnapshotFile,
        snapshots: [SnapshotFile],
        labeled: Set<Digest>,
        groups: [Int64: String]
    ) {
        self.pool = pool
        self.own = own
        self.snapshots = snapshots
        self.labeled = labeled
        self.groups = groups
        firstOfGroup = groups.reduce(into: [:]) { first, entry in
            guard entry.key > pool.first, entry.key <= pool.last else { return }
            first[entry.value] = min(first[entry.value] ?? .max, entry.key)
        }
    }

    /// Whether an example is covered.
    package func covers(_ key: Int64, _ content: Digest) -> Bool {
        guard key > pool.first, key <= pool.last, own.containsUnlabeled(example: key),
            !labeled.contains(content)
        else { return false }
        if let group = groups[key], firstOfGroup[group] != key { return false }
        return !snapshots.contains { $0.containsLabeled(example: key) }
    }

    /// Whether an example that people labelled since stood in the pool that the version learned from.
    package func held(_ key: Int64) -> Bool { own.contains(example: key) }
}

extension DataStore {
    /// What a certificate of `version` may cover of `pool`; nil: the version was not trained here.
    ///
    /// - Throws: ``Failure``: not found, or data loss when a snapshot is not what was written.
    package func membership(
        of pool: Pool,
        in version: ModelVersion,
        of name: ProjectName
    ) async throws -> PoolMembership? {
        let (seen, labeled, groups) = try await read { reader in
            let project = try reader.key(name)
            var labeled: Set<Digest> = []
            try reader.each(
                """
                SELECT digest FROM example INDEXED BY example_split
                WHERE project = ? AND split = ?
                """,
                [project, Split.train.code]
            ) { labeled.insert(try $0.digest()) }
            return (try reader.seen(name, version), labeled, try reader.groups(project))
        }
        guard let own = seen.own else { return nil }
        return PoolMembership(
            pool: pool,
            own: try snapshotFile(own),
            snapshots: try seen.snapshots.map { try snapshotFile($0) },
            labeled: labeled,
            groups: groups
        )
    }
}

extension StoreReader {
    /// Up to `limit` examples between the ends of a pool with keys above `after`, by key.
    ///
    /// - Throws: ``Failure`` (not found).
    package func rows(
        _ name: ProjectName,
        of pool: Pool,
        after: Int64,
        limit: Int
    ) throws -> [PoolRow] {
        let project = try key(name)
        return try all(
            """
            SELECT example.key, example.digest, example.content, example.split,
                example.given_label, example.record, sample.state, label.class
            FROM example
            LEFT JOIN label ON label.project = example.project AND label.sequence = example.record
            LEFT JOIN sample ON sample.example = example.key
            WHERE example.key > ?1 AND example.key <= ?2 AND example.project = ?3
            ORDER BY example.key LIMIT ?4
            """,
            [max(after, pool.first), pool.last, project, limit]
        ) { fields in
            var row = PoolRow(
                key: try fields.integer(),
                digest: try fields.digest(),
                content: try fields.bytes(),
                role: .outside
            )
            let split: Split? = try fields.code()
            let cameLabeled = try fields.integerIfAny() != nil
            let record = try fields.integerIfAny()
            let state: SampleState? = try fields.integerIfAny().flatMap {
                try SampleState.decode($0)
            }
            let label = try fields.integerIfAny().map { Int($0) }
            switch (split, state) {
            case (nil, _):
                row.role = .undrawn
            case (.certifyPool, .open):
                row.role = .open
            case (.certifyPool, .skipped):
                row.role = .drawn(label: nil)
            case (.certifyPool, _):
                row.role = .drawn(label: label)
            case (.train, nil) where !cameLabeled:
                if let label, let record, try isFreeChoice(project, record, after: pool.closed) {
                    row.role = .chosen(label: label)
                }
            default:
                break
            }
            return row
        }
    }

    /// Whether people labelled an example unasked, and only after `moment`.
    private func isFreeChoice(
        _ project: Int64,
        _ standing: SequenceNumber,
        after moment: SequenceNumber
    ) throws -> Bool {
        var next: SequenceNumber? = standing
        while let sequence = next {
            let record = try record(project, sequence)
            guard record.decision == nil else { break }
            guard sequence > moment, record.question == nil else { return false }
            next = record.supersedes
        }
        return true
    }
}

extension StoreReader {
    /// What a pool's certify rows hold at one moment; equal stamps mean equal rows with equal answers.
    ///
    /// - Throws: ``Failure`` (not found).
    package func stamp(_ name: ProjectName, ofPool number: Int64) throws -> SplitStamp {
        let stamp = try one(
            """
            SELECT COUNT(*), COALESCE(SUM(8 * COALESCE(example.record, 0) + sample.state), 0)
            FROM draw JOIN sample ON sample.draw = draw.key
            JOIN example ON example.key = sample.example
            WHERE draw.project = ? AND draw.pool = ?
            """,
            [try key(name), number]
        ) { SplitStamp(count: try $0.integer(), sum: try $0.integer()) }
        return stamp ?? SplitStamp(count: 0, sum: 0)
    }
}

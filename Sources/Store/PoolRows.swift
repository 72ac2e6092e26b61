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
        /// It could have been drawn, but what came after the draw took it from what the certificate
        /// covers, by a choice that may have known more: the sample stands for it all the same.
        case removed
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

/// Which examples of a pool the certificate of one model version may cover: those that could have been
/// drawn, stand in its own snapshot as unlabelled, and whose labels neither it nor an ancestor was
/// trained on, nor those of their contents or groups.
package struct PoolMembership: Sendable {
    /// The pool.
    package let pool: Pool
    /// Whether weights of unknown history may have learned the answers of the sample, which then say
    /// nothing of the version.
    package let answersMayBeSeen: Bool
    private let units: PoolUnits
    private let own: SnapshotFile
    /// What the own snapshot could have held.
    private let cut: SequenceNumber
    private let lot: HoldOutLot
    private let snapshots: [SnapshotFile]
    private let known: KnownLabels

    init(
        pool: Pool,
        answersMayBeSeen: Bool,
        units: PoolUnits,
        own: (file: SnapshotFile, cut: SequenceNumber, lot: HoldOutLot),
        snapshots: [SnapshotFile],
        known: KnownLabels
    ) {
        self.pool = pool
        self.answersMayBeSeen = answersMayBeSeen
        self.units = units
        (self.own, cut, lot) = own
        self.snapshots = snapshots
        self.known = known
    }

    /// Whether an example is covered.
    package func covers(_ key: Int64, _ content: Digest) -> Bool {
        learnedUnlabeled(key) && known.contents[content] == nil
            && !known.deleted.contains(content) && !known.hasGroup(of: key)
    }

    /// What a row is to the certificate; nil: nothing.
    ///
    /// A drawn row stays in the sample whatever copies of it people label. Of the others none leaves
    /// what the sample stands for by what came after the draw.
    package func role(of row: PoolRow) -> PoolRow.Role? {
        // By age and by lot, drawn ones and others alike.
        guard row.key > pool.first, row.key <= min(pool.last, cut), units.contains(row.key),
            !lot.holdsOut(row.digest)
        else { return nil }
        switch row.role {
        case .outside: return nil
        case .chosen, .removed: return row.role
        case .drawn, .open: return learnedUnlabeled(row.key) ? row.role : nil
        case .undrawn:
            if known.deleted.contains(row.digest) { return .removed }
            if let label = known.contents[row.digest] { return .chosen(label: label) }
            return covers(row.key, row.digest) ? .undrawn : .removed
        }
    }

    private func learnedUnlabeled(_ key: Int64) -> Bool {
        key > pool.first && key <= pool.last && units.contains(key)
            && own.containsUnlabeled(example: key)
            && !snapshots.contains { $0.containsLabeled(example: key) }
    }
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
        let (seen, units, known, seed, isSeen) = try await read { reader in
            let project = try reader.key(name)
            let seen = try reader.seen(name, version)
            // Whoever knew which rows were drawn may have answered them elsewhere.
            return (
                seen, try reader.units(project, ofPool: pool.number),
                try reader.knownLabels(project), try reader.project(name).seed,
                pool.draws.contains { $0.id <= seen.newerThan }
            )
        }
        guard let own = seen.own else { return nil }
        return PoolMembership(
            pool: pool,
            answersMayBeSeen: isSeen,
            units: units,
            own: (
                file: try snapshotFile(own), cut: own.sequence,
                lot: HoldOutLot(seed: seed, share: own.holdOut)
            ),
            snapshots: try seen.snapshots.map { try snapshotFile($0) },
            known: known
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

    /// Whether people labelled an example unasked, and only after `moment`: how the first answer came
    /// about counts, since what follows one is no choice of the queue.
    private func isFreeChoice(
        _ project: Int64,
        _ standing: SequenceNumber,
        after moment: SequenceNumber
    ) throws -> Bool {
        var next: SequenceNumber? = standing
        var isFree = true
        while let sequence = next {
            let record = try record(project, sequence)
            guard record.decision == nil else { break }
            guard sequence > moment else { return false }
            isFree = record.question == nil
            next = record.supersedes
        }
        return isFree
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

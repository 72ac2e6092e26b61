internal import Domain
internal import Files
internal import GRDB

/// The keys of all examples that could have been drawn when a pool was closed.
///
/// One of each content and group. What a certificate of the pool promises is about these and no others.
struct PoolUnits: Sendable {
    private let keys: [Int64]

    init(_ bytes: [UInt8]) {
        keys = stride(from: 0, to: bytes.count - 7, by: 8).map { start in
            var bits: UInt64 = 0
            for index in 0..<8 { bits |= UInt64(bytes[start + index]) << UInt64(8 * index) }
            return Int64(bitPattern: bits)
        }
    }

    static func encode(_ keys: [Int64]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * keys.count)
        for key in keys { bytes.append(littleEndian: key) }
        return bytes
    }

    func contains(_ key: Int64) -> Bool {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = low + (high - low) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low < keys.count && keys[low] == key
    }
}

/// What people have said for training: of contents, under whatever id, and of groups.
struct KnownLabels: Sendable {
    /// The class of each content.
    var contents: [Digest: Int]
    /// Contents that were labelled once, and deleted.
    var deleted: Set<Digest>
    /// The groups with a labelled example, deleted or not.
    var groups: Set<String>
    /// The group of each example that has one.
    var groupOfExample: [Int64: String]

    func hasGroup(of key: Int64) -> Bool {
        groupOfExample[key].map(groups.contains) ?? false
    }
}

extension StoreReader {
    func units(_ project: Int64, ofPool number: Int64) throws -> PoolUnits {
        let bytes = try one(
            "SELECT units FROM pool WHERE project = ? AND number = ?",
            [project, number]
        ) { try $0.bytes() }
        guard let bytes else {
            throw Failure.dataLoss("the examples of pool \(number) are missing")
        }
        return PoolUnits(bytes)
    }

    /// The classes of the contents that people labelled for training, one for each content.
    func labeledContents(_ project: Int64) throws -> [Digest: Int] {
        var labels: [Digest: Int] = [:]
        try each(
            """
            SELECT example.digest, label.class FROM example INDEXED BY example_split
            JOIN label ON label.project = example.project AND label.sequence = example.record
            WHERE example.project = ? AND example.split = ?
            """,
            [project, Split.train.code]
        ) { fields in
            let content = try fields.digest()
            labels[content] = Int(try fields.integerIfAny() ?? -1)
        }
        return labels
    }

    /// What people have said for training.
    func knownLabels(_ project: Int64) throws -> KnownLabels {
        KnownLabels(
            contents: try labeledContents(project),
            deleted: Set(
                try all(
                    "SELECT digest FROM deleted_example WHERE project = ? AND split = ?",
                    [project, Split.train.code]
                ) { try $0.digest() }
            ),
            groups: Set(try groupNames(project, splits: "= \(Split.train.code)"))
                .union(try deletedGroupNames(project, Split.train)),
            groupOfExample: try groups(project)
        )
    }

    /// The keys of a pool's examples that more can be drawn from, ascending.
    ///
    /// - Throws: ``Failure`` (failed precondition) when people labelled some unasked since the pool
    ///   was closed: a later draw could not stand for those.
    func undrawn(_ name: ProjectName, of pool: Pool) throws -> [Int64] {
        let project = try key(name)
        let units = try units(project, ofPool: pool.number)
        let (taken, takenGroups) = (try takenContents(project), try labeledGroups(project))
        let groups = try groups(project)
        if try deletedRows(name, of: pool).contains(where: {
            $0.role == .removed && units.contains($0.key)
        }) {
            throw Failure.precondition(
                "no more can be drawn of pool \(pool.number): examples of it were deleted since it was "
                    + "closed; draw from what came later"
            )
        }
        var keys: [Int64] = []
        var after = pool.first
        while true {
            let page = try rows(name, of: pool, after: after, limit: 512)
            guard let last = page.last?.key else { return keys }
            after = last
            for row in page where units.contains(row.key) {
                switch row.role {
                case .undrawn
                where !taken.contains(row.digest)
                    && !(groups[row.key].map(takenGroups.contains) ?? false):
                    keys.append(row.key)
                case .undrawn, .chosen, .removed:
                    throw Failure.precondition(
                        "no more can be drawn of pool \(pool.number): people labelled examples of it, or "
                            + "others of their contents or groups, since it was closed; draw from what came later"
                    )
                case .drawn, .open, .outside: break
                }
            }
        }
    }
}

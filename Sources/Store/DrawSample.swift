package import Domain
internal import Foundation
internal import GRDB

/// What is to be drawn.
package struct DrawOrder: Hashable, Sendable {
    /// Where the drawn examples stand: `certifyPool`, `gate`, `certify` or `test`.
    package var split: Split
    /// How many.
    package var size: Int
    /// The pool to draw more of; nil: a new one.
    package var pool: Int64?
    /// The seed of the lot; nil: one is made.
    package var seed: UInt64?

    /// Describes a draw.
    package init(split: Split, size: Int, pool: Int64? = nil, seed: UInt64? = nil) {
        self.split = split
        self.size = size
        self.pool = pool
        self.seed = seed
    }
}

extension DataStore {
    /// Draws examples uniformly at random, to be asked of people without a model's guess.
    ///
    /// For `certifyPool` from what is unlabelled and came after the pool before: that closes a pool.
    /// For `gate`, `certify` and `test` from the whole window of what came in since any version saw
    /// unlabelled examples, since a person was shown one, and since the last such draw.
    ///
    /// - Parameters:
    ///   - name: The project.
    ///   - order: What is to be drawn.
    ///   - also: What is written with the draw, both or neither.
    /// - Returns: The draw, which is durable.
    /// - Throws: ``Failure``: not found, invalid argument; failed precondition, with what would do,
    ///   where fewer can be drawn; aborted when the examples change too fast.
    package func drawSample(
        _ name: ProjectName,
        _ order: DrawOrder,
        also: @escaping @Sendable (StoreWriter, Draw) throws -> Void = { _, _ in }
    ) async throws -> Draw {
        try order.validate()
        let seed = order.seed ?? identifiers.nextNumber()
        // The examples are looked through beside the writer; what changed meanwhile draws again.
        for _ in 0..<8 {
            let lot = try await read { reader in
                try DrawLot(reader: reader, files: self.snapshotFiles).draw(name, order, seed: seed)
            }
            let draw = try await write { writer -> Draw? in
                guard let draw = try writer.addDraw(name, lot) else { return nil }
                try also(writer, draw)
                return draw
            }
            if let draw { return draw }
        }
        throw Failure(.aborted, "project \(name) changes too fast for a draw")
    }
}

extension DrawOrder {
    /// The most examples of one draw.
    package static let sizeLimit = 1_000_000

    func validate() throws(Failure) {
        guard split != .train else {
            throw .invalid(
                "a sample is drawn for certify_pool, gate, certify or test; got train",
                field: "split"
            )
        }
        guard (1...Self.sizeLimit).contains(size) else {
            throw .invalid("count is 1 to \(Self.sizeLimit); got \(size)", field: "count")
        }
        guard pool == nil || split == .certifyPool else {
            throw .invalid("only certify_pool has pools", field: "pool")
        }
    }
}

/// Examples that were drawn and are not written yet.
struct DrawnLot: Sendable {
    var draw: Draw
    /// Their keys, in the order of the lot.
    var examples: [Int64]
    /// How many draws there were before.
    var earlier: Int
    /// The keys of all that could have been drawn, where that makes a new pool.
    var units: [Int64]?
}

/// The choosing of examples from one consistent view.
struct DrawLot {
    let reader: StoreReader
    let files: SnapshotFiles

    func draw(_ name: ProjectName, _ order: DrawOrder, seed: UInt64) throws -> DrawnLot {
        let project = try reader.key(name)
        let draws = try reader.draws(key: project)
        var range: (first: Int64, last: Int64)
        var number: Int64?
        if order.split == .certifyPool {
            let pools = draws.pools
            if let wanted = order.pool {
                guard let pool = pools.first(where: { $0.number == wanted }) else {
                    throw Failure.notFound("project \(name) has no pool \(wanted)")
                }
                range = (pool.first, pool.last)
                number = wanted
            } else {
                range = (pools.last?.last ?? 0, try reader.sequence())
                number = (pools.last?.number ?? 0) + 1
            }
        } else {
            range = (try reader.windowStart(project), try reader.sequence())
            let units = try SamplingUnits(reader: reader, files: files, project: project)
            range.first = try units.wholeWindow(after: range.first, to: range.last)
        }
        let candidates = try candidates(name, order, range, isPool: number != nil)
        guard candidates.count >= order.size else {
            throw Failure.precondition(
                number == nil
                    ? Self.windowTooSmall(order, candidates.count, range.first)
                    : Self.poolTooSmall(order, candidates.count, draws.pools.last)
            )
        }
        var generator = SeededGenerator(seed: seed)
        let chosen = generator.draw(order.size, of: candidates.count)
        let draw = Draw(
            id: 0,
            split: order.split,
            pool: number,
            first: range.first,
            last: range.last,
            seed: seed,
            size: order.size,
            population: candidates.count,
            open: order.size,
            createdAt: 0
        )
        return DrawnLot(
            draw: draw,
            examples: chosen.map { candidates[$0] },
            earlier: draws.count,
            units: number != nil && order.pool == nil ? candidates : nil
        )
    }

    private func candidates(
        _ name: ProjectName,
        _ order: DrawOrder,
        _ range: (first: Int64, last: Int64),
        isPool: Bool
    ) throws -> [Int64] {
        let project = try reader.key(name)
        if let number = order.pool,
            let pool = try reader.draws(key: project).pools.first(where: { $0.number == number })
        {
            return try reader.undrawn(name, of: pool)
        }
        let units = try SamplingUnits(reader: reader, files: files, project: project)
        return isPool ? try units.unlabeled(in: range) : try units.unseen(in: range)
    }

    private static func poolTooSmall(_ order: DrawOrder, _ count: Int, _ last: Pool?) -> String {
        var text =
            "\(order.size) examples cannot be drawn: \(count) distinct unlabelled ones "
            + (order.pool.map { "are left in pool \($0)" }
                ?? (last.map { "came after pool \($0.number), which was closed by its draw" }
                    ?? "are stored"))
        if order.pool == nil, let last {
            text += "; draw more of pool \(last.number) by its number, or ingest more first"
        } else if count > 0 {
            text += "; draw at most \(count)"
        } else {
            text += "; ingest unlabelled examples first"
        }
        return text
    }

    private static func windowTooSmall(_ order: DrawOrder, _ count: Int, _ start: Int64) -> String {
        "\(order.size) examples cannot be drawn for \(order.split.rawValue): of what came in after "
            + "sequence number \(start), \(count) distinct unlabelled examples were seen by no "
            + "version, shown to no person, and not labelled meanwhile under another id or by their "
            + "group; "
            + (count > 0 ? "draw at most \(count), or ingest" : "ingest")
            + " more, and draw before you review them or train on them"
    }
}

extension SeededGenerator {
    /// `count` of the numbers `0..<total`, all choices and orders equally likely.
    mutating func draw(_ count: Int, of total: Int) -> [Int] {
        // The first places of a permutation, of which only what moved is kept.
        var moved: [Int: Int] = [:]
        return (0..<count).map { place in
            let other = place + below(total - place)
            let drawn = moved[other] ?? other
            moved[other] = moved[place] ?? place
            return drawn
        }
    }
}

extension StoreReader {
    /// Where the window of examples begins that no version saw unlabelled, that no person was shown
    /// and that no earlier draw was from.
    func windowStart(_ project: Int64) throws -> Int64 {
        let start = try one(
            """
            SELECT MAX(
                (SELECT COALESCE(MAX(sequence), 0) FROM snapshot
                    WHERE project = ?1 AND unlabeled > 0),
                (SELECT COALESCE(MAX(last), 0) FROM draw WHERE project = ?1 AND pool IS NULL),
                (SELECT COALESCE(MAX(count), 0) FROM tally WHERE project = ?1 AND cell = ?2))
            """,
            [project, Counter.shown.rawValue]
        ) { try $0.integer() }
        return start ?? 0
    }
}

extension StoreWriter {
    /// Writes a draw: its examples stand in its split from now on, and wait for answers.
    ///
    /// - Returns: Nil when an example was deleted since the lot, or it, its content or its group was
    ///   labelled or drawn, or the window moved.
    func addDraw(_ name: ProjectName, _ lot: DrawnLot) throws -> Draw? {
        try withProject(name) { state in
            var draw = lot.draw
            guard try reader.draws(key: state.key).count == lot.earlier else { return nil }
            if draw.pool == nil {
                // What this group commit has shown is counted, and not in its table yet.
                let start = max(try reader.windowStart(state.key), state[.shown])
                guard start <= draw.first else { return nil }
            }
            let drawn = try lot.examples.compactMap { try reader.exampleIfAny(key: $0) }
            guard drawn.count == lot.examples.count, try areFree(drawn, state.key) else {
                return nil
            }
            draw.id = nextSequence()
            draw.createdAt = now
            try execute(
                """
                INSERT INTO draw (key, project, split, pool, first, last, seed, size, population,
                    open, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    draw.id, state.key, draw.split.code, draw.pool, draw.first, draw.last,
                    Int64(bitPattern: draw.seed), draw.size, draw.population, draw.open, now,
                ]
            )
            if let units = lot.units, let pool = draw.pool {
                try execute(
                    "INSERT INTO pool (project, number, units) VALUES (?, ?, ?)",
                    [state.key, pool, Data(PoolUnits.encode(units))]
                )
            }
            for (place, example) in drawn.enumerated() {
                try add(example, at: place, of: draw, &state)
            }
            return draw
        }
    }

    /// Whether no person has labelled the examples, their contents or groups, as when they were drawn.
    private func areFree(_ drawn: [StoredExample], _ project: Int64) throws -> Bool {
        let contents = try reader.takenContents(project)
        let groups = try reader.labeledGroups(project)
        return try drawn.allSatisfy { example in
            guard example.split == nil, !contents.contains(example.digest) else { return false }
            guard !groups.isEmpty, let group = try reader.group(of: example.key) else {
                return true
            }
            return !groups.contains(group)
        }
    }

    private func add(
        _ example: StoredExample,
        at place: Int,
        of draw: Draw,
        _ state: inout ProjectState
    ) throws {
        let standing = try example.record.map { try reader.record(state.key, $0) }
        if var record = standing {
            state.add(-1, standing: record)
            record.split = draw.split
            state.add(1, standing: record)
        } else {
            state.add(-1, to: Cell(split: nil))
            state.add(1, to: Cell(split: draw.split))
        }
        try execute(
            "UPDATE example SET split = ? WHERE key = ?",
            [draw.split.code, example.key]
        )
        try execute(
            """
            INSERT INTO sample (example, project, draw, place, state, accepted)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                example.key, state.key, draw.id, place, SampleState.open.code,
                standing?.decision == .accepted ? 1 : 0,
            ]
        )
        // A pool's rows go on waiting as if they were not drawn; others are asked as samples only.
        if draw.pool == nil { try unqueue(example.key, &state) }
    }
}

package import Domain
internal import GRDB

/// Examples that were drawn by lot and are asked of people without a model's guess.
package struct Draw: Hashable, Sendable {
    /// Its number.
    package var id: SequenceNumber
    /// Where the drawn examples stand: `certifyPool`, `gate`, `certify` or `test`.
    package var split: Split
    /// The number of the pool that it was drawn from, from 1; nil: it was drawn from a window of what
    /// came in.
    package var pool: Int64?
    /// It was drawn from examples with keys above this.
    package var first: Int64
    /// And up to this.
    package var last: Int64
    /// The seed of the lot.
    package var seed: UInt64
    /// How many were drawn.
    package var size: Int
    /// How many could have been drawn: the distinct contents and groups between ``first`` and
    /// ``last`` that were unlabelled and, for a window, unseen.
    package var population: Int
    /// How many are not answered yet; a draw counts when there are none.
    package var open: Int
    /// Milliseconds since 1970.
    package var createdAt: Int64
}

/// What became of a drawn example.
package enum SampleState: String, Hashable, Sendable, CaseIterable {
    /// A person is asked.
    case open
    /// A person named its class.
    case answered
    /// A person could not say; it counts as wrong.
    case skipped
    /// The review queue chose it without regard to the draw, so that it left the sample.
    case chosen
}

/// A drawn example.
package struct Sample: Hashable, Sendable {
    /// The draw.
    package var draw: SequenceNumber
    /// What became of it.
    package var state: SampleState
}

extension StoreReader {
    /// The draws of a project, oldest first.
    ///
    /// - Throws: ``Failure`` (not found).
    package func draws(_ name: ProjectName) throws -> [Draw] { try draws(key: try key(name)) }

    /// Whether a draw is not answered whole.
    func isOpen(draw key: SequenceNumber) throws -> Bool {
        try one("SELECT open FROM draw WHERE key = ?", [key]) { try $0.integer() > 0 } ?? false
    }

    /// How many drawn examples of a split are not answered yet.
    ///
    /// - Throws: ``Failure`` (not found).
    package func openSamples(_ name: ProjectName, _ split: Split) throws -> Int {
        try draws(name).filter { $0.split == split }.reduce(0) { $0 + $1.open }
    }

    func draws(key project: Int64) throws -> [Draw] {
        try all(
            """
            SELECT key, split, pool, first, last, seed, size, population, open, created_at FROM draw
            WHERE project = ? ORDER BY key
            """,
            [project]
        ) { fields in
            let id = try fields.integer()
            guard let split = try fields.code(Split.self) else {
                throw Failure.dataLoss("draw \(id) has no split")
            }
            return Draw(
                id: id,
                split: split,
                pool: try fields.integerIfAny(),
                first: try fields.integer(),
                last: try fields.integer(),
                seed: UInt64(bitPattern: try fields.integer()),
                size: Int(try fields.integer()),
                population: Int(try fields.integer()),
                open: Int(try fields.integer()),
                createdAt: try fields.integer()
            )
        }
    }

    /// The keys of the drawn examples of a draw in the order of the lot, with what became of them.
    ///
    /// - Throws: ``Failure`` (not found).
    package func samples(
        _ name: ProjectName,
        of draw: SequenceNumber
    ) throws -> [(example: Int64, state: SampleState)] {
        try all(
            "SELECT example, state FROM sample WHERE project = ? AND draw = ? ORDER BY place",
            [try key(name), draw]
        ) { (example: try $0.integer(), state: try $0.code() ?? .open) }
    }

    /// The draw of an example; nil: it was not drawn.
    func sample(of example: Int64) throws -> Sample? {
        try one("SELECT draw, state FROM sample WHERE example = ?", [example]) {
            Sample(draw: try $0.integer(), state: try $0.code() ?? .open)
        }
    }

    /// How many drawn examples wait for an answer.
    ///
    /// - Throws: ``Failure`` (not found).
    package func openSamples(_ name: ProjectName) throws -> Int64 {
        try one("SELECT COALESCE(SUM(open), 0) FROM draw WHERE project = ?", [try key(name)]) {
            try $0.integer()
        } ?? 0
    }
}

extension [Draw] {
    /// The pools, by their numbers: where each lies, and whether its sample is answered whole.
    package var pools: [Pool] {
        var pools: [Pool] = []
        for draw in self {
            guard let number = draw.pool else { continue }
            if let index = pools.firstIndex(where: { $0.number == number }) {
                pools[index].draws.append(draw)
            } else {
                pools.append(Pool(number: number, draws: [draw]))
            }
        }
        return pools.sorted { $0.number < $1.number }
    }
}

/// A finished set of examples that were unlabelled when its sample was drawn.
package struct Pool: Hashable, Sendable {
    /// Its number in the project, from 1.
    package var number: Int64
    /// Its draws, oldest first; at least one.
    package var draws: [Draw]

    /// Its examples have keys above this.
    package var first: Int64 { draws[0].first }
    /// And up to this.
    package var last: Int64 { draws[0].last }
    /// When it was closed: what was labelled by then is not in it.
    package var closed: SequenceNumber { draws[0].id }
    /// How many drawn examples are not answered.
    package var open: Int { draws.reduce(0) { $0 + $1.open } }
}

internal import Domain
internal import Networks
internal import Store

/// What a model says about the examples that a certificate of a pool may cover.
struct PoolReading: Sendable {
    /// The confidences of all of them, the drawn ones included.
    var confidences: [Float] = []
    /// The certify rows.
    var drawn: [ScoredExample] = []
    /// Rows that people labelled unasked after the pool was closed, and those that left it otherwise.
    var chosen: [ScoredExample] = []
}

/// How many examples a certificate of a pool may cover; no label is read.
struct PoolSizes: Hashable, Sendable {
    /// All of them, the drawn ones included.
    var pool = 0
    /// The certify rows.
    var drawn = 0
    /// The certify rows that are not answered yet; a sample counts when all of it is.
    var open = 0
    /// Which rows they are and what people have said of them, as one number.
    var state = Fingerprint()
}

/// A number that differs where what was put into it does (FNV-1a of 64 bits).
struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    var description: String { String(value, radix: 16) }

    mutating func combine(_ row: PoolRow) {
        combine(row.key)
        switch row.role {
        case .undrawn: combine(1)
        case .open: combine(2)
        case .outside: combine(3)
        case .removed: combine(-1)
        case .drawn(let label): combine(4 + 2 * Int64(label ?? -1))
        case .chosen(let label): combine(5 + 2 * Int64(label))
        }
    }

    private mutating func combine(_ number: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) {
            value ^= UInt64(bitPattern: number) >> UInt64(shift) & 0xFF
            value &*= 0x100_0000_01B3
        }
    }
}

/// Goes through a pool in pages.
struct PoolReader: Sendable {
    let store: DataStore
    let project: ProjectName
    let membership: PoolMembership

    /// Counts the pool.
    func sizes() async throws -> PoolSizes {
        var sizes = PoolSizes()
        try await pages { page in
            for row in page {
                sizes.state.combine(row)
                switch row.role {
                case .drawn: sizes.drawn += 1
                case .open: sizes.open += 1
                case .undrawn: break
                case .chosen, .removed, .outside: continue
                }
                sizes.pool += 1
            }
        }
        return sizes
    }

    /// Lets `model` answer the whole pool.
    func read(_ model: any LoadedModel, views: Int) async throws -> PoolReading {
        var rows: [PoolRow] = []
        var reading = PoolReading()
        func flush(_ reading: inout PoolReading) async throws {
            let inputs = rows.map(\.content)
            let answer = try await model.answers(inputs, views: views)
            for (index, said) in answer.predictions.enumerated() {
                reading.add(rows[index].role, said.label, said.score)
            }
            rows.removeAll(keepingCapacity: true)
        }
        try await pages { page in
            // Of a deleted one the most is assumed that could be: that it would have been accepted.
            for row in page where row.content.isEmpty { reading.add(row.role, nil, 1) }
            rows += page.filter { !$0.content.isEmpty }
            if rows.count >= Evaluator.pageRows { try await flush(&reading) }
        }
        if !rows.isEmpty { try await flush(&reading) }
        return reading
    }

    /// The rows that count, each with what it is to this certificate.
    private func pages(_ body: ([PoolRow]) async throws -> Void) async throws {
        var last = membership.pool.first
        while true {
            let after = last
            let page = try await store.read {
                try $0.rows(
                    self.project,
                    of: self.membership.pool,
                    after: after,
                    limit: Evaluator.pageRows
                )
            }
            guard let end = page.last?.key else { break }
            last = end
            try await body(counted(page))
        }
        let deleted = try await store.read {
            try $0.deletedRows(self.project, of: self.membership.pool)
        }
        try await body(counted(deleted))
    }

    private func counted(_ page: [PoolRow]) -> [PoolRow] {
        page.compactMap { row in
            guard let role = membership.role(of: row) else { return nil }
            var row = row
            row.role = role
            return row
        }
    }
}

extension PoolReading {
    fileprivate mutating func add(_ role: PoolRow.Role, _ predicted: Int?, _ confidence: Float) {
        switch role {
        case .chosen(let label):
            chosen.append(ScoredExample(confidence: confidence, isCorrect: predicted == label))
        case .drawn(let label):
            let isCorrect = label != nil && predicted == label
            drawn.append(ScoredExample(confidence: confidence, isCorrect: isCorrect))
            confidences.append(confidence)
        case .removed:
            // Nothing is known of it: were it wrong, the others would be better than the sample says.
            chosen.append(ScoredExample(confidence: confidence, isCorrect: true))
        case .undrawn, .open:
            confidences.append(confidence)
        case .outside:
            break
        }
    }
}

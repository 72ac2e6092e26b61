internal import Domain
internal import GRDB

/// What every example of a project is counted under: its split and the record that stands.
struct Cell: Hashable {
    var split: Split?
    var source: LabelSource?
    var decision: Decision?
    var reason: DecisionReason?
    var label: Int?

    /// The cell as one number: the class from bit 16 on, four bits for each of the others.
    var code: Int64 {
        Int64((label ?? -1) + 1) << 16 | split.code << 12 | source.code << 8 | decision.code << 4
            | reason.code
    }

    init(
        split: Split?,
        source: LabelSource? = nil,
        decision: Decision? = nil,
        reason: DecisionReason? = nil,
        label: Int? = nil
    ) {
        self.split = split
        self.source = source
        self.decision = decision
        self.reason = reason
        self.label = label
    }

    init(code: Int64) throws(Failure) {
        let label = Int(code >> 16) - 1
        self.label = label < 0 ? nil : label
        split = try Split.decode(code >> 12 & 15)
        source = try LabelSource.decode(code >> 8 & 15)
        decision = try Decision.decode(code >> 4 & 15)
        reason = try DecisionReason.decode(code & 15)
    }
}

/// The counters of a project that are not cells; stored under negative codes.
enum Counter: Int64 {
    /// Examples ever ingested.
    case examples = -1
    /// Labels of people ever written to `train`.
    case labels = -2
    /// Accepted automatic labels that a person confirmed.
    case confirmed = -3
    /// Accepted automatic labels that a person contradicted.
    case contradicted = -4
    /// Undecided examples with a confidence, all that a person could be asked about.
    case waiting = -5
    /// Examples that came with a label.
    case imported = -6
    /// The highest key of an example whose guess a person was shown, or that one labelled unasked.
    case shown = -7
    /// Deleted examples.
    case deleted = -8
    /// Deleted examples that came without a label.
    case deletedUnlabeled = -9
}

/// Where the accepted labels in force under one certificate are counted.
struct CertificateCell: Hashable {
    let certificate: Int64

    private static let start: Int64 = -(1 << 32)

    var code: Int64 { Self.start - certificate }

    init(_ certificate: Int64) { self.certificate = certificate }

    init?(code: Int64) {
        guard code < Self.start else { return nil }
        certificate = Self.start - code
    }
}

/// A project as the writer keeps it: its row, and its counts with those that changed since the last
/// commit.
struct ProjectState {
    let key: Int64
    var project: Project
    private var counts: [Int64: Int64]
    private var changed: Set<Int64> = []

    init(key: Int64, project: Project, counts: [Int64: Int64]) {
        self.key = key
        self.project = project
        self.counts = counts
    }

    subscript(counter: Counter) -> Int64 { counts[counter.rawValue] ?? 0 }

    mutating func add(_ count: Int64, to counter: Counter) { add(count, code: counter.rawValue) }

    mutating func add(_ count: Int64, to cell: Cell) { add(count, code: cell.code) }

    /// Counts a record that begins or ceases to stand.
    mutating func add(_ count: Int64, standing record: LabelRecord) {
        add(count, to: record.cell)
        guard record.decision == .accepted, let certificate = record.certificate else { return }
        add(count, code: CertificateCell(certificate).code)
    }

    /// Raises a counter that only grows.
    mutating func raise(_ counter: Counter, to value: Int64) {
        let current = self[counter]
        if value > current { add(value - current, to: counter) }
    }

    mutating func flush(_ db: Database) throws {
        guard !changed.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO tally (project, cell, count) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET count = excluded.count
                """
        )
        for code in changed {
            try statement.execute(arguments: [key, code, counts[code] ?? 0])
        }
        changed.removeAll()
    }

    private mutating func add(_ count: Int64, code: Int64) {
        counts[code, default: 0] += count
        changed.insert(code)
    }
}

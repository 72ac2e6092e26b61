package import Domain

/// What a project holds, counted as it is written: asking costs the same at any size.
package struct ProjectCounts: Hashable, Sendable {
    /// How many examples stand under one combination.
    package struct Entry: Hashable, Sendable {
        /// The split; nil while no person labelled them.
        package var split: Split?
        /// Who gave the label that stands; nil where none does.
        package var source: LabelSource?
        /// The decision that stands.
        package var decision: Decision?
        /// Its reason.
        package var reason: DecisionReason?
        /// The class that stands.
        package var label: Int?
        /// How many.
        package var count: Int64
    }

    /// Every combination that occurs.
    package var entries: [Entry]
    /// Examples ever ingested.
    package var examples: Int64
    /// Those of them that were deleted.
    package var deleted: Int64 = 0
    /// And those of these that came without a label.
    package var deletedUnlabeled: Int64 = 0
    /// Labels of people ever written to `train`, imported ones included.
    package var labels: Int64
    /// Accepted automatic labels that a person confirmed.
    package var confirmed: Int64
    /// Accepted automatic labels that a person contradicted.
    package var contradicted: Int64
    /// Undecided examples with a confidence, of which the review queue shows the least sure.
    package var waiting: Int64
    /// Examples that came with a label.
    package var imported: Int64
    /// The accepted labels in force, by their certificates.
    package var certified: [Int64: Int64]

    /// The examples that training sees without a label, the certify rows of pools among them.
    package var unlabeled: Int64 { count { $0.split == nil || $0.split == .certifyPool } }

    /// The examples that are stored.
    package var stored: Int64 { examples - deleted }

    /// The stored examples that came without a label.
    package var cameUnlabeled: Int64 { examples - imported - deletedUnlabeled }

    /// The examples for which `condition` holds.
    package func count(where condition: (Entry) -> Bool) -> Int64 {
        entries.reduce(0) { condition($1) ? $0 + $1.count : $0 }
    }
}

extension StoreReader {
    /// The counts of a project.
    ///
    /// - Throws: ``Failure`` (not found).
    package func counts(_ name: ProjectName) throws -> ProjectCounts {
        try counts(key: try key(name))
    }

    func counts(key project: Int64) throws -> ProjectCounts {
        var counts = ProjectCounts(
            entries: [],
            examples: 0,
            labels: 0,
            confirmed: 0,
            contradicted: 0,
            waiting: 0,
            imported: 0,
            certified: [:]
        )
        try each(
            "SELECT cell, count FROM tally WHERE project = ? AND count != 0 ORDER BY cell",
            [project]
        ) { fields in
            let code = try fields.integer()
            let count = try fields.integer()
            switch Counter(rawValue: code) {
            case .examples: counts.examples = count
            case .labels: counts.labels = count
            case .confirmed: counts.confirmed = count
            case .contradicted: counts.contradicted = count
            case .waiting: counts.waiting = count
            case .imported: counts.imported = count
            case .deleted: counts.deleted = count
            case .deletedUnlabeled: counts.deletedUnlabeled = count
            case .shown: break
            case nil:
                if let cell = CertificateCell(code: code) {
                    counts.certified[cell.certificate] = count
                } else {
                    counts.entries.append(ProjectCounts.Entry(try Cell(code: code), count))
                }
            }
        }
        return counts
    }
}

extension ProjectCounts.Entry {
    init(_ cell: Cell, _ count: Int64) {
        self.init(
            split: cell.split,
            source: cell.source,
            decision: cell.decision,
            reason: cell.reason,
            label: cell.label,
            count: count
        )
    }
}

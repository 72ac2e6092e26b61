package import Domain
package import SemiSupervised

/// What a comparison came to: a table, and what follows from it.
package struct ComparisonReport: Hashable, Sendable, Codable {
    /// A candidate on the splits that all of them were trained on.
    package struct Row: Hashable, Sendable, Codable {
        /// The algorithm with its hyper-parameters.
        package var algorithm: AlgorithmConfiguration
        /// Its name, with the hyper-parameters by which it differs from another row of that name.
        package var name: String
        /// The share of the tested rows that it got right, the mean over the splits.
        package var accuracy = 0.0
        /// The standard deviation of that between splits.
        package var deviation = 0.0
        /// What it is better by than the reference; nil: it is the reference, or has no result.
        package var difference: PairedSplits?
        /// What one training took, with the search for settings, seconds of CPU.
        package var cpuSeconds = 0.0
        /// Why it has no result; nil: it has one.
        package var failure: String?
    }

    /// One for each candidate, in the order of the plan.
    package var rows: [Row]
    /// The row that the others are compared with, chosen before any result: that of FixMatch where it is among them,
    /// and else the first; of those that have a result.
    package var reference: Int
    /// The row that is recommended: the best of those shown to be better than the reference, or the reference where
    /// all others are shown to be worse, or have no result; nil: they are not distinguishable.
    package var recommended: Int?
    /// The settings that are recommended; nil: nothing is.
    package var settings: AlgorithmConfiguration?
    /// Whether there is a recommendation.
    package var isDistinguishable: Bool
    /// What became of the search for ``settings`` among all rows; nil: there was none to make.
    package private(set) var search: Search?
    /// The splits that every candidate was trained on.
    package var splits: Int
    /// The splits that were planned; more than ``splits`` where the budget ended before.
    package var plannedSplits: Int
    /// The labelled rows.
    package var labeled: Int
    /// What follows, in sentences for people.
    package private(set) var verdict: String

    /// A search for the settings of what is recommended.
    package enum Search: Hashable, Sendable, Codable {
        /// It was made, in so many seconds of CPU.
        case made(cpuSeconds: Double)
        /// What was left of the budget was less than it takes.
        case skipped
    }

    /// The probability that any of the intervals leaves out its true difference.
    private static let alpha = 0.05

    /// Puts trials together.
    ///
    /// Intervals hold together with 95 %: each leaves out its truth with an equal part of 5 %.
    ///
    /// - Parameters:
    ///   - plan: What was compared.
    ///   - trials: What came of it; splits that some candidate was not trained on are left out.
    ///   - labeled: The labelled rows.
    /// - Throws: ``Failure``: failed precondition where every candidate failed; internal where the first split is not
    /// over.
    package init(
        _ plan: ComparisonPlan,
        _ trials: [ComparisonTrial],
        labeled: Int
    ) throws(Failure) {
        let failures = trials.filter { $0.failure != nil }
        let works = plan.candidates.indices.filter { index in
            !failures.contains { $0.candidate == index }
        }
        guard let first = works.first else {
            throw .precondition(
                "no algorithm could be trained: "
                    + failures.map {
                        "\(plan.candidates[$0.candidate].algorithm.name): \($0.failure ?? "")"
                    }.joined(separator: "; ")
            )
        }
        let splits = (0..<plan.splits).filter { split in
            works.allSatisfy { index in
                trials.contains { $0.split == split && $0.candidate == index }
            }
        }
        guard !splits.isEmpty else {
            throw Failure(.internal, "a comparison whose first split is not over")
        }
        let reference =
            works.first { plan.candidates[$0].algorithm.name == Self.standard } ?? first
        self.reference = reference
        let results = works.map { index in
            splits.compactMap { split in
                trials.first { $0.split == split && $0.candidate == index }
            }
        }
        let base = results[works.firstIndex(of: reference) ?? 0]
        let alpha = Self.alpha / Double(max(1, works.count - 1))
        var rows = Self.names(of: plan).enumerated().map { index, name in
            Row(
                algorithm: plan.candidates[index].algorithm,
                name: name,
                failure: failures.first { $0.candidate == index }?.failure
            )
        }
        for (index, own) in zip(works, results) {
            rows[index].fill(own)
            if index != reference { rows[index].compare(own, with: base, alpha: alpha) }
        }
        let better = works.filter { (rows[$0].difference?.low ?? 0) > 0 }
        let isAhead = works.allSatisfy { (rows[$0].difference?.high ?? -1) < 0 }
        let best = better.max { rows[$0].accuracy < rows[$1].accuracy }
        let recommended = best ?? (isAhead ? reference : nil)
        self.rows = rows
        self.recommended = recommended
        settings = recommended.map { rows[$0].algorithm }
        isDistinguishable = recommended != nil
        self.splits = splits.count
        plannedSplits = plan.splits
        self.labeled = labeled
        verdict = ""
        verdict = sentences
    }

    /// Takes note of a search for the settings of what is recommended, and of what it found.
    package mutating func add(_ search: Search, settings: AlgorithmConfiguration? = nil) {
        self.search = search
        self.settings = settings ?? self.settings
        verdict = sentences
    }

    /// The row of the highest accuracy, which chance may have made; of equal ones the reference, and else the first.
    private var top: Int {
        rows.indices.filter { rows[$0].failure == nil }.reduce(reference) { top, place in
            rows[place].accuracy > rows[top].accuracy ? place : top
        }
    }

    /// The name of the reference where it is among the candidates.
    private static var standard: String { Algorithms.standard(hasUnlabeled: true).card.name }

    /// What follows from the rows.
    private var sentences: String {
        let base = rows[reference].name
        let others = rows.filter { $0.difference != nil }
        let open = others.filter { !($0.difference?.isDistinct ?? true) }.map(\.name)
        var texts = [choice]
        if recommended == nil, top != reference {
            texts.append(
                "the highest mean is that of \(rows[top].name), which chance may have made"
            )
        } else if recommended == nil {
            texts.append("the highest mean is that of \(base)")
        } else if !open.isEmpty {
            texts.append("no difference from \(base) is shown of " + open.joined(separator: ", "))
        }
        if let recommended, rows[top].accuracy > rows[recommended].accuracy {
            texts.append(
                "the highest mean is that of \(rows[top].name); these labels cannot tell whether by chance"
            )
        }
        let worse = others.filter { ($0.difference?.high ?? 0) < 0 }.map(\.name)
        if !worse.isEmpty, recommended != reference {
            texts.append("worse than \(base): " + worse.joined(separator: ", "))
        }
        if splits < plannedSplits {
            texts.append("the CPU budget ended after \(splits) of \(plannedSplits) splits")
        }
        switch search {
        case .made(let seconds):
            let tenths = Int((seconds * 10).rounded())
            texts.append(
                "the search for its settings among all labels took \(tenths / 10).\(tenths % 10) s of CPU"
            )
        case .skipped:
            texts.append(
                "no search for its settings among all labels, for which the rest of the CPU budget is not enough: "
                    + "those are named that it began with"
            )
        case nil: break
        }
        return texts.joined(separator: "; ")
    }

    /// What is recommended, or that nothing is.
    private var choice: String {
        let base = rows[reference].name
        let others = rows.filter { $0.difference != nil }.map(\.name)
        guard let recommended else {
            let open = rows.filter { $0.difference.map { !$0.isDistinct } ?? false }.map(\.name)
            return "not distinguishable from \(base), since their intervals hold 0: "
                + open.joined(separator: ", ")
        }
        guard let difference = rows[recommended].difference else {
            return others.isEmpty
                ? "\(base) is the only one that could be trained"
                : "\(base) is recommended: better than " + others.joined(separator: ", ")
        }
        return "\(rows[recommended].name) is recommended: better than \(base) by "
            + "\(Self.points(difference.mean)) points (95 % interval \(Self.points(difference.low)) to "
            + "\(Self.points(difference.high)))"
    }

    /// Percentage points with one decimal.
    private static func points(_ share: Double) -> String {
        let tenths = Int((abs(share) * 1000).rounded())
        return "\(share < 0 && tenths > 0 ? "-" : "")\(tenths / 10).\(tenths % 10)"
    }

    /// The names of the candidates; where one occurs twice with what it differs by from its defaults.
    package static func names(of plan: ComparisonPlan) -> [String] {
        let algorithms = plan.candidates.map(\.algorithm)
        return algorithms.map { algorithm in
            guard algorithms.count(where: { $0.name == algorithm.name }) > 1 else {
                return algorithm.name
            }
            let changes = algorithm.changes
            return changes.isEmpty
                ? algorithm.name : "\(algorithm.name)(\(changes.joined(separator: ",")))"
        }
    }
}

extension AlgorithmConfiguration {
    /// The hyper-parameters that do not have their defaults, as `name=value`.
    package var changes: [String] {
        let defaults = type(of: algorithm).init().settings
        return algorithm.settings.filter { defaults[$0.key] != $0.value }
            .sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }
    }
}

extension ComparisonReport.Row {
    fileprivate mutating func fill(_ trials: [ComparisonTrial]) {
        let count = Double(trials.count)
        accuracy = trials.reduce(0) { $0 + $1.accuracy } / count
        let squares = trials.reduce(0) { $0 + ($1.accuracy - accuracy) * ($1.accuracy - accuracy) }
        deviation = trials.count > 1 ? (squares / (count - 1)).squareRoot() : 0
        cpuSeconds = trials.reduce(0) { $0 + $1.cpuSeconds } / count
    }

    fileprivate mutating func compare(
        _ trials: [ComparisonTrial],
        with base: [ComparisonTrial],
        alpha: Double
    ) {
        let count = Double(trials.count)
        difference = PairedSplits(
            differences: zip(trials, base).map { $0.accuracy - $1.accuracy },
            tested: trials.reduce(0) { $0 + Double($1.tested) } / count,
            trained: trials.reduce(0) { $0 + Double($1.trained) } / count,
            alpha: alpha
        )
    }
}

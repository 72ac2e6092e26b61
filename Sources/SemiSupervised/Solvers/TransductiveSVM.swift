package import Networks

/// A semi-supervised support vector machine for any number of classes: the labels of the unlabelled rows are
/// unknowns, which are chosen together with the machines so that the margins are free of rows.
///
/// Of two classes it is one machine, of more one against the rest for each. Every unlabelled row belongs to one
/// class, and each class has its share of them: with several machines these are tied by that.
///
/// First a search finds labels, then pairs of labels are swapped while that lowers the objective. A round is a
/// training of all machines; ``visit(_:)`` shows what the next one needs.
package struct TransductiveSVM: Stateful, Sendable, Hashable {
    /// How labels are searched for.
    package enum Search: String, CaseIterable, Codable, Sendable, Hashable {
        /// Labels in parts, which harden as a temperature falls; Sindhwani, Keerthi and Chapelle 2006.
        case annealing
        /// The likeliest labels, swapped while the cost of unlabelled rows rises; Joachims 1999.
        case switching
        /// Machines of a smooth objective, whose labels are taken; Chapelle and Zien 2005.
        case gradient
    }

    /// What is solved, and how.
    package struct Settings: Sendable, Hashable {
        /// How labels are searched for.
        package var search: Search
        /// The cost of a labelled row.
        package var cost: Double
        /// The cost of an unlabelled row.
        package var unlabeledCost: Double
        /// The share of each class of the unlabelled rows, `[K]`, which sum to 1.
        package var shares: [Double]
        /// The loss of the machines.
        package var loss = HingeLoss(smoothing: 0.1)
        /// How exactly each is trained: ``LinearSVM/tolerance``.
        package var tolerance = 1e-3
        /// The first temperature and the last, in units of the cost of an unlabelled row.
        package var temperatures = 0.01...1.0
        /// What the temperature is divided by.
        package var cooling = 2.0
        /// The rounds at each temperature, or at each cost.
        package var roundsEach = 3

        /// Creates settings.
        package init(search: Search, cost: Double, unlabeledCost: Double, shares: [Double]) {
            self.search = search
            self.cost = cost
            self.unlabeledCost = unlabeledCost
            self.shares = shares
        }
    }

    /// The most rounds in which labels are swapped at the end.
    private static let switchingRounds = 20
    /// The costs that ``Search/switching`` and ``Search/gradient`` pass on their way, each twice the one before.
    private static let costStages = 10

    /// What is solved.
    package let settings: Settings
    /// One machine for two classes, or one for each; empty before the first round.
    package private(set) var machines: [LinearMachine] = []
    /// The class of each unlabelled row, once there is one.
    package private(set) var labels: [Int] = []
    /// The offsets of the classes, ``AnnealedAssignment``.
    private var offsets: [Double]
    /// The pairs whose labels the last round swapped.
    package private(set) var swaps = 0
    /// Rounds done.
    package private(set) var round = 0
    /// What the last round minimized: half the squared weights and all costs.
    package private(set) var objective = 0.0
    /// Whether no pair is left to swap, so that further rounds do nothing.
    private var isSettled = false

    /// Describes a problem.
    package init(_ settings: Settings) {
        self.settings = settings
        offsets = Array(repeating: 0, count: settings.shares.count)
    }

    private var classes: Int { settings.shares.count }
    private var hasUnlabeled: Bool { settings.unlabeledCost > 0 }

    /// The rounds of the search: at each of its stages some.
    private var searchRounds: Int { hasUnlabeled ? stages * settings.roundsEach : 0 }

    private var stages: Int {
        guard settings.search == .annealing else { return Self.costStages + 1 }
        var stages = 1
        var temperature = settings.temperatures.upperBound
        while temperature > settings.temperatures.lowerBound {
            temperature /= settings.cooling
            stages += 1
        }
        return stages
    }

    /// The most rounds: of labelled rows alone, the search, and swaps.
    package var rounds: Int { 1 + (hasUnlabeled ? searchRounds + Self.switchingRounds : 0) }

    /// Does one round.
    package mutating func advance(_ table: FeatureTable) {
        precondition(round < rounds, "round \(round) of \(rounds)")
        if !isSettled { objective = work(table) }
        round += 1
    }

    private mutating func work(_ table: FeatureTable) -> Double {
        guard round > 0 else { return begin(table) }
        let stage = (round - 1) / settings.roundsEach
        guard round <= searchRounds else { return polish(table) }
        switch settings.search {
        case .annealing: return anneal(table, stage)
        case .switching: return swap(table, cost: cost(stage))
        case .gradient: return descend(table, cost(stage))
        }
    }

    /// A machine for each class.
    package var byClass: [LinearMachine] {
        guard let machine = machines.first, classes == 2 else { return machines }
        return [machine, machine.opposite]
    }

    // MARK: - The rounds

    /// Trains on the labelled rows alone, the corner of the hinge sharpened step by step.
    private mutating func begin(_ table: FeatureTable) -> Double {
        let rows = table.features.rows(0..<table.labeled)
        let width = table.features.columns
        machines = Array(
            repeating: LinearMachine(weights: Array(repeating: 0, count: width)),
            count: classes == 2 ? 1 : classes
        )
        var objective = 0.0
        var smoothing = max(1, settings.loss.smoothing)
        while true {
            objective = train(rows, table, parts: nil, loss: HingeLoss(smoothing: smoothing))
            guard smoothing > settings.loss.smoothing else { return objective }
            smoothing = max(smoothing / 3, settings.loss.smoothing)
        }
    }

    private mutating func anneal(_ table: FeatureTable, _ stage: Int) -> Double {
        var temperature = settings.temperatures.upperBound
        for _ in 0..<stage { temperature /= settings.cooling }
        return train(
            table.features,
            table,
            parts: assign(table, max(temperature, settings.temperatures.lowerBound))
        )
    }

    /// Trains with labels of one class each, at some cost, and then swaps them.
    ///
    /// The last round swaps none, so that the machines are those of the labels.
    private mutating func swap(_ table: FeatureTable, cost: Double) -> Double {
        if labels.isEmpty { labels = likeliest(table) }
        let objective = train(table.features, table, parts: parts(labels), unlabeledCost: cost)
        guard round + 1 < rounds else { return objective }
        swaps = LabelSwitching.swap(
            &labels,
            costs: assignmentCosts(table),
            least: 1e-6 * settings.unlabeledCost
        )
        return objective
    }

    /// The last rounds: swaps at the full cost, until there is none to make.
    private mutating func polish(_ table: FeatureTable) -> Double {
        swaps = 0
        let objective = swap(table, cost: settings.unlabeledCost)
        isSettled = swaps == 0
        return objective
    }

    private mutating func descend(_ table: FeatureTable, _ cost: Double) -> Double {
        let objective = TransductiveObjective(
            .gaussian,
            cost: settings.cost,
            unlabeledCost: cost
        )
        var sum = 0.0
        for index in machines.indices {
            let signs = table.labels.map { $0 == index ? 1.0 : -1.0 }
            let search = GradientSearch(
                objective,
                table.features,
                signs: signs,
                share: settings.shares[index]
            )
            search.minimize(&machines[index])
            sum += objective.evaluate(machines[index], on: table.features, signs: signs).value
        }
        return sum
    }

    /// The cost of an unlabelled row at a stage: doubled from stage to stage, up to its own.
    private func cost(_ stage: Int) -> Double {
        var cost = settings.unlabeledCost
        for _ in stage..<Self.costStages { cost /= 2 }
        return cost
    }

    // MARK: - Labels

    /// What each unlabelled row costs as each class, beside what it costs whichever it is, `[U, K]`.
    package func assignmentCosts(_ table: FeatureTable) -> DoubleMatrix {
        let values = machines.map { Array($0.values(table.features)[table.labeled...]) }
        var costs = DoubleMatrix(rows: table.unlabeled, columns: classes)
        for (index, column) in values.enumerated() {
            for row in column.indices {
                costs[row, index] = Self.assignmentCost(
                    column[row],
                    cost: settings.unlabeledCost,
                    loss: settings.loss
                )
            }
        }
        return costs
    }

    /// What a row of value `f` costs in the class, over what it costs outside.
    package static func assignmentCost(_ value: Double, cost: Double, loss: HingeLoss) -> Double {
        cost * (loss.value(value) - loss.value(-value))
    }

    private mutating func assign(_ table: FeatureTable, _ temperature: Double) -> DoubleMatrix {
        AnnealedAssignment(
            costs: assignmentCosts(table),
            shares: settings.shares,
            tolerance: 1e-4 / Double(classes)
        )
        .solve(temperature: temperature * settings.unlabeledCost, offsets: &offsets)
    }

    /// The class of each row where all have their shares: as it is when the temperature is low.
    private mutating func likeliest(_ table: FeatureTable) -> [Int] {
        let parts = assign(table, min(settings.temperatures.lowerBound, 1e-2))
        var labels = (0..<parts.rows).map { row in
            var best = 0
            for column in 1..<classes where parts[row, column] > parts[row, best] { best = column }
            return best
        }
        LabelSwitching.balance(
            &labels,
            counts: LabelSwitching.counts(settings.shares, of: labels.count),
            costs: assignmentCosts(table)
        )
        return labels
    }

    /// Labels of one class each, as parts.
    private func parts(_ labels: [Int]) -> DoubleMatrix {
        var parts = DoubleMatrix(rows: labels.count, columns: classes)
        for (row, label) in labels.enumerated() { parts[row, label] = 1 }
        return parts
    }

    // MARK: - Machines

    /// Trains all machines; `parts` are those of the unlabelled rows, nil: there are none.
    private mutating func train(
        _ features: DoubleMatrix,
        _ table: FeatureTable,
        parts: DoubleMatrix?,
        unlabeledCost: Double? = nil,
        loss: HingeLoss? = nil
    ) -> Double {
        let svm = LinearSVM(loss: loss ?? settings.loss, tolerance: settings.tolerance)
        let unlabeledCost = unlabeledCost ?? settings.unlabeledCost
        var sum = 0.0
        for index in machines.indices {
            var costs = RowCosts(
                positive: table.labels.map { $0 == index ? settings.cost : 0 },
                negative: table.labels.map { $0 == index ? 0 : settings.cost }
            )
            for row in 0..<(parts?.rows ?? 0) {
                let part = parts?[row, index] ?? 0
                costs.positive.append(unlabeledCost * part)
                costs.negative.append(unlabeledCost * (1 - part))
            }
            sum += svm.train(&machines[index], on: features, costs)
        }
        return sum
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.integer("round", &round)
        visitor.integers("labels", &labels)
        visitor.numbers("offsets", &offsets)
        var weights = machines.flatMap(\.weights)
        var biases = machines.map(\.bias)
        visitor.numbers("weights", &weights)
        visitor.numbers("biases", &biases)
        let width = weights.count / max(1, biases.count)
        machines = biases.indices.map {
            LinearMachine(weights: Array(weights[$0 * width..<($0 + 1) * width]), bias: biases[$0])
        }
        visitor.scalar("objective", &objective)
        var settled = isSettled ? 1 : 0
        visitor.integer("is_settled", &settled)
        isSettled = settled == 1
    }
}

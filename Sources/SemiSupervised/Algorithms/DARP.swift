package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// DARP, <https://arxiv.org/abs/2007.08844>: the pseudo-labels of the whole pool are changed as little as can be so
/// that each class has its share.
package struct DARP: Algorithm {
    /// The algorithm that is decorated.
    package var base = Algorithms.standardBase
    /// How many times as many rows of a class as it shall have may be of it.
    package var candidates: Float = 2
    /// The rounds of a refinement.
    package var rounds = 10
    /// The steps between two refinements.
    package var interval = 10
    /// The share of the steps before the first refinement.
    package var warmUp: Float = 0.4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "darp",
        title: "DARP",
        summary: "Pseudo-labels of the whole pool are refined to the distribution of the labels.",
        whenToUse:
            "Where classes are of unequal size and the unlabelled rows have the sizes of the labels.",
        family: .imbalanced,
        formula: "base with labels argmax r, r the nearest to all p whose sums are N_c",
        paper: "Kim et al., Distribution Aligning Refinery of Pseudo-label for Imbalanced "
            + "Semi-supervised Learning, 2020",
        paperAddress: "https://arxiv.org/abs/2007.08844",
        deviations: [
            "The unlabelled rows are taken to have the distribution of the labels, as in USB.",
            "The first refinement is in the first step after the warm-up; until a later one, USB has even labels.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .base(\.base),
            .number(
                "candidates",
                \.candidates,
                1...1000,
                "How many times as many rows of a class as it shall have may be of it."
            ),
            .integer("rounds", \.rounds, 1...1000, "The rounds of a refinement."),
            .integer("interval", \.interval, 1...100_000, "The steps between two refinements."),
            .number(
                "warm_up",
                \.warmUp,
                0...1,
                "The share of the steps before the first refinement."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .decorated(objective(), for: task)
    }

    /// What is minimized; `targets`: whether refined labels are hard.
    package func objective(_ targets: TargetKind = .hard) -> any DecoratedObjective {
        var objective = Algorithms.base(base)
        objective.policy = RefinedLabels(objective.policy, self, targets)
        return objective
    }
}

/// The pseudo-labels of a pool, refined together.
package struct RefinedLabels: PolicyDecoration {
    package var base: any PseudoLabelPolicy
    private let parameters: DARP
    private let targets: TargetKind
    /// Refines the rows of a pool, `[N * C]`, to a number of rows for each class, `[C]`.
    package var refinement: @Sendable (_ said: [Float], _ wanted: [Double]) -> [Float]
    /// What was last said of each row of the pool, and what was made of it, `[N, C]`; empty: nothing yet.
    private var said: [Float] = []
    private var refined: [Float] = []

    /// Decorates a policy.
    package init(_ base: any PseudoLabelPolicy, _ parameters: DARP, _ targets: TargetKind) {
        self.base = base
        self.parameters = parameters
        self.targets = targets
        refinement = { said, wanted in
            LabelRefinery(said, wanted, candidates: Double(parameters.candidates))
                .refined(rounds: parameters.rounds)
        }
    }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        var judgement = base.judge(said, in: context)
        let (count, classes) = (context.unlabeledCount, said.probabilities.columns)
        if self.said.count != count * classes {
            self.said = Array(repeating: 1 / Float(classes), count: count * classes)
            refined = []
        }
        for (row, index) in said.indices.enumerated() {
            for column in 0..<classes {
                self.said[index * classes + column] = said.probabilities[row, column]
            }
        }
        guard context.progress > Double(parameters.warmUp) else { return judgement }
        if context.step % parameters.interval == 0 || refined.isEmpty {
            let labels = max(context.classCounts.reduce(0, +), 1)
            let wanted = context.classCounts.map { Double($0) / Double(labels) * Double(count) }
            refined = refinement(self.said, wanted)
        }
        var rows = Matrix(rows: said.indices.count, columns: classes)
        for (row, index) in said.indices.enumerated() {
            for column in 0..<classes { rows[row, column] = refined[index * classes + column] }
        }
        judgement.targets = targets == .hard ? .hard(rows.largestColumns()) : .soft(rows)
        return judgement
    }

    /// Two numbers for each example and class, again in a checkpoint and its file, and those of a refinement.
    package func extraValues(_ extent: Extent) -> Int {
        base.extraValues(extent) + 14 * extent.unlabeled * extent.classes
    }

    package mutating func visitOwn(_ visitor: inout some StateVisitor) {
        visitor.tensor("said", &said)
        visitor.tensor("refined", &refined)
    }
}

/// The refinement of all rows, in double precision.
private struct LabelRefinery {
    /// How many rows each class shall have.
    private let wanted: [Double]
    /// The rows before, `[N * C]`, divided by e.
    private let prior: [Double]
    /// One over the entropy of each row.
    private let weights: [Double]
    private let classes: Int

    init(_ said: [Float], _ wanted: [Double], candidates: Double) {
        self.wanted = wanted
        classes = wanted.count
        let count = said.count / max(classes, 1)
        var prior = [Double](repeating: 0, count: said.count)
        for (label, share) in wanted.enumerated() {
            let most = min(count, Int(candidates * share))
            // Of equals the first rows.
            let order = (0..<count).sorted { first, second in
                let (a, b) = (
                    said[first * wanted.count + label], said[second * wanted.count + label]
                )
                return a > b || a == b && first < second
            }
            let kept = order.prefix(most).map { $0 * wanted.count + label }
            let sum = kept.reduce(0) { $0 + Double(said[$1]) }
            let scale = (share + 1e-6) / (sum + 1e-6)
            for place in kept { prior[place] = Double(said[place]) * scale }
        }
        var weights: [Double] = []
        for row in 0..<count {
            let range = row * wanted.count..<(row + 1) * wanted.count
            let sum = range.reduce(0) { $0 + prior[$1] + 1e-6 }
            var entropy = 0.0
            for place in range {
                prior[place] = (prior[place] + 1e-6) / sum
                entropy -= prior[place] * log(prior[place] + 1e-6)
            }
            weights.append(1 / entropy)
            for place in range { prior[place] /= M_E }
        }
        self.prior = prior
        self.weights = weights
    }

    /// Alternates between rows that sum to 1 and classes that sum to what is wanted.
    func refined(rounds: Int) -> [Float] {
        var potentials = [Double](repeating: 0, count: classes)
        var factors = weights.flatMap { weight in
            Array(repeating: exp(-1 / weight), count: classes)
        }
        for _ in 0..<rounds {
            let scales = rowScales(factors)
            for label in 0..<classes {
                potentials[label] = secant(from: potentials[label]) { potential in
                    weights.indices.reduce(-wanted[label]) { sum, row in
                        sum + prior[row * classes + label] * scales[row]
                            * exp(-potential / weights[row])
                    }
                }
                for row in weights.indices {
                    factors[row * classes + label] = exp(-potentials[label] / weights[row])
                }
            }
        }
        let scales = rowScales(factors)
        return prior.indices.map { Float(prior[$0] * scales[$0 / classes] * factors[$0]) }
    }

    /// What makes each row sum to 1.
    private func rowScales(_ factors: [Double]) -> [Double] {
        weights.indices.map { row in
            let range = row * classes..<(row + 1) * classes
            return 1 / range.reduce(0.0) { $0 + prior[$1] * factors[$1] }
        }
    }

    /// Where `function` is 0, by the secant method as the reference has it.
    ///
    /// At most 30 steps, until two points are within 0.1: the tolerance shows in the result.
    private func secant(from start: Double, _ function: (Double) -> Double) -> Double {
        var (before, now) = (start, start * (1 + 1e-4))
        now += now >= 0 ? 1e-4 : -1e-4
        var (valueBefore, value) = (function(before), function(now))
        if abs(value) < abs(valueBefore) {
            (before, now, valueBefore, value) = (now, before, value, valueBefore)
        }
        for _ in 0..<30 {
            guard value != valueBefore else { return (now + before) / 2 }
            let next =
                abs(value) > abs(valueBefore)
                ? (-valueBefore / value * now + before) / (1 - valueBefore / value)
                : (-value / valueBefore * before + now) / (1 - value / valueBefore)
            if abs(next - now) <= 0.1 { return next }
            (before, valueBefore) = (now, value)
            now = next
            value = function(now)
        }
        return start
    }
}

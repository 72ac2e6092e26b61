package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// CReST, <https://arxiv.org/abs/2102.09559>: generation after generation begins anew, with more of what
/// is said of small classes among the labels.
package struct CReST: Algorithm {
    /// The algorithm that is decorated.
    package var base = Algorithms.standardBase
    /// The generations, each of as many steps as any other.
    package var generations = 6
    /// The larger, the more rows of every class are taken.
    package var alpha: Float = 3
    /// Whether predictions are aligned to the labels, more evenly from generation to generation: CReST+.
    package var alignment = Alignment.none
    /// The power of the shares of the labels in the last generation.
    package var leastPower: Float = 0.5
    /// How much of the average prediction stays in a step.
    package var momentum: Float = 0.999

    /// Whether predictions are aligned.
    package enum Alignment: String, Sendable, Hashable, CaseIterable {
        /// CReST+.
        case progressive
        /// CReST.
        case none
    }

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "crest",
        title: "CReST",
        summary: "Generations start anew, with ever more of small classes among the labels.",
        whenToUse:
            "Where pseudo-labels of small classes are few but right, and time allows several trainings.",
        family: .imbalanced,
        formula:
            "base, then labels and the surest |c| (min n / max n)^(rank from below / (C - 1) / alpha) rows of "
            + "each class c",
        paper: "Wei et al., CReST: A Class-Rebalancing Self-Training Framework for Imbalanced "
            + "Semi-Supervised Learning, 2021",
        paperAddress: "https://arxiv.org/abs/2102.09559",
        deviations: [
            "A class's rank is by its labels; USB takes its number.",
            "The steps are those of all generations together.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .base(\.base),
            .integer(
                "generations",
                \.generations,
                1...20,
                "The generations, each of as many steps as any other."
            ),
            .number(
                "alpha",
                \.alpha,
                0.1...100,
                "The larger, the more rows of every class are taken."
            ),
            .choice(
                "alignment",
                \.alignment,
                "Whether predictions are aligned to the labels: progressive is CReST+, none CReST."
            ),
            .number(
                "least_power",
                \.leastPower,
                0...1,
                "The power of the shares of the labels in the last generation."
            ),
            .momentum(\.momentum),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let looks = [
            SurveyPlan(.teacher, of: .labeled), SurveyPlan(.teacher, of: .unlabeled),
        ]
        let steps = max(1, task.steps / generations)
        var phases: [Phase] = []
        for generation in 0..<generations {
            let isFirst = generation == 0
            var objective = CReSTObjective(self, generation: generation)
            let network: Graph
            do {
                network = try objective.prepare(task.network)
            } catch {
                throw error.failure
            }
            var phase = Phase(
                "generation \(generation + 1)",
                objective,
                network: network,
                steps: steps,
                start: isFirst && task.isModelGiven ? .given : nil,
                teacher: isFirst ? nil : .previous,
                surveys: isFirst ? [] : looks
            )
            if network != task.network { phase.release = .part(task.network) }
            phases.append(phase)
        }
        return Recipe(phases)
    }

    /// The power of the labels' shares in a generation.
    package func power(of generation: Int) -> Float {
        let share = Float(generation) / Float(max(generations - 1, 1))
        return 1 - share + share * leastPower
    }

    /// The unlabelled rows that join the labels, the classes with most labels first and in each the surest first.
    ///
    /// - Parameters:
    ///   - said: What the last generation says of the whole pool.
    ///   - counts: The labelled rows of each class, `[C]`.
    /// - Returns: Rows and their classes.
    package func selection(
        _ said: PseudoTargets,
        counts: [Int]
    ) -> [(row: Int, label: Int)] {
        let counts = counts.map { Float(max($0, 1)) }
        let (least, most) = (counts.min() ?? 1, counts.max() ?? 1)
        let step = pow(least / most, 1 / Float(max(counts.count - 1, 1)))
        // Of equal classes the first is the larger.
        let order = counts.indices.sorted {
            counts[$0] > counts[$1] || counts[$0] == counts[$1] && $0 < $1
        }
        var members = [[Int]](repeating: [], count: counts.count)
        for (row, label) in said.labels.enumerated() { members[label].append(row) }
        return order.enumerated().flatMap { rank, label in
            let sure = members[label].sorted {
                let (a, b) = (said.confidence[$0], said.confidence[$1])
                return a > b || a == b && $0 < $1
            }
            let rate = pow(pow(step, Float(counts.count - 1 - rank)), 1 / alpha)
            return sure.prefix(Int(Float(sure.count) * rate)).map { ($0, label) }
        }
    }
}

/// CReST+, of the same paper: predictions are aligned to the labels, more evenly from generation to generation.
package struct CReSTPlus: AlgorithmVariant {
    package var origin = CReST()

    /// Creates the defaults.
    package init() { origin.alignment = .progressive }

    package static let chosen: Set = ["alignment"]

    package static let card = AlgorithmCard(
        name: "crest_plus",
        title: "CReST+",
        summary: "CReST, whose predictions are aligned to the labels, ever more evenly.",
        whenToUse: "As CReST, where the unlabelled rows have the sizes of the labels.",
        family: .imbalanced,
        formula:
            "as CReST, with p (n / N)^power / average p of the base, power from 1 to least_power over the "
            + "generations",
        paper: CReST.card.paper,
        paperAddress: CReST.card.paperAddress,
        deviations: CReST.card.deviations + [
            "Each generation begins its average prediction anew; USB keeps that of the one before."
        ]
    )
}

/// A generation: the base, on labels and what was added to them.
package struct CReSTObjective: Objective {
    private let parameters: CReST
    private var base: any DecoratedObjective
    private let isFirst: Bool
    /// The classes of the labelled rows.
    private var known: [Int] = []

    /// Creates the objective of a zero-based generation.
    package init(_ parameters: CReST, generation: Int) {
        self.parameters = parameters
        isFirst = generation == 0
        base = Algorithms.base(parameters.base)
        if parameters.alignment == .progressive {
            // Aligned once more to the labels themselves, the power would cancel out.
            base.policy.stopAligning()
            base.policy = PowerAlignment(
                base.policy,
                power: parameters.power(of: generation),
                momentum: parameters.momentum
            )
        }
    }

    package var needs: Needs {
        var needs = base.needs
        if !isFirst { needs.streams[.labeled]?.pool = .all }
        return needs
    }

    fileprivate mutating func prepare(_ network: Graph) throws(ShapeError) -> Graph {
        try base.prepare(network)
    }

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        var batch = batch
        if let targets = batch.labeled.targets {
            batch[.labeled].labels = targets.largestColumns()
        }
        return base.step(batch, in: &context, on: &models)
    }

    package mutating func take(_ survey: Survey) -> PoolChange? {
        guard survey.plan.pool == .unlabeled else {
            known = survey.labels
            return nil
        }
        let classes = survey.logits.columns
        var counts = [Int](repeating: 0, count: classes)
        for label in known { counts[label] += 1 }
        let said = PseudoTargets(.logits(survey.logits), indices: [])
        let added = parameters.selection(said, counts: counts)
        // The targets of all rows: labelled ones first, as in the pool.
        var labels = known + said.labels
        for (row, label) in added { labels[known.count + row] = label }
        return PoolChange(
            of: .all,
            selection: added.map { known.count + $0.row } + known.indices,
            targets: smoothedTargets(labels, classes: classes, smoothing: .none)
        )
    }

    /// The targets of all rows, again in a checkpoint.
    package func extraValues(_ extent: Extent) -> Int {
        base.extraValues(extent) + 3 * (extent.labeled + extent.unlabeled) * (extent.classes + 1)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        base.visit(&visitor)
        visitor.integers("known", &known)
    }
}

/// Aligns what is said to a power of the labels' shares.
package struct PowerAlignment: PolicyDecoration {
    package var base: any PseudoLabelPolicy
    /// The power of the shares.
    package var power: Float
    private let momentum: Float
    /// The average prediction, `[C]`; empty before the first batch.
    private var average: [Float] = []

    /// Decorates a policy.
    package init(_ base: any PseudoLabelPolicy, power: Float, momentum: Float) {
        self.base = base
        self.power = power
        self.momentum = momentum
    }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let means = said.probabilities.columnMeans()
        average =
            average.count == means.count
            ? zip(average, means).map { momentum * $0 + (1 - momentum) * $1 } : means
        let sum = Float(max(context.classCounts.reduce(0, +), 1))
        let powers = context.classCounts.map { pow(Float($0) / sum, power) }
        let total = powers.reduce(0, +)
        let aligned = said.probabilities.reweighted(
            by: zip(powers, average).map { ($0 / total + 1e-6) / ($1 + 1e-6) }
        )
        return base.judge(
            PseudoTargets(.probabilities(aligned), indices: said.indices, labeled: said.labeled),
            in: context
        )
    }

    package mutating func visitOwn(_ visitor: inout some StateVisitor) {
        visitor.tensor("average", &average)
    }
}

package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Temporal ensembling, <https://arxiv.org/abs/1610.02242>: what a network says of a row is like the average of what
/// it said of it before.
package struct TemporalEnsembling: Algorithm {
    /// How much of a row's average stays when it is seen again.
    package var momentum: Float = 0.6
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 30
    /// The share of the steps over which the weight rises, as a half bell.
    package var ramp: Float = 0.27
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "temporal_ensembling",
        title: "Temporal ensembling",
        summary: "The average of what was said of a row in earlier epochs is its target.",
        whenToUse:
            "Where one pass a row is all that there is time for, and each row is seen often.",
        family: .consistency,
        formula: "mean CE(y, x) + weight exp(-5 (1 - t)^2) mean |p(u) - z / (1 - m^n)|^2 / C, "
            + "z = m z + (1 - m) p, n times seen",
        paper: "Laine and Aila, Temporal Ensembling for Semi-Supervised Learning, 2017",
        paperAddress: "https://arxiv.org/abs/1610.02242",
        deviations: [
            "A row's average moves when it is seen, which in whole epochs is the same.",
            "Labelled rows learn their labels alone, and the weight is not scaled by their share of all rows.",
            "Adam's rates stay as they are asked for, and so does the weight until the end.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .momentum(\.momentum),
            .unlabeledWeight(\.unlabeledWeight, most: 1000, afterRamp: true),
            .ramp(\.ramp),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective, for: task) }

    /// What is minimized.
    package var objective: ConsistencyObjective {
        ConsistencyObjective(
            supervised: SupervisedTerm(view: .cleanOrStrong),
            source: .student(nil),
            studentView: .strong,
            unlabeledRatio: unlabeledRatio,
            policy: EnsembledTargets(momentum: momentum),
            loss: .squaredError,
            schedule: .halfBell(to: unlabeledWeight, until: Double(ramp))
        )
    }
}

/// The averages of what was said of each row of the pool.
package struct EnsembledTargets: PseudoLabelPolicy {
    private let momentum: Float
    /// The sums of a row, `[N, C]`, and how often it was seen, `[N]`.
    private var sums: [Float] = []
    private var times: [Int] = []

    /// Creates a policy; `momentum` is how much of a row's average stays.
    package init(momentum: Float) { self.momentum = momentum }

    /// A row that is seen for the first time does not count.
    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let (count, classes) = (context.unlabeledCount, said.probabilities.columns)
        if times.count != count || sums.count != count * classes {
            sums = Array(repeating: 0, count: count * classes)
            times = Array(repeating: 0, count: count)
        }
        var targets = said.probabilities
        var weights = [Float](repeating: 0, count: targets.rows)
        for (row, index) in said.indices.enumerated() {
            let seen = times[index]
            let scale = 1 - pow(momentum, Float(seen))
            for column in 0..<classes {
                let place = index * classes + column
                if seen > 0 { targets[row, column] = sums[place] / scale }
                sums[place] =
                    momentum * sums[place] + (1 - momentum) * said.probabilities[row, column]
            }
            weights[row] = seen > 0 ? 1 : 0
            times[index] += 1
        }
        return Judgement(weights: weights, targets: .soft(targets))
    }

    /// Numbers for each example, again in a checkpoint and its file.
    package func extraValues(_ extent: Extent) -> Int {
        4 * extent.unlabeled * (extent.classes + 2)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("sums", &sums)
        visitor.integers("times", &times)
    }
}

internal import Networks

/// A threshold for each class, which rises with the rows that the class has won:
/// FlexMatch, <https://arxiv.org/abs/2110.08263>.
///
/// A batch is judged by the thresholds that the batch before has left. At the start all are 0.
package struct ClassCurriculum: PolicyDecoration {
    /// Whose targets are used.
    package var base: any PseudoLabelPolicy
    private let threshold: Float
    private let warmsUp: Bool
    /// The class that won each row of the pool; -1: none yet.
    private var winners: [Int] = []
    /// The share of each class, `[C]`.
    private var effects: [Float] = []
    /// The rows that each class has won; empty: to be counted.
    private var counts: [Int] = []

    /// Creates a policy; `warmsUp`: whether rows that no class has won count as a class of their own.
    ///
    /// The targets are those of `base`; nil: the likeliest classes.
    package init(
        threshold: Float,
        warmsUp: Bool = true,
        on base: (any PseudoLabelPolicy)? = nil
    ) {
        self.base = base ?? FixedThreshold(threshold)
        self.threshold = threshold
        self.warmsUp = warmsUp
    }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        prepare(rows: context.unlabeledCount, classes: said.probabilities.columns)
        let weights: [Float] = zip(said.labels, said.confidence).map { label, confidence in
            confidence >= threshold * effects[label] / (2 - effects[label]) ? 1 : 0
        }
        for (row, index) in said.indices.enumerated() where said.confidence[row] >= threshold {
            if winners[index] >= 0 { counts[winners[index]] -= 1 }
            winners[index] = said.labels[row]
            counts[said.labels[row]] += 1
        }
        let most = counts.max() ?? 0
        let lost = winners.count - counts.reduce(0, +)
        if max(most, lost) < winners.count {
            let whole = Float(warmsUp ? max(most, lost) : most)
            effects = counts.map { Float($0) / whole }
        }
        var judgement = base.judge(said, in: context)
        judgement.weights = weights
        return judgement
    }

    private mutating func prepare(rows: Int, classes: Int) {
        if winners.count != rows || effects.count != classes {
            winners = Array(repeating: -1, count: rows)
            effects = Array(repeating: 0, count: classes)
            counts = []
        }
        guard counts.isEmpty else { return }
        counts = Array(repeating: 0, count: classes)
        for winner in winners where winner >= 0 { counts[winner] += 1 }
    }

    /// A whole number for each example, and again in a checkpoint and in its file.
    package func extraValues(_ extent: Extent) -> Int {
        base.extraValues(extent) + 6 * extent.unlabeled
    }

    package mutating func visitOwn(_ visitor: inout some StateVisitor) {
        visitor.integers("winners", &winners)
        visitor.tensor("effects", &effects)
        counts = []
    }
}

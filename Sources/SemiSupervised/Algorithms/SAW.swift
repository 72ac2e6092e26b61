package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// SAW, <https://proceedings.mlr.press/v162/lai22b.html>: classes with few rows, labelled or won, weigh more.
package struct SAW: Algorithm {
    /// The algorithm that is decorated.
    package var base = Algorithms.standardBase
    /// After which share of the steps the rows of each class are counted again.
    package var refresh: Float = 0.02

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "saw",
        title: "SAW",
        summary: "Losses are weighted by the effective number of rows of their class.",
        whenToUse:
            "Where some classes have far fewer examples than others: the least change to a base.",
        family: .imbalanced,
        formula:
            "mean e_y CE(y, weak x) + weight mean [sure] e'_c CE(c, strong u), e_c = (1 - b) / (1 - b^n_c), "
            + "b = (N - 1) / N, N the mean of n",
        paper: "Lai et al., Smoothed Adaptive Weighting for Imbalanced Semi-Supervised Learning: "
            + "Improve Reliability Against Unknown Distribution Data, 2022",
        paperAddress: "https://proceedings.mlr.press/v162/lai22b.html",
        deviations: [
            "The unlabelled rows are counted every so many steps, where USB counts after each epoch.",
            "USB has it on ReMixMatch too, whose mixed rows have no weights here.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [.base(\.base, of: Algorithms.weighingBases), .refresh(\.refresh)]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        var recipe = try Recipe.decorated(objective, for: task)
        recipe.phases[0].surveys = [.refreshing(refresh, of: task.steps)]
        return recipe
    }

    /// What is minimized.
    package var objective: any DecoratedObjective {
        var objective = Algorithms.base(base)
        objective.policy = ClassWeights(objective.policy)
        return objective
    }
}

/// Weights by the effective number of rows of each class.
package struct ClassWeights: PolicyDecoration {
    package var base: any PseudoLabelPolicy
    /// Those of unlabelled rows by class, `[C]`; empty: all are 1.
    private var unlabeled: [Float] = []

    /// Decorates a policy.
    package init(_ base: any PseudoLabelPolicy) { self.base = base }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        var judgement = base.judge(said, in: context)
        let labels = judgement.targets.labels
        if !unlabeled.isEmpty { judgement.costs = labels.map { unlabeled[$0] } }
        // As in the reference, soft targets count by their class alone.
        judgement.targets = .hard(labels)
        return judgement
    }

    package func labeledWeights(_ labels: [Int], in context: StepContext) -> [Float]? {
        let weights = Self.weights(context.classCounts)
        return labels.map { weights[$0] }
    }

    package mutating func take(_ survey: Survey) {
        base.take(survey)
        var counts = [Int](repeating: 0, count: survey.logits.columns)
        for label in survey.logits.largestColumns() { counts[label] += 1 }
        unlabeled = Self.weights(counts)
    }

    /// A weight for each class of `counts` rows, which sum to the classes; a class without rows counts as one.
    package static func weights(_ counts: [Int]) -> [Float] {
        let counts = counts.map { Double(max($0, 1)) }
        let mean = counts.reduce(0, +) / Double(counts.count)
        let share = (mean - 1) / mean
        let inverse = counts.map { count in
            // Where every class has one row at most the share is 0, and all count the same.
            share > 0 ? (1 - share) / (1 - pow(share, count)) : 1
        }
        let sum = inverse.reduce(0, +)
        return inverse.map { Float($0 / sum * Double(counts.count)) }
    }

    package mutating func visitOwn(_ visitor: inout some StateVisitor) {
        visitor.tensor("weights", &unlabeled)
    }
}

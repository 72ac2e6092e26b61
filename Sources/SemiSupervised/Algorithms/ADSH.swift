package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// ADSH, <https://proceedings.mlr.press/v162/guo22e.html>: each class has its own threshold, so that the same share
/// of its rows is used as of the largest class.
package struct ADSH: Algorithm {
    /// The threshold of the largest class.
    package var threshold: Float = 0.95
    /// After which share of the steps the thresholds are found again.
    package var refresh: Float = 0.02
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 2 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "adsh",
        title: "ADSH",
        summary: "Thresholds of small classes fall until they use the share that the largest uses.",
        whenToUse:
            "Where some classes have far fewer examples than others, and the sure ones are of the large.",
        family: .imbalanced,
        formula:
            "mean CE(y, weak x) + weight mean [max p >= exp(-s_c)] CE(c, strong u), c = argmax p",
        paper: "Guo and Li, Class-Imbalanced Semi-Supervised Learning with Adaptive Thresholding, "
            + "2022",
        paperAddress: "https://proceedings.mlr.press/v162/guo22e.html",
        deviations: [
            "Every class begins with the threshold of the largest; USB's first one is exp(-threshold).",
            "The largest class is the one with the most labels; in USB it is class 0.",
            "Where none of the largest class is sure, the others use their surest row; in USB all.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(\.threshold, "The threshold of the largest class."),
            .refresh(\.refresh),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        var recipe = Recipe.single(objective(), for: task)
        recipe.phases[0].surveys = [.refreshing(refresh, of: task.steps)]
        return recipe
    }

    /// What is minimized; with ``Reference/usb`` thresholds begin and end as its code has them.
    package func objective(reference: Reference = .paper) -> ConsistencyObjective {
        .weakToStrong(
            policy: ClassThresholds(threshold, reference),
            weight: unlabeledWeight,
            ratio: unlabeledRatio
        )
    }
}

/// A threshold for each class, `exp(-s)`, found from what is said of the whole pool.
package struct ClassThresholds: PseudoLabelPolicy {
    private let threshold: Float
    private let reference: Reference
    /// The negative logarithm of each threshold, `[C]`.
    private var negativeLogs: [Float] = []
    /// The class with the most labels.
    private var largest = 0

    /// Creates a policy; `threshold` is that of the largest class.
    package init(_ threshold: Float, _ reference: Reference = .paper) {
        self.threshold = threshold
        self.reference = reference
    }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        largest = context.classCounts.indexOfLargest
        if negativeLogs.count != said.probabilities.columns {
            let first = reference == .usb ? threshold : -log(threshold)
            negativeLogs = Array(repeating: first, count: said.probabilities.columns)
        }
        return Judgement(
            weights: zip(said.labels, said.confidence)
                .map { $1 >= exp(-negativeLogs[$0]) ? 1 : 0 },
            targets: .hard(said.labels)
        )
    }

    package mutating func take(_ survey: Survey) {
        let said = PseudoTargets(.logits(survey.logits), indices: [])
        var confidences = [[Float]](repeating: [], count: survey.logits.columns)
        for (label, confidence) in zip(said.labels, said.confidence) {
            confidences[label].append(confidence)
        }
        for label in confidences.indices { confidences[label].sort(by: >) }
        let share = share(of: confidences[largest])
        for (label, sorted) in confidences.enumerated() where !sorted.isEmpty {
            let place = Int(Double(sorted.count) * share) - 1
            // The reference's place before the first is the last.
            let last = reference == .usb ? sorted.count - 1 : 0
            negativeLogs[label] = -log(sorted[place < 0 ? last : place])
        }
    }

    /// The share of the largest class's rows, surest first, that is sure enough.
    private func share(of sorted: [Float]) -> Double {
        let sure = sorted.prefix { $0 >= threshold }.count
        guard reference == .usb else {
            return sorted.isEmpty ? 0 : Double(sure) / Double(sorted.count)
        }
        return sure == 0 ? 1 : Double(sure - 1) / Double(sorted.count)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("thresholds", &negativeLogs)
        visitor.integer("largest", &largest)
    }
}

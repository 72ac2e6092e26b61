package import Domain

/// Pseudo-Label, Lee 2013, with the threshold of later work.
///
/// The student's sure classes are the targets of the same view; the running statistics follow the labelled
/// rows only.
package struct PseudoLabel: BaseAlgorithm {
    /// The confidence from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 1
    /// The share of the steps over which the weight rises from 0.
    package var ramp: Float = 0.4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "pseudo_label",
        title: "Pseudo-Label",
        summary: "Labels that the model is sure of count as true.",
        whenToUse: "Where inputs have no useful augmentation, and a simple baseline is wanted.",
        family: .consistency,
        formula: "mean CE(y, weak x) + weight ramp mean [max p >= threshold] CE(argmax p, weak u)",
        paper: "Lee, Pseudo-Label: The Simple and Efficient Semi-Supervised Learning Method "
            + "for Deep Neural Networks, 2013",
        deviations: [
            "The paper has no threshold and logistic losses; this is the form of later comparisons "
                + "(https://arxiv.org/abs/2208.07204)."
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(\.threshold, "The confidence from which a pseudo-label is used."),
            .unlabeledWeight(\.unlabeledWeight, afterRamp: true),
            .unlabeledRatio(\.unlabeledRatio),
            .ramp(\.ramp),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective, for: task) }

    package var base: any DecoratedObjective { objective }

    /// What is minimized.
    package var objective: ConsistencyObjective {
        ConsistencyObjective(
            supervised: SupervisedTerm(view: .weak),
            source: .student(nil),
            studentView: .weak,
            unlabeledRatio: unlabeledRatio,
            policy: FixedThreshold(threshold),
            schedule: .ramp(to: unlabeledWeight, from: 0, until: Double(ramp)),
            passes: .separateFrozen
        )
    }
}

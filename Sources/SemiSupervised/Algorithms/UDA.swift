package import Domain

/// Unsupervised data augmentation, <https://arxiv.org/abs/1904.12848>: sharpened probabilities of a weak view
/// are the targets of a strong one, where they are sure.
package struct UDA: BaseAlgorithm {
    /// The confidence of the weak view from which a target is used.
    package var threshold: Float = 0.8
    /// Sharpens targets.
    package var temperature: Float = 0.4
    /// Which labelled rows count as the run goes on.
    package var annealing = SignalAnnealing.none
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in later comparisons.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "uda",
        title: "UDA",
        summary:
            "Sharpened probabilities of weakly augmented inputs teach strongly augmented ones.",
        whenToUse: "As FixMatch; with annealing where so few labels are learned by heart at once.",
        family: .consistency,
        formula: "mean [max p(x) <= bound] CE(y, weak x) + weight mean [max p >= threshold] "
            + "H(p^(1/T), strong u), p = softmax of weak u",
        paper: "Xie et al., Unsupervised Data Augmentation for Consistency Training, 2019",
        paperAddress: "https://arxiv.org/abs/1904.12848",
        deviations: [
            "Targets are sharpened as the paper has it; USB leaves the temperature out.",
            "4 unlabelled rows per labelled one; USB has 7.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence of the weak view from which a target is used."
            ),
            .number("temperature", \.temperature, 0.01...100, "Sharpens targets."),
            .choice(
                "annealing",
                \.annealing,
                "How the confidence up to which labelled rows count rises over the run; none: all count."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective(), for: task) }

    package var base: any DecoratedObjective { objective() }

    /// What is minimized; with ``Reference/usb`` the targets are not sharpened.
    package func objective(reference: Reference = .paper) -> ConsistencyObjective {
        var term = SupervisedTerm(view: .weak)
        term.annealing = annealing
        return .weakToStrong(
            supervised: term,
            policy: FixedThreshold(
                threshold,
                .sharpen(temperature: reference == .usb ? 1 : temperature)
            ),
            weight: unlabeledWeight,
            ratio: unlabeledRatio
        )
    }
}

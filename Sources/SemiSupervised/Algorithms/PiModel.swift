package import Domain

/// The Pi-model, <https://arxiv.org/abs/1610.02242>: what a network says of two views of a row is alike.
package struct PiModel: Algorithm {
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 10
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 1
    /// The share of the steps over which the weight rises from 0.
    package var ramp: Float = 0.4
    /// How the rows that learn are augmented, the labelled ones too; their targets are of weak views.
    package var noise = MeanTeacher.Noise.strong

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "pi_model",
        title: "Pi-model",
        summary: "What the network says of one view of a row is the target of another.",
        whenToUse: "As the plainest form of consistency, where two views of a row are to be had.",
        family: .consistency,
        formula: "mean CE(y, noised x) + weight ramp mean |p(noised u) - p(weak u)|^2 / C",
        paper: "Laine and Aila, Temporal Ensembling for Semi-Supervised Learning, 2016",
        paperAddress: "https://arxiv.org/abs/1610.02242",
        deviations: [
            "The target is held constant, as in USB; the paper's gradient goes through both views.",
            "A linear ramp, as in USB; the paper's is exp(-5 (1 - t)^2).",
            "The rows that learn are strong views, which the paper did not have; noise=weak is the paper's.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .unlabeledWeight(\.unlabeledWeight, most: 1000, afterRamp: true),
            .unlabeledRatio(\.unlabeledRatio),
            .ramp(\.ramp),
            .choice("noise", \.noise, "How the rows that learn are augmented."),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective, for: task) }

    /// What is minimized.
    package var objective: ConsistencyObjective {
        ConsistencyObjective(
            supervised: SupervisedTerm(view: noise == .weak ? .weak : .cleanOrStrong),
            source: .student(.weak),
            studentView: noise == .weak ? .weak : .strong,
            unlabeledRatio: unlabeledRatio,
            policy: FixedThreshold.everything(.sharpen(temperature: 1)),
            loss: .squaredError,
            schedule: .ramp(to: unlabeledWeight, from: 0, until: Double(ramp)),
            passes: .separateFrozen
        )
    }
}

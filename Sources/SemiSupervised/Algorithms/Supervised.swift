package import Domain

/// Learning from labels alone, inputs as they are.
package struct Supervised: Algorithm {
    /// The share of each label that is spread over all classes.
    package var labelSmoothing: Float = 0

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "supervised",
        title: "Supervised",
        summary: "Learns from labels only, inputs as they are.",
        whenToUse: "As the line that anything else has to beat, and where labels are many.",
        family: .supervised,
        formula: "mean CE(y, x)",
        usesUnlabeled: false,
        benchmark: AlgorithmCard.Benchmark(steps: 800)
    )

    package static var fields: [HyperParameterField<Self>] {
        [.number("label_smoothing", \.labelSmoothing, 0...0.5, "Label smoothing.")]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(SupervisedObjective(view: .clean, smoothing: labelSmoothing), for: task)
    }
}

/// Learning from labels alone, each row clean or strongly augmented.
package struct SupervisedStrong: Algorithm {
    /// The share of each label that is spread over all classes.
    package var labelSmoothing: Float = 0

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "supervised_strong",
        title: "Supervised, strong augmentation",
        summary: "Learns from labels only; each input is clean or strongly augmented.",
        whenToUse: "Where there are no unlabelled examples, and as a first teacher.",
        family: .supervised,
        formula: "mean CE(y, clean or strong x)",
        usesUnlabeled: false
    )

    package static var fields: [HyperParameterField<Self>] {
        [.number("label_smoothing", \.labelSmoothing, 0...0.5, "Label smoothing.")]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(SupervisedObjective(view: .cleanOrStrong, smoothing: labelSmoothing), for: task)
    }
}

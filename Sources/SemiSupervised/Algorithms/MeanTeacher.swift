package import Domain

/// Mean Teacher, <https://arxiv.org/abs/1703.01780>: the student's probabilities follow those of the average
/// of its own weights, on another weak view.
///
/// The average sees the rows with batch statistics and dropout, as in the paper's code; running statistics
/// follow the labelled rows only.
package struct MeanTeacher: Algorithm {
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 50
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 1
    /// The share of the steps over which the weight rises from 0.
    package var ramp: Float = 0.4
    /// How the student's rows are augmented, the labelled ones too; the average always sees weak views.
    package var noise = Noise.strong

    /// What the student sees.
    package enum Noise: String, Sendable, Hashable, CaseIterable {
        /// Another weak view, as in the paper.
        case weak
        /// A strong view; of labelled rows the clean one or a strong one.
        case strong
    }

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "mean_teacher",
        title: "Mean Teacher",
        summary:
            "The probabilities of the averaged weights teach those of the student, on another view.",
        whenToUse: "Where views are mild and classes overlap: it needs no threshold.",
        family: .consistency,
        formula:
            "mean CE(y, noised x) + weight ramp mean |p student(noised u) - p average(weak u)|^2 / C",
        paper: "Tarvainen and Valpola, Mean teachers are better role models, 2017",
        paperAddress: "https://arxiv.org/abs/1703.01780",
        deviations: [
            "A linear ramp, as in later comparisons; the paper's is exp(-5 (1 - t)^2).",
            "The decay of the average is that of the run from the first step on; the authors' code lets it rise.",
            "The student sees strong views, which the paper did not have; noise=weak is the paper's.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .unlabeledWeight(\.unlabeledWeight, most: 1000, afterRamp: true),
            .unlabeledRatio(\.unlabeledRatio),
            .ramp(\.ramp),
            .choice("noise", \.noise, "How the student's rows are augmented."),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective(), for: task) }

    /// What is minimized.
    ///
    /// - Parameter reference: With ``Reference/usb`` the average is compared with itself, as the code of
    ///   USB does it, and unlabelled rows teach nothing.
    /// - Returns: The objective.
    package func objective(reference: Reference = .paper) -> ConsistencyObjective {
        ConsistencyObjective(
            supervised: SupervisedTerm(view: noise == .weak ? .weak : .cleanOrStrong),
            source: .model(.average, .weak, .trainFrozenStatistics),
            studentView: noise == .weak ? .weak : .strong,
            unlabeledRatio: unlabeledRatio,
            policy: FixedThreshold(
                reference == .paper ? 0 : .infinity,
                .sharpen(temperature: 1)
            ),
            loss: .squaredError,
            schedule: .ramp(to: unlabeledWeight, from: 0, until: Double(ramp)),
            passes: .separateFrozen
        )
    }
}

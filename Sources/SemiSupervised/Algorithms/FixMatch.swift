package import Domain

/// FixMatch, <https://arxiv.org/abs/2001.07685>: the sure classes of the weak view are the targets of the
/// strong view.
package struct FixMatch: BaseAlgorithm {
    /// The confidence of the weak view from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4
    /// Softens pseudo-labels; nil: they are hard, as in the paper.
    package var temperature: Float?

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "fix_match",
        title: "FixMatch",
        summary: "Sure labels of weakly augmented inputs teach strongly augmented ones.",
        whenToUse: "First: images, or vectors whose columns bear a little noise, and few labels.",
        family: .consistency,
        formula: "mean CE(y, weak x) + weight mean [max p >= threshold] CE(argmax p, strong u), "
            + "p = softmax of weak u",
        paper: "Sohn et al., FixMatch: Simplifying Semi-Supervised Learning with Consistency "
            + "and Confidence, 2020",
        paperAddress: "https://arxiv.org/abs/2001.07685",
        deviations: ["4 unlabelled rows per labelled one, where the paper has 7."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence of the weak view from which a pseudo-label is used."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
            .softening(\.temperature),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective(), for: task) }

    package var base: any DecoratedObjective { objective() }

    /// What is minimized.
    ///
    /// - Parameters:
    ///   - reference: With ``Reference/usb`` soft targets ignore their temperature.
    ///   - passes: Whether batch normalization sees labelled, weak and strong rows together.
    /// - Returns: The objective.
    package func objective(
        reference: Reference = .paper,
        passes: Passes = .joint
    ) -> ConsistencyObjective {
        let transform: TargetTransform =
            switch (temperature, reference) {
            case (nil, _): .harden
            case (.some, .usb): .sharpen(temperature: 1)
            case (.some(let temperature), .paper): .sharpen(temperature: temperature)
            }
        return .weakToStrong(
            policy: FixedThreshold(threshold, transform),
            weight: unlabeledWeight,
            ratio: unlabeledRatio,
            passes: passes
        )
    }
}

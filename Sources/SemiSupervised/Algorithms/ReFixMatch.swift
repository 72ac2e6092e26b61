package import Domain
internal import Networks

/// ReFixMatch, <https://arxiv.org/abs/2308.07509>: FixMatch in which rows below the threshold count too, by the
/// divergence from what is said of their weak views.
package struct ReFixMatch: BaseAlgorithm {
    /// The confidence of the weak view from which a pseudo-label is hard.
    package var threshold: Float = 0.95
    /// Sharpens both sides of the divergence.
    package var temperature: Float = 0.5
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "re_fix_match",
        title: "ReFixMatch",
        summary: "FixMatch in which unsure rows learn from the weak view's probabilities.",
        whenToUse: "Where FixMatch leaves most rows out for long.",
        family: .consistency,
        formula:
            "FixMatch + weight mean [max p < threshold] KL(softmax(weak u / T) | softmax(strong u / T))",
        paper: "Nguyen, Boosting Semi-Supervised Learning by bridging high and low-confidence "
            + "predictions, 2023",
        paperAddress: "https://arxiv.org/abs/2308.07509",
        deviations: [
            "The divergence is from the sharpened probabilities; USB takes the softmax of probabilities.",
            "4 unlabelled rows per labelled one, where the paper has 7.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence of the weak view from which a pseudo-label is hard."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Sharpens both sides of the divergence."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective(), for: task) }

    package var base: any DecoratedObjective { objective() }

    /// What is minimized; with ``Reference/usb`` the divergence is from the softmax of probabilities.
    package func objective(reference: Reference = .paper) -> ConsistencyObjective {
        .weakToStrong(
            policy: RejectedRows(self, reference),
            weight: unlabeledWeight,
            ratio: unlabeledRatio
        )
    }
}

/// A fixed threshold, below which rows learn probabilities.
private struct RejectedRows: PseudoLabelPolicy {
    private let parameters: ReFixMatch
    private let reference: Reference
    private let threshold: FixedThreshold

    init(_ parameters: ReFixMatch, _ reference: Reference) {
        self.parameters = parameters
        self.reference = reference
        threshold = FixedThreshold(parameters.threshold)
    }

    func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        threshold.judge(said, in: context)
    }

    func regularizer(
        _ logits: Matrix,
        _ said: PseudoTargets,
        _ judgement: Judgement
    ) -> Regularizer? {
        let sharp = softmax(
            reference == .usb ? said.probabilities : said.logits,
            temperature: parameters.temperature
        )
        let (loss, gradient) = kullbackLeibler(
            logits,
            .soft(sharp),
            temperature: parameters.temperature
        )
        .mean(
            weights: judgement.weights.map { 1 - $0 },
            scale: parameters.unlabeledWeight
        )
        return Regularizer(loss: parameters.unlabeledWeight * loss, gradient: gradient)
    }
}

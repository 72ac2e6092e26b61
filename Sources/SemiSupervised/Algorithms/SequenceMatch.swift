package import Domain
internal import Networks

/// SequenceMatch, <https://arxiv.org/abs/2310.15787>: FlexMatch with a view between the weak and the strong one; each
/// view agrees with those that are stronger.
package struct SequenceMatch: Algorithm {
    /// The confidence from which a row is won for its class, and the highest threshold.
    package var threshold: Float = 0.95
    /// Sharpens what a weaker view says.
    package var temperature: Float = 0.5
    /// The weight of the unlabelled losses.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "sequence_match",
        title: "SequenceMatch",
        summary: "A medium view stands between the weak and the strong one, and all three agree.",
        whenToUse:
            "Where strong views differ so much from weak ones that the student fails on them.",
        family: .consistency,
        formula:
            "FlexMatch + mean [sure] (KL(w', m) + KL(m', s) + KL(w', s)), w', m' the sharpened word on weak and "
            + "medium views",
        paper: "Nguyen, SequenceMatch: Revisiting the Design of Weak-Strong Augmentations for "
            + "Semi-supervised Learning, 2024",
        paperAddress: "https://arxiv.org/abs/2310.15787",
        deviations: [
            "The medium view is half as far as the strong one; with the policy rand_augment it draws one operation, as "
                + "in USB.",
            "Probabilities are sharpened; USB takes the softmax of probabilities.",
            "4 unlabelled rows per labelled one, where the paper has 7.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence from which a row is won for its class, and the highest threshold."
            ),
            .number("temperature", \.temperature, 0.01...100, "Sharpens what a weaker view says."),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(SequenceMatchObjective(self), for: task)
    }
}

/// One step of SequenceMatch.
package struct SequenceMatchObjective: JointObjective {
    package static let views: [View] = [.weak, .medium, .strong]

    private let parameters: SequenceMatch
    private let reference: Reference
    private var policy: ClassCurriculum

    /// Creates an objective; with ``Reference/usb`` what is said is sharpened as its code does it.
    package init(
        _ parameters: SequenceMatch,
        warmsUp: Bool = true,
        reference: Reference = .paper
    ) {
        self.parameters = parameters
        self.reference = reference
        policy = ClassCurriculum(threshold: parameters.threshold, warmsUp: warmsUp)
    }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package mutating func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let views = (0..<3).map { pass.logits.rows(pass.view($0)) }
        let judgement = policy.judge(pass.said(ofView: 0), in: context)
        let scale = parameters.unlabeledWeight
        func mean(_ losses: RowLosses) -> (loss: Float, gradient: Matrix) {
            losses.mean(weights: judgement.weights, scale: scale)
        }
        let term = pass.supervised
        let part = mean(crossEntropy(views[2], judgement.targets))
        let (weak, medium) = (sharpened(views[0]), sharpened(views[1]))
        let toMedium = mean(kullbackLeibler(views[1], weak))
        let toStrong = mean(kullbackLeibler(views[2], medium))
        let across = mean(kullbackLeibler(views[2], weak))
        let agreement = toMedium.loss + toStrong.loss + across.loss
        var report = LossReport(
            total: term.loss + scale * (part.loss + agreement),
            supervised: term.loss,
            consistency: part.loss,
            weights: judgement.weights,
            pseudoLabels: judgement.targets.labels
        )
        report.terms["agreement"] = agreement
        return JointLosses(
            report,
            [
                .classifier: pass.gradient(
                    .classifier,
                    [
                        (pass.known, term.gradient), (pass.view(1), toMedium.gradient),
                        (
                            pass.view(2),
                            part.gradient.plus(toStrong.gradient).plus(across.gradient)
                        ),
                    ]
                )
            ]
        )
    }

    private func sharpened(_ logits: Matrix) -> ClassTargets {
        .soft(
            softmax(
                reference == .usb ? softmax(logits) : logits,
                temperature: parameters.temperature
            )
        )
    }

    package func extraValues(_ extent: Extent) -> Int { policy.extraValues(extent) }

    package mutating func visit(_ visitor: inout some StateVisitor) { policy.visit(&visitor) }
}

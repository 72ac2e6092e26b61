package import Domain
internal import Networks

/// AdaMatch, <https://arxiv.org/abs/2106.04732>: pseudo-labels are aligned to what is said of labelled rows, and
/// count relative to how sure that is.
package struct AdaMatch: WeakToStrongAlgorithm {
    /// The confidence from which a pseudo-label is used, as a share of the labelled rows' mean.
    package var threshold: Float = 0.95
    /// How much of the averages stays in a step.
    package var momentum: Float = 0.999
    /// What the strong view learns.
    package var targets = TargetKind.hard
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "ada_match",
        title: "AdaMatch",
        summary: "Pseudo-labels are aligned to the labelled rows, and sure beside them.",
        whenToUse: "Where unlabelled inputs come from somewhat elsewhere than labelled ones.",
        family: .consistency,
        formula:
            "mean CE(y, weak x) + weight mean [max a >= threshold mean max p(x)] CE(argmax a, strong u), "
            + "a = p(weak u) aligned to p(x)",
        paper:
            "Berthelot et al., AdaMatch: A Unified Approach to Semi-Supervised Learning and Domain "
            + "Adaptation, 2021",
        paperAddress: "https://arxiv.org/abs/2106.04732",
        deviations: [
            "As in USB: no interpolation of logits, no strong view of labelled rows, no warm-up of the weight.",
            "0.95 of the labelled rows' mean, as in USB; the paper has 0.9.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence from which a pseudo-label is used, as a share of the labelled rows' mean."
            ),
            .momentum(\.momentum),
            .choice(
                "targets",
                \.targets,
                "What the strong view learns: the class, or all probabilities."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package var policy: any PseudoLabelPolicy { RelativeThreshold(self) }
}

/// A threshold relative to the confidence of labelled rows.
private struct RelativeThreshold: PseudoLabelPolicy {
    private let parameters: AdaMatch
    /// Nil: a decoration aligns.
    private var alignment: AlignmentAverage?

    init(_ parameters: AdaMatch) {
        self.parameters = parameters
        alignment = AlignmentAverage(to: .labeled, momentum: parameters.momentum)
    }

    mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        guard let logits = said.labeled else {
            preconditionFailure("a threshold relative to labelled rows without any")
        }
        let known = PseudoTargets(.logits(logits), indices: [])
        let probabilities =
            alignment?.align(said.probabilities, labeled: known.probabilities) ?? said.probabilities
        let aligned = PseudoTargets(.probabilities(probabilities), indices: said.indices)
        let mean = known.confidence.reduce(0, +) / Float(max(known.confidence.count, 1))
        let transform: TargetTransform =
            parameters.targets == .hard ? .harden : .sharpen(temperature: 1)
        return Judgement(
            weights: aligned.confidence.map { $0 >= parameters.threshold * mean ? 1 : 0 },
            targets: transform.targets(aligned)
        )
    }

    mutating func stopAligning() { alignment = nil }

    mutating func visit(_ visitor: inout some StateVisitor) { alignment?.visit(&visitor) }
}

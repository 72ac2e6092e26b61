package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// SoftMatch, <https://arxiv.org/abs/2301.10921>: every row counts, the less the further its confidence is
/// below the average.
package struct SoftMatch: WeakToStrongAlgorithm {
    /// By how much the deviation of the confidence is divided: the higher, the fewer rows count.
    package var deviations: Float = 2
    /// How much of the averages stays in a step.
    package var momentum: Float = 0.999
    /// What predictions are aligned to.
    package var alignment = Alignment.even
    /// Softens pseudo-labels; unset: they are hard.
    package var temperature: Float?
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// What predictions are aligned to.
    package enum Alignment: String, Sendable, Hashable, CaseIterable {
        /// Every class as likely as any other.
        case even
        /// What the student says of labelled rows, on average.
        case labeled
    }

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "soft_match",
        title: "SoftMatch",
        summary: "Every pseudo-label counts, the less the less sure it is beside the others.",
        whenToUse: "Where a threshold throws away too much, or classes are equally frequent.",
        family: .consistency,
        formula: "mean CE(y, weak x) + weight mean w CE(argmax p, strong u), "
            + "w = exp(-min(max a - m, 0)^2 / (2 s^2 / deviations^2)), a aligned p",
        paper: "Chen et al., SoftMatch: Addressing the Quantity-Quality Trade-off in "
            + "Semi-supervised Learning, 2023",
        paperAddress: "https://arxiv.org/abs/2301.10921",
        deviations: ["4 unlabelled rows per labelled one, where the paper has 7."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "deviations",
                \.deviations,
                0.01...100,
                "By how much the deviation of the confidence is divided: the higher, the fewer rows count."
            ),
            .momentum(\.momentum),
            .choice("aligned_to", \.alignment, "What predictions are aligned to."),
            .softening(\.temperature),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package var policy: any PseudoLabelPolicy { TruncatedGaussian(self) }
}

/// Weights by a bell over the confidence, cut at its mean.
private struct TruncatedGaussian: PseudoLabelPolicy {
    private let parameters: SoftMatch
    /// Nil: a decoration aligns.
    private var alignment: AlignmentAverage?
    /// The average confidence and the average of its variance; empty before the first batch.
    private var moments: [Float] = []

    init(_ parameters: SoftMatch) {
        self.parameters = parameters
        alignment = AlignmentAverage(
            to: parameters.alignment == .even ? .even : .labeled,
            momentum: parameters.momentum
        )
    }

    mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let known = said.labeled.map { softmax($0) }
        let aligned =
            alignment?.align(said.probabilities, labeled: known) ?? said.probabilities
        let tops = aligned.largestColumns().enumerated().map { aligned[$0.offset, $0.element] }
        let keep = parameters.momentum
        let current = tops.reduce(0, +) / Float(max(tops.count, 1))
        let spread = tops.reduce(Float(0)) { $0 + ($1 - current) * ($1 - current) }
        if moments.isEmpty { moments = [1 / Float(aligned.columns), 1] }
        let center = keep * moments[0] + (1 - keep) * current
        let variance = keep * moments[1] + (1 - keep) * spread / Float(max(tops.count - 1, 1))
        moments = [center, variance]
        let width = 2 * variance / (parameters.deviations * parameters.deviations)
        let transform = TargetTransform(temperature: parameters.temperature)
        return Judgement(
            weights: tops.map { top in
                let below = min(top - center, 0)
                return below == 0 ? 1 : exp(-below * below / width)
            },
            targets: transform.targets(said)
        )
    }

    mutating func stopAligning() { alignment = nil }

    mutating func visit(_ visitor: inout some StateVisitor) {
        alignment?.visit(&visitor)
        visitor.tensor("moments", &moments)
    }
}

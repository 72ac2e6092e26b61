package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// DebiasPL, <https://arxiv.org/abs/2201.01490>: what the student says often counts for less.
package struct DebiasPL: Algorithm {
    /// The algorithm that is decorated.
    package var base = Algorithms.standardBase
    /// How much the logarithm of the average prediction counts.
    package var strength: Float = 0.4
    /// How much of the average stays in a step.
    package var momentum: Float = 0.999

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "debias_pl",
        title: "DebiasPL",
        summary: "Pseudo-labels are corrected by how often each class is said, and so is the loss.",
        whenToUse: "Where pseudo-labels drift to a few classes, balanced or not.",
        family: .imbalanced,
        formula:
            "base with p = softmax(weak z - strength log a) and strong z + strength log a, a the average p",
        paper: "Wang et al., Debiased Learning from Naturally Imbalanced Pseudo-Labels, 2022",
        paperAddress: "https://arxiv.org/abs/2201.01490",
        deviations: [
            "USB averages over the classes too, which leaves the average even.",
            "USB has it on ReMixMatch too, whose mixed logits have no offsets here.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .base(\.base, of: Algorithms.weighingBases),
            .number(
                "strength",
                \.strength,
                0...10,
                "How much the logarithm of the average prediction counts."
            ),
            .momentum(\.momentum),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .decorated(objective(), for: task)
    }

    /// What is minimized; with ``Reference/usb`` the average stays even, as its code has it.
    package func objective(reference: Reference = .paper) -> any DecoratedObjective {
        var objective = Algorithms.base(base)
        objective.policy = Debiasing(objective.policy, self, reference)
        return objective
    }
}

/// Takes the average prediction off what is said.
package struct Debiasing: PolicyDecoration {
    package var base: any PseudoLabelPolicy
    private let parameters: DebiasPL
    private let reference: Reference
    /// The average prediction, `[C]`.
    private var average: [Float] = []

    /// Decorates a policy.
    package init(_ base: any PseudoLabelPolicy, _ parameters: DebiasPL, _ reference: Reference) {
        self.base = base
        self.parameters = parameters
        self.reference = reference
    }

    package mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let classes = said.probabilities.columns
        if average.count != classes {
            average = Array(repeating: 1 / Float(classes), count: classes)
        }
        // The loss takes the average as it was before the step.
        let margins = average.map { parameters.strength * log($0) }
        let keep = parameters.momentum
        var means = said.probabilities.columnMeans()
        if reference == .usb {
            means = Array(repeating: 1 / Float(classes), count: classes)
        }
        average = zip(average, means).map { keep * $0 + (1 - keep) * $1 }
        let corrected = PseudoTargets(
            .logits(said.logits.adding(average.map { -parameters.strength * log($0) })),
            indices: said.indices,
            labeled: said.labeled
        )
        var judgement = base.judge(corrected, in: context)
        judgement.offsets = margins
        return judgement
    }

    package mutating func visitOwn(_ visitor: inout some StateVisitor) {
        visitor.tensor("average", &average)
    }
}

package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// TRAS, <https://arxiv.org/abs/2205.13358>: what is said is adjusted by how many labels each class has, and a
/// second classifier learns from targets that are softer the larger the class.
package struct TRAS: Algorithm {
    /// The confidence from which a pseudo-label is used, by either classifier.
    package var threshold: Float = 0.95
    /// The power of a class's share of the labels.
    package var power: Float = 1
    /// How much the softening differs between classes.
    package var range: Float = 2
    /// The least softening.
    package var least: Float = 2
    /// The share of the steps before the second classifier learns.
    package var warmUp: Float = 0.04
    /// The weight of the unlabelled losses of both classifiers.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 2 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "tras",
        title: "TRAS",
        summary:
            "A second classifier learns from targets that are adjusted by the labels of each class.",
        whenToUse: "Where labels are of unequal size, and unlabelled rows may be of another one.",
        family: .imbalanced,
        formula:
            "FixMatch with p = softmax(z - l) + mean CE(y, g(x) + l) + weight mean [sure] "
            + "H(softmax((g(weak u) - l T_c) / 2), g(strong u)), l = log of shares, T = range softmax(-l) + least",
        paper:
            "Wei et al., Transfer and Share: Semi-Supervised Learning from Long-Tailed Data, 2022",
        paperAddress: "https://arxiv.org/abs/2205.13358",
        deviations: [
            "The adjustment is by the share of each class; USB has the inverse, which favours the largest.",
            "4 unlabelled rows per labelled one, where the paper has 2.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(\.threshold, "The confidence from which a pseudo-label is used."),
            .number("power", \.power, 0...10, "The power of a class's share of the labels."),
            .number("range", \.range, 0...100, "How much the softening differs between classes."),
            .number("least", \.least, 0...100, "The least softening."),
            .number(
                "warm_up",
                \.warmUp,
                0...0.9,
                "The share of the steps before the second classifier learns."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .decorated(objective(), for: task, balanced: true)
    }

    /// What is minimized; with ``Reference/usb`` the adjustment has the direction of its code.
    package func objective(reference: Reference = .paper) -> ConsistencyObjective {
        var objective = ConsistencyObjective.weakToStrong(
            policy: AdjustedThreshold(self, reference),
            weight: unlabeledWeight,
            ratio: unlabeledRatio
        )
        objective.add(TransferTerm(self, reference))
        return objective
    }

    /// What is taken off the logits of each class, `[C]`.
    package func adjustment(_ counts: [Int], _ reference: Reference) -> [Float] {
        let counts = counts.map { Float(max($0, 1)) }
        let (least, sum) = (counts.min() ?? 1, counts.reduce(0, +))
        return counts.map { log(pow(reference == .usb ? least / $0 : $0 / sum, power) + 1e-12) }
    }
}

/// FixMatch's rule on adjusted logits.
private struct AdjustedThreshold: PseudoLabelPolicy {
    let parameters: TRAS
    let reference: Reference

    init(_ parameters: TRAS, _ reference: Reference) {
        self.parameters = parameters
        self.reference = reference
    }

    mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let offsets = parameters.adjustment(context.classCounts, reference).map { -$0 }
        let adjusted = PseudoTargets(.logits(said.logits.adding(offsets)), indices: said.indices)
        let policy = FixedThreshold(parameters.threshold)
        return policy.judge(adjusted, in: context)
    }
}

/// The losses of the second classifier.
private struct TransferTerm: AuxiliaryTerm {
    let parameters: TRAS
    let reference: Reference

    init(_ parameters: TRAS, _ reference: Reference) {
        self.parameters = parameters
        self.reference = reference
    }

    var heads: [HeadName] { [.balancedClassifier] }

    func evaluate(_ rows: AuxiliaryRows, in context: inout StepContext) -> AuxiliaryPart {
        // In the last step at the latest, since the second classifier is the one that is released.
        let isLast = context.step + 1 == context.totalSteps
        guard context.progress >= Double(parameters.warmUp) || isLast else {
            return AuxiliaryPart(terms: [:], gradients: [:])
        }
        let logits = rows[.balancedClassifier]
        let adjustment = parameters.adjustment(context.classCounts, reference)
        let shares = softmax(
            Matrix(rows: 1, columns: adjustment.count, values: adjustment.map { -$0 })
        )
        let softening = shares.values.map { parameters.range * $0 + parameters.least }
        let said = PseudoTargets(.logits(logits.rows(rows.weak)), indices: [])
        var targets = logits.rows(rows.weak)
        for (row, label) in said.labels.enumerated() {
            for column in adjustment.indices {
                targets[row, column] -= adjustment[column] * softening[label]
            }
        }
        let term = crossEntropy(logits.rows(rows.labeled).adding(adjustment), .hard(rows.labels))
            .mean()
        let part = crossEntropy(logits.rows(rows.strong), .soft(softmax(targets, temperature: 2)))
            .mean(
                weights: said.confidence.map { $0 >= parameters.threshold ? 1 : 0 },
                scale: parameters.unlabeledWeight
            )
        return AuxiliaryPart(
            terms: ["balanced": term.loss + parameters.unlabeledWeight * part.loss],
            gradients: [
                .balancedClassifier: rows.gradient(
                    [(rows.labeled, term.gradient), (rows.strong, part.gradient)],
                    of: .balancedClassifier
                )
            ]
        )
    }
}

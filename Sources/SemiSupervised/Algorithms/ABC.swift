package import Domain
package import Networks

/// ABC, <https://arxiv.org/abs/2110.10368>: a second, balanced classifier learns on the base's features, from each
/// class about as often.
package struct ABC: Algorithm {
    /// The algorithm that is decorated.
    package var base = Algorithms.standardBase
    /// The confidence of the balanced classifier from which its pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the balanced classifier's losses.
    package var balancedWeight: Float = 1

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "abc",
        title: "ABC",
        summary: "A second classifier on the same features learns from each class about as often.",
        whenToUse:
            "Where some classes have far fewer examples than others, and all count the same.",
        family: .imbalanced,
        formula:
            "base + balanced_weight (mean b CE(y, g(x)) + mean [max q >= threshold] b' CE(argmax q, g(strong u))), "
            + "q = softmax g(weak u), b = 1 with probability min n / n_y, b' rising to that over the run",
        paper: "Lee et al., ABC: Auxiliary Balanced Classifier for Class-imbalanced "
            + "Semi-supervised Learning, 2021",
        paperAddress: "https://arxiv.org/abs/2110.10368"
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .base(\.base),
            .threshold(
                \.threshold,
                "The confidence of the balanced classifier from which its pseudo-label is used."
            ),
            .number(
                "balanced_weight",
                \.balancedWeight,
                0.001...100,
                "The weight of the balanced classifier's losses."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .decorated(objective, for: task, balanced: true)
    }

    /// What is minimized.
    package var objective: any DecoratedObjective {
        var objective = Algorithms.base(base)
        objective.add(BalancedTerm(self))
        return objective
    }
}

/// The losses of the balanced classifier.
package struct BalancedTerm: AuxiliaryTerm {
    private let parameters: ABC

    /// Creates the term.
    package init(_ parameters: ABC) { self.parameters = parameters }

    package var heads: [HeadName] { [.balancedClassifier] }

    package func evaluate(_ rows: AuxiliaryRows, in context: inout StepContext) -> AuxiliaryPart {
        let logits = rows[.balancedClassifier]
        let counts = context.classCounts.map { Float(max($0, 1)) }
        let least = counts.min() ?? 1
        let rates = counts.map { least / $0 }
        let progress = Float(context.progress)
        let known = drawn(rows.labels.map { rates[$0] }, &context.random)
        let said = PseudoTargets(.logits(logits.rows(rows.weak)), indices: [])
        let won = drawn(said.labels.map { 1 - progress * (1 - rates[$0]) }, &context.random)
        let weights = zip(said.confidence, won).map { $0 >= parameters.threshold ? $1 : 0 }
        let weight = parameters.balancedWeight
        let term = crossEntropy(logits.rows(rows.labeled), .hard(rows.labels))
            .mean(weights: known, scale: weight)
        let part = crossEntropy(logits.rows(rows.strong), .hard(said.labels))
            .mean(weights: weights, scale: weight)
        return AuxiliaryPart(
            terms: ["balanced": weight * (term.loss + part.loss)],
            gradients: [
                .balancedClassifier: rows.gradient(
                    [(rows.labeled, term.gradient), (rows.strong, part.gradient)],
                    of: .balancedClassifier
                )
            ]
        )
    }

    /// 1 with each of some probabilities, else 0.
    private func drawn(_ probabilities: [Float], _ random: inout any RandomSource) -> [Float] {
        zip(random.uniforms(probabilities.count), probabilities).map { $0 < $1 ? 1 : 0 }
    }
}

package import Domain
internal import Networks

/// DeFixMatch, <https://arxiv.org/abs/2203.07512>: FixMatch whose unlabelled loss on labelled rows is taken
/// off again, which makes the whole an unbiased estimate of the risk.
package struct DeFixMatch: Algorithm {
    /// The confidence of the weak view from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss and of what is taken off.
    package var unlabeledWeight: Float = 0.5
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "de_fix_match",
        title: "DeFixMatch",
        summary:
            "FixMatch less its own loss on labelled rows: unbiased, whatever the pseudo-labels.",
        whenToUse: "Where no harm must come from unlabelled rows, and labels are not very few.",
        family: .consistency,
        formula: "mean (CE(y, weak x) + CE(y, strong x)) / 2 + weight (FixMatch(u) - FixMatch(x))",
        paper: "Schmutz et al., Don't fear the unlabelled: safe semi-supervised learning via "
            + "debiasing, 2022",
        paperAddress: "https://arxiv.org/abs/2203.07512",
        deviations: ["4 unlabelled rows per labelled one, where the paper has 7."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence of the weak view from which a pseudo-label is used."
            ),
            .number(
                "unlabeled_weight",
                \.unlabeledWeight,
                0...100,
                "The weight of the unlabelled loss and of what is taken off."
            ),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(DeFixMatchObjective(self), for: task)
    }
}

/// One step of DeFixMatch.
package struct DeFixMatchObjective: JointObjective {
    package static let labeledViews: [View] = [.weak, .strong]

    private let parameters: DeFixMatch

    /// Creates an objective.
    package init(_ parameters: DeFixMatch) { self.parameters = parameters }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let (logits, known) = (pass.logits, pass.known)
        let (labeled, weight) = (pass.labeled, parameters.unlabeledWeight)
        let others = known.upperBound..<logits.rows
        let hard = ClassTargets.hard(labeled.labels + labeled.labels)
        let term = crossEntropy(logits.rows(known), hard).mean()
        let part = pseudoLabeled(logits.rows(others), pass.unlabeled, weight)
        let debt = pseudoLabeled(logits.rows(known), labeled, -weight)
        var gradient = Matrix(joining: [term.gradient, part.gradient])
        gradient.add(pass.gradient(.classifier, [(known, debt.gradient)]))
        var report = LossReport(
            total: term.loss + weight * (part.loss - debt.loss),
            supervised: term.loss,
            consistency: part.loss,
            weights: part.weights,
            pseudoLabels: part.labels
        )
        report.terms["debiasing"] = debt.loss
        return JointLosses(report, [.classifier: gradient])
    }

    /// FixMatch's loss of rows whose logits are those of the weak views, then of the strong ones.
    private func pseudoLabeled(
        _ logits: Matrix,
        _ stream: Batch.Stream,
        _ scale: Float
    ) -> (loss: Float, gradient: Matrix, weights: [Float], labels: [Int]) {
        let weak = logits.rows(0..<stream.count)
        let said = PseudoTargets(.logits(weak), indices: stream.indices)
        let weights: [Float] = said.confidence.map { $0 >= parameters.threshold ? 1 : 0 }
        let (loss, gradient) = crossEntropy(
            logits.rows(stream.count..<2 * stream.count),
            .hard(said.labels)
        )
        .mean(weights: weights, scale: scale)
        // The weak views are targets.
        let none = Matrix(rows: weak.rows, columns: weak.columns)
        return (loss, Matrix(joining: [none, gradient]), weights, said.labels)
    }
}

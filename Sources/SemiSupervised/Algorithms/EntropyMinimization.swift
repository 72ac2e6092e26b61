package import Domain
internal import Networks

/// Entropy minimization, Grandvalet and Bengio 2005: what is said of unlabelled rows shall be sure.
package struct EntropyMinimization: Algorithm {
    /// The weight of the entropy after its ramp.
    package var unlabeledWeight: Float = 0.5
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4
    /// The share of the steps over which the weight rises from 0.
    package var ramp: Float = 0.4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "entropy_minimization",
        title: "Entropy minimization",
        summary: "What is said of unlabelled rows shall be sure, whatever it is.",
        whenToUse: "As a baseline, where inputs have no views: no two views are compared.",
        family: .margin,
        formula: "mean CE(y, clean or strong x) + weight ramp mean H(p, p), p = softmax of weak u",
        paper: "Grandvalet and Bengio, Semi-supervised Learning by Entropy Minimization, 2005",
        deviations: ["The weight rises over the first steps; labelled rows are augmented."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .unlabeledWeight(\.unlabeledWeight, afterRamp: true),
            .unlabeledRatio(\.unlabeledRatio),
            .ramp(\.ramp),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(EntropyObjective(self), for: task)
    }
}

/// One step of entropy minimization.
package struct EntropyObjective: Objective {
    private let ratio: Int
    private let schedule: WeightSchedule

    /// Creates an objective.
    package init(_ parameters: EntropyMinimization) {
        ratio = parameters.unlabeledRatio
        schedule = .ramp(
            to: parameters.unlabeledWeight,
            from: 0,
            until: Double(parameters.ramp)
        )
    }

    package var needs: Needs {
        Needs(
            streams: [
                .labeled: StreamPlan([.cleanOrStrong]),
                .unlabeled: StreamPlan([.weak], ratio: ratio),
            ]
        )
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let pass = models.forward(.student, batch.labeled.views + batch.unlabeled.views, .train)
        let known = 0..<batch.labeled.count
        let unknown = known.upperBound..<pass.logits.rows
        let weight = schedule.weight(in: context)
        let term = crossEntropy(pass.logits.rows(known), .hard(batch.labeled.labels)).mean()
        let said = pass.logits.rows(unknown)
        let part = entropy(said).mean(scale: weight)
        models.backward(pass, [.classifier: Matrix(joining: [term.gradient, part.gradient])])
        return LossReport(
            total: term.loss + weight * part.loss,
            supervised: term.loss,
            consistency: part.loss,
            weights: Array(repeating: 1, count: said.rows),
            pseudoLabels: said.largestColumns()
        )
    }
}

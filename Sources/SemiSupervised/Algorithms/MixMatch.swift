internal import Networks

/// MixMatch, <https://arxiv.org/abs/1905.02249>: labelled and unlabelled rows are mixed, and so are their
/// targets; the targets of unlabelled rows are the sharpened mean of what is said of two weak views.
package struct MixMatch: Algorithm {
    /// The parameter of the Beta distribution of the share.
    package var alpha: Float = 0.5
    /// Sharpens the targets.
    package var temperature: Float = 0.5
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 10
    /// The share of the steps over which the weight rises from 0.
    package var ramp: Float = 0.4
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 1

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "mix_match",
        title: "MixMatch",
        summary:
            "Rows and targets are mixed; the targets of unlabelled rows are sharpened means over views.",
        whenToUse: "Where strong views are not to be had: it needs weak ones only.",
        family: .mixing,
        formula:
            "mean CE(y', x') + weight ramp mean |p(u') - q'|^2 / C over mixed rows and targets, "
            + "q = sharpen((p(weak u) + p(weak' u)) / 2, T)",
        paper: "Berthelot et al., MixMatch: A Holistic Approach to Semi-Supervised Learning, 2019",
        paperAddress: "https://arxiv.org/abs/1905.02249",
        deviations: [
            "One share and one order a step, as in USB; the paper draws a share for each row.",
            "A weight of 10, for short runs; the paper has 75 after 16,000 steps.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "alpha",
                \.alpha,
                0.001...100,
                "The parameter of the Beta distribution of the share."
            ),
            .number("temperature", \.temperature, 0.01...100, "Sharpens the targets."),
            .number(
                "unlabeled_weight",
                \.unlabeledWeight,
                0...1000,
                "The weight of the unlabelled loss after its ramp."
            ),
            .ramp(\.ramp),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(MixMatchObjective(self), for: task)
    }
}

/// One step of MixMatch.
package struct MixMatchObjective: Objective {
    private let parameters: MixMatch
    private let schedule: WeightSchedule

    /// Creates an objective.
    package init(_ parameters: MixMatch) {
        self.parameters = parameters
        schedule = .ramp(
            to: parameters.unlabeledWeight,
            from: 0,
            until: Double(parameters.ramp)
        )
    }

    package var needs: Needs {
        Needs(
            streams: [
                .labeled: StreamPlan([.weak]),
                .unlabeled: StreamPlan([.weak, .weak], ratio: parameters.unlabeledRatio),
            ],
            rowsOfPass: .largestView
        )
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let (labeled, unlabeled) = (batch.labeled, batch.unlabeled)
        let said = unlabeled.views.map { view in
            softmax(models.predict(.student, [view], .trainFrozenStatistics).classifierLogits)
        }
        let guesses = tempered(mean(said), temperature: parameters.temperature)
        let known = smoothedTargets(labeled.labels, classes: guesses.columns, smoothing: .none)
        let rows = Matrix(joining: labeled.views + unlabeled.views)
        let targets = Matrix(joining: [known] + unlabeled.views.map { _ in guesses })
        let mixing = Mixing(count: rows.rows, alpha: parameters.alpha, &context.random)
        let (mixedRows, mixedTargets) = (mixing.mixed(rows), mixing.mixed(targets))

        let weight = schedule.weight(in: context)
        var (supervised, consistency): (Float, Float) = (0, 0)
        let count = labeled.count
        for first in stride(from: 0, to: rows.rows, by: count) {
            let range = first..<min(first + count, rows.rows)
            let wanted = ClassTargets.soft(mixedTargets.rows(range))
            // The mostly labelled rows alone move the running statistics.
            let mode: PassMode = first == 0 ? .train : .trainFrozenStatistics
            let pass = models.forward(.student, [mixedRows.rows(range)], mode)
            if first == 0 {
                let (loss, gradient) = crossEntropy(pass.logits, wanted).mean()
                supervised = loss
                models.backward(pass, [.classifier: gradient])
            } else {
                let share = Float(range.count) / Float(rows.rows - count)
                let (loss, gradient) = squaredError(pass.logits, wanted)
                    .mean(scale: weight * share)
                consistency += share * loss
                models.backward(pass, [.classifier: gradient])
            }
        }
        return LossReport(
            total: supervised + weight * consistency,
            supervised: supervised,
            consistency: consistency,
            weights: Array(repeating: 1, count: guesses.rows),
            pseudoLabels: guesses.largestColumns()
        )
    }

    private func mean(_ matrices: [Matrix]) -> Matrix {
        var sum = matrices[0]
        for matrix in matrices.dropFirst() {
            for index in sum.values.indices { sum.values[index] += matrix.values[index] }
        }
        for index in sum.values.indices { sum.values[index] /= Float(matrices.count) }
        return sum
    }
}

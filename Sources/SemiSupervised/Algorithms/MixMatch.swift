package import Domain
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
    /// What is mixed.
    package var mixing = MixedPart.rows

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
            .unlabeledWeight(\.unlabeledWeight, most: 1000, afterRamp: true),
            .ramp(\.ramp),
            .unlabeledRatio(\.unlabeledRatio),
            .mixing(\.mixing),
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
    private let reference: Reference
    private var passes: MixedPasses

    /// Creates an objective.
    ///
    /// With ``Reference/usb`` mixed features teach the classifier alone, as the code of USB does it.
    package init(_ parameters: MixMatch, reference: Reference = .paper) {
        self.parameters = parameters
        self.reference = reference
        passes = MixedPasses(alpha: parameters.alpha, loss: .squaredError)
        schedule = .ramp(
            to: parameters.unlabeledWeight,
            from: 0,
            until: Double(parameters.ramp)
        )
    }

    package var needs: Needs {
        var needs = Needs(
            unlabeled: [.weak, .weak],
            ratio: parameters.unlabeledRatio,
            heads: parameters.mixing == .rows ? [.classifier] : [.classifier, .embedding],
            // The two views and the labelled rows wait for the gradient of their mixed features.
            passes: parameters.mixing == .rows ? 1 : 4,
            rowsOfPass: .largestView
        )
        needs.changesRows = parameters.mixing == .rows
        return needs
    }

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        switch parameters.mixing {
        case .rows:
            let said = batch.unlabeled.views.map { view in
                models.predict(.student, [view], .trainFrozenStatistics).classifierLogits
            }
            let rows = batch.labeled.views + batch.unlabeled.views
            let (report, _) = mixed(rows, said, from: nil, batch, &context, &models)
            return report
        case .features:
            return mixedFeatures(batch, &context, &models)
        }
    }

    /// Mixes what the classifier takes, and hands the gradient back to the rows that it is of.
    private mutating func mixedFeatures(
        _ batch: Batch,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> LossReport {
        let views = batch.unlabeled.views
        let first = models.forward(.student, [views[0]], .trainFrozenStatistics)
        let second = models.forward(.student, [views[1]], .trainFrozenStatistics)
        let mode: PassMode = reference == .usb ? .trainFrozenStatistics : .train
        let labeled = models.forward(.student, batch.labeled.views, mode)
        let features = [labeled.values.features, first.values.features, second.values.features]
        let said = [first.logits, second.logits]
        let (report, gradient) = mixed(features, said, from: .embedding, batch, &context, &models)
        guard reference == .paper else { return report }
        let (known, count) = (batch.labeled.count, batch.unlabeled.count)
        models.backward(labeled, [.embedding: gradient.rows(0..<known)])
        models.backward(first, [.embedding: gradient.rows(known..<known + count)])
        models.backward(second, [.embedding: gradient.rows(known + count..<known + 2 * count)])
        return report
    }

    /// Learns from rows that are mixed with each other, and so are their targets.
    ///
    /// - Parameters:
    ///   - parts: The labelled rows, then those of each view; or their values at `start`.
    ///   - said: The logits of the unlabelled rows in each view.
    ///   - start: What the rows are the values of; nil: the input.
    ///   - batch: The labels.
    ///   - context: What is drawn from.
    ///   - models: What learns.
    /// - Returns: The report, and the gradient with respect to the rows before they were mixed.
    private mutating func mixed(
        _ parts: [Matrix],
        _ said: [Matrix],
        from start: HeadName?,
        _ batch: Batch,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> (LossReport, Matrix) {
        let guesses = tempered(mean(said.map { softmax($0) }), temperature: parameters.temperature)
        let weight = schedule.weight(in: context)
        let losses = passes.learn(
            parts,
            labels: batch.labeled.labels,
            guesses: said.map { _ in guesses },
            weight: weight,
            from: start,
            &context.random,
            &models
        )
        let report = LossReport(
            total: losses.supervised + weight * losses.consistency,
            supervised: losses.supervised,
            consistency: losses.consistency,
            weights: Array(repeating: 1, count: guesses.rows),
            pseudoLabels: guesses.largestColumns()
        )
        return (report, losses.gradient)
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

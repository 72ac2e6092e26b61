package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Virtual adversarial training, <https://arxiv.org/abs/1704.03976>: what is said of a row stays, though the row
/// moves a little to where it changes most.
package struct VAT: Algorithm {
    /// How far a row moves, by its Euclidean norm.
    package var radius: Float = 1
    /// How far away the gradient is taken that says where to.
    package var probe: Float = 0.1
    /// The weight of the divergence after its ramp.
    package var unlabeledWeight: Float = 1
    /// The weight of the entropy of what is said of unlabelled rows.
    package var entropyWeight: Float = 0.06
    /// The share of the steps over which the weight of the divergence rises from 0.
    package var ramp: Float = 0.4
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "vat",
        title: "VAT",
        summary: "What is said of a row stays when the row moves to where it changes most.",
        whenToUse:
            "Where no augmentation is known: it finds its own, for vectors and images alike.",
        family: .margin,
        formula:
            "mean CE(y, weak x) + weight ramp mean KL(p(u) | p(u + r)) + entropy_weight mean H(p(u)), "
            + "|r| = radius, r where the divergence grows most",
        paper: "Miyato et al., Virtual Adversarial Training, 2017",
        paperAddress: "https://arxiv.org/abs/1704.03976",
        deviations: [
            "The gradient that gives the direction is taken further away, 0.1 for 1e-6: in single precision nearer "
                + "ones are rounding.",
            "A linear ramp, as in USB.", "A radius of 1; USB has 6.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "radius",
                \.radius,
                0.0001...1000,
                "How far a row moves, by its Euclidean norm after standardising."
            ),
            .number(
                "probe",
                \.probe,
                0.0001...1000,
                "How far away the gradient is taken that says where to."
            ),
            .unlabeledWeight(\.unlabeledWeight, afterRamp: true),
            .number(
                "entropy_weight",
                \.entropyWeight,
                0...100,
                "The weight of the entropy of what is said of unlabelled rows."
            ),
            .ramp(\.ramp),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        .single(VATObjective(self), for: task)
    }
}

/// One step of virtual adversarial training.
package struct VATObjective: Objective {
    private let parameters: VAT
    private let schedule: WeightSchedule

    /// Creates an objective.
    package init(_ parameters: VAT) {
        self.parameters = parameters
        schedule = .ramp(
            to: parameters.unlabeledWeight,
            from: 0,
            until: Double(parameters.ramp)
        )
    }

    package var needs: Needs {
        var needs = Needs(
            unlabeled: [.weak],
            ratio: parameters.unlabeledRatio,
            passes: 2,
            rowsOfPass: .largestView
        )
        needs.changesRows = true
        return needs
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let known = models.forward(.student, batch.labeled.views, .train)
        let term = crossEntropy(known.logits, .hard(batch.labeled.labels)).mean()
        models.backward(known, [.classifier: term.gradient])

        let rows = batch.unlabeled.views[0]
        let clean = models.forward(.student, [rows], .trainFrozenStatistics)
        let said = clean.logits
        let noise = context.random.normals(rows.values.count)
        let scales = context.inputDeviations
        let direction = direction(
            rows,
            said,
            Matrix(rows: rows.rows, columns: rows.columns, values: noise),
            scales,
            &models
        )
        let weight = schedule.weight(in: context)
        let moved = models.forward(
            .student,
            [rows.moved(along: direction, by: parameters.radius, in: scales)],
            .trainFrozenStatistics
        )
        let part = kullbackLeibler(moved.logits, .soft(softmax(said))).mean(scale: weight)
        models.backward(moved, [.classifier: part.gradient])
        let unsure = entropy(said).mean(scale: parameters.entropyWeight)
        models.backward(clean, [.classifier: unsure.gradient])
        var report = LossReport(
            total: term.loss + weight * part.loss + parameters.entropyWeight * unsure.loss,
            supervised: term.loss,
            consistency: part.loss,
            weights: Array(repeating: 1, count: said.rows),
            pseudoLabels: said.largestColumns()
        )
        report.terms["entropy"] = unsure.loss
        return report
    }

    package func extraValues(_ extent: Extent) -> Int {
        // Noise, the rows moved by it, the direction, and the rows moved along that.
        4 * (extent.rows[.unlabeled] ?? 0) * extent.inputs
    }

    /// Where the divergence from `said` grows most, from a random direction on: its gradient a little away.
    private func direction(
        _ rows: Matrix,
        _ said: Matrix,
        _ random: Matrix,
        _ scales: [Float],
        _ models: inout some Models & ~Copyable
    ) -> Matrix {
        let near = models.forward(
            .student,
            [rows.moved(along: random, by: parameters.probe, in: scales)],
            .trainFrozenStatistics
        )
        // The difference of two probabilities that are nearly the same, by that of their logits: subtracted, they
        // would leave rounding alone.
        let probabilities = softmax(said)
        var delta = near.logits
        for row in 0..<delta.rows {
            var mean: Float = 0
            for column in 0..<delta.columns {
                delta[row, column] = expm1(min(delta[row, column] - said[row, column], 80))
                mean += probabilities[row, column] * delta[row, column]
            }
            for column in 0..<delta.columns {
                delta[row, column] =
                    probabilities[row, column] * (delta[row, column] - mean) / (1 + mean)
            }
        }
        var slope = models.rowGradient(near, [.classifier: delta])
        // With respect to what the network makes of a row.
        if !scales.isEmpty {
            for index in slope.values.indices {
                slope.values[index] *= scales[index % slope.columns % scales.count]
            }
        }
        return slope
    }
}

extension Matrix {
    /// Each row moved by a vector of the length `distance` along that of `directions`, both in units of `scales`,
    /// those of the columns or channels; empty: in the row's own.
    fileprivate func moved(
        along directions: Matrix,
        by distance: Float,
        in scales: [Float]
    ) -> Matrix {
        var result = self
        for row in 0..<rows {
            let start = row * columns
            let sum = directions.values[start..<start + columns].reduce(0.0) {
                $0 + Double($1) * Double($1)
            }
            let factor = Float(Double(distance) / (sum.squareRoot() + 1e-16))
            for index in start..<start + columns {
                let scale = scales.isEmpty ? 1 : scales[(index - start) % scales.count]
                result.values[index] += factor * scale * directions.values[index]
            }
        }
        return result
    }
}

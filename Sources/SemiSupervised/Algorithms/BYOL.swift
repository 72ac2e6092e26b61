package import Domain
package import Networks

/// BYOL, <https://arxiv.org/abs/2006.07733>: the network predicts what its own average says of another view.
package struct BYOL: PretrainingAlgorithm {
    /// The outputs of projection and prediction.
    package var width = 64
    /// How much of the average stays in the first step; it rises to 1.
    package var momentum: Float = 0.9
    /// The steps without labels, and what follows.
    package var pretraining = Pretraining(rate: 0.1)

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "byol",
        title: "BYOL",
        summary: "An encoder predicts its average's word on another view; there are no negatives.",
        whenToUse: "An encoder to start from, with small batches.",
        family: .selfSupervised,
        formula: "mean 4 - 2 cos(q(v1), z'(v2)) - 2 cos(q(v2), z'(v1)), then mean CE(y, x)",
        paper:
            "Grill et al., Bootstrap Your Own Latent: A New Approach to Self-Supervised Learning, "
            + "2020",
        paperAddress: "https://arxiv.org/abs/2006.07733",
        deviations: [
            "Both views are drawn alike and go through the network in one pass.",
            "Heads are as wide as the features; SGD with half a cosine in the place of LARS.",
            "The average begins with a momentum of 0.9, for runs of thousands of steps; 0.996 in the paper.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("width", \.width, 1...4096, "The outputs of projection and prediction."),
            .number(
                "momentum",
                \.momentum,
                0...1,
                "How much of the average stays in the first step; it rises to 1."
            ),
        ] + pretrainingFields
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let network: Graph
        do {
            network = try task.network.predictingProjection(width: width)
        } catch {
            throw error.failure
        }
        return try pretraining.recipe(
            BYOLObjective(ratio: pretraining.ratio, width: width),
            network: network,
            for: task,
            average: .cosine(from: momentum)
        )
    }
}

/// One step of BYOL.
package struct BYOLObjective: Objective {
    private let ratio: Int
    private let width: Int

    /// Creates an objective; `ratio`: examples for each labelled row of a batch, `width`: values of a prediction.
    package init(ratio: Int, width: Int) {
        self.ratio = ratio
        self.width = width
    }

    package var needs: Needs {
        Needs(
            streams: [.all: StreamPlan([.strong, .strong], ratio: ratio)],
            heads: [.projection, .prediction]
        )
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let views = batch[.all].views
        let said = models.predict(.average, views, .trainFrozenStatistics).projection
        let pass = models.forward(.student, views, .train)
        guard let predictions = pass.values[.prediction] else {
            preconditionFailure("no head of predictions")
        }
        let count = batch[.all].count
        let swapped = Matrix(joining: [said.rows(count..<2 * count), said.rows(0..<count)])
        let (loss, gradient) = bootstrapLoss(predictions, of: swapped)
        models.backward(pass, [.prediction: gradient])
        return LossReport(total: loss, supervised: 0, consistency: loss)
    }

    /// Predictions, what they should be, unit vectors of both and gradients.
    package func extraValues(_ extent: Extent) -> Int { 16 * (extent.rows[.all] ?? 0) * width }
}

/// BYOL's loss: `2 - 2 cos(q, z)`, the mean over the examples of the sum over both views.
///
/// - Parameters:
///   - predictions: `[view 1 (N); view 2 (N)]`, `[2 N, D]`.
///   - targets: What each should be, `[2 N, D]`; constant.
/// - Returns: The loss and its gradient with respect to the predictions.
package func bootstrapLoss(
    _ predictions: Matrix,
    of targets: Matrix
) -> (loss: Float, gradient: Matrix) {
    let (units, wanted) = (UnitRows(predictions), UnitRows(targets).rows)
    let share = 2 / Float(max(predictions.rows, 1))
    var loss: Float = 0
    var slopes = wanted
    for row in 0..<wanted.rows {
        var cosine: Float = 0
        for column in 0..<wanted.columns {
            cosine += units.rows[row, column] * wanted[row, column]
            slopes[row, column] *= -2 * share
        }
        loss += share * (2 - 2 * cosine)
    }
    return (loss, units.gradient(slopes))
}

package import Domain
internal import Networks

/// SimCLR, <https://arxiv.org/abs/2002.05709>: two views of an example are alike, and unlike all others.
package struct SimCLR: PretrainingAlgorithm {
    /// Divides the likeness of views.
    package var temperature: Float = 0.5
    /// The outputs of the projection head.
    package var width = 64
    /// The steps without labels, and what follows.
    package var pretraining = Pretraining.byLARS

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "sim_clr",
        title: "SimCLR",
        summary:
            "An encoder learns that two views of an example are alike, then labels fine-tune it.",
        whenToUse: "An encoder to start from, where labels come later or tasks are several.",
        family: .selfSupervised,
        formula: "mean -log(exp(s_ip / T) / sum exp(s_ij / T)), then mean CE(y, x)",
        paper:
            "Chen et al., A Simple Framework for Contrastive Learning of Visual Representations, "
            + "2020",
        paperAddress: "https://arxiv.org/abs/2002.05709",
        deviations: [
            "Batches are smaller; the loss is the paper's mean, half of its code's.",
            "Fine-tuning sees strong views.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number("temperature", \.temperature, 0.01...100, "Divides the likeness of views."),
            .integer("width", \.width, 1...4096, "The outputs of the projection head."),
        ] + pretrainingFields
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let network: Graph
        do {
            network = try task.network.contrasting(layers: 2, width: width)
        } catch {
            throw error.failure
        }
        let objective = SimCLRObjective(temperature: temperature, ratio: pretraining.ratio)
        return try pretraining.recipe(objective, network: network, for: task)
    }
}

/// One step: two strong views of an example are alike, and unlike all others.
package struct SimCLRObjective: Objective {
    private let temperature: Float
    private let ratio: Int

    /// Creates an objective; `ratio`: examples for each labelled row of a batch, `temperature` divides likenesses.
    package init(temperature: Float, ratio: Int) {
        self.temperature = temperature
        self.ratio = ratio
    }

    package var needs: Needs {
        Needs(
            streams: [.all: StreamPlan([.strong, .strong], ratio: ratio)],
            heads: [.projection]
        )
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let pass = models.forward(.student, batch[.all].views, .train)
        let (loss, gradient) = ntXent(pass.values.projection, temperature: temperature)
        models.backward(pass, [.projection: gradient])
        return LossReport(total: loss, supervised: 0, consistency: loss)
    }

    package func extraValues(_ extent: Extent) -> Int {
        let views = 2 * (extent.rows[.all] ?? 0)
        // The likeness of all views, its logarithm and its gradient.
        return 4 * views * views
    }
}

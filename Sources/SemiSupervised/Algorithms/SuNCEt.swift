package import Domain
internal import Networks

/// SuNCEt, <https://arxiv.org/abs/2006.10803>: SimCLR, beside which the few labelled rows find those of their class.
package struct SuNCEt: PretrainingAlgorithm {
    /// Divides the likeness of views.
    package var temperature: Float = 0.5
    /// Divides the likeness of labelled rows.
    package var labeledTemperature: Float = 0.1
    /// The weight of the labelled rows' loss.
    package var labeledWeight: Float = 1
    /// The share of the pre-training in which labelled rows count.
    package var labeledShare: Float = 1
    /// Labelled rows of each class in a batch; rows of a class with fewer come again.
    package var perClass = 4
    /// The outputs of the projection head.
    package var width = 64
    /// The steps without a classifier, and what follows.
    package var pretraining = Pretraining.byLARS

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "suncet",
        title: "SuNCEt",
        summary: "An encoder learns that views are alike, and labelled rows of one class.",
        whenToUse: "As SimCLR, where some labels are there from the start: it takes fewer steps.",
        family: .selfSupervised,
        formula:
            "NT-Xent + labeled_weight mean H(y_i, sum_j exp(s_ij / T') y_j / sum_j exp(s_ij / T')), then "
            + "mean CE(y, x)",
        paper: "Assran et al., Supervision Accelerates Pre-training in Contrastive Semi-Supervised "
            + "Learning of Visual Representations, 2020",
        paperAddress: "https://arxiv.org/abs/2006.10803",
        deviations: ["Fine-tuning sees strong views."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number("temperature", \.temperature, 0.01...100, "Divides the likeness of views."),
            .number(
                "labeled_temperature",
                \.labeledTemperature,
                0.01...100,
                "Divides the likeness of labelled rows."
            ),
            .number(
                "labeled_weight",
                \.labeledWeight,
                0...100,
                "The weight of the labelled rows' loss."
            ),
            .number(
                "labeled_share",
                \.labeledShare,
                0...1,
                "The share of the pre-training in which labelled rows count."
            ),
            .integer(
                "per_class",
                \.perClass,
                1...256,
                "Labelled rows of each class in a batch; rows of a class with fewer come again."
            ),
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
        return try pretraining.recipe(SuNCEtObjective(self), network: network, for: task)
    }
}

/// One step of SuNCEt.
package struct SuNCEtObjective: Objective {
    private let parameters: SuNCEt

    /// Creates an objective.
    package init(_ parameters: SuNCEt) { self.parameters = parameters }

    package var needs: Needs {
        Needs(
            streams: [
                .all: StreamPlan([.strong, .strong], ratio: parameters.pretraining.ratio),
                .support: StreamPlan(
                    [.strong, .strong],
                    of: .labeled,
                    .perClass(classes: nil, each: parameters.perClass)
                ),
            ],
            heads: [.projection]
        )
    }

    package func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let (rows, support) = (batch[.all], batch[.support])
        let pass = models.forward(.student, rows.views + support.views, .train)
        let vectors = pass.values.projection
        let count = 2 * rows.count
        let contrast = ntXent(vectors.rows(0..<count), temperature: parameters.temperature)
        let isCounted = context.progress < Double(parameters.labeledShare)
        let weight = isCounted ? parameters.labeledWeight : 0
        let (loss, gradient) = supervisedContrast(
            vectors.rows(count..<vectors.rows),
            labels: ClassPositions(support.labels).targets(views: support.views.count, .none),
            temperature: parameters.labeledTemperature
        )
        models.backward(
            pass,
            [.projection: Matrix(joining: [contrast.gradient, gradient.scaled(by: weight)])]
        )
        return LossReport(
            total: contrast.loss + weight * loss,
            supervised: loss,
            consistency: contrast.loss
        )
    }

    package func extraValues(_ extent: Extent) -> Int {
        let views = 2 * (extent.rows[.all] ?? 0)
        let known = 2 * (extent.rows[.support] ?? 0)
        // Likenesses, their logarithms and gradients.
        return 4 * views * views + 6 * known * known
    }
}

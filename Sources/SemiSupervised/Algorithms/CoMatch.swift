package import Domain
package import Networks

/// CoMatch, <https://arxiv.org/abs/2011.11183>: class probabilities and embeddings learn from each other.
///
/// Pseudo-labels are aligned and smoothed by those of like embeddings in a memory; the embeddings of two
/// strong views are alike where pseudo-labels are.
package struct CoMatch: Algorithm {
    /// The confidence of the smoothed pseudo-label from which it is used.
    package var threshold: Float = 0.95
    /// The similarity of pseudo-labels from which two rows are a pair.
    package var graphThreshold: Float = 0.8
    /// Divides similarities of embeddings.
    package var temperature: Float = 0.2
    /// How much of a pseudo-label is its own.
    package var smoothing: Float = 0.9
    /// The share of the steps before pseudo-labels are smoothed.
    package var warmUp: Float = 0.05
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// The weight of the contrastive loss.
    package var contrastWeight: Float = 1
    /// The batches in the memory.
    package var memory = 5
    /// The batches whose mean is aligned.
    package var alignment = 32
    /// The width of an embedding.
    package var width = 64
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "co_match",
        title: "CoMatch",
        summary: "Pseudo-labels are smoothed by like embeddings, and embeddings are alike where "
            + "pseudo-labels are.",
        whenToUse:
            "Where very few labels leave classes out: embeddings carry labels to their likes.",
        family: .consistency,
        formula:
            "mean CE(y, weak x) + weight mean [max q >= threshold] H(q, strong u) + contrast_weight "
            + "mean H(graph, softmax(e e'^T / T)), q smoothed",
        paper:
            "Li et al., CoMatch: Semi-supervised Learning with Contrastive Graph Regularization, 2021",
        paperAddress: "https://arxiv.org/abs/2011.11183",
        deviations: [
            "Smoothing begins after a share of the steps, where USB waits for the second epoch.",
            "The projection head is not released.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence of the smoothed pseudo-label from which it is used."
            ),
            .number(
                "graph_threshold",
                \.graphThreshold,
                0...1,
                "The similarity of pseudo-labels from which two rows are a pair."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Divides similarities of embeddings."
            ),
            .number("smoothing", \.smoothing, 0...1, "How much of a pseudo-label is its own."),
            .number(
                "warm_up",
                \.warmUp,
                0...1,
                "The share of the steps before pseudo-labels are smoothed."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .number(
                "contrast_weight",
                \.contrastWeight,
                0...100,
                "The weight of the contrastive loss."
            ),
            .integer("memory", \.memory, 1...256, "The batches in the memory."),
            .integer("alignment", \.alignment, 1...1024, "The batches whose mean is aligned."),
            .integer("width", \.width, 1...4096, "The width of an embedding."),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .projecting(CoMatchObjective(self), to: width, for: task)
    }
}

/// One step of CoMatch.
package struct CoMatchObjective: JointObjective {
    package static let views: [View] = [.weak, .strong, .strong]
    package static let heads: [HeadName] = [.classifier, .projection]

    private let parameters: CoMatch
    private var alignment: AlignmentQueue
    /// The embeddings and the pseudo-labels of the last batches, `[Q, width]` and `[Q, classes]`.
    private var embeddings: [Float] = []
    private var probabilities: [Float] = []
    private var position = 0

    /// Creates an objective.
    package init(_ parameters: CoMatch) {
        self.parameters = parameters
        alignment = AlignmentQueue(length: parameters.alignment)
    }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package mutating func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let (logits, projection) = (pass.logits, pass[.projection])
        let (weak, first, second) = (pass.view(0), pass.view(1), pass.view(2))

        let aligned = alignment.align(softmax(logits.rows(weak)))
        let labels = pass.labeled.labels
        let hot = smoothedTargets(labels, classes: logits.columns, smoothing: .none)
        let embedded = Matrix(joining: [projection.rows(weak), projection.rows(pass.known)])
        let said = smoothed(aligned, projection.rows(weak), in: context)
        remember(embedded, Matrix(joining: [aligned, hot]))

        let targets = PseudoTargets(.probabilities(said), indices: pass.unlabeled.indices)
        let weights: [Float] = targets.confidence.map { $0 >= parameters.threshold ? 1 : 0 }
        let term = pass.supervised
        let part = crossEntropy(logits.rows(first), .soft(said))
            .mean(weights: weights, scale: parameters.unlabeledWeight)
        let contrast = graphContrast(
            projection.rows(first),
            projection.rows(second),
            graph: graph(said),
            temperature: parameters.temperature
        )
        var report = LossReport(
            total: term.loss + parameters.unlabeledWeight * part.loss
                + parameters.contrastWeight * contrast.loss,
            supervised: term.loss,
            consistency: part.loss,
            weights: weights,
            pseudoLabels: targets.labels
        )
        report.terms["contrastive"] = contrast.loss
        return JointLosses(
            report,
            [
                .classifier: pass.gradient(
                    .classifier,
                    [(pass.known, term.gradient), (first, part.gradient)]
                ),
                .projection: pass.gradient(
                    .projection,
                    [
                        (first, contrast.a.scaled(by: parameters.contrastWeight)),
                        (second, contrast.b.scaled(by: parameters.contrastWeight)),
                    ]
                ),
            ]
        )
    }

    /// The pseudo-labels mixed with those of like embeddings in the memory, once it is full.
    private func smoothed(_ aligned: Matrix, _ embedded: Matrix, in context: StepContext) -> Matrix
    {
        let start = Double(parameters.warmUp) * Double(context.totalSteps)
        guard context.step > parameters.memory, Double(context.step) >= start,
            !embeddings.isEmpty
        else { return aligned }
        let rows = embeddings.count / embedded.columns
        let memory = Matrix(rows: rows, columns: embedded.columns, values: embeddings)
        let likes = softmax(embedded.timesTransposed(memory), temperature: parameters.temperature)
        let others = likes.times(
            Matrix(rows: rows, columns: aligned.columns, values: probabilities)
        )
        var result = aligned
        for index in result.values.indices {
            result.values[index] =
                parameters.smoothing * aligned.values[index]
                + (1 - parameters.smoothing) * others.values[index]
        }
        return result
    }

    /// Writes a batch over the oldest one.
    private mutating func remember(_ embedded: Matrix, _ said: Matrix) {
        let rows = parameters.memory * embedded.rows
        if embeddings.count != rows * embedded.columns {
            embeddings = Array(repeating: 0, count: rows * embedded.columns)
            probabilities = Array(repeating: 0, count: rows * said.columns)
            position = 0
        }
        embeddings.replaceSubrange(
            position * embedded.columns..<(position + embedded.rows) * embedded.columns,
            with: embedded.values
        )
        probabilities.replaceSubrange(
            position * said.columns..<(position + said.rows) * said.columns,
            with: said.values
        )
        position = (position + embedded.rows) % rows
    }

    /// Which rows are pairs, `[M, M]`: each row sums to 1.
    private func graph(_ said: Matrix) -> Matrix {
        var graph = said.timesTransposed(said)
        for row in 0..<graph.rows {
            var sum: Float = 0
            for column in 0..<graph.columns {
                if row == column { graph[row, column] = 1 }
                if graph[row, column] < parameters.graphThreshold { graph[row, column] = 0 }
                sum += graph[row, column]
            }
            for column in 0..<graph.columns { graph[row, column] /= sum }
        }
        return graph
    }

    package func extraValues(_ extent: Extent) -> Int {
        let (count, known) = (extent.rows[.unlabeled] ?? 0, extent.rows[.labeled] ?? 0)
        let kept = parameters.memory * (count + known)
        // The graph, similarities and their deltas; likes in the memory twice; the memory twice.
        return 4 * count * count + 2 * count * kept + 2 * kept * (parameters.width + extent.classes)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        alignment.visit(&visitor)
        visitor.tensor("memory.embeddings", &embeddings)
        visitor.tensor("memory.probabilities", &probabilities)
        visitor.integer("memory.position", &position)
    }
}

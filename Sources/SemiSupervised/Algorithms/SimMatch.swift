package import Domain
package import Networks

/// SimMatch, <https://arxiv.org/abs/2203.06915>: the strong view is as like the labelled examples as the weak one
/// is, and classes and examples correct each other.
package struct SimMatch: Algorithm {
    /// The confidence of the corrected pseudo-label from which it is used.
    package var threshold: Float = 0.95
    /// Divides similarities of embeddings.
    package var temperature: Float = 0.1
    /// How much of a pseudo-label is its own.
    package var smoothing: Float = 0.9
    /// The share of the steps before examples count; they do not before each was seen.
    package var warmUp: Float = 0.05
    /// How much of a labelled example's embedding stays when it is seen again.
    package var momentum: Float = 0.7
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// The weight of the likeness to examples.
    package var instanceWeight: Float = 1
    /// The batches whose mean is aligned.
    package var alignment = 32
    /// The width of an embedding.
    package var width = 128
    /// Unlabelled rows per labelled row of a batch; 7 in later comparisons.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "sim_match",
        title: "SimMatch",
        summary: "Views are alike in their classes and in which labelled examples they resemble.",
        whenToUse:
            "Where classes have several kinds of examples, and each label should reach its like.",
        family: .consistency,
        formula:
            "mean CE(y, weak x) + weight mean [max q >= threshold] H(q, strong u) + instance_weight "
            + "mean H(t, softmax(e(strong u) E^T / T)), q = smoothing p + (1 - smoothing) t by class",
        paper: "Zheng et al., SimMatch: Semi-supervised Learning with Similarity Matching, 2022",
        paperAddress: "https://arxiv.org/abs/2203.06915",
        deviations: [
            "The memory is normalised for each example; USB normalises across the batch.",
            "The average of embeddings takes the place of a second network's, as USB has it for small data.",
            "Examples count after a share of the steps, once each was seen, where USB waits for the second epoch.",
            "4 unlabelled rows per labelled one; USB has 7.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence of the corrected pseudo-label from which it is used."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Divides similarities of embeddings."
            ),
            .number("smoothing", \.smoothing, 0...1, "How much of a pseudo-label is its own."),
            .number("warm_up", \.warmUp, 0...1, "The share of the steps before examples count."),
            .number(
                "momentum",
                \.momentum,
                0...1,
                "How much of a labelled example's embedding stays when it is seen again."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .number(
                "instance_weight",
                \.instanceWeight,
                0...100,
                "The weight of the likeness to examples."
            ),
            .integer("alignment", \.alignment, 1...1024, "The batches whose mean is aligned."),
            .integer("width", \.width, 1...4096, "The width of an embedding."),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .projecting(SimMatchObjective(self), to: width, for: task)
    }
}

/// One step of SimMatch.
package struct SimMatchObjective: JointObjective {
    package static let heads: [HeadName] = [.classifier, .projection]

    private let parameters: SimMatch
    private let reference: Reference
    /// The class of an example that was not seen yet.
    private static let unseen = -1
    private var alignment: AlignmentQueue
    /// The embedding of each labelled example, `[K, width]`, and its class, `[K]`, or ``unseen``.
    private var embeddings: [Float] = []
    private var labels: [Int] = []

    /// Creates an objective; with ``Reference/usb`` the memory is normalised across the batch, and examples that were
    /// not seen yet count as the first class.
    package init(_ parameters: SimMatch, reference: Reference = .paper) {
        self.parameters = parameters
        self.reference = reference
        alignment = AlignmentQueue(length: parameters.alignment)
    }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package mutating func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let (logits, vectors) = (pass.logits, pass[.projection])
        let (weak, strong) = (pass.view(0), pass.view(1))
        let memory = memory(width: vectors.columns, &context)
        let start = (Double(parameters.warmUp) * Double(context.totalSteps)).rounded()
        // The memory of an example that was not seen yet is a random direction.
        let isWarm = Double(context.step) >= start && !labels.contains(Self.unseen)

        let aligned = alignment.align(softmax(logits.rows(weak)))
        let likes = softmax(
            vectors.rows(weak).timesTransposed(memory),
            temperature: parameters.temperature
        )
        let said = isWarm ? corrected(aligned, by: likes) : aligned
        let targets = PseudoTargets(.probabilities(said), indices: pass.unlabeled.indices)
        let weights: [Float] = targets.confidence.map { $0 >= parameters.threshold ? 1 : 0 }
        let term = pass.supervised
        let part = crossEntropy(logits.rows(strong), .soft(said))
            .mean(weights: weights, scale: parameters.unlabeledWeight)
        let instanceWeight = isWarm ? parameters.instanceWeight : 0
        let instance = crossEntropy(
            vectors.rows(strong).timesTransposed(memory),
            .soft(weighted(likes, by: aligned)),
            temperature: parameters.temperature
        )
        .mean(scale: instanceWeight)
        remember(vectors.rows(pass.known), pass.labeled)
        var report = LossReport(
            total: term.loss + parameters.unlabeledWeight * part.loss
                + instanceWeight * instance.loss,
            supervised: term.loss,
            consistency: part.loss,
            weights: weights,
            pseudoLabels: targets.labels
        )
        report.terms["instance"] = instance.loss
        return JointLosses(
            report,
            [
                .classifier: pass.gradient(
                    .classifier,
                    [(pass.known, term.gradient), (strong, part.gradient)]
                ),
                .projection: pass.gradient(
                    .projection,
                    [(strong, instance.gradient.times(memory))]
                ),
            ]
        )
    }

    /// The memory as it is before the step, `[K, width]`; at first of random directions.
    private mutating func memory(width: Int, _ context: inout StepContext) -> Matrix {
        let count = context.classCounts.reduce(0, +)
        if embeddings.count != count * width {
            let random = context.random.normals(count * width)
            embeddings = UnitRows(Matrix(rows: count, columns: width, values: random)).rows.values
            labels = Array(repeating: reference == .usb ? 0 : Self.unseen, count: count)
        }
        return Matrix(rows: count, columns: width, values: embeddings)
    }

    /// Pseudo-labels mixed with the classes of like examples.
    private func corrected(_ aligned: Matrix, by likes: Matrix) -> Matrix {
        var result = aligned.scaled(by: parameters.smoothing)
        for row in 0..<result.rows {
            for (example, label) in labels.enumerated() {
                result[row, label] += (1 - parameters.smoothing) * likes[row, example]
            }
        }
        return result
    }

    /// Likenesses weighted by what is said of the examples' classes; each row sums to 1.
    private func weighted(_ likes: Matrix, by aligned: Matrix) -> Matrix {
        var result = likes
        for row in 0..<result.rows {
            var sum: Float = 0
            for (example, label) in labels.enumerated() {
                result[row, example] *= label == Self.unseen ? 0 : aligned[row, label]
                sum += result[row, example]
            }
            // Of a row that is sure of a class without examples none is like it.
            for example in labels.indices {
                result[row, example] = sum > 0 ? result[row, example] / sum : likes[row, example]
            }
        }
        return result
    }

    /// Moves the memory of the batch's examples toward their embeddings.
    private mutating func remember(_ vectors: Matrix, _ batch: Batch.Stream) {
        let width = vectors.columns
        var moved = vectors.scaled(by: 1 - parameters.momentum)
        for (row, example) in batch.indices.enumerated() {
            for column in 0..<width {
                moved[row, column] += parameters.momentum * embeddings[example * width + column]
            }
        }
        moved = reference == .usb ? moved.columnsOfUnitLength() : UnitRows(moved).rows
        for (row, example) in batch.indices.enumerated() {
            for column in 0..<width {
                embeddings[example * width + column] = moved[row, column]
            }
            labels[example] = batch.labels[row]
        }
    }

    package func extraValues(_ extent: Extent) -> Int {
        let (count, known) = (extent.rows[.unlabeled] ?? 0, extent.rows[.labeled] ?? 0)
        // Likenesses, their targets, logarithms and gradients; the memory, and embeddings with their gradients.
        return 5 * count * extent.labeled
            + 2 * (extent.labeled + known + 2 * count) * parameters.width
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        alignment.visit(&visitor)
        visitor.tensor("memory.embeddings", &embeddings)
        visitor.integers("memory.labels", &labels)
    }
}

extension Matrix {
    /// Each column divided by its length.
    fileprivate func columnsOfUnitLength() -> Matrix {
        var result = self
        for column in 0..<columns {
            let sum = (0..<rows).reduce(Float(0)) { $0 + self[$1, column] * self[$1, column] }
            let length = max(sum.squareRoot(), 1e-12)
            for row in 0..<rows { result[row, column] /= length }
        }
        return result
    }
}

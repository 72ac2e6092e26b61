package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// SwAV, <https://arxiv.org/abs/2006.09882>: views of an example belong to the same prototypes, which are used evenly.
package struct SwAV: PretrainingAlgorithm {
    /// The prototypes.
    package var prototypes = 60
    /// Divides cosines with prototypes.
    package var temperature: Float = 0.1
    /// How soft assignments are.
    package var epsilon: Float = 0.05
    /// The rounds in which assignments are made even.
    package var iterations = 3
    /// The small views of each row.
    package var crops = 0
    /// The rows of earlier batches that are assigned with a batch's; 0: none.
    package var queue = 0
    /// The share of the pre-training before the queue is used.
    package var queueWarmUp: Float = 0.1
    /// The learning rate of the prototypes.
    package var prototypeRate: Float = 0.1
    /// The outputs of the projection head.
    package var width = 64
    /// The steps without labels, and what follows.
    package var pretraining = Pretraining(rate: 0.1)

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "swav",
        title: "SwAV",
        summary: "An encoder learns that views belong to the same of many even clusters.",
        whenToUse: "An encoder to start from, where small views are cheap.",
        family: .selfSupervised,
        formula:
            "mean H(q_i, softmax(z_v C / T)) over views v beside i, q even assignments of view i, then "
            + "mean CE(y, x)",
        paper: "Caron et al., Unsupervised Learning of Visual Features by Contrasting Cluster "
            + "Assignments, 2020",
        paperAddress: "https://arxiv.org/abs/2006.09882",
        deviations: [
            "SGD with half a cosine in the place of LARC.",
            "Fewer prototypes, for few classes.",
            "No small views unless they are asked for: small images show too little in them.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("prototypes", \.prototypes, 2...10_000, "The prototypes."),
            .number("temperature", \.temperature, 0.01...100, "Divides cosines with prototypes."),
            .number("epsilon", \.epsilon, 0.005...10, "How soft assignments are."),
            .integer(
                "iterations",
                \.iterations,
                1...100,
                "The rounds in which assignments are made even."
            ),
            .integer("crops", \.crops, 0...16, "The small views of each row."),
            .integer(
                "queue",
                \.queue,
                0...65_536,
                "The rows of earlier batches that are assigned with a batch's; 0: none."
            ),
            .number(
                "queue_warm_up",
                \.queueWarmUp,
                0...1,
                "The share of the pre-training before the queue is used."
            ),
            .number(
                "prototype_rate",
                \.prototypeRate,
                1e-6...100,
                "The learning rate of the prototypes."
            ),
            .integer("width", \.width, 1...4096, "The outputs of the projection head."),
        ] + pretrainingFields
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let network: Graph
        let small: View
        do {
            network = try task.network.clustering(width: width)
            let crop = View.crop(Crop())
            small =
                try Network(network).resized(to: crop.shape(of: network.input)) == nil
                ? .strong : crop
        } catch {
            throw error.failure
        }
        let objective = SwAVObjective(self, small: small)
        return try pretraining.recipe(objective, network: network, for: task)
    }
}

/// One step of SwAV; the prototypes are its state.
package struct SwAVObjective: Objective {
    private let parameters: SwAV
    private let small: View
    /// The prototypes, `[K, D]`, and how they moved.
    private var prototypes: [Float] = []
    private var velocity: [Float] = []
    /// The last rows of both views, newest first, `[2][n, D]`.
    private var queues: [[Float]] = [[], []]

    /// The share of the steps in which prototypes stay.
    private static let frozen = 0.01

    /// Creates an objective; `small` is what small views are.
    package init(_ parameters: SwAV, small: View) {
        self.parameters = parameters
        self.small = small
    }

    package var needs: Needs {
        Needs(
            streams: [
                .all: StreamPlan(
                    [.strong, .strong] + Array(repeating: small, count: parameters.crops),
                    ratio: parameters.pretraining.ratio
                )
            ],
            heads: [.projection],
            passes: parameters.crops > 0 ? 2 : 1
        )
    }

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let views = batch[.all].views
        let count = batch[.all].count
        let large = models.forward(.student, Array(views.prefix(2)), .train)
        guard parameters.crops > 0 else {
            let (loss, gradient) = learn(large.values.projection, count, &context)
            models.backward(large, [.projection: gradient])
            return LossReport(total: loss, supervised: 0, consistency: loss)
        }
        let little = models.forward(.student, Array(views.dropFirst(2)), .train)
        let vectors = Matrix(joining: [large.values.projection, little.values.projection])
        let (loss, gradient) = learn(vectors, count, &context)
        models.backward(large, [.projection: gradient.rows(0..<2 * count)])
        models.backward(little, [.projection: gradient.rows(2 * count..<gradient.rows)])
        return LossReport(total: loss, supervised: 0, consistency: loss)
    }

    /// The loss of vectors of length 1, `[V B, D]`, and its gradient; moves the prototypes.
    private mutating func learn(
        _ vectors: Matrix,
        _ count: Int,
        _ context: inout StepContext
    ) -> (loss: Float, gradient: Matrix) {
        let width = vectors.columns
        if prototypes.count != parameters.prototypes * width {
            prototypes = context.random.normals(parameters.prototypes * width)
            velocity = Array(repeating: 0, count: prototypes.count)
        }
        let units = UnitRows(
            Matrix(rows: parameters.prototypes, columns: width, values: prototypes)
        ).rows
        let scores = vectors.timesTransposed(units)
        let assignments = (0..<2).map { number in
            assigned(
                scores.rows(number * count..<(number + 1) * count),
                queues[number],
                units,
                isWarm: context.progress >= Double(parameters.queueWarmUp)
            )
        }
        for number in 0..<2 where parameters.queue > 0 {
            let start = number * count * width
            let newest = vectors.values[start..<start + count * width]
            let most = parameters.queue * width
            queues[number] = Array((Array(newest) + queues[number]).prefix(most))
        }
        let (loss, slopes) = swappedPrediction(
            scores,
            assignments,
            temperature: parameters.temperature
        )
        if context.progress >= Self.frozen {
            move(units, by: slopes.transposedTimes(vectors), context.progress)
        } else {
            prototypes = units.values
        }
        return (loss, slopes.times(units))
    }

    private func assigned(
        _ scores: Matrix,
        _ queue: [Float],
        _ prototypes: Matrix,
        isWarm: Bool
    ) -> Matrix {
        let width = prototypes.columns
        guard isWarm, queue.count == parameters.queue * width, !queue.isEmpty else {
            return evenAssignments(
                scores,
                epsilon: parameters.epsilon,
                iterations: parameters.iterations
            )
        }
        let known = Matrix(rows: queue.count / width, columns: width, values: queue)
            .timesTransposed(prototypes)
        let all = evenAssignments(
            Matrix(joining: [known, scores]),
            epsilon: parameters.epsilon,
            iterations: parameters.iterations
        )
        return all.rows(known.rows..<all.rows)
    }

    /// Moves the prototypes by momentum; the rate falls as half a cosine.
    private mutating func move(_ units: Matrix, by gradient: Matrix, _ progress: Double) {
        let rate = parameters.prototypeRate * Float((1 + cos(Double.pi * progress)) / 2)
        for index in prototypes.indices {
            velocity[index] = 0.9 * velocity[index] + gradient.values[index]
            prototypes[index] = units.values[index] - rate * velocity[index]
        }
    }

    package func extraValues(_ extent: Extent) -> Int {
        let views = (2 + parameters.crops) * (extent.rows[.all] ?? 0)
        // Scores, their logarithms and gradients; prototypes and the queue, again in a checkpoint.
        return 6 * (views + parameters.queue) * parameters.prototypes
            + 6 * (parameters.prototypes + 2 * parameters.queue) * parameters.width
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("prototypes", &prototypes)
        visitor.tensor("velocity", &velocity)
        visitor.tensor("queue.first", &queues[0])
        visitor.tensor("queue.second", &queues[1])
    }
}

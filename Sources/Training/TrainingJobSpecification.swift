package import Augmentation
package import Domain
package import Networks
package import SemiSupervised

/// Everything that decides what a run computes, beside its data and its teacher: the same
/// specification, data, teacher, instruction set and BLAS core give the same weights, bit for bit.
package struct TrainingJobSpecification: Hashable, Sendable, Codable {
    /// The algorithm with its hyper-parameters.
    package var algorithm: AlgorithmConfiguration
    /// The network that is trained; of Noisy Student the students'.
    package var network: Graph
    /// The network of Noisy Student's first teacher, when none is given; nil: ``network``.
    package var teacherNetwork: Graph?
    /// Steps, batches, optimizer, schedule.
    package var optimization = Optimization()
    /// What is trained of a model that the run starts from; nil: all of it.
    package var regime: TrainingRegime?
    /// What views are drawn from; nil: the defaults for the data's input.
    package var augmentation: AugmentationSettings?
    /// The seed of every random choice.
    package var seed: UInt64
    /// The number of parts that a batch is split into; it decides bits, the number of threads does
    /// not.
    package var shards = 4

    /// Creates a specification with the default optimization.
    package init(algorithm: AlgorithmConfiguration, network: Graph, seed: UInt64) {
        self.algorithm = algorithm
        self.network = network
        self.seed = seed
    }

    /// Has views drawn as a project's policy says, where the specification says nothing of them.
    ///
    /// - Throws: ``Failure`` (invalid argument) when `policy` is for another kind of input.
    package mutating func drawViews(
        by policy: AugmentationPolicy?,
        of input: InputSpecification
    ) throws(Failure) {
        guard augmentation == nil, let policy else { return }
        augmentation = try AugmentationSettings(policy, for: input, moments: network.input.moments)
    }

    /// The default network for a project's inputs: a small convolutional one for images and for the bands of sound, a
    /// perceptron for vectors, the mean of learned vectors of tokens for texts; `dropout` is a part of a noisy
    /// student's noise.
    package static func defaultNetwork(
        for input: InputSpecification,
        classes: Int,
        width: Int = 16,
        dropout: Float = 0
    ) -> Graph {
        let frontEnd = FrontEndSpecification(defaultFor: input)
        let shape = Shape(input, frontEnd)
        var network: Graph =
            if shape.isSequence {
                .tokenBag(
                    tokens: frontEnd?.tokenCount ?? 2,
                    most: shape.mostItems ?? 1,
                    width: 8 * width,
                    classes: classes,
                    dropout: dropout
                )
            } else if shape.height >= 2, shape.width >= 2 {
                .smallConvolutional(
                    height: shape.height,
                    width: shape.width,
                    channels: shape.channels,
                    classes: classes,
                    width: width,
                    dropout: dropout
                )
            } else {
                .perceptron(
                    inputs: shape.count,
                    hidden: [8 * width, 8 * width],
                    classes: classes,
                    dropout: dropout
                )
            }
        network.frontEnd = frontEnd
        network.standardization = InputStandardization(defaultFor: input)
        return network
    }

    /// Checks every range, and that networks and phases fit `data`.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming what is wrong; (failed precondition) when
    ///   the data lack what the algorithm learns from.
    func validate(for data: TrainingData, _ phases: [Phase]) throws(Failure) {
        try optimization.validate()
        guard (1...256).contains(shards) else {
            throw .invalid("shards is 1 to 256; got \(shards)", field: "shards")
        }
        for network in [network, teacherNetwork].compactMap({ $0 }) {
            guard network.input.mostValues == data.frontEnd.elements,
                network.classes == data.classes
            else {
                throw .invalid(
                    "expected a network of \(data.frontEnd.elements) inputs and \(data.classes) "
                        + "classes; got \(network.input.mostValues) and \(network.classes)",
                    field: "network"
                )
            }
        }
        for case .steps(let objective, _) in phases.map(\.work) {
            try check(objective.needs, fit: data.frontEnd)
        }
        let recipe = Recipe(phases)
        guard data.unlabeledCount > 0 || !recipe.draws(from: .unlabeled) else {
            throw .precondition(
                "\(algorithm.card.title) learns from unlabelled examples; there are none"
            )
        }
        guard data.labeledCount > 0 || !recipe.draws(from: .labeled) else {
            throw .precondition("training needs labelled examples of split train; there are none")
        }
    }
}

extension TrainingJobSpecification {
    /// Checks that an objective asks for nothing that rows do not have.
    private func check(_ needs: Needs, fit frontEnd: FrontEnd) throws(Failure) {
        let summary = frontEnd.input.summary
        guard !needs.changesRows || !frontEnd.shape.isSequence else {
            throw .invalid(
                "\(algorithm.name) computes with the numbers of an input, and \(summary) has none of a fixed place",
                field: "algorithm"
            )
        }
        guard network.frontEnd != nil else { return }
        for plan in needs.streams.values {
            let hasCrops = plan.views.contains { if case .crop = $0 { true } else { false } }
            guard plan.turns == .none, !hasCrops else {
                throw .invalid(
                    "\(algorithm.name) \(hasCrops ? "looks at small parts of" : "turns") images; an input is "
                        + summary,
                    field: "algorithm"
                )
            }
        }
    }
}

/// What is trained of a network that starts from a model.
package enum TrainingRegime: String, Hashable, Sendable, Codable, CaseIterable {
    /// All of it.
    case fineTuned = "fine_tuned"
    /// What comes on top of its encoder, which stays as it is: the specification's network takes features.
    case frozen
    /// The first half of the steps that, then all: LP-FT, <https://arxiv.org/abs/2202.10054>.
    case frozenThenFineTuned = "frozen_then_fine_tuned"

    /// Whether features of an encoder that stays as it is are learned from.
    package var isFrozen: Bool { self != .fineTuned }
}

/// Steps, batches, optimizer and schedule of a run; the defaults are those of the digits protocol.
package struct Optimization: Hashable, Sendable, Codable {
    /// The optimizers.
    package enum Method: Hashable, Sendable, Codable {
        /// Stochastic gradient descent with momentum; weight decay is added to the gradient.
        case sgd(momentum: Float, nesterov: Bool)
        /// AdamW, <https://arxiv.org/abs/1711.05101>: weight decay is apart from the gradient.
        case adamW(beta1: Float, beta2: Float)
    }

    /// Optimizer steps of one phase.
    package var steps = 1500
    /// Optimizer steps of Noisy Student's first teacher; nil: ``steps``.
    package var teacherSteps: Int?
    /// Labeled rows in a batch; fewer when there are fewer labels.
    package var labeledBatch = 64
    /// The optimizer.
    package var method = Method.sgd(momentum: 0.9, nesterov: true)
    /// The rate after warm-up.
    package var learningRate: Float = 0.03
    /// Of weights only: biases and normalization do not decay.
    package var weightDecay: Float = 5e-4
    /// Steps over which the rate rises from 0; after them it falls as `cos(7/16 pi t)`.
    package var warmUpSteps = 0
    /// By what the rate of each layer is that of the layer above; nil: 1.
    package var layerDecay: Float?
    /// Whether the rate stays where it is after the warm-up.
    package var constantRate = false
    /// The largest norm of the gradient; nil: any.
    package var gradientNormLimit: Float?
    /// The decay of the averaged weights, which are the result: `min(this, (t + 1) / (t + 10))`.
    package var averageDecay: Float = 0.99

    /// Creates the defaults of the digits protocol.
    package init() {}

    /// Creates the defaults for a network that learns from `labels` labelled rows.
    ///
    /// Where it standardises the columns of a vector the weights decay by `1 / labels`, within
    /// 0.0005 to 0.005: the prior that scikit-learn's LogisticRegression has by default. Few labels
    /// in many columns are separated by weights of any size.
    ///
    /// The mean of vectors of tokens is stepped a hundred times further than others: a token's gradient is one of many
    /// that share a text. Attention is stepped by AdamW, as encoders with it are fine-tuned.
    package init(defaultsFor network: Graph, labels: Int) {
        if case .text? = network.frontEnd {
            guard network.nodes.contains(where: { $0.operation is Attention }) else {
                learningRate = 1
                return
            }
            method = .adamW(beta1: 0.9, beta2: 0.999)
            (learningRate, weightDecay) = (1e-4, 0.01)
            return
        }
        guard network.standardization?.channels == network.input.count, labels > 0 else { return }
        weightDecay = min(max(1 / Float(labels), 0.0005), 0.005)
    }

    /// The optimizer at rest.
    var optimizer: Optimizer {
        switch method {
        case .sgd(let momentum, let nesterov):
            .sgd(SGD(momentum: momentum, weightDecay: weightDecay, nesterov: nesterov))
        case .adamW(let beta1, let beta2):
            .adamW(
                AdamW(
                    beta1: beta1,
                    beta2: beta2,
                    weightDecay: weightDecay,
                    layerDecay: layerDecay ?? 1
                )
            )
        }
    }

    /// The rate of each step of a phase.
    func schedule(steps: Int) -> LearningRateSchedule {
        constantRate
            ? .constant(rate: learningRate)
            : .cosine(rate: learningRate, steps: steps, warmUp: warmUpSteps)
    }

    /// Checks every range.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package func validate() throws(Failure) {
        try require(Double(steps), in: 1...10_000_000, "steps")
        try require(Double(teacherSteps ?? 1), in: 1...10_000_000, "teacher_steps")
        try require(Double(labeledBatch), in: 1...4096, "labeled_batch")
        try require(Double(learningRate), in: 1e-9...100, "learning_rate")
        try require(Double(weightDecay), in: 0...1, "weight_decay")
        try require(Double(warmUpSteps), in: 0...Double(steps), "warm_up_steps")
        try require(Double(averageDecay), in: 0...0.999999, "average_decay")
        try require(Double(layerDecay ?? 1), in: 0.01...1, "layer_decay")
        if let limit = gradientNormLimit {
            try require(Double(limit), in: 1e-9...1e9, "gradient_norm_limit")
        }
        switch method {
        case .sgd(let momentum, _):
            try require(Double(momentum), in: 0...0.9999, "momentum")
        case .adamW(let beta1, let beta2):
            try require(Double(beta1), in: 0...0.9999, "beta1")
            try require(Double(beta2), in: 0...0.999999, "beta2")
        }
    }

    private func require(
        _ value: Double,
        in range: ClosedRange<Double>,
        _ field: String
    ) throws(Failure) {
        guard range.contains(value) else {
            throw .invalid(
                "\(field) is \(range.lowerBound) to \(range.upperBound); got \(value)",
                field: field
            )
        }
    }
}

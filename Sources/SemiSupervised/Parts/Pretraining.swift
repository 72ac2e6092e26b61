package import Domain
package import Networks

/// An encoder that learns without labels, and what becomes of it.
package struct Pretraining: Sendable, Hashable {
    /// What is released.
    package enum Release: String, Sendable, Hashable, CaseIterable {
        /// The encoder, without classes: to start others from.
        case preTrained = "pre_trained"
        /// A classifier on the encoder as it is: linear evaluation.
        case linear
        /// The encoder with a classifier, both trained with the labels.
        case fineTuned = "fine_tuned"
        /// A comparison of the encoder's features with those of labelled rows: k-NN evaluation.
        case neighbors
    }

    /// What is released.
    package var release = Release.fineTuned
    /// The share of the steps that are without labels; 0: a given encoder is taken as it is.
    package var share: Float = 0.8
    /// The learning rate of those steps.
    package var rate: Float
    /// What moves the weights in those steps; nil: what was asked for.
    package var optimizer: Optimizer?
    /// Examples of which there are views in a step, for each labelled row of a batch.
    package var ratio = 8
    /// The nearest labelled rows that are compared; 0: all.
    package var neighbors = 0
    /// Divides cosines where rows are compared with labelled ones.
    package var neighborTemperature: Float = 0.1

    /// With the optimizer of SimCLR and what came of it.
    package static let byLARS = Pretraining(
        rate: 10,
        optimizer: .lars(LARS(weightDecay: 1e-4, rule: .decayInGradient))
    )

    /// Plans a pre-training.
    package init(rate: Float, optimizer: Optimizer? = nil) {
        self.rate = rate
        self.optimizer = optimizer
    }

    /// The recipe: an objective without labels on `network`, whose encoder is the task's, then the labels.
    ///
    /// - Throws: ``Failure`` (invalid argument) where a given encoder is wanted and there is none.
    package func recipe(
        _ objective: any Objective,
        network: Graph,
        for task: TaskFacts,
        average: AverageDecay? = nil
    ) throws(Failure) -> Recipe {
        guard share > 0 || task.isModelGiven else {
            throw .invalid(
                "pretraining 0 evaluates a model that the run starts from, and there is none",
                field: "pretraining"
            )
        }
        guard share > 0 || release != .preTrained else {
            throw .invalid(
                "pretraining 0 with release pre_trained would release the model as it came; release is linear, "
                    + "fine_tuned or neighbors",
                field: "pretraining"
            )
        }
        let isAlone = release == .preTrained || release == .neighbors
        let most = isAlone ? task.steps : max(1, task.steps - 1)
        let wanted = isAlone ? task.steps : Int((Float(task.steps) * share).rounded())
        let first = share == 0 ? 0 : min(max(1, wanted), most)
        var phase = Phase(
            "pre-training",
            objective,
            network: network,
            steps: first,
            start: task.isModelGiven ? .given : nil
        )
        phase.average = average
        phase.optimizers = [
            OptimizerPlan(
                .all,
                optimizer,
                schedule: .halfCosine(
                    start: 0,
                    rate: rate,
                    end: 0,
                    steps: first,
                    warmUp: first / 10
                )
            )
        ]
        switch release {
        case .preTrained: phase.release = .part(task.network.encoder)
        case .neighbors:
            phase.release = .nearestSupport(
                of: task.network.encoder,
                temperature: neighborTemperature,
                neighbors: neighbors,
                most: 10_000
            )
        case .linear, .fineTuned: break
        }
        guard !isAlone else { return Recipe([phase]) }
        let tuning = tuning(task, steps: max(1, task.steps - first), after: share > 0)
        return Recipe(share == 0 ? [tuning] : [phase, tuning])
    }

    /// The phase with labels.
    private func tuning(_ task: TaskFacts, steps: Int, after hasPhaseBefore: Bool) -> Phase {
        let features = task.network.valueName(of: .embedding)
        let classifier = task.network.valueName(of: .classifier)
        var tuning = Phase(
            release == .linear ? "linear" : "fine-tuning",
            SupervisedObjective(view: .strong),
            network: task.network.classifying(
                features,
                classes: task.network.classes,
                named: classifier,
                initial: .zero
            ),
            steps: steps,
            start: hasPhaseBefore ? .previous : .given
        )
        if release == .linear { tuning.optimizers = [OptimizerPlan(.only([classifier]))] }
        return tuning
    }
}

/// An algorithm that is a pre-training.
package protocol PretrainingAlgorithm: Algorithm {
    /// The steps without labels, and what follows.
    var pretraining: Pretraining { get set }
}

extension PretrainingAlgorithm {
    /// The fields of the pre-training.
    static var pretrainingFields: [HyperParameterField<Self>] {
        [
            .number(
                "pretraining_rate",
                \.pretraining.rate,
                1e-6...100,
                "The learning rate of the steps without labels."
            ),
            .number(
                "pretraining",
                \.pretraining.share,
                0...0.99,
                "The share of the steps without labels, all where no classifier is trained; 0: a model to start from "
                    + "is evaluated as it is."
            ),
            .unlabeledRatio(\.pretraining.ratio),
            .choice(
                "release",
                \.pretraining.release,
                "What is released: the encoder, a classifier on it as it is, both trained, or a comparison "
                    + "with labelled rows."
            ),
            .integer(
                "neighbors",
                \.pretraining.neighbors,
                0...10_000,
                "The nearest labelled rows that a released comparison looks at; 0: all, the nearer the more."
            ),
        ]
    }
}

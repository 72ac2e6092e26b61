package import Domain
internal import Networks

/// PAWS, <https://arxiv.org/abs/2104.13963>: views of an unlabelled row are alike in what labelled rows they
/// are like.
///
/// The class of a view is that of its soft nearest neighbours among a support of labelled rows; two large
/// views are each other's targets, and small ones have the mean of both. What is released compares with the
/// labelled rows, or is fine-tuned.
package struct PAWS: Algorithm {
    /// What the pre-trained network becomes.
    package enum FineTuning: String, Sendable, Hashable, CaseIterable {
        /// A comparison with labelled rows, as it is.
        case none
        /// A classifier on the first layer of the projection, by cross-entropy.
        case classifier
        /// A comparison with labelled rows, after the supervised contrast SuNCEt of them.
        case suncet
    }

    /// What is compared in training.
    package enum Anchors: String, Sendable, Hashable, CaseIterable {
        /// The projection, which the targets are made of too.
        case projection
        /// What a second head makes of the projection.
        case prediction
    }

    /// What moves the weights of pre-training.
    package enum Method: String, Sendable, Hashable, CaseIterable {
        /// What the run asks for.
        case requested
        /// LARS, half a cosine after a warm-up.
        case lars
    }

    /// Divides cosines.
    package var temperature: Float = 0.1
    /// Sharpens the targets, and what is averaged to be even over the classes.
    package var sharpening: Float = 0.25
    /// The share of each support label that is spread over all classes.
    package var labelSmoothing: Float = 0.1
    /// The support rows of each class in a batch.
    package var supportPerClass = 4
    /// The classes of a batch's support; nil: all.
    package var supportClasses: Int?
    /// The views of each support row.
    package var supportViews = 2
    /// The small views of each unlabelled row.
    package var crops = 2
    /// The sides of a small view, a share of those of the image.
    package var cropSide: Float = 0.75
    /// The least area that a small view shows, a share of that of the image.
    package var cropLeast: Float = 0.5
    /// The largest area that a small view shows.
    package var cropMost: Float = 1
    /// The weight of what keeps the classes even.
    package var evenness: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4
    /// The width of the projection.
    package var width = 128
    /// What is compared.
    package var anchors = Anchors.projection
    /// What moves the weights.
    package var method = Method.requested
    /// The largest rate of LARS.
    package var larsRate: Float = 3.2
    /// The share of the steps over which the rate rises.
    package var warmUp: Float = 0.3
    /// What becomes of the network.
    package var fineTuning = FineTuning.none
    /// The steps of fine-tuning, a share of those of pre-training.
    package var fineTuningShare: Float = 0.2
    /// The largest rate of fine-tuning.
    package var fineTuningRate: Float = 0.02
    /// The most labelled rows that a released model compares with.
    package var storedSupport = 2000

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "paws",
        title: "PAWS",
        summary: "Views of a row agree on the labelled rows that they are like; the released model "
            + "compares with labelled rows.",
        whenToUse:
            "Where images are many and labels few, and features that compare well are wanted "
            + "with the classes.",
        family: .consistency,
        formula:
            "mean H(sharpen(p(other view)), p(view)) + me_max_weight sum pbar log pbar, "
            + "p(z) = softmax(cos(z, support) / temperature) Y, pbar = mean sharpen(p)",
        paper: "Assran et al., Semi-Supervised Learning of Visual Features by Non-Parametrically "
            + "Predicting View Assignments with Support Samples, 2021",
        paperAddress: "https://arxiv.org/abs/2104.13963",
        deviations: [
            "The averaged weights are released.",
            "By default two small views of three quarters of the side; the paper has six, of 18 of 32 "
                + "pixels.",
            "The rate is the run's and rises over three tenths of the steps, where the paper has LARS and "
                + "a sixtieth: with few labels in a batch, large steps early on tie classes to what the "
                + "labelled rows happen to be near.",
            "Large views are strong views, not resized crops.",
            "Small views do not move the running statistics, which are those of whole images.",
            "SuNCEt fine-tuning normalises by the statistics of the batch.",
        ],
        benchmark: AlgorithmCard.Benchmark(steps: 800)
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number("temperature", \.temperature, 0.01...100, "Divides cosines."),
            .number(
                "sharpening",
                \.sharpening,
                0.01...1,
                "The temperature that sharpens targets, and what is to be even over the classes."
            ),
            .number(
                "label_smoothing",
                \.labelSmoothing,
                0...0.5,
                "The share of each support label that is spread over all classes."
            ),
            .integer(
                "support_per_class",
                \.supportPerClass,
                1...256,
                "Support rows of each class in a batch; rows of a class with fewer come again."
            ),
            .optionalInteger(
                "support_classes",
                \.supportClasses,
                2...10_000,
                "The classes of a batch's support, in turn; unset: all."
            ),
            .integer("support_views", \.supportViews, 1...8, "The views of each support row."),
            .integer("crops", \.crops, 0...16, "The small views of each unlabelled row."),
            .number(
                "crop_side",
                \.cropSide,
                0.1...1,
                "The sides of a small view, a share of those of the image."
            ),
            .number(
                "crop_least",
                \.cropLeast,
                0.01...1,
                "The least area that a small view shows, a share of that of the image."
            ),
            .number(
                "crop_most",
                \.cropMost,
                0.01...1,
                "The largest area that a small view shows."
            ),
            .number(
                "me_max_weight",
                \.evenness,
                0...100,
                "The weight of what keeps the mean of all views even over the classes."
            ),
            .unlabeledRatio(\.unlabeledRatio),
            .integer("width", \.width, 4...4096, "The width of the projection."),
            .choice(
                "anchors",
                \.anchors,
                "What is compared: the projection, or what a second head predicts of it."
            ),
            .choice("method", \.method, "What moves the weights: the run's optimizer, or LARS."),
            .number("lars_rate", \.larsRate, 0.0001...100, "The largest rate of LARS."),
            .number(
                "warm_up",
                \.warmUp,
                0...1,
                "The share of the steps over which the rate rises."
            ),
            .choice(
                "fine_tuning",
                \.fineTuning,
                "What becomes of the network: a comparison with labelled rows as it is, a classifier, "
                    + "or a comparison after SuNCEt."
            ),
            .number(
                "fine_tuning_share",
                \.fineTuningShare,
                0.001...10,
                "The steps of fine-tuning, a share of those of pre-training."
            ),
            .number(
                "fine_tuning_rate",
                \.fineTuningRate,
                0.00001...100,
                "The largest rate of fine-tuning."
            ),
            .integer(
                "stored_support",
                \.storedSupport,
                1...100_000,
                "The most labelled rows that a released model compares with."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        guard cropLeast <= cropMost else {
            throw .invalid(
                "crop_least is at most crop_most, \(cropMost); got \(cropLeast)",
                field: "crop_least"
            )
        }
        let network: Graph
        let isFlexible: Bool
        do {
            network = try task.network.comparing(width: width, predicting: anchors == .prediction)
            isFlexible = try takesCrops(Network(network))
        } catch {
            throw error.failure
        }
        var training = Phase(
            "pre-train",
            PAWSObjective(self, small: isFlexible ? .crop(crop) : .strong),
            network: network,
            steps: task.steps,
            start: task.isModelGiven ? .given : nil
        )
        training.optimizers = [optimizer(task)]
        var phases = [training]
        if fineTuning != .none { phases.append(fineTuningPhase(task, network)) }
        if fineTuning != .classifier {
            phases[phases.count - 1].release = .nearestSupport(
                of: network.encoder,
                temperature: temperature,
                most: storedSupport
            )
        }
        return Recipe(phases)
    }

    private var crop: Crop { Crop(side: cropSide, least: cropLeast, most: cropMost) }

    /// Whether a network can be run over small views.
    private func takesCrops(_ network: Network) -> Bool {
        network.resized(to: View.crop(crop).shape(of: network.graph.input)) != nil
    }

    /// A rise of the rate and half a cosine down to its hundredth.
    private func optimizer(_ task: TaskFacts) -> OptimizerPlan {
        let peak = method == .lars ? larsRate : task.learningRate
        return OptimizerPlan(
            .all,
            method == .lars ? .lars(LARS(rule: .decayInRatio)) : nil,
            schedule: .halfCosine(
                start: peak / 100,
                rate: peak,
                end: peak / 100,
                steps: task.steps,
                warmUp: Int(Float(task.steps) * warmUp)
            )
        )
    }

    private func fineTuningPhase(_ task: TaskFacts, _ network: Graph) -> Phase {
        let steps = max(1, Int((Float(task.steps) * fineTuningShare).rounded()))
        let isClassifier = fineTuning == .classifier
        var phase = Phase(
            "fine-tune",
            isClassifier
                ? SupervisedObjective(view: .cleanOrStrong) : SupportObjective(self),
            network: isClassifier
                ? network.classifying(
                    Graph.firstProjection,
                    classes: task.network.classes,
                    initial: .zero
                ) : network,
            steps: steps,
            start: .previous
        )
        phase.optimizers = [
            OptimizerPlan(
                .all,
                isClassifier
                    ? .sgd(SGD(momentum: 0.9, weightDecay: 0, nesterov: true))
                    : .lars(LARS(weightDecay: 0, rule: .decayInRatio)),
                schedule: .halfCosine(
                    start: fineTuningRate,
                    rate: fineTuningRate,
                    end: isClassifier ? 0 : fineTuningRate / 10,
                    steps: steps,
                    warmUp: 0
                )
            )
        ]
        return phase
    }

    /// The support of a batch.
    var support: StreamPlan {
        StreamPlan(
            Array(repeating: .strong, count: supportViews),
            of: .labeled,
            .perClass(classes: supportClasses, each: supportPerClass)
        )
    }
}

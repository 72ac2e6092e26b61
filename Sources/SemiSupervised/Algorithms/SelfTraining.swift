package import Domain
internal import Networks

/// Self-training, Scudder 1965 and Yarowsky 1995: a classifier labels the rows that it is sure of, and is fitted again
/// with them, as in scikit-learn's `SelfTrainingClassifier`.
///
/// The classifier is fitted anew in each round, to the input or the features of a model that the run starts from, or
/// to a Gaussian kernel of these. What is released is an ordinary network.
package struct SelfTraining: Algorithm {
    /// Which rows get labels in a round.
    package enum Criterion: String, CaseIterable, Codable, Sendable {
        /// Those whose likeliest class is likelier than the threshold.
        case threshold
        /// The surest ones.
        case best = "k_best"
    }

    /// What the classifier takes.
    package var features = SolverFeatures.raw
    /// The classifier.
    package var classifier = BaseClassifier.logistic
    /// Which rows get labels in a round.
    package var criterion = Criterion.threshold
    /// How likely a class must be, for ``Criterion/threshold``.
    package var threshold: Float = 0.9
    /// How many rows get labels, for ``Criterion/best``.
    package var best = 10
    /// The most rounds.
    package var maxIterations = 10
    /// The cost of a row of the logistic regression.
    package var cost: Float = 300
    /// The smoothing of naive Bayes.
    package var smoothing: Float = 0.1
    /// How narrow the kernel is.
    package var gamma: Float = 1
    /// The rows that the kernel compares with.
    package var landmarks = 1024
    /// The most rows of each pool that are looked at.
    package var rows = 10_000

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "self_training",
        title: "Self-training",
        summary: "A classifier labels the rows that it is sure of, and is fitted again with them.",
        whenToUse:
            "For small data and vectors, in seconds, and over the features of a good encoder; as the "
            + "simplest thing to compare with.",
        family: .teacherAndStudent,
        formula:
            "0.5 |W|^2 + cost sum CE(y, W x + b) over all rows with labels, given or found; a row gets "
            + "argmax p(u) once max p(u) > threshold",
        paper:
            "Yarowsky, Unsupervised Word Sense Disambiguation Rivaling Supervised Methods, 1995",
        deviations: [
            "The rounds and criteria are those of scikit-learn's SelfTrainingClassifier.",
            "Of equally sure rows the first ones are among the best.",
            "The kernel is approximated by landmarks (Nystrom).",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .choice(
                "features",
                \.features,
                "What the classifier takes: raw: the input, or the features of the model that the run "
                    + "starts from; kernel: a Gaussian kernel of that."
            ),
            .choice(
                "classifier",
                \.classifier,
                "The classifier: logistic, a multinomial logistic regression; naive_bayes, with normal "
                    + "distributions."
            ),
            .choice(
                "criterion",
                \.criterion,
                "Which rows get labels in a round: threshold: all that are surer than that; k_best: the "
                    + "surest."
            ),
            .threshold(\.threshold, "A row gets a label where its likeliest class is likelier."),
            .integer("k_best", \.best, 1...1_000_000, "How many rows the criterion k_best labels."),
            .integer("max_iterations", \.maxIterations, 1...10_000, "The most rounds."),
            .logisticCost(\.cost),
            .bayesSmoothing(\.smoothing),
            .kernelWidth(\.gamma),
            .landmarks(\.landmarks),
            .sampledRows(\.rows),
        ]
    }

    /// Which rows get labels in a round.
    var selection: SelfTrainingLabels.Criterion {
        switch criterion {
        case .threshold: .above(Double(threshold))
        case .best: .best(best)
        }
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let (graph, value, kernel) = task.upTo(features, landmarks: landmarks, gamma: gamma)
        var (network, layers) = graph.scoring(
            value,
            classes: task.network.classes,
            hasSquares: classifier == .naiveBayes
        )
        layers.kernel = kernel
        return .solving(SelfTrainingSolver(self, layers), network: network, for: task)
    }
}

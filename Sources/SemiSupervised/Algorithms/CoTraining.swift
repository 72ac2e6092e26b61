package import Domain
internal import Networks

/// Co-training, Blum and Mitchell 1998: two classifiers that see different columns of a row label rows for each other.
///
/// It rests on that each half would do alone, and that their mistakes have little to do with each other. The columns
/// are those of the input or of the features of a model that the run starts from. What is released multiplies both
/// posteriors, and is an ordinary network.
package struct CoTraining: Algorithm {
    /// How the columns become two views.
    package enum Split: String, CaseIterable, Codable, Sendable {
        /// The first columns, and the others.
        case halves
        /// Random ones, and the others.
        case random
    }

    /// The classifier of each view.
    package var classifier = BaseClassifier.logistic
    /// How the columns become two views.
    package var split = Split.random
    /// The columns of the first view; nil: half of them.
    package var firstView: Int?
    /// How many rows of a class a view labels in a round, of classes of equal size.
    package var perClass = 1
    /// The rows that are asked about at a time.
    package var poolSize = 75
    /// The rounds.
    package var rounds = 30
    /// The cost of a row of the logistic regression.
    package var cost: Float = 10
    /// The smoothing of naive Bayes.
    package var smoothing: Float = 0.1
    /// The most rows of each pool that are looked at.
    package var rows = 10_000

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "co_training",
        title: "Co-training",
        summary: "Two classifiers that see different columns label rows for each other.",
        whenToUse:
            "For vectors whose columns come in two parts that each would do alone, such as a page's words "
            + "and those of the links to it.",
        family: .teacherAndStudent,
        formula:
            "p(y | x) ~ p_1(y | x_1) p_2(y | x_2), each fitted to all rows with labels; a view labels those "
            + "of the pool with the largest p_v(y | u_v), so many for each class y",
        paper: "Blum and Mitchell, Combining Labeled and Unlabeled Data with Co-Training, 1998",
        deviations: [
            "Any number of classes: a view labels rows of each class by its share of the labels, and at "
                + "least one.",
            "Features are numbers: a logistic regression, or naive Bayes with normal distributions.",
            "Where nothing is known of the columns the views are random ones, Nigam and Ghani 2000.",
            "A row that both views name has the label of the first.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .choice(
                "classifier",
                \.classifier,
                "The classifier of each view: logistic, a multinomial logistic regression; naive_bayes, "
                    + "with normal distributions."
            ),
            .choice(
                "split",
                \.split,
                "How columns become two views: halves: the first ones, and the others; random: any, and "
                    + "the others."
            ),
            .optionalInteger(
                "first_view",
                \.firstView,
                1...1_000_000,
                "The columns of the first view, at least one fewer than there are; unset: half of them."
            ),
            .integer(
                "per_class",
                \.perClass,
                1...1000,
                "How many rows of a class a view labels in a round, of classes of equal size."
            ),
            .integer(
                "pool_size",
                \.poolSize,
                1...1_000_000,
                "The unlabelled rows that are asked about at a time."
            ),
            .integer("rounds", \.rounds, 1...10_000, "The rounds."),
            .logisticCost(\.cost),
            .bayesSmoothing(\.smoothing),
            .sampledRows(\.rows),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let (graph, value, _) = task.upTo(.raw)
        let (network, layers) = graph.scoring(
            value,
            classes: task.network.classes,
            hasSquares: classifier == .naiveBayes
        )
        return .solving(CoTrainingSolver(self, layers), network: network, for: task)
    }
}

package import Domain
internal import Networks

/// Semi-supervised support vector machines, Joachims 1999: the labels of unlabelled rows are chosen so that the
/// margins are free of rows.
///
/// One machine for each class against the rest, tied by that every row has one label and every class its share of
/// them. The machines are linear in features: the input or the features of a model that the run starts from, or a
/// Gaussian kernel of these. What is released is an ordinary network.
package struct S3VM: Algorithm {
    /// What the machines are linear in.
    package var features = SolverFeatures.kernel
    /// How labels are searched for.
    package var search = TransductiveSVM.Search.annealing
    /// The cost of a labelled row within the margin.
    package var cost: Float = 3
    /// What all unlabelled rows cost together, beside all labelled ones.
    package var unlabeledWeight: Float = 3
    /// How narrow the kernel is.
    package var gamma: Float = 3
    /// The rows that the kernel compares with.
    package var landmarks = 1024
    /// The most rows of each pool that are looked at.
    package var rows = 10_000

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "s3vm",
        title: "S3VM",
        summary: "Support vector machines whose margins are free of unlabelled rows too.",
        whenToUse:
            "For small data and vectors, in seconds, and over the features of a good encoder.",
        family: .margin,
        formula:
            "0.5 |w|^2 + cost sum max(0, 1 - y f(x)) + cost* sum max(0, 1 - |f(u)|) for each class",
        paper:
            "Joachims, Transductive Inference for Text Classification using Support Vector Machines, "
            + "1999; Sindhwani et al., Deterministic Annealing for Semi-supervised Kernel Machines, 2006",
        deviations: [
            "Any number of classes: each unlabelled row is of one class, and each class has its share.",
            "Pairs of labels are swapped many at a time, between any two classes.",
            "The kernel is approximated by landmarks (Nystrom), and the corner of the hinge is rounded.",
            "Values are scaled to logits by the labels given and found, with Platt's targets.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .choice(
                "features",
                \.features,
                "What machines are linear in: raw: the input, or the features of the model that the run "
                    + "starts from; kernel: a Gaussian kernel of that."
            ),
            .choice(
                "search",
                \.search,
                "How labels are searched for before pairs of them are swapped: annealing; switching, as "
                    + "costs rise; gradient, of a smooth loss."
            ),
            .number("cost", \.cost, 1e-4...1e4, "The cost of a labelled row within the margin."),
            .number(
                "unlabeled_weight",
                \.unlabeledWeight,
                0...100,
                "What all unlabelled rows cost together, beside all labelled ones; each at most as much "
                    + "as a labelled one. 0: they are not used."
            ),
            .kernelWidth(\.gamma),
            .landmarks(\.landmarks),
            .sampledRows(\.rows),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let (graph, value, kernel) = task.upTo(features, landmarks: landmarks, gamma: gamma)
        var (network, layers) = graph.scoring(
            value,
            classes: task.network.classes,
            hasSquares: false
        )
        layers.kernel = kernel
        return .solving(S3VMSolver(self, layers), network: network, for: task)
    }
}

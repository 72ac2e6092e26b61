package import Domain
internal import Networks

/// Who is near whom, and for how long labels are handed on: the hyper-parameters of ``LabelPropagation`` and
/// ``LabelSpreading``.
package struct NeighborGraph: Hashable, Sendable {
    /// What a row has of another.
    package enum Kernel: String, CaseIterable, Sendable {
        /// A Gaussian of their distance.
        case gaussian = "rbf"
        /// 1 of each of its nearest rows.
        case nearest = "knn"
    }

    /// What a row has of another.
    package var kernel = Kernel.gaussian
    /// How narrow the Gaussian is, in units of the mean squared distance.
    package var gamma: Float = 30
    /// The factor of squared distances as they are, as scikit-learn has it; nil: what ``gamma`` says.
    package var plainGamma: Float?
    /// The nearest rows, of which the first is the row itself.
    package var neighbors = 7
    /// The most steps.
    package var maxIterations: Int
    /// The sum of absolute changes at which it ends.
    package var tolerance: Float = 1e-3
    /// The most rows of each pool that are looked at, and stored in what is released.
    package var rows = 2000

    /// Creates the defaults, with so many steps at most.
    package init(maxIterations: Int) { self.maxIterations = maxIterations }

    /// Where both algorithms differ from their papers.
    static let deviations = [
        "The graph, the steps and the stop are those of scikit-learn 1.9.",
        "gamma is in units of the mean squared distance of two rows; plain_gamma is that of scikit-learn.",
        "Of more rows than are looked at, a sample is; what is released stores these, and compares with them.",
        "A row far from all stored ones is told by those that are the least far.",
    ]

    /// The factor of squared distances of a table's rows, which are the network's values times a scale.
    func gamma(of table: FeatureTable) -> Double {
        plainGamma.map { Double($0) / (table.scale * table.scale) }
            ?? Double(gamma) / table.meanSquaredDistance
    }
}

/// An algorithm that hands labels on over a ``NeighborGraph``.
package protocol LabelDiffusing: Algorithm {
    /// Who is near whom.
    var graph: NeighborGraph { get set }
    /// How labels are handed on.
    var rule: LabelDiffusion.Rule { get }
}

extension LabelDiffusing {
    /// The fields of the graph.
    static var graphFields: [HyperParameterField<Self>] {
        [
            .choice(
                "kernel",
                \.graph.kernel,
                "What a row has of another: rbf: exp(-gamma d^2 / m); knn: 1 of each of its nearest rows, "
                    + "for more rows than a matrix of all pairs has room for."
            ),
            .number(
                "gamma",
                \.graph.gamma,
                1e-3...1e4,
                "How narrow the kernel is: exp(-gamma d^2 / m), m the mean squared distance."
            ),
            .optionalNumber(
                "plain_gamma",
                \.graph.plainGamma,
                1e-6...1e6,
                "The kernel's factor of squared distances as they are, exp(-plain_gamma d^2); unset: gamma is taken."
            ),
            .integer(
                "neighbors",
                \.graph.neighbors,
                1...1000,
                "The nearest rows of the kernel knn, of which the first is the row itself."
            ),
            .integer("max_iterations", \.graph.maxIterations, 1...1_000_000, "The most steps."),
            .number(
                "tolerance",
                \.graph.tolerance,
                0...1000,
                "It ends where the sum of absolute changes of a step is below."
            ),
            .integer(
                "rows",
                \.graph.rows,
                16...20_000,
                "The most rows of each pool that are looked at, and that the released model stores; of "
                    + "more, a sample. The kernel rbf takes 8 bytes for each pair."
            ),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        let (encoder, value, _) = task.upTo(.raw)
        let solver = LabelDiffusionSolver(
            rule,
            graph,
            encoder: encoder,
            value: value,
            classes: task.network.classes
        )
        // The network of the released one, with a single row until it is known how many there are.
        return .solving(solver, network: solver.network(rows: 1).graph, for: task)
    }
}

extension FeatureTable {
    /// The mean squared distance of two rows: twice the sum of the columns' variances; 1 where all are equal.
    fileprivate var meanSquaredDistance: Double {
        let width = features.columns
        var sums = Array(repeating: 0.0, count: width)
        var square = 0.0
        for (place, value) in features.values.enumerated() {
            sums[place % max(1, width)] += value
            square += value * value
        }
        let count = Double(max(1, features.rows))
        let distance = 2 * (square - sums.reduce(0) { $0 + $1 * $1 } / count) / count
        return distance.isNormal && distance > 0 ? distance : 1
    }
}

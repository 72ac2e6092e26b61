package import Domain
package import Networks

/// Learning without gradient steps: the classifier of a network is solved for over a table of its features.
///
/// The work is cut into rounds, between which a run may be stopped: what ``visit(_:)`` shows is all that the
/// next round needs beside the table.
package protocol Solver: Stateful, Sendable {
    /// The rows that it sees.
    var rows: TableRows { get }
    /// What the network's features are made from, where the solver has weights for that: a value by its name;
    /// nil: the network has features as it is.
    var source: String? { get }
    /// The rounds of a run; the last ones do nothing where it has found its answer before.
    var rounds: Int { get }
    /// The weights below the features, made from values of ``source``.
    ///
    /// - Parameters:
    ///   - values: Of the table's rows in random order, at most ``TableRows/prepared`` of them.
    ///   - shape: The shape of one row's value.
    /// - Returns: Tensors by their names.
    func prepare(_ values: Matrix, shape: Shape) -> [String: [Float]]
    /// Does one round.
    ///
    /// - Throws: ``Failure`` (failed precondition) where the table has no answer.
    mutating func advance(_ table: FeatureTable) throws(Failure) -> SolverProgress
    /// The weights above the features, as far as they are known: tensors by their names.
    func solution(_ table: FeatureTable) -> [String: [Float]]
    /// The network that holds the solution, where that is known only with the table; nil: it is that of the phase.
    func released(_ table: FeatureTable) -> Graph?
    /// The bytes that it takes beside a table of `rows` rows and `width` columns.
    func byteCount(rows: Int, width: Int, classes: Int) -> Int
}

extension Solver {
    package func released(_ table: FeatureTable) -> Graph? { nil }
}

/// The rows of a table.
package struct TableRows: Sendable, Hashable {
    /// Whether there are unlabelled rows.
    package var hasUnlabeled: Bool
    /// The most rows of each pool; of more a sample is drawn by the run's seed.
    package var most: Int
    /// The most rows that the features below are prepared from.
    package var prepared: Int

    /// Describes a table.
    package init(hasUnlabeled: Bool, most: Int, prepared: Int = 0) {
        self.hasUnlabeled = hasUnlabeled
        self.most = most
        self.prepared = prepared
    }
}

/// Where a solver is after a round.
package struct SolverProgress: Sendable, Hashable {
    /// What is minimized.
    package var objective: Double
    /// The mean loss of the labelled rows, unweighted.
    package var labeledLoss: Double
    /// The mean loss of the unlabelled rows, unweighted; 0 without any.
    package var unlabeledLoss: Double
    /// The share of the unlabelled rows that are outside of every margin, in `0...1`.
    package var utilization: Double
}

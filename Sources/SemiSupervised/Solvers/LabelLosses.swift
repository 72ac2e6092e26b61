internal import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What a classifier's word cost, in nats, in the last round that asked it.
struct LabelLosses: Stateful, Sendable, Hashable {
    /// The mean loss of the rows whose labels are given, that of the rows that were labelled, and that of both.
    private var means: [Double] = [0, 0, 0]

    /// Nothing was asked yet.
    init() {}

    /// Takes the mean losses of labels.
    ///
    /// - Parameters:
    ///   - probabilities: What was said of each row, `[N, K]`.
    ///   - labels: The class of each row; -1: it has none, `[N]`.
    ///   - given: How many rows, the first, were given with labels.
    init(_ probabilities: DoubleMatrix, _ labels: [Int], given: Int) {
        var (sums, counts) = ([0.0, 0.0], [0.0, 0.0])
        for (row, label) in labels.enumerated() where label >= 0 {
            let part = row < given ? 0 : 1
            sums[part] -= log(max(probabilities[row, label], Double.leastNormalMagnitude))
            counts[part] += 1
        }
        means = [
            sums[0] / max(1, counts[0]), sums[1] / max(1, counts[1]),
            (sums[0] + sums[1]) / max(1, counts[0] + counts[1]),
        ]
    }

    /// What is told of a round, after which the rows have these labels.
    func progress(of labels: [Int], given: Int) -> SolverProgress {
        let rest = labels[given...]
        let known = rest.count { $0 >= 0 }
        return SolverProgress(
            objective: means[2],
            labeledLoss: means[0],
            unlabeledLoss: means[1],
            utilization: Double(known) / Double(max(1, rest.count))
        )
    }

    mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.numbers("losses", &means)
    }
}

extension FeatureTable {
    /// The class of each row; nil: it has none, `[L + U]`.
    var rowLabels: [Int?] { labels.map(Optional.some) + Array(repeating: nil, count: unlabeled) }

    /// Checks that there are labels of more than one class.
    ///
    /// - Throws: ``Failure`` (failed precondition) otherwise.
    func requireTwoClasses() throws(Failure) {
        guard counts.count(where: { $0 > 0 }) < 2 else { return }
        throw .precondition(
            "a classifier tells classes apart: expected labelled examples of two classes at least; "
                + "all \(labeled) are of one"
        )
    }
}

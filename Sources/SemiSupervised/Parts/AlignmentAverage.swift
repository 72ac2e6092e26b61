package import Networks

/// The alignment of predictions to a distribution of the classes, by the average of all batches so far.
///
/// `a = p (target + 1e-6) / (average + 1e-6)`, each row with sum 1; the average takes in the batch first.
package struct AlignmentAverage: Stateful, Sendable, Hashable {
    /// What predictions are aligned to.
    package enum Target: Sendable, Hashable {
        /// Every class as likely as any other.
        case even
        /// What the student says of labelled rows, on average.
        case labeled
        /// The share of each class among the labels.
        case labels
    }

    private let target: Target
    private let momentum: Float
    /// The average prediction; empty before the first batch.
    private var average: [Float] = []
    private var wanted: [Float] = []

    /// Creates an alignment; `momentum` is how much of the averages stays in a step.
    package init(to target: Target, momentum: Float) {
        self.target = target
        self.momentum = momentum
    }

    /// Aligns probabilities, `[M, C]`; `labeled` are those of labelled rows, `[B, C]`, `counts` the labels of each
    /// class, `[C]`.
    package mutating func align(
        _ probabilities: Matrix,
        labeled: Matrix? = nil,
        counts: [Int] = []
    ) -> Matrix {
        let means = probabilities.columnMeans()
        average = average.count == means.count ? moved(average, to: means) : means
        if wanted.count != means.count {
            wanted = Array(repeating: 1 / Float(means.count), count: means.count)
        }
        if case .labeled = target, let labeled {
            wanted = moved(wanted, to: labeled.columnMeans())
        }
        if case .labels = target {
            let sum = Float(max(counts.reduce(0, +), 1))
            wanted = counts.map { Float($0) / sum }
        }
        return probabilities.reweighted(
            by: zip(wanted, average).map { ($0 + 1e-6) / ($1 + 1e-6) }
        )
    }

    private func moved(_ average: [Float], to batch: [Float]) -> [Float] {
        zip(average, batch).map { momentum * $0 + (1 - momentum) * $1 }
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("alignment.average", &average)
        visitor.tensor("alignment.target", &wanted)
    }
}

extension Matrix {
    /// Each column times its factor, and then each row divided by its sum.
    func reweighted(by factors: [Float]) -> Matrix {
        var result = self
        for row in 0..<rows {
            var sum: Float = 0
            for column in factors.indices {
                result[row, column] *= factors[column]
                sum += result[row, column]
            }
            for column in factors.indices { result[row, column] /= sum }
        }
        return result
    }

    /// The rows with numbers added to their columns, `[columns]`.
    func adding(_ offsets: [Float]) -> Matrix {
        var result = self
        for row in 0..<rows {
            for column in offsets.indices { result[row, column] += offsets[column] }
        }
        return result
    }

    /// The mean of each column, `[columns]`; 0 without rows.
    func columnMeans() -> [Float] {
        var sums = [Float](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns { sums[column] += self[row, column] }
        }
        return sums.map { $0 / Float(max(rows, 1)) }
    }
}

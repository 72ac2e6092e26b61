package import Domain
package import Networks
internal import Training

/// What a model says about the labelled examples of one split.
package struct SplitPredictions: Sendable {
    /// The mean softmax over the views, `[N, C]`.
    package let probabilities: Matrix
    /// The labelled classes, `[N]`.
    package let labels: [Int]
    /// The predicted classes, `[N]`; at equal probabilities the first.
    package let predicted: [Int]

    /// Creates predictions; as many labels as rows.
    package init(probabilities: Matrix, labels: [Int]) {
        precondition(
            probabilities.rows == labels.count,
            "\(probabilities.rows) rows and \(labels.count) labels"
        )
        self.probabilities = probabilities
        self.labels = labels
        predicted = (0..<probabilities.rows).map { row in
            var best = 0
            for column in 0..<probabilities.columns
            where probabilities[row, column] > probabilities[row, best] {
                best = column
            }
            return best
        }
    }

    /// The number of examples.
    package var count: Int { labels.count }

    /// Which predictions are right, `[N]`.
    package var isCorrect: [Bool] { zip(predicted, labels).map(==) }

    /// The probability of the predicted class, `[N]`.
    package var confidences: [Float] {
        predicted.enumerated().map { probabilities[$0, $1] }
    }

    /// The examples as the certifier reads them.
    package var scored: [ScoredExample] {
        zip(confidences, isCorrect).map(ScoredExample.init)
    }

    /// How good the model is on this split; nil without examples.
    package func metrics(for split: Split) throws -> Metrics? {
        guard count > 0 else { return nil }
        return try Training.Evaluation.metrics(
            probabilities: probabilities,
            labels: labels,
            split: split
        )
    }
}

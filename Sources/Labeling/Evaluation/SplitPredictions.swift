package import Domain
package import Networks
internal import Training

/// What a model says about the labelled examples of one split.
package struct SplitPredictions: Sendable {
    /// The mean softmax over the views, `[N, C]`.
    package let probabilities: Matrix
    /// The labelled classes, `[N]`; nil: whoever was asked could not say, and no prediction is right.
    package let labels: [Int?]
    /// The predicted classes, `[N]`; at equal probabilities the first.
    package let predicted: [Int]
    /// What certificates are made with, `[N]`: the probability of the predicted class; of an outlier one that no
    /// threshold accepts.
    package let confidences: [Float]

    /// Creates predictions; as many labels as rows.
    package init(_ answers: ModelAnswers, labels: [Int?]) {
        probabilities = answers.probabilities
        precondition(
            probabilities.rows == labels.count,
            "\(probabilities.rows) rows and \(labels.count) labels"
        )
        self.labels = labels
        let predictions = answers.predictions
        predicted = predictions.map(\.label)
        confidences = predictions.map(\.score)
    }

    /// The number of examples.
    package var count: Int { labels.count }

    /// Which predictions are right, `[N]`.
    package var isCorrect: [Bool] { zip(predicted, labels).map { $0 == $1 } }

    /// The examples as the certifier reads them.
    package var scored: [ScoredExample] {
        zip(confidences, isCorrect).map(ScoredExample.init)
    }

    /// How good the model is on the examples of this split that have a label; nil without one.
    package func metrics(for split: Split) throws -> Metrics? {
        let labeled = labels.indices.filter { labels[$0] != nil }
        guard !labeled.isEmpty else { return nil }
        let columns = probabilities.columns
        let values = labeled.flatMap { row in (0..<columns).map { probabilities[row, $0] } }
        return try Evaluation.metrics(
            probabilities: Matrix(rows: labeled.count, columns: columns, values: values),
            labels: labels.compactMap(\.self),
            split: split
        )
    }
}

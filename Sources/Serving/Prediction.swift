package import Domain

/// The rows of one request within the output of the batch that computed them.
///
/// Reading copies nothing; the output's arrays are freed, or used again, after their last reader.
package struct Prediction: Sendable {
    let output: BatchOutput
    let first: Int
    /// The number of rows.
    package let rows: Int
    private let hasEmbedding: Bool

    init(output: BatchOutput, first: Int, rows: Int, hasEmbedding: Bool) {
        self.output = output
        self.first = first
        self.rows = rows
        self.hasEmbedding = hasEmbedding
    }

    /// The model version that answered.
    package var modelVersion: ModelVersion { output.release.modelVersion }

    /// The release that answered.
    package var release: Release { output.release }

    /// The most likely class of a row; at equal probabilities the first.
    package func label(_ row: Int) -> Int { output.labels[index(row)] }

    /// The most likely class of each row, `[N]`.
    package var allLabels: ArraySlice<Int> { output.labels[first..<first + rows] }

    /// The mean softmax of that class over the views, in `0...1`, not calibrated.
    package func confidence(_ row: Int) -> Float {
        let index = index(row)
        return output.values[index * output.classes + output.labels[index]]
    }

    /// The mean softmax of each class over the views, `[C]`.
    package func probabilities(_ row: Int) -> ArraySlice<Float> {
        let start = index(row) * output.classes
        return output.values[start..<start + output.classes]
    }

    /// The probabilities of all rows, `[N, C]`, row after row.
    package var allProbabilities: ArraySlice<Float> {
        output.values[first * output.classes..<(first + rows) * output.classes]
    }

    /// The logits of the row itself, `[C]`, whatever the views and the temperature.
    package func logits(_ row: Int) -> ArraySlice<Float> {
        let start = (output.rows + index(row)) * output.classes
        return output.values[start..<start + output.classes]
    }

    /// The logits of all rows, `[N, C]`, row after row.
    package var allLogits: ArraySlice<Float> {
        let start = (output.rows + first) * output.classes
        return output.values[start..<start + rows * output.classes]
    }

    /// The features before the last layer of the row itself, `[D]`; nil unless asked for.
    package func embedding(_ row: Int) -> ArraySlice<Float>? {
        hasEmbedding ? features(row) : nil
    }

    /// Whether the model says that a row is of none of its classes.
    package func isOutlier(_ row: Int) -> Bool {
        guard let rule = output.release.outlierRule else { return false }
        return rule.isOutlier(features(row), label: label(row))
    }

    private func features(_ row: Int) -> ArraySlice<Float> {
        let start = 2 * output.rows * output.classes + index(row) * output.embeddingWidth
        return output.values[start..<start + output.embeddingWidth]
    }

    private func index(_ row: Int) -> Int {
        precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
        return first + row
    }
}

/// What one batch computed; its requests share the arrays.
struct BatchOutput: Sendable {
    let release: Release
    /// All rows of the batch, `N`.
    let rows: Int
    let classes: Int
    let embeddingWidth: Int
    /// The most likely class of each row, `[N]`.
    let labels: [Int]
    /// The mean softmax over the views, `[N, C]`; then the logits of the first view, `[N, C]`; then
    /// its features before the last layer, `[N, D]`, where somebody asked for them, or outliers are told by them.
    let values: [Float]

    init(
        release: Release,
        rows: Int,
        embeddingWidth: Int,
        labels: [Int],
        values: [Float]
    ) {
        self.release = release
        self.rows = rows
        self.classes = release.classes.count
        self.embeddingWidth = embeddingWidth
        self.labels = labels
        self.values = values
    }

    /// The arrays, to gather other rows in.
    var storage: BatchStorage { BatchStorage(labels: labels, values: values) }
}

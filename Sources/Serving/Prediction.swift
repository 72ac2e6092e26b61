package import Domain

/// The rows of one request within the output of the batch that computed them.
///
/// Reading copies nothing; the output is freed with its last reader.
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

    /// The mean softmax of that class over the views, in `0...1`, not calibrated.
    package func confidence(_ row: Int) -> Float {
        let index = index(row)
        return output.probabilities[index * output.classes + output.labels[index]]
    }

    /// The mean softmax of each class over the views, `[C]`.
    package func probabilities(_ row: Int) -> ArraySlice<Float> {
        let start = index(row) * output.classes
        return output.probabilities[start..<start + output.classes]
    }

    /// The probabilities of all rows, `[N, C]`, row after row.
    package var allProbabilities: ArraySlice<Float> {
        output.probabilities[first * output.classes..<(first + rows) * output.classes]
    }

    /// The logits of the row itself, `[C]`, whatever the views and the temperature.
    package func logits(_ row: Int) -> ArraySlice<Float> {
        let start = index(row) * output.classes
        return output.logits[start..<start + output.classes]
    }

    /// The features before the last layer of the row itself, `[D]`; nil unless asked for.
    package func embedding(_ row: Int) -> ArraySlice<Float>? {
        guard hasEmbedding else { return nil }
        let start = index(row) * output.embeddingWidth
        return output.embeddings[start..<start + output.embeddingWidth]
    }

    private func index(_ row: Int) -> Int {
        precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
        return first + row
    }
}

/// What one batch computed, shared by its requests.
final class BatchOutput: Sendable {
    let release: Release
    let classes: Int
    let embeddingWidth: Int
    /// The most likely class of each row, `[N]`.
    let labels: [Int]
    /// The mean softmax over the views, `[N, C]`.
    let probabilities: [Float]
    /// The logits of the first view, `[N, C]`.
    let logits: [Float]
    /// The features before the last layer of the first view, `[N, D]`; empty: nobody asked.
    let embeddings: [Float]

    init(
        release: Release,
        embeddingWidth: Int,
        labels: [Int],
        probabilities: [Float],
        logits: [Float],
        embeddings: [Float]
    ) {
        self.release = release
        self.classes = release.classes.count
        self.embeddingWidth = embeddingWidth
        self.labels = labels
        self.probabilities = probabilities
        self.logits = logits
        self.embeddings = embeddings
    }
}

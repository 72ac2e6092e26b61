internal import Domain
internal import Messages
internal import Serving

extension Wire.PredictReply {
    /// The rows of a prediction with what the caller asked for.
    init(_ prediction: Serving.Prediction, _ options: Wire.PredictOptions) {
        self.init(
            modelVersion: prediction.modelVersion,
            rows: (0..<prediction.rows).map { Wire.RowPrediction(prediction, row: $0, options) }
        )
    }

    /// Appends the wire format of the rows of a prediction, as the message of them would; nothing is
    /// allocated for it.
    static func encode(
        _ prediction: borrowing Serving.Prediction,
        _ options: Wire.PredictOptions,
        into buffer: inout [UInt8]
    ) {
        Wire.PredictReply(modelVersion: prediction.modelVersion).encode(into: &buffer)
        for row in 0..<prediction.rows {
            append(Wire.RowPrediction(prediction, row: row, options), to: &buffer)
        }
    }
}

extension Wire.RowPrediction {
    /// One row of a prediction.
    init(_ prediction: borrowing Serving.Prediction, row: Int, _ options: Wire.PredictOptions) {
        let classes = prediction.release.classes
        let label = prediction.label(row)
        self.init(
            classIndex: UInt32(clamping: label),
            className: classes[label],
            confidence: prediction.confidence(row),
            probabilities: options.probabilities ? Array(prediction.probabilities(row)) : [],
            topK: options.topK > 0
                ? Self.largest(Int(options.topK), prediction.probabilities(row), classes) : [],
            logits: options.logits ? Array(prediction.logits(row)) : [],
            embedding: options.embedding ? Array(prediction.embedding(row) ?? []) : []
        )
    }

    /// The `count` most likely classes, falling; at equal probabilities the first comes first.
    static func largest(
        _ count: Int,
        _ probabilities: ArraySlice<Float>,
        _ classes: [String]
    ) -> [Wire.ClassProbability] {
        let start = probabilities.startIndex
        let order = probabilities.indices.sorted { a, b in
            probabilities[a] != probabilities[b] ? probabilities[a] > probabilities[b] : a < b
        }
        return order.prefix(count).map { index in
            Wire.ClassProbability(
                classIndex: UInt32(clamping: index - start),
                className: classes[index - start],
                probability: probabilities[index]
            )
        }
    }
}

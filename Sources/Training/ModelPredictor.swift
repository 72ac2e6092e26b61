package import Domain
package import Networks
internal import SemiSupervised

/// A trained model that answers in evaluation mode: running statistics, no dropout.
///
/// Belongs to one thread.
package struct ModelPredictor: ~Copyable {
    /// The most rows, and the most values of rows, that are turned into numbers at a time.
    private static let pieceRows = 512
    private static let pieceValues = 1 << 20

    private let network: ServingNetwork
    private let scratch: ServingNetwork.Scratch

    /// Packs the weights of `model`.
    ///
    /// - Throws: ``Failure`` when its network is not valid or its weights are not the network's.
    package init(_ model: TrainedModel) throws(Failure) {
        let compiled: Network
        do {
            compiled = try Network(model.network)
        } catch {
            throw error.failure
        }
        network = try ServingNetwork(network: compiled, parameters: model.parameters)
        scratch = network.makeScratch()
    }

    /// Logits of rows that are already what the network sees, `[N, C]`.
    package func logits(_ rows: Matrix) -> Matrix { network.logits(rows, scratch: scratch) }

    /// Class probabilities of all unlabelled rows, `[N, C]`.
    package func unlabeledProbabilities(_ data: TrainingData) -> Matrix {
        softmax(unlabeledLogits(data))
    }

    /// Class probabilities of all labelled rows, `[N, C]`.
    package func labeledProbabilities(_ data: TrainingData) -> Matrix {
        softmax(labeledLogits(data))
    }

    /// Logits of all unlabelled rows, `[N, C]`.
    func unlabeledLogits(_ data: TrainingData) -> Matrix {
        logits(data, count: data.unlabeledCount) { data.appendUnlabeled($0, to: &$1) }
    }

    /// Logits of all labelled rows, `[N, C]`.
    func labeledLogits(_ data: TrainingData) -> Matrix {
        logits(data, count: data.labeledCount) { data.appendLabeled($0, to: &$1) }
    }

    private func logits(
        _ data: TrainingData,
        count: Int,
        append: (Int, inout [Float]) -> Void
    ) -> Matrix {
        var values: [Float] = []
        values.reserveCapacity(count * network.network.classes)
        let pieceRows = max(1, min(Self.pieceRows, Self.pieceValues / data.input.elements))
        for start in stride(from: 0, to: count, by: pieceRows) {
            let end = min(start + pieceRows, count)
            var rows: [Float] = []
            rows.reserveCapacity((end - start) * data.input.elements)
            for index in start..<end { append(index, &rows) }
            let matrix = Matrix(rows: end - start, columns: data.input.elements, values: rows)
            values += logits(matrix).values
        }
        return Matrix(rows: count, columns: network.network.classes, values: values)
    }
}

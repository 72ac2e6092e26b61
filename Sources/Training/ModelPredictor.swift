package import Domain
package import Networks
package import SemiSupervised

/// A trained model that answers in evaluation mode: running statistics, no dropout.
///
/// Belongs to one thread.
package struct ModelPredictor: ~Copyable {
    /// The most rows, and the most values of rows, that are turned into numbers at a time.
    private static let pieceRows = 512
    private static let pieceValues = 1 << 20

    private let model: TrainedModel
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
        let network = try ServingNetwork(network: compiled, parameters: model.parameters)
        self.model = model
        self.network = network
        scratch = network.makeScratch()
    }

    /// Logits of rows that are already what the network sees, `[N, C]`.
    package func logits(_ rows: Matrix) -> Matrix { network.logits(rows, scratch: scratch) }

    /// Heads of some rows of a pool, `[N, width]` each.
    ///
    /// - Parameters:
    ///   - heads: What is asked for.
    ///   - rows: The places in the pool.
    ///   - pool: The pool.
    ///   - data: Where the pool is.
    ///   - view: What the network sees of a piece of the rows, `[N, inputs]`, the first of which has the given place
    ///     among all; nil: the rows as they are.
    /// - Returns: The values of each head.
    /// - Throws: ``Failure`` where memory does not suffice.
    package func values(
        of heads: [HeadName],
        _ rows: [Int],
        of pool: StreamName,
        _ data: TrainingData,
        view: ((_ piece: ArraySlice<Int>, _ first: Int) -> Matrix)? = nil
    ) throws(Failure) -> HeadValues {
        let served: [HeadName] = [.classifier, .embedding]
        let first = heads.filter(served.contains)
        var found = servedValues(of: first, rows, of: pool, data, view: view)
        for head in heads where !served.contains(head) {
            // What a network serves is its logits and its features: those of one that ends in the head are it.
            let graph = model.network.cut(after: model.network.valueName(of: head))
            let other = try ModelPredictor(model.part(graph))
            found[head] =
                try other.values(of: [.embedding], rows, of: pool, data, view: view).features
        }
        return found
    }

    private func servedValues(
        of heads: [HeadName],
        _ rows: [Int],
        of pool: StreamName,
        _ data: TrainingData,
        view: ((_ piece: ArraySlice<Int>, _ first: Int) -> Matrix)?
    ) -> HeadValues {
        guard !heads.isEmpty else { return [:] }
        var values: [HeadName: [Float]] = [:]
        let columns = data.frontEnd.elements
        let pieceRows = max(1, min(Self.pieceRows, Self.pieceValues / columns))
        for start in stride(from: 0, to: rows.count, by: pieceRows) {
            let piece = rows[start..<min(start + pieceRows, rows.count)]
            let matrix = view?(piece, start) ?? data.matrix(piece, of: pool)
            let said = network.evaluate(matrix, scratch: scratch)
            for head in heads { values[head, default: []] += said[head]?.values ?? [] }
        }
        let widths = [
            HeadName.classifier: network.network.classes, .embedding: network.network.features,
        ]
        return Dictionary(
            uniqueKeysWithValues: heads.map { head in
                let columns = widths[head] ?? 0
                return (
                    head, Matrix(rows: rows.count, columns: columns, values: values[head] ?? [])
                )
            }
        )
    }
}

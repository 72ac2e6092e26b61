#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension Graph {
    /// A classifier that answers with the mean of what is known of stored rows, weighed by a Gaussian kernel or
    /// by which of them are nearest.
    ///
    /// For stored rows `z` of a value `v`, with class distributions `F`, the probabilities are
    /// `sum_i K(v, z_i) F_i` over their sum, `K = exp(-gamma |v - z_i|^2)`: what `|v|^2` adds to all exponents
    /// cancels out, so that the weights are a softmax of a dense layer, and a row far from all others is told by
    /// those that are the least far. Or `K` is 1 for the nearest rows and 0 for the others.
    ///
    /// ``StoredRowLayers`` has the weights. A row costs about `rows (D + classes)` multiplications.
    ///
    /// - Parameters:
    ///   - value: The name of the value `v`, which becomes the head `embedding`.
    ///   - rows: The number of stored rows.
    ///   - classes: The number of classes.
    ///   - nearest: How many of the nearest rows count, each as 1; nil: all by the Gaussian kernel.
    /// - Returns: The graph, whose logits are the logarithms of the probabilities; and the names of the two layers.
    package func comparing(
        _ value: String,
        withRows rows: Int,
        classes: Int,
        nearest: Int? = nil
    ) -> (graph: Graph, layers: StoredRowLayers) {
        var graph = self
        graph.nodes = nodes(before: value)
        graph.heads = [:]
        let layers = StoredRowLayers(prefix: graph.freeName("stored"))
        var builder = GraphBuilder(continuing: graph, from: value)
        let features = builder.last
        builder.add(Dense(outputs: rows), named: layers.rows)
        let weights: any Operation = nearest.map { LargestChannels(count: $0) } ?? Softmax()
        builder.add(weights, named: "\(layers.prefix).weights")
        builder.add(Dense(outputs: classes, bias: false), named: layers.distributions)
        let logits = builder.add(Activation(.logarithm), named: "\(layers.prefix).logits")
        builder.head(.embedding, of: features)
        builder.head(.classifier, of: logits)
        return (builder.built, layers)
    }
}

/// The names of the layers of ``Graph/comparing(_:withRows:classes:nearest:)``, and their weights.
package struct StoredRowLayers: Hashable, Sendable {
    /// What the names of its nodes begin with.
    package let prefix: String
    /// The layer that compares with the rows.
    package var rows: String { "\(prefix).rows" }
    /// The layer that knows their distributions.
    package var distributions: String { "\(prefix).distributions" }

    /// What a probability is at least, so that its logarithm is a number.
    package static let least = exp(-30.0)

    /// The weights of both layers.
    ///
    /// - Parameters:
    ///   - stored: The rows `z` after `(v - center) scale`, `[N, D]`.
    ///   - known: Their distributions, `[N, K]`.
    ///   - gamma: The exponent's factor of squared distances of the rows as they are stored.
    ///   - center: What was taken off each column of `v`, `[D]`.
    ///   - scale: What everything was multiplied by.
    /// - Returns: The tensors by their names.
    package func weights(
        of stored: DoubleMatrix,
        knowing known: DoubleMatrix,
        gamma: Double,
        center: [Double],
        scale: Double
    ) -> [String: [Float]] {
        var weights: [Float] = []
        weights.reserveCapacity(stored.values.count)
        var biases: [Float] = []
        for row in 0..<stored.rows {
            var bias = 0.0
            for column in 0..<stored.columns {
                let value = stored[row, column]
                let weight = 2 * gamma * scale * value
                bias -= gamma * value * value + weight * center[column]
                weights.append(Float(weight))
            }
            biases.append(Float(bias))
        }
        var distributions: [Float] = []
        for column in 0..<known.columns {
            for row in 0..<known.rows {
                distributions.append(Float(max(known[row, column], Self.least)))
            }
        }
        return [
            "\(rows).weight": weights, "\(rows).bias": biases,
            "\(self.distributions).weight": distributions,
        ]
    }
}

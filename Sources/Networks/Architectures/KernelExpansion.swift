#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

extension Graph {
    /// A network whose features are a Gaussian kernel's, for classifiers that are linear in them.
    ///
    /// For landmarks `z` the value `v` becomes `W exp(-gamma |v - z_i|^2)`; the exponent is linear in `v` and
    /// its squares, so that it is a dense layer over both. With `W W^T` the inverse of the landmarks' own
    /// kernel matrix, products of two rows are the kernel as Nystrom approximates it, Williams and Seeger 2000.
    ///
    /// ``KernelExpansion`` has the weights.
    ///
    /// - Parameters:
    ///   - value: The name of the value `v`.
    ///   - landmarks: Their number, and that of the features.
    /// - Returns: The graph up to the features, which are its head `embedding`; and the names of the two layers.
    package func kernelExpanded(
        of value: String,
        landmarks: Int
    ) -> (graph: Graph, layers: KernelLayers) {
        var graph = self
        graph.nodes = nodes(before: value)
        graph.heads = [:]
        let layers = KernelLayers(prefix: graph.freeName("kernel"))
        let source = GraphBuilder(continuing: graph, from: value).last
        var builder = GraphBuilder(continuing: graph, from: value)
        let squares = builder.add(
            Multiply(),
            named: "\(layers.prefix).squares",
            of: [source, source]
        )
        builder.add(Concatenate(), named: "\(layers.prefix).pairs", of: [source, squares])
        builder.add(Dense(outputs: landmarks), named: layers.landmarks)
        builder.add(Activation(.exponential), named: "\(layers.prefix).values")
        let features = builder.add(Dense(outputs: landmarks, bias: false), named: layers.whitening)
        builder.head(.embedding, of: features)
        return (builder.built, layers)
    }

    /// `name`, or with the first number from 2 on that no node's name begins with.
    package func freeName(_ name: String) -> String {
        var number = 1
        func candidate() -> String { number == 1 ? name : "\(name)\(number)" }
        while nodes.contains(where: { $0.name.split(separator: ".").first == candidate()[...] }) {
            number += 1
        }
        return candidate()
    }
}

/// The names of the layers of ``Graph/kernelExpanded(of:landmarks:)``, and their weights.
package struct KernelLayers: Hashable, Sendable {
    /// What the names of its nodes begin with.
    package let prefix: String
    /// The layer that compares with the landmarks.
    package var landmarks: String { "\(prefix).landmarks" }
    /// The layer that makes products the kernel's.
    package var whitening: String { "\(prefix).whitening" }

    /// What is added to the diagonal of the landmarks' kernel matrix, which is 1 there: directions of less
    /// weight than this are damped, so that single precision carries the features.
    private static let ridge = 1e-3

    /// The weights of both layers.
    ///
    /// - Parameters:
    ///   - values: Rows in any order, at least one, `[N, D]`; the first of them are the landmarks. Where they
    ///     are fewer than the layer has, the rest of the features is 0.
    ///   - channels: The channels of a value that is an image, or `D`.
    ///   - landmarks: The number of landmarks.
    ///   - gamma: How narrow the kernel is: `exp(-gamma d^2 / m)`, where `m` is the mean squared distance of
    ///     two of the rows.
    /// - Returns: The tensors by their names.
    package func weights(
        of values: Matrix,
        channels: Int,
        landmarks: Int,
        gamma: Double
    ) -> [String: [Float]] {
        let count = min(landmarks, values.rows)
        let columns = values.columns
        let chosen = values.rows(0..<count)
        let scale = gamma / Self.meanSquaredDistance(values)
        var weight = Array(repeating: Float(0), count: landmarks * 2 * columns)
        var bias = Array(repeating: Float(0), count: landmarks)
        var norms = Array(repeating: 0.0, count: count)
        for row in 0..<count {
            for column in 0..<columns {
                let value = Double(chosen[row, column])
                norms[row] += value * value
                // The channels of a pixel, then their squares.
                let place = 2 * (column - column % channels) + column % channels
                weight[row * 2 * columns + place] = Float(2 * scale * value)
                weight[row * 2 * columns + place + channels] = Float(-scale)
            }
            bias[row] = Float(-scale * norms[row])
        }
        let rows = DoubleMatrix(
            rows: count,
            columns: columns,
            values: chosen.values.map(Double.init)
        )
        var kernel = DoubleMatrix(rows: count, columns: count)
        for row in 0..<count {
            let products = rows.times(Array(rows.values[row * columns..<(row + 1) * columns]))
            for other in 0..<row {
                let distance = norms[row] + norms[other] - 2 * products[other]
                kernel[row, other] = exp(-scale * max(0, distance))
            }
            kernel[row, row] = 1 + Self.ridge
        }
        var whitening = Array(repeating: Float(0), count: landmarks * landmarks)
        guard let inverse = Cholesky(kernel)?.inverseFactor else {
            preconditionFailure("a kernel matrix and a ridge are positive definite")
        }
        for row in 0..<count {
            for column in 0...row {
                whitening[row * landmarks + column] = Float(inverse[row, column])
            }
        }
        return [
            "\(self.landmarks).weight": weight, "\(self.landmarks).bias": bias,
            "\(self.whitening).weight": whitening,
        ]
    }

    /// The mean squared distance of two rows: twice the sum of the columns' variances; 1 where all are equal.
    private static func meanSquaredDistance(_ values: Matrix) -> Double {
        var sum = 0.0
        for column in 0..<values.columns {
            var mean = 0.0
            var square = 0.0
            for row in 0..<values.rows { mean += Double(values[row, column]) }
            mean /= Double(max(1, values.rows))
            for row in 0..<values.rows {
                let difference = Double(values[row, column]) - mean
                square += difference * difference
            }
            sum += 2 * square / Double(max(1, values.rows))
        }
        return sum.isNormal ? sum : 1
    }
}

import Networks

/// The layers written as naively as possible, in double precision: the oracle of the fast kernels.
struct ReferenceNetwork {
    let network: Network
    var values: [Double]
    let statistics: [Float]
    var training = true

    init(_ network: Network, _ parameters: Parameters) {
        self.network = network
        values = parameters.values.map(Double.init)
        statistics = parameters.statistics
    }

    struct Output {
        var logits: [[Double]] = []
        var embedding: [[Double]] = []
    }

    func forward(_ rows: [[Double]]) -> Output {
        let graph = network.graph
        var values = [Graph.inputName: rows.map(standardize)]
        var shapes = [Graph.inputName: graph.input]
        for node in graph.nodes {
            let inputs = node.inputs.compactMap { values[$0] }
            let of = node.inputs.compactMap { shapes[$0] }
            (values[node.name], shapes[node.name]) = apply(node, inputs, of)
        }
        func value(_ head: HeadName) -> [[Double]] { values[graph.valueName(of: head)] ?? [] }
        return Output(logits: value(.classifier), embedding: value(.embedding))
    }

    private func standardize(_ row: [Double]) -> [Double] {
        guard let statistics = network.layout["standardization.mean"],
            let deviations = network.layout["standardization.std"]
        else { return row }
        return row.indices.map { index in
            let channel = index % statistics.range.count
            let mean = Double(self.statistics[statistics.range.lowerBound + channel])
            return (row[index] - mean)
                / Double(self.statistics[deviations.range.lowerBound + channel])
        }
    }

    private func values(_ name: String) -> [Double]? {
        network.layout[name].map { Array(values[$0.range]) }
    }

    private func apply(
        _ node: Graph.Node,
        _ inputs: [[[Double]]],
        _ shapes: [Shape]
    ) -> ([[Double]], Shape) {
        let (rows, shape, name) = (inputs[0], shapes[0], node.name)
        guard let out = try? node.operation.output(shapes) else { return ([], shape) }
        switch node.operation {
        case let layer as Dense:
            return (rows.map { self.dense($0, name, layer.outputs) }, out)
        case let layer as Convolution:
            return (
                rows.map {
                    convolve($0, name, shape, out, layer.kernel, layer.stride, layer.padding)
                }, out
            )
        case let layer as BatchNorm:
            return (normalize(rows, name, shape.channels, Double(layer.epsilon)), out)
        case let layer as LeakyReLU:
            return (rows.map { $0.map { $0 > 0 ? $0 : Double(layer.slope) * $0 } }, out)
        case let layer as MaxPool: return (rows.map { maxPool($0, shape, out, layer.size) }, out)
        case is AdaptiveAveragePool:
            let result = rows.map { row -> [Double] in
                (0..<shape.channels).map { channel -> Double in
                    (0..<shape.pixels).reduce(0.0) { $0 + row[$1 * shape.channels + channel] }
                        / Double(shape.pixels)
                }
            }
            return (result, out)
        case is Dropout: return (rows, out)
        default: fatalError("the reference has no \(type(of: node.operation).kind)")
        }
    }

    private func dense(_ x: [Double], _ name: String, _ outputs: Int) -> [Double] {
        let weight = values("\(name).weight") ?? []
        let bias = values("\(name).bias")
        return (0..<outputs).map { output in
            x.indices.reduce(bias?[output] ?? 0) { $0 + weight[output * x.count + $1] * x[$1] }
        }
    }

    private func convolve(
        _ x: [Double],
        _ name: String,
        _ shape: Shape,
        _ out: Shape,
        _ kernel: Int,
        _ step: Int,
        _ padding: Int
    ) -> [Double] {
        let weight = values("\(name).weight") ?? []
        let bias = values("\(name).bias")
        var y = Array(repeating: 0.0, count: out.count)
        for oy in 0..<out.height {
            for ox in 0..<out.width {
                for o in 0..<out.channels {
                    var sum = bias?[o] ?? 0
                    for ky in 0..<kernel {
                        let iy = oy * step + ky - padding
                        guard (0..<shape.height).contains(iy) else { continue }
                        for kx in 0..<kernel {
                            let ix = ox * step + kx - padding
                            guard (0..<shape.width).contains(ix) else { continue }
                            for i in 0..<shape.channels {
                                let w = ((o * shape.channels + i) * kernel + ky) * kernel + kx
                                sum += weight[w] * x[(iy * shape.width + ix) * shape.channels + i]
                            }
                        }
                    }
                    y[(oy * out.width + ox) * out.channels + o] = sum
                }
            }
        }
        return y
    }

    private func normalize(
        _ rows: [[Double]],
        _ name: String,
        _ channels: Int,
        _ epsilon: Double
    ) -> [[Double]] {
        let gamma = values("\(name).weight") ?? []
        let beta = values("\(name).bias") ?? []
        var result = rows
        for channel in 0..<channels {
            var mean = 0.0
            var variance = 0.0
            if training {
                let all = rows.flatMap { row in
                    Swift.stride(from: channel, to: row.count, by: channels).map { row[$0] }
                }
                mean = all.reduce(0, +) / Double(all.count)
                variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
            } else if let m = network.layout["\(name).running_mean"],
                let v = network.layout["\(name).running_var"]
            {
                mean = Double(statistics[m.range.lowerBound + channel])
                variance = Double(statistics[v.range.lowerBound + channel])
            }
            let factor = gamma[channel] / (variance + epsilon).squareRoot()
            for row in rows.indices {
                for i in Swift.stride(from: channel, to: rows[row].count, by: channels) {
                    result[row][i] = (rows[row][i] - mean) * factor + beta[channel]
                }
            }
        }
        return result
    }

    private func maxPool(
        _ x: [Double],
        _ shape: Shape,
        _ out: Shape,
        _ size: Int
    ) -> [Double] {
        var y = Array(repeating: -Double.infinity, count: out.count)
        for oy in 0..<out.height {
            for ox in 0..<out.width {
                for c in 0..<out.channels {
                    for k in 0..<(size * size) {
                        let iy = oy * size + k / size
                        let ix = ox * size + k % size
                        let at = (oy * out.width + ox) * out.channels + c
                        y[at] = max(y[at], x[(iy * shape.width + ix) * shape.channels + c])
                    }
                }
            }
        }
        return y
    }
}

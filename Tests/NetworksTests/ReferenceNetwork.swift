import Foundation
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

    /// Of sequences `lengths` are their numbers of items.
    func forward(_ rows: [[Double]], lengths: [Int] = []) -> Output {
        let graph = network.graph
        var values = [Graph.inputName: rows.map(standardize)]
        var shapes = [Graph.inputName: graph.input]
        let ones = Array(repeating: 1, count: lengths.isEmpty ? rows.count : lengths.count)
        var items = [Graph.inputName: lengths.isEmpty ? ones : lengths]
        for node in graph.nodes {
            let inputs = node.inputs.compactMap { values[$0] }
            let of = node.inputs.compactMap { shapes[$0] }
            let lengths = items[node.inputs[0]] ?? []
            items[node.name] = lengths.map { node.operation.itemRule(of).items(of: $0) }
            if Self.seesRows(node.operation) {
                values[node.name] = rowwise(node, inputs, of, lengths)
                shapes[node.name] = try? node.operation.output(of)
                if shapes[node.name]?.isSequence != true { items[node.name] = ones }
            } else {
                (values[node.name], shapes[node.name]) = apply(node, inputs, of.map(\.item))
                shapes[node.name]?.mostItems = of[0].mostItems
            }
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

    func values(_ name: String) -> [Double]? {
        network.layout[name].map { Array(values[$0.range]) }
    }

    private func running(_ name: String) -> [Double] {
        network.layout[name].map { statistics[$0.range].map(Double.init) } ?? []
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
            return (rows.map { convolve($0, name, shape, out, layer) }, out)
        case let layer as BatchNorm:
            return (normalize(rows, name, shape.channels, Double(layer.epsilon)), out)
        case let layer as LeakyReLU:
            return (rows.map { $0.map { $0 > 0 ? $0 : Double(layer.slope) * $0 } }, out)
        case let layer as MaxPool:
            let window = Window(layer.size, layer.stride ?? layer.size, layer.padding ?? 0)
            return (rows.map { pool($0, shape, out, window) { $0.max() ?? 0 } }, out)
        case let layer as AveragePool:
            let window = Window(layer.kernel, layer.stride, layer.padding)
            let size = layer.countsPadding ? Double(layer.kernel * layer.kernel) : nil
            let result = rows.map {
                pool($0, shape, out, window) { $0.reduce(0, +) / (size ?? Double($0.count)) }
            }
            return (result, out)
        case is AdaptiveAveragePool:
            return (
                rows.map { pool($0, shape, out, nil) { $0.reduce(0, +) / Double($0.count) } }, out
            )
        case is Dropout, is StochasticDepth: return (rows, out)
        default: return (other(node, inputs, shapes, out), out)
        }
    }

    private struct Window {
        let size: Int
        let stride: Int
        let padding: Int

        init(_ size: Int, _ stride: Int, _ padding: Int) {
            self.size = size
            self.stride = stride
            self.padding = padding
        }
    }

    /// What `of` makes of the values in each window; nil: windows that divide the image.
    private func pool(
        _ x: [Double],
        _ shape: Shape,
        _ out: Shape,
        _ window: Window?,
        _ of: ([Double]) -> Double
    ) -> [Double] {
        func span(_ place: Int, _ side: Int, _ outSide: Int) -> Range<Int> {
            guard let window else {
                return place * side / outSide..<((place + 1) * side + outSide - 1) / outSide
            }
            let start = place * window.stride - window.padding
            return max(0, start)..<min(side, start + window.size)
        }
        var y: [Double] = []
        for oy in 0..<out.height {
            for ox in 0..<out.width {
                for channel in 0..<out.channels {
                    var values: [Double] = []
                    for iy in span(oy, shape.height, out.height) {
                        for ix in span(ox, shape.width, out.width) {
                            values.append(x[(iy * shape.width + ix) * shape.channels + channel])
                        }
                    }
                    y.append(of(values))
                }
            }
        }
        return y
    }

    private func other(
        _ node: Graph.Node,
        _ inputs: [[[Double]]],
        _ shapes: [Shape],
        _ out: Shape
    ) -> [[Double]] {
        let (rows, shape) = (inputs[0], shapes[0])
        switch node.operation {
        case let layer as Activation: return rows.map { $0.map { activate(layer.function, $0) } }
        case is Add: return zip(rows, inputs[1]).map { zip($0, $1).map { $0 + $1 } }
        case is Multiply:
            return zip(rows, inputs[1]).map { a, b in
                a.indices.map { a[$0] * b[shapes[1] == shape ? $0 : $0 % shape.channels] }
            }
        case is Concatenate:
            return rows.indices.map { row in
                var joined: [Double] = []
                for pixel in 0..<shape.pixels {
                    for (input, of) in zip(inputs, shapes) {
                        joined += input[row][pixel * of.channels..<(pixel + 1) * of.channels]
                    }
                }
                return joined
            }
        case let layer as Slice:
            return rows.map { row in
                byPixel(row, shape) { Array($0[layer.first..<layer.first + layer.count]) }
            }
        case let layer as Softmax: return rows.map { softmax($0, shape, layer) }
        case let layer as L2Normalize:
            return rows.map { row in
                byPixel(row, shape) { (values: [Double]) -> [Double] in
                    let length: Double = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
                    return values.map { $0 / max(length, Double(layer.epsilon)) }
                }
            }
        case let layer as LargestChannels:
            return rows.map { row in
                byPixel(row, shape) { (values: [Double]) -> [Double] in
                    let order = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }
                    let chosen = Set(order.prefix(layer.count))
                    return values.indices.map { chosen.contains($0) ? 1 : 0 }
                }
            }
        case is Standardize:
            let means = running("\(node.name).mean")
            let deviations = running("\(node.name).std")
            return rows.map { row in row.indices.map { (row[$0] - means[$0]) / deviations[$0] } }
        case let layer as GroupNorm: return rows.map { groupNorm($0, node.name, shape, layer) }
        case let layer as Embedding:
            let table = values("\(node.name).weight") ?? []
            return rows.map { row in
                let number = row[0] >= 0 && row[0] < Double(layer.count) ? Int(row[0]) : 0
                return Array(table[number * layer.width..<(number + 1) * layer.width])
            }
        case let layer as TableRow:
            let table = values("\(node.name).weight") ?? []
            return rows.map { row in
                row.indices.map { row[$0] + table[layer.row * row.count + $0] }
            }
        default: fatalError("the reference has no \(type(of: node.operation).kind)")
        }
    }

    private func byPixel(_ row: [Double], _ shape: Shape, _ of: ([Double]) -> [Double]) -> [Double]
    {
        (0..<shape.pixels).flatMap {
            of(Array(row[$0 * shape.channels..<($0 + 1) * shape.channels]))
        }
    }

    private func activate(_ function: Activation.Function, _ x: Double) -> Double {
        switch function {
        case .reLU6: min(max(x, 0), 6)
        case .gelu: 0.5 * x * (1 + erf(x / 2.0.squareRoot()))
        case .silu: x / (1 + exp(-x))
        case .tanh: tanh(x)
        case .logarithm: log(x)
        case .exponential: exp(x)
        }
    }

    private func softmax(_ row: [Double], _ shape: Shape, _ layer: Softmax) -> [Double] {
        let width = layer.axis == .channels ? 1 : shape.channels / layer.groups
        let temperature = Double(layer.temperature)
        return byPixel(row, shape) { (values: [Double]) -> [Double] in
            let powers: [Double] = values.map { exp($0 / temperature) }
            var sums = Array(repeating: 0.0, count: width)
            for index in powers.indices { sums[index % width] += powers[index] }
            return powers.indices.map { powers[$0] / sums[$0 % width] }
        }
    }

    private func groupNorm(
        _ row: [Double],
        _ name: String,
        _ shape: Shape,
        _ layer: GroupNorm
    ) -> [Double] {
        let gamma = values("\(name).weight") ?? []
        let beta = values("\(name).bias") ?? []
        let width = layer.groups == 0 ? shape.channels : shape.channels / layer.groups
        func key(_ index: Int) -> Int {
            layer.groups == 0 ? index / shape.channels : index % shape.channels / width
        }
        let groups = Dictionary(grouping: row.indices, by: key)
        var result = row
        for indices in groups.values {
            let mean = indices.reduce(0) { $0 + row[$1] } / Double(indices.count)
            let squares = indices.reduce(0) { $0 + (row[$1] - mean) * (row[$1] - mean) }
            let scale = 1 / (squares / Double(indices.count) + Double(layer.epsilon)).squareRoot()
            for index in indices {
                let channel = index % shape.channels
                result[index] = (row[index] - mean) * scale * gamma[channel] + beta[channel]
            }
        }
        return result
    }

    private func dense(_ x: [Double], _ name: String, _ outputs: Int) -> [Double] {
        let weight = values("\(name).weight") ?? []
        let bias = values("\(name).bias")
        return (0..<outputs).map { (output: Int) -> Double in
            var sum: Double = bias?[output] ?? 0
            for index in x.indices { sum += weight[output * x.count + index] * x[index] }
            return sum
        }
    }

    private func convolve(
        _ x: [Double],
        _ name: String,
        _ shape: Shape,
        _ out: Shape,
        _ layer: Convolution
    ) -> [Double] {
        let weight = values("\(name).weight") ?? []
        let bias = values("\(name).bias")
        let kernel = layer.kernel
        let (wide, narrow) = (shape.channels / layer.groups, out.channels / layer.groups)
        var y = Array(repeating: 0.0, count: out.count)
        for oy in 0..<out.height {
            for ox in 0..<out.width {
                for o in 0..<out.channels {
                    var sum = bias?[o] ?? 0
                    for ky in 0..<kernel {
                        let iy = oy * layer.stride + ky * layer.dilation - layer.padding
                        guard (0..<shape.height).contains(iy) else { continue }
                        for kx in 0..<kernel {
                            let ix = ox * layer.stride + kx * layer.dilation - layer.padding
                            guard (0..<shape.width).contains(ix) else { continue }
                            for i in 0..<wide {
                                let w = ((o * wide + i) * kernel + ky) * kernel + kx
                                let channel = o / narrow * wide + i
                                sum +=
                                    weight[w]
                                    * x[(iy * shape.width + ix) * shape.channels + channel]
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

}

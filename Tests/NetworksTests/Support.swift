import Domain
import Kernels
import Networks
import Testing

/// Matrices and networks made from seeds.
enum Make {
    static func matrix(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        var generator = SeededGenerator(seed: seed)
        return Matrix(
            rows: rows,
            columns: columns,
            values: (0..<(rows * columns)).map { _ in generator.normal() }
        )
    }

    /// Initial parameters with batch norms that are not the identity.
    static func parameters(_ network: Network, seed: UInt64) -> Parameters {
        var result = network.initialParameters(seed: seed)
        var generator = SeededGenerator(seed: seed &+ 77)
        for entry in network.layout.parameters where entry.kind == .scale || entry.kind == .shift {
            for i in entry.range { result.values[i] += generator.uniform(-0.4, 0.4) }
        }
        // Labels are shares: their logarithms are asked for.
        if let labels = network.layout["support_labels.weight"] {
            for i in labels.range { result.values[i] = abs(result.values[i]) + 0.1 }
        }
        for entry in network.layout.statistics {
            for i in entry.range { result.statistics[i] += generator.uniform(-0.3, 0.3) }
        }
        return result
    }

    static func rows(_ matrix: Matrix) -> [[Double]] {
        (0..<matrix.rows).map { row in
            (0..<matrix.columns).map { Double(matrix[row, $0]) }
        }
    }
}

/// Small networks that together have every layer, with odd sizes and channel counts.
enum Zoo: String, CaseIterable, Sendable {
    case linear, perceptron, perceptronNorm, strided, odd, pooled, digits, narrow, biased,
        wideKernel, blas, columns, channels, flattened, residual, selective, grouped, smooth, pools,
        nearest, kernel, chosen, vision, joined

    /// Those that any step keeps numbers: a step would make shares of support rows negative.
    static let trained = allCases.filter { $0 != .nearest }

    var specification: Graph {
        switch self {
        case .linear: return .linear(inputs: 7, classes: 3)
        case .perceptron: return .perceptron(inputs: 6, hidden: [9, 16], classes: 5)
        case .perceptronNorm:
            return .perceptron(inputs: 6, hidden: [8], classes: 5, slope: 0.1, batchNorm: true)
        case .strided:
            return image(
                7,
                9,
                2,
                [
                    .layer(
                        "a",
                        Convolution(outputs: 8, kernel: 3, stride: 2, padding: 1, bias: true)
                    ),
                    .layer("n", BatchNorm()), .layer(LeakyReLU(slope: 0.2)),
                    .layer(
                        "b",
                        Convolution(outputs: 4, kernel: 2, stride: 2, padding: 0, bias: false)
                    ),
                    .layer("c", Dense(outputs: 3)),
                ]
            )
        case .odd:
            return image(
                5,
                4,
                3,
                [
                    .layer(
                        "a",
                        Convolution(outputs: 5, kernel: 3, stride: 1, padding: 1, bias: true)
                    ),
                    .layer(LeakyReLU(slope: 0.1)), .layer(MaxPool(size: 2)),
                    .layer("c", Dense(outputs: 2)),
                ]
            )
        case .pooled:
            return image(
                7,
                6,
                4,
                [
                    .layer("a", Convolution.three(12)), .layer("n", BatchNorm()),
                    .layer(MaxPool(size: 2)),
                    .layer(LeakyReLU(slope: 0.1)),
                    .layer(
                        "b",
                        Convolution(outputs: 6, kernel: 1, stride: 1, padding: 0, bias: true)
                    ),
                    .layer(AdaptiveAveragePool()), .layer("c", Dense(outputs: 4)),
                ]
            )
        case .digits:
            return .smallConvolutional(height: 8, width: 8, channels: 1, classes: 10)
        case .narrow:
            return .smallConvolutional(height: 6, width: 8, channels: 3, classes: 4, width: 8)
        case .biased:
            return image(
                6,
                6,
                1,
                [
                    .layer(
                        "a",
                        Convolution(outputs: 16, kernel: 5, stride: 2, padding: 2, bias: true)
                    ),
                    .layer(LeakyReLU()), .layer(AdaptiveAveragePool()),
                    .layer("h", Dense(outputs: 20)), .layer(LeakyReLU(slope: 0.3)),
                    .layer("c", Dense(outputs: 3)),
                ]
            )
        case .wideKernel:
            return image(
                9,
                5,
                4,
                [
                    .layer(
                        "a",
                        Convolution(outputs: 32, kernel: 4, stride: 3, padding: 2, bias: false)
                    ),
                    .layer("n", BatchNorm()), .layer(LeakyReLU()), .layer("c", Dense(outputs: 3)),
                ]
            )
        case .columns, .flattened:
            // Columns of a vector; the two channels of an image that a perceptron sees as one row.
            var network = Graph.perceptron(inputs: 6, hidden: [9], classes: 3)
            network.standardization = InputStandardization(channels: self == .columns ? 6 : 2)
            return network
        case .channels:
            var network = Graph.smallConvolutional(
                height: 5,
                width: 4,
                channels: 3,
                classes: 3,
                width: 4
            )
            network.standardization = InputStandardization(channels: 3)
            return network
        case .residual: return Self.residualGraph
        case .selective: return Self.selectiveGraph
        case .grouped:
            return image(
                6,
                5,
                4,
                [
                    .layer(
                        "a",
                        Convolution(outputs: 8, kernel: 3, padding: 1, bias: true, groups: 2)
                    ),
                    .layer(LeakyReLU(slope: 0.2)),
                    .layer("b", Convolution(outputs: 8, kernel: 3, padding: 1, groups: 8)),
                    .layer(
                        "c",
                        Convolution(outputs: 6, kernel: 3, stride: 2, padding: 2, dilation: 2)
                    ),
                    .layer("d", Dense(outputs: 3)),
                ]
            )
        case .smooth:
            return image(
                3,
                4,
                4,
                [
                    .layer("g", GroupNorm(groups: 2)), .layer(Activation(.gelu)),
                    .layer("a", Convolution(outputs: 6, kernel: 1)), .layer("l", GroupNorm.layer()),
                    .layer(Activation(.silu)), .layer("h", Dense(outputs: 7)),
                    .layer(Activation(.tanh)), .layer("k", Dense(outputs: 5)),
                    .layer(Activation(.reLU6)), .layer(Dropout(rate: 0)),
                    .layer(StochasticDepth(rate: 0)), .layer("c", Dense(outputs: 3)),
                ]
            )
        case .pools:
            return image(
                12,
                11,
                3,
                [
                    .layer(MaxPool(size: 3, stride: 2, padding: 1)),
                    .layer(AveragePool(kernel: 3, stride: 1, padding: 1)),
                    .layer(AveragePool(kernel: 2, stride: 1, padding: 1, countsPadding: false)),
                    .layer(MaxPool(size: 3, stride: 1, padding: 0, paddingAfter: 1)),
                    .layer(
                        AveragePool(kernel: 2, stride: 1, paddingAfter: 1, countsPadding: false)
                    ),
                    .layer(AveragePool(kernel: 3, stride: 1, padding: 1, paddingAfter: 0)),
                    .layer(AdaptiveAveragePool(size: 4)), .layer("c", Dense(outputs: 3)),
                ]
            )
        case .nearest:
            return .nearestSupport(
                of: .perceptron(inputs: 5, hidden: [6], classes: 2),
                rows: 4,
                classes: 3
            )
        case .kernel:
            let image = Graph(
                input: .image(height: 2, width: 3, channels: 2),
                nodes: [],
                heads: [:]
            )
            let graph = image.kernelExpanded(of: Graph.inputName, landmarks: 5).graph
            return graph.classifying(graph.valueName(of: .embedding), classes: 3)
        case .chosen: return Self.chosenGraph
        case .joined:
            var head = Graph.linear(inputs: 9, classes: 4)
            head.standardization = InputStandardization(channels: 9)
            return .perceptron(inputs: 6, hidden: [9], classes: 3).joined(with: head)
        case .vision:
            let sizes = VisionTransformer(patch: 2, layers: 2, width: 12, heads: 3)
            return .visionTransformer(
                sizes,
                input: .image(height: 4, width: 6, channels: 2),
                classes: 3
            )
        case .blas: return .perceptron(inputs: 130, hidden: [128], classes: 3, slope: 0.1)
        }
    }

    /// A block whose shortcut changes channels and size, and one whose shortcut changes nothing.
    private static var residualGraph: Graph {
        var builder = GraphBuilder(input: .image(height: 6, width: 6, channels: 3))
        let start = builder.add(Convolution.three(4), named: "stem")
        builder.add(BatchNorm(), named: "bn1", of: [start])
        let first = builder.add(LeakyReLU(slope: 0.1))
        builder.add(Convolution.three(8, stride: 2), named: "conv1")
        builder.add(BatchNorm(), named: "bn2")
        builder.add(LeakyReLU(slope: 0.1))
        let body = builder.add(Convolution.three(8), named: "conv2")
        let short = builder.add(
            Convolution(outputs: 8, kernel: 1, stride: 2),
            named: "shortcut",
            of: [first]
        )
        let sum = builder.add(Add(), of: [body, short])
        builder.add(LeakyReLU(), of: [sum])
        let again = builder.add(Convolution.three(8), named: "conv3")
        let all = builder.add(Add(), of: [again, sum])
        // One value twice, and one node that nobody takes.
        builder.add(Add(), of: [all, all])
        let features = builder.add(AdaptiveAveragePool())
        builder.add(Dense(outputs: 2), named: "unused", of: [features])
        builder.add(Dense(outputs: 3), named: "c", of: [features])
        return builder.classifier()
    }

    /// The largest features of a row, the others 0.
    private static var chosenGraph: Graph {
        var builder = GraphBuilder(input: .vector(5))
        let all = builder.add(Dense(outputs: 7), named: "a")
        let marks = builder.add(LargestChannels(count: 3))
        builder.add(Multiply(), of: [all, marks])
        builder.add(Dense(outputs: 3), named: "c")
        return builder.classifier()
    }

    /// Two branches, weighed by a softmax between them for each channel.
    private static var selectiveGraph: Graph {
        var builder = GraphBuilder(input: .image(height: 4, width: 5, channels: 2))
        let both = builder.add(Convolution.three(8), named: "conv")
        let one = builder.add(Slice(first: 0, count: 4), of: [both])
        let two = builder.add(Slice(first: 4, count: 4), of: [both])
        builder.add(Add(), of: [one, two])
        builder.add(AdaptiveAveragePool())
        builder.add(Dense(outputs: 8), named: "mix")
        let weights = builder.add(Softmax(over: .groups, groups: 2))
        let first = builder.add(Slice(first: 0, count: 4), of: [weights])
        let second = builder.add(Slice(first: 4, count: 4), of: [weights])
        let left = builder.add(Multiply(), of: [one, first])
        let right = builder.add(Multiply(), of: [two, second])
        let sum = builder.add(Concatenate(), of: [left, right, left])
        builder.add(Multiply(), of: [sum, sum])
        builder.add(AdaptiveAveragePool())
        builder.add(Dense(outputs: 3), named: "c")
        return builder.classifier()
    }

    private func image(
        _ height: Int,
        _ width: Int,
        _ channels: Int,
        _ layers: [Layer]
    ) -> Graph {
        Graph(
            input: .image(height: height, width: width, channels: channels),
            layers: layers
        )
    }
}

/// One node of a chain.
struct Layer {
    let name: String?
    let operation: any Operation

    static func layer(_ name: String, _ operation: any Operation) -> Layer {
        Layer(name: name, operation: operation)
    }

    static func layer(_ operation: any Operation) -> Layer {
        Layer(name: nil, operation: operation)
    }
}

extension Graph {
    /// A chain whose last layer yields the logits.
    init(input: Shape, layers: [Layer]) {
        var builder = GraphBuilder(input: input)
        for layer in layers { builder.add(layer.operation, named: layer.name) }
        self = builder.classifier()
    }
}

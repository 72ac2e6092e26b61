package import Domain

/// One dense layer.
package struct LinearPreset: NetworkPreset {
    /// Creates it; it has no parameters.
    package init() {}

    package static let card = NetworkCard(
        name: "linear",
        title: "Linear",
        summary: "One dense layer: multinomial logistic regression."
    )

    package static var fields: [HyperParameterField<Self>] { [] }

    package func graph(input: Shape, classes: Int) -> Graph {
        .linear(inputs: input.count, classes: classes)
    }

    package static func candidates(for graph: Graph) -> [Self] {
        graph.nodes.count == 1 ? [Self()] : []
    }
}

/// Dense layers with rectifiers between them.
package struct PerceptronPreset: NetworkPreset {
    /// The widths of the hidden layers.
    package var hidden = [128, 128]
    /// The share of hidden units that are dropped in training.
    package var dropout: Float = 0

    /// Creates the defaults.
    package init() {}

    package static let card = NetworkCard(
        name: "perceptron",
        title: "Perceptron",
        summary: "Dense layers with ReLU between them."
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integers("hidden", \.hidden, 1...16_384, most: 8, "The units of each hidden layer."),
            .dropout(\.dropout, "The share of hidden units that are dropped in training."),
        ]
    }

    package func graph(input: Shape, classes: Int) -> Graph {
        .perceptron(inputs: input.count, hidden: hidden, classes: classes, dropout: dropout)
    }

    package static func candidates(for graph: Graph) -> [Self] {
        var preset = Self()
        let layers = graph.nodes.compactMap { ($0.operation as? Dense)?.outputs }
        preset.hidden = graph.isEncoder ? layers : layers.dropLast()
        preset.dropout = graph.dropout
        return [preset]
    }

    package mutating func halve() { hidden = hidden.map { max(1, $0 / 2) } }
}

/// Four 3 x 3 convolutions for small images.
package struct SmallConvolutionalPreset: NetworkPreset {
    /// The channels of the first two; the others have twice as many.
    package var width = 16
    /// The share of features that are dropped before the last layer in training.
    package var dropout: Float = 0

    /// Creates the defaults.
    package init() {}

    package static let card = NetworkCard(
        name: "small_convolutional",
        title: "Small convolutional network",
        summary:
            "For images from 2 x 2: two blocks of two 3 x 3 convolutions with batch norm and leaky ReLU, a "
            + "maximum between them, the mean over the pixels and a dense layer."
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer(
                "width",
                \.width,
                1...512,
                "The channels of the first block; the second has twice as many."
            ),
            .dropout(
                \.dropout,
                "The share of features that are dropped before the last layer in training."
            ),
        ]
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        guard input.height >= 2, input.width >= 2 else {
            throw .invalid("a small convolutional network is for images from 2 x 2; came \(input)")
        }
        return .smallConvolutional(
            height: input.height,
            width: input.width,
            channels: input.channels,
            classes: classes,
            width: width,
            dropout: dropout
        )
    }

    package static func candidates(for graph: Graph) -> [Self] {
        guard let first = graph.nodes.first?.operation as? Convolution else { return [] }
        var preset = Self()
        preset.width = first.outputs
        preset.dropout = graph.dropout
        return [preset]
    }

    package mutating func halve() { width = max(1, width / 2) }
}

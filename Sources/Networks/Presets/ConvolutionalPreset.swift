package import Domain

/// One 3 x 3 convolution after the other, for images of some tens of pixels.
package struct ConvolutionalPreset: NetworkPreset {
    /// The channels of each convolution.
    package var widths = [16, 32, 64, 64]
    /// After how many of the first convolutions the image is halved.
    package var pools = 2
    /// The share of features that are dropped before the last layer in training.
    package var dropout: Float = 0

    /// Creates the defaults.
    package init() {}

    package static let card = NetworkCard(
        name: "convolutional",
        title: "Convolutional network",
        summary:
            "For images of some tens of pixels: 3 x 3 convolutions with batch norm and leaky ReLU, a 2 x 2 maximum "
            + "after the first ones, the mean over the pixels and a dense layer."
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integers("widths", \.widths, 1...2048, most: 16, "The channels of each convolution."),
            .integer(
                "pools",
                \.pools,
                0...8,
                "After how many of the first convolutions the image is halved."
            ),
            .dropout(
                \.dropout,
                "The share of features that are dropped before the last layer in training."
            ),
        ]
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        try requireImage(input)
        let least = 1 << pools
        guard pools <= widths.count, input.height >= least, input.width >= least else {
            throw .invalid(
                "\(pools) pools need \(pools) widths and images from \(least) x \(least); came "
                    + "\(widths.count) widths and \(input)"
            )
        }
        return .convolutional(
            input: input,
            classes: classes,
            widths: widths,
            pools: pools,
            dropout: dropout
        )
    }

    package static func candidates(for graph: Graph) -> [Self] {
        let convolutions = graph.nodes.compactMap { $0.operation as? Convolution }
        guard !convolutions.isEmpty else { return [] }
        var preset = Self()
        preset.widths = convolutions.map(\.outputs)
        preset.pools = graph.nodes.count { $0.operation is MaxPool }
        preset.dropout = graph.dropout
        return [preset]
    }

    package mutating func halve() { widths = widths.map { max(1, $0 / 2) } }
}

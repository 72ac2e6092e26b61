package import Domain

/// The mean of learned vectors of tokens, for texts.
package struct TokenBagPreset: NetworkPreset {
    /// The values of a token's vector.
    package var width = 128
    /// The units of dense layers after the mean.
    package var hidden: [Int] = []
    /// The share of features that are dropped before the last layer in training.
    package var dropout: Float = 0
    /// The number of ids; a front end says it, no caller.
    private var tokens = 1 << 15

    /// Creates the defaults.
    package init() {}

    package static let card = NetworkCard(
        name: "token_bag",
        title: "Bag of tokens",
        summary:
            "For texts: a learned vector for each token, their mean, dense layers with ReLU between them.",
        paper: "Joulin et al., Bag of Tricks for Efficient Text Classification, 2016",
        paperAddress: "https://arxiv.org/abs/1607.01759"
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("width", \.width, 1...4096, "The values of a token's vector."),
            .integers(
                "hidden",
                \.hidden,
                1...16_384,
                most: 8,
                "The units of each dense layer after the mean."
            ),
            .dropout(
                \.dropout,
                "The share of features that are dropped before the last layer in training."
            ),
        ]
    }

    package mutating func fit(_ frontEnd: FrontEndSpecification?) {
        tokens = frontEnd?.tokenCount ?? tokens
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        guard let most = input.mostItems, input.count == 1 else {
            throw .invalid("a bag of tokens is for texts; a row has \(input) values")
        }
        return .tokenBag(
            tokens: tokens,
            most: most,
            width: width,
            hidden: hidden,
            classes: classes,
            dropout: dropout
        )
    }

    package static func candidates(for graph: Graph) -> [Self] {
        guard let table = graph.nodes.first?.operation as? Embedding else { return [] }
        var preset = Self()
        preset.width = table.width
        preset.tokens = table.count
        let layers = graph.nodes.compactMap { ($0.operation as? Dense)?.outputs }
        preset.hidden = graph.isEncoder ? layers : layers.dropLast()
        preset.dropout = graph.dropout
        return [preset]
    }

    package mutating func halve() {
        width = max(1, width / 2)
        hidden = hidden.map { max(1, $0 / 2) }
    }
}

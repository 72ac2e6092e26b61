package import Domain

/// A BERT: ``Graph/bert(_:mostTokens:classes:)``.
package struct BERTPreset: NetworkPreset {
    /// What features are.
    package enum Features: String, Sendable, Hashable, CaseIterable {
        /// The mean over tokens, scaled to length 1.
        case normalized
        /// The mean over tokens.
        case mean
    }

    /// The blocks.
    package var layers = 6
    /// The channels of a token.
    package var width = 384
    /// The heads of attention.
    package var heads = 12
    /// The channels between the two dense layers of a block.
    package var intermediate = 1536
    /// The tokens of the vocabulary.
    package var vocabulary = 30_522
    /// The places that a token may have.
    package var positions = 512
    /// What features are.
    package var features = Features.normalized

    /// Creates the defaults, MiniLM's six layers.
    package init() {}

    package static let card = NetworkCard(
        name: "bert",
        title: "BERT",
        summary:
            "For texts as numbers of tokens: blocks of attention with the names of transformers' BertModel, and the "
            + "mean over tokens. MiniLM-L6 by default; BERT base is layers=12,width=768,intermediate=3072.",
        paper:
            "Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, 2018",
        paperAddress: "https://arxiv.org/abs/1810.04805"
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("layers", \.layers, 1...48, "The blocks."),
            .integer("width", \.width, 1...4096, "The channels of a token."),
            .integer("heads", \.heads, 1...64, "The heads of attention, which divide the width."),
            .integer(
                "intermediate",
                \.intermediate,
                1...16_384,
                "The channels between the two dense layers of a block."
            ),
            .integer("vocabulary", \.vocabulary, 1...1_000_000, "The tokens of the vocabulary."),
            .integer("positions", \.positions, 1...8192, "The most tokens of a text."),
            .choice(
                "features",
                \.features,
                "The mean over tokens as it is, or scaled to length 1, as sentence encoders have it."
            ),
        ]
    }

    package func graph(input: Shape, classes: Int) throws(Failure) -> Graph {
        guard let most = input.mostItems, input.count == 1 else {
            throw .invalid("a BERT is for sequences of one number a token; a row has \(input)")
        }
        guard width % heads == 0 else {
            throw .invalid("\(heads) heads do not divide a width of \(width)", field: "heads")
        }
        guard most <= positions else {
            throw .invalid(
                "\(positions) positions for texts of up to \(most) tokens",
                field: "positions"
            )
        }
        let sizes = BERT(
            layers: layers,
            width: width,
            heads: heads,
            intermediate: intermediate,
            vocabulary: vocabulary,
            positions: positions,
            normalizes: features == .normalized
        )
        return .bert(sizes, mostTokens: most, classes: classes)
    }

    package static func candidates(for graph: Graph) -> [Self] {
        var preset = Self()
        preset.layers = 0
        for node in graph.nodes {
            switch (node.name, node.operation) {
            case ("embeddings.word_embeddings", let table as Embedding):
                preset.vocabulary = table.count
                preset.width = table.width
            case ("embeddings.position_embeddings", let table as Positions):
                preset.positions = table.count
            case (_, let attention as Attention):
                preset.heads = attention.heads
                preset.layers += 1
            case ("encoder.layer.0.intermediate.dense", let dense as Dense):
                preset.intermediate = dense.outputs
            default: break
            }
        }
        preset.features =
            graph.nodes.contains { $0.operation is L2Normalize } ? .normalized : .mean
        return preset.layers > 0 ? [preset] : []
    }

    /// Halves the heads, with their width as it is, and what comes between dense layers.
    package mutating func halve() {
        guard heads > 1 else { return }
        width = width / heads * (heads / 2)
        heads /= 2
        intermediate = max(1, intermediate / 2)
    }
}

extension BERTPreset {
    /// The sizes of a checkpoint, by the shapes of its tensors; heads have 32 or 64 channels, as MiniLM's and BERT's.
    ///
    /// - Throws: ``Failure`` (invalid argument) where it is none of a BERT.
    package init(tensors: [Safetensors.Tensor]) throws(Failure) {
        func shape(_ name: String) throws(Failure) -> [Int] {
            guard let tensor = tensors.first(where: { $0.name == name }), tensor.shape.count == 2
            else {
                throw .invalid("a BERT has the matrix '\(name)'; there is none", field: "encoder")
            }
            return tensor.shape
        }
        self.init()
        let words = try shape("embeddings.word_embeddings.weight")
        (vocabulary, width) = (words[0], words[1])
        positions = try shape("embeddings.position_embeddings.weight")[0]
        intermediate = try shape("encoder.layer.0.intermediate.dense.weight")[0]
        let numbers = tensors.compactMap { tensor -> Int? in
            let parts = tensor.name.split(separator: ".")
            return parts.count > 2 && parts[0] == "encoder" ? Int(parts[2]) : nil
        }
        layers = (numbers.max() ?? 0) + 1
        heads = max(1, width >= 768 ? width / 64 : width / 32)
        try validate()
    }
}

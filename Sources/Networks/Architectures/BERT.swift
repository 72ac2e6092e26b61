/// The sizes of a BERT, <https://arxiv.org/abs/1810.04805>.
package struct BERT: Hashable, Sendable {
    /// The blocks of attention and two dense layers.
    package var layers: Int
    /// The channels of a token.
    package var width: Int
    /// The heads of attention; they divide the width.
    package var heads: Int
    /// The channels between the two dense layers of a block.
    package var intermediate: Int
    /// The tokens of the vocabulary.
    package var vocabulary: Int
    /// The places that a token may have: at least the tokens of the longest text.
    package var positions: Int
    /// Whether features have length 1.
    package var normalizes: Bool

    /// Creates sizes; the defaults are those of MiniLM's six layers, <https://arxiv.org/abs/2002.10957>.
    package init(
        layers: Int = 6,
        width: Int = 384,
        heads: Int = 12,
        intermediate: Int = 1536,
        vocabulary: Int = 30_522,
        positions: Int = 512,
        normalizes: Bool = true
    ) {
        self.layers = layers
        self.width = width
        self.heads = heads
        self.intermediate = intermediate
        self.vocabulary = vocabulary
        self.positions = positions
        self.normalizes = normalizes
    }

    /// The segments that a checkpoint has rows for; all tokens are of the first.
    fileprivate static let segments = 2

    fileprivate func dense(_ outputs: Int) -> Dense {
        Dense(outputs: outputs, initial: .normalNarrow)
    }

    fileprivate var norm: GroupNorm { .layer(epsilon: 1e-12) }
}

extension Graph {
    /// A BERT over the tokens of texts, and the mean over them.
    ///
    /// A row is a sequence of one number a token: its place in the vocabulary, those of the beginning and the end
    /// among them. What the last block yields goes through the mean over tokens, and is scaled to length 1 where
    /// features are normalised: that is the head `embedding`, `[N, width]`, as sentence encoders have it,
    /// <https://arxiv.org/abs/1908.10084>. The dense layer `classifier` yields `[N, classes]`.
    ///
    /// Names are those of the `state_dict` of a `BertModel` of transformers
    /// (<https://github.com/huggingface/transformers>), without its pooler. There is no dropout, and all tokens are of
    /// the first segment.
    ///
    /// - Parameters:
    ///   - sizes: how deep and wide it is.
    ///   - mostTokens: the most tokens of a text.
    ///   - classes: the number of classes.
    /// - Returns: the graph, with the heads `classifier` and `embedding`.
    package static func bert(_ sizes: BERT, mostTokens: Int, classes: Int) -> Graph {
        var builder = GraphBuilder(input: .sequence(of: 1, most: mostTokens))
        builder.add(
            Embedding(count: sizes.vocabulary, width: sizes.width, initial: .normalNarrow),
            named: "embeddings.word_embeddings"
        )
        builder.add(
            TableRow(count: BERT.segments, initial: .normalNarrow),
            named: "embeddings.token_type_embeddings"
        )
        builder.add(
            Positions(.learned, count: sizes.positions, initial: .normalNarrow),
            named: "embeddings.position_embeddings"
        )
        builder.add(sizes.norm, named: "embeddings.LayerNorm")
        for layer in 0..<sizes.layers { builder.addBlock(sizes, named: "encoder.layer.\(layer)") }
        builder.add(SequencePool(.mean), named: "mean")
        if sizes.normalizes { builder.add(L2Normalize(), named: "normalize") }
        builder.add(Dense(outputs: classes), named: "classifier")
        return builder.classifier()
    }
}

extension GraphBuilder {
    /// A block of attention and two dense layers, each with a normalisation after the sum.
    fileprivate mutating func addBlock(_ sizes: BERT, named name: String) {
        let start = last
        let parts = ["query", "key", "value"].map { part in
            add(sizes.dense(sizes.width), named: "\(name).attention.self.\(part)", of: [start])
        }
        add(Attention(heads: sizes.heads), named: "\(name).attention.self", of: parts)
        let mixed = add(sizes.dense(sizes.width), named: "\(name).attention.output.dense")
        add(Add(), named: "\(name).attention.output.sum", of: [mixed, start])
        let middle = add(sizes.norm, named: "\(name).attention.output.LayerNorm")
        add(sizes.dense(sizes.intermediate), named: "\(name).intermediate.dense")
        add(Activation(.gelu), named: "\(name).intermediate.gelu")
        let outer = add(sizes.dense(sizes.width), named: "\(name).output.dense")
        add(Add(), named: "\(name).output.sum", of: [outer, middle])
        add(sizes.norm, named: "\(name).output.LayerNorm")
    }
}

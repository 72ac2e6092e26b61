extension Graph {
    /// A vector for each token, their mean, and a dense layer: the order of tokens counts for as much as tokens hold of
    /// it.
    ///
    /// Joulin et al. 2016, Bag of Tricks for Efficient Text Classification, <https://arxiv.org/abs/1607.01759>.
    ///
    /// - Parameters:
    ///   - tokens: The number of ids.
    ///   - most: The most tokens of a text.
    ///   - width: The values of a token's vector.
    ///   - hidden: The units of dense layers with rectifiers after the mean.
    ///   - classes: The number of classes.
    ///   - dropout: The share of features that are dropped before the last layer in training.
    /// - Returns: The graph, with the heads `classifier` and `embedding`.
    package static func tokenBag(
        tokens: Int,
        most: Int,
        width: Int,
        hidden: [Int] = [],
        classes: Int,
        dropout: Float = 0
    ) -> Graph {
        var builder = GraphBuilder(input: .sequence(of: 1, most: most))
        // Zeros: a token that no labelled text has says nothing.
        builder.add(Embedding(count: tokens, width: width, initial: .zero), named: "embedding")
        builder.add(SequencePool(.mean), named: "mean")
        for (index, units) in hidden.enumerated() {
            builder.add(Dense(outputs: units), named: "hidden\(index + 1)")
            builder.add(LeakyReLU(slope: 0))
        }
        if dropout > 0 { builder.add(Dropout(rate: dropout)) }
        builder.add(Dense(outputs: classes), named: "classifier")
        return builder.classifier()
    }
}

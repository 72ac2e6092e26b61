extension Graph {
    /// The network's encoder with the projection head of SimCLR, <https://arxiv.org/abs/2006.10029>: `layers` dense
    /// layers without biases, each normalised, with a rectifier after all but the last, whose normalisation does
    /// not shift.
    ///
    /// All but the last are as wide as the features; the last has `width` outputs. They are called
    /// `head.0.dense`, `head.0.norm` and so on, and what the first `n` of them yield is ``headName(after:)``.
    package func contrasting(layers: Int, width: Int) throws(ShapeError) -> Graph {
        let encoder = encoder
        let features = encoder.nodes.isEmpty ? input.count : try Network(encoder).features
        var builder = GraphBuilder(continuing: encoder, from: encoder.valueName(of: .embedding))
        for layer in 0..<layers {
            let isLast = layer == layers - 1
            builder.add(
                Dense(outputs: isLast ? width : features, bias: false),
                named: "head.\(layer).dense"
            )
            let norm = BatchNorm(scalesOnly: isLast ? true : nil, isBiased: true)
            builder.add(norm, named: "head.\(layer).norm")
            if !isLast { builder.add(LeakyReLU(slope: 0), named: "head.\(layer).relu") }
        }
        builder.head(.projection, of: builder.last)
        return builder.built
    }

    /// The name of the value after so many layers of the projection head; 0: the features of the encoder.
    package func headName(after layers: Int) -> String {
        layers == 0 ? valueName(of: .embedding) : "head.\(layers - 1).relu"
    }
}

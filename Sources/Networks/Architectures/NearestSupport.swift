extension Graph {
    /// A classifier that compares the features of a network with those of stored support rows, as PAWS
    /// releases it, <https://arxiv.org/abs/2104.13963>: the softmax of the cosines over a temperature
    /// weighs the support rows' labels.
    ///
    /// Two dense layers without biases hold what is stored: `support.weight`, `[rows, features]`, whose rows
    /// have length 1, and `support_labels.weight`, `[classes, rows]`, whose columns sum to 1. The logits are
    /// the logarithms of the probabilities.
    ///
    /// - Parameters:
    ///   - encoder: the network; its head `embedding` is compared.
    ///   - rows: the number of support rows.
    ///   - classes: the number of classes.
    ///   - temperature: what cosines are divided by.
    /// - Returns: the graph, with the features before the comparison as its head `embedding`.
    package static func nearestSupport(
        of encoder: Graph,
        rows: Int,
        classes: Int,
        temperature: Float = 0.1
    ) -> Graph {
        var graph = encoder
        let features = encoder.valueName(of: .embedding)
        // Nodes that only the encoder's own classifier needs go with it.
        if let end = graph.nodes.firstIndex(where: { $0.name == features }) {
            graph.nodes.removeSubrange((end + 1)...)
        } else {
            graph.nodes = []
        }
        var builder = GraphBuilder(continuing: graph, from: features)
        builder.add(L2Normalize())
        builder.add(Dense(outputs: rows, bias: false), named: "support")
        builder.add(Softmax(temperature: temperature))
        builder.add(Dense(outputs: classes, bias: false), named: "support_labels")
        let logits = builder.add(Activation(.logarithm))
        var result = builder.built
        result.heads = [.classifier: logits.name, .embedding: features]
        return result
    }
}

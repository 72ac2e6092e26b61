extension Graph {
    /// A classifier that compares the features of a network with those of stored support rows, as PAWS
    /// releases it, <https://arxiv.org/abs/2104.13963>: the softmax of the cosines over a temperature
    /// weighs the support rows' labels.
    ///
    /// Two dense layers without biases hold what is stored: `support.weight`, `[rows, features]`, whose rows
    /// have length 1, and `support_labels.weight`, `[classes, rows]`, whose columns sum to 1 but for what every
    /// class has of every row, ``StoredRowLayers/least``: so a class that is of none of the rows that count has a
    /// probability too. The logits are the logarithms of the probabilities.
    ///
    /// - Parameters:
    ///   - encoder: the network; its head `embedding` is compared.
    ///   - rows: the number of support rows.
    ///   - classes: the number of classes.
    ///   - temperature: what cosines are divided by.
    ///   - neighbors: the nearest support rows that count, 0: all.
    /// - Returns: the graph, with the features before the comparison as its head `embedding`.
    package static func nearestSupport(
        of encoder: Graph,
        rows: Int,
        classes: Int,
        temperature: Float = 0.1,
        neighbors: Int = 0
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
        let likeness = builder.add(Softmax(temperature: temperature))
        if 1..<rows ~= neighbors {
            // The others count 0; that what is left does not sum to 1 is nothing to a softmax of logarithms.
            let nearest = builder.add(LargestChannels(count: neighbors))
            builder.add(Multiply(), of: [likeness, nearest])
        }
        builder.add(Dense(outputs: classes, bias: false), named: "support_labels")
        let logits = builder.add(Activation(.logarithm))
        var result = builder.built
        result.heads = [.classifier: logits.name, .embedding: features]
        return result
    }
}

extension Network {
    /// Stores what a network compares with that ``Graph/nearestSupport(of:rows:classes:temperature:neighbors:)`` made.
    ///
    /// - Parameters:
    ///   - features: The features of the support rows, `[rows, features]`.
    ///   - labels: Their classes, `[rows]`.
    ///   - parameters: The network's.
    package func setSupport(_ features: Matrix, labels: [Int], in parameters: inout Parameters) {
        guard let weights = layout["support.weight"], let classes = layout["support_labels.weight"]
        else { preconditionFailure("a network without a support") }
        precondition(
            weights.shape == [features.rows, features.columns] && labels.count == features.rows,
            "\(features.rows) x \(features.columns) features for a support of \(weights.shape)"
        )
        for row in 0..<features.rows {
            let vector = features.rows(row..<row + 1).values
            let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            let start = weights.range.lowerBound + row * features.columns
            for (column, value) in vector.enumerated() {
                parameters.values[start + column] = Float(Double(value) / max(length, 1e-12))
            }
        }
        for index in classes.range { parameters.values[index] = Float(StoredRowLayers.least) }
        for (row, label) in labels.enumerated() {
            parameters.values[classes.range.lowerBound + label * labels.count + row] = 1
        }
    }
}

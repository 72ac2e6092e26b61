extension Graph {
    /// The nodes that a value is computed from, with the one that yields it.
    package func nodes(before value: String) -> [Node] {
        var wanted: Set<String> = [value]
        var found: [Node] = []
        for node in nodes.reversed() where wanted.contains(node.name) {
            wanted.formUnion(node.inputs)
            found.append(node)
        }
        return found.reversed()
    }

    /// The network up to its features, without classes.
    package var encoder: Graph {
        let features = valueName(of: .embedding)
        var graph = self
        graph.nodes = nodes(before: features)
        graph.heads = [.embedding: features]
        return graph
    }

    /// The network up to a value, which is then its head `embedding`; up to the input, a node that hands that on.
    package func cut(after value: String) -> Graph {
        var graph = self
        graph.nodes = nodes(before: value)
        graph.heads = [.embedding: value]
        guard graph.nodes.isEmpty else { return graph }
        var builder = GraphBuilder(continuing: graph, from: Graph.inputName)
        builder.head(.embedding, of: builder.add(Slice(first: 0, count: input.channels)))
        return builder.built
    }

    /// Whether weights of `other` may be taken over: all of its nodes are here too, or the way to the features
    /// of one of the two networks is a part of the other's.
    package func sharesNodes(with other: Graph) -> Bool {
        guard input == other.input else { return false }
        if Set(other.nodes).isSubset(of: nodes) { return true }
        let own = Set(encoder.nodes)
        let others = Set(other.encoder.nodes)
        guard !own.isEmpty, !others.isEmpty else { return false }
        return own.isSubset(of: others) || others.isSubset(of: own)
    }

    /// The network with another layer for the logits of `classes` classes on the value `features`.
    package func classifying(
        _ features: String,
        classes: Int,
        named name: String = "classifier",
        initial: InitialValues? = nil
    ) -> Graph {
        var graph = self
        graph.nodes = nodes(before: features)
        graph.heads = [:]
        var builder = GraphBuilder(
            continuing: graph,
            from: features
        )
        builder.add(Dense(outputs: classes, initial: initial), named: name)
        return builder.classifier()
    }
}

extension Graph {
    /// What stands before the names of the nodes that come on top of an encoder.
    package static let headPrefix = "head."
    /// The node that stands for how they standardise what they take.
    package static let headStandardization = headPrefix + "standardization"

    /// An encoder with a network of its features on top: one network, of what the encoder takes.
    ///
    /// - Parameter head: A network of vectors, as many numbers as the encoder's features.
    /// - Returns: The encoder's nodes, and those of `head` by names that begin with ``headPrefix``.
    package func joined(with head: Graph) -> Graph {
        var graph = encoder
        var names = [Graph.inputName: valueName(of: .embedding)]
        if head.standardization != nil {
            let features = names[Graph.inputName] ?? ""
            graph.nodes.append(Node(Self.headStandardization, Standardize(), [features]))
            names[Graph.inputName] = Self.headStandardization
        }
        for node in head.nodes {
            let name = Self.headPrefix + node.name
            let inputs = node.inputs.map { names[$0] ?? $0 }
            graph.nodes.append(Node(name, node.operation, inputs))
            names[node.name] = name
        }
        graph.heads = head.heads.mapValues { names[$0] ?? $0 }
        return graph
    }
}

extension Network {
    /// The parameters of ``Graph/joined(with:)``, compiled as this network: those of the encoder and of the head.
    package func joined(
        _ encoder: Parameters,
        of encoderNetwork: Network,
        with head: Parameters,
        of headNetwork: Network
    ) -> Parameters {
        var result = initialParameters(seed: 0)
        adopt(encoder, of: encoderNetwork, into: &result)
        func copy(
            _ entries: [ParameterLayout.Entry],
            _ source: [Float],
            _ own: [ParameterLayout.Entry],
            _ target: inout [Float]
        ) {
            for entry in entries {
                let name =
                    switch entry.name {
                    case ParameterLayout.meanName: Graph.headStandardization + ".mean"
                    case ParameterLayout.deviationName: Graph.headStandardization + ".std"
                    default: Graph.headPrefix + entry.name
                    }
                guard let place = own.first(where: { $0.name == name }) else {
                    preconditionFailure("no tensor '\(name)' in the joined network")
                }
                target.replaceSubrange(place.range, with: source[entry.range])
            }
        }
        copy(headNetwork.layout.parameters, head.values, layout.parameters, &result.values)
        copy(
            headNetwork.layout.statistics,
            head.statistics,
            layout.statistics,
            &result.statistics
        )
        return result
    }
}

extension HeadName {
    /// What is compared with a contrastive loss, `[N, width]`.
    package static let projection = HeadName("projection")
}

extension Graph {
    /// The network with a second head on its features: two dense layers with a rectifier between them, and
    /// vectors of length 1 in the end, as CoMatch has it, <https://arxiv.org/abs/2011.11183>.
    ///
    /// The layers are called `mlp_proj.0` and `mlp_proj.2`, as in USB; the first has as many outputs as there
    /// are features.
    ///
    /// - Throws: ``ShapeError`` where the network has no features.
    package func projecting(to width: Int) throws(ShapeError) -> Graph {
        let features = try Network(self).features
        var builder = GraphBuilder(continuing: self, from: valueName(of: .embedding))
        builder.add(Dense(outputs: features), named: "mlp_proj.0")
        builder.add(LeakyReLU(slope: 0), named: "mlp_proj.1")
        builder.add(Dense(outputs: width), named: "mlp_proj.2")
        builder.head(.projection, of: builder.add(L2Normalize(), named: "mlp_proj.unit"))
        return builder.built
    }
}

extension Network {
    /// Takes over the values of another network where a name and a shape are the same.
    package func adopt(
        _ other: Parameters,
        of network: Network,
        into parameters: inout Parameters
    ) {
        for entry in layout.parameters {
            guard let source = network.layout[entry.name], source.shape == entry.shape else {
                continue
            }
            parameters.values.replaceSubrange(entry.range, with: other.values[source.range])
        }
        for entry in layout.statistics {
            guard let source = network.layout[entry.name], source.shape == entry.shape else {
                continue
            }
            parameters.statistics.replaceSubrange(entry.range, with: other.statistics[source.range])
        }
    }
}

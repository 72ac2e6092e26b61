extension HeadName {
    /// What is compared with a contrastive loss, `[N, width]`.
    package static let projection = HeadName("projection")
    /// What a network makes of its projection, to be like that of another view, `[N, width]`.
    package static let prediction = HeadName("prediction")
    /// Of each class whether a row is out or in, logits `[N, 2 C]`.
    package static let openSet = HeadName("open_set")
    /// The same, of a model whose labels are decided by it.
    package static let outliers = HeadName("outliers")
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

extension Graph {
    /// The network with a projection and a prediction of it, each two dense layers with a normalisation and a
    /// rectifier between them, as BYOL has it, <https://arxiv.org/abs/2006.07733>.
    ///
    /// The layers are called `projector.0` and so on; the first of each is as wide as the features.
    ///
    /// - Throws: ``ShapeError`` where the network has no features.
    package func predictingProjection(width: Int) throws(ShapeError) -> Graph {
        let features = try Network(self).features
        var builder = GraphBuilder(continuing: encoder, from: valueName(of: .embedding))
        for (head, name) in [(HeadName.projection, "projector"), (.prediction, "predictor")] {
            builder.add(Dense(outputs: features), named: "\(name).0")
            builder.add(BatchNorm(), named: "\(name).1")
            builder.add(LeakyReLU(slope: 0), named: "\(name).2")
            builder.head(head, of: builder.add(Dense(outputs: width), named: "\(name).3"))
        }
        return builder.built
    }

    /// The network's encoder with vectors of length 1: two dense layers with a normalisation and a rectifier between
    /// them, as SwAV has it, <https://arxiv.org/abs/2006.09882>.
    ///
    /// - Throws: ``ShapeError`` where the network has no features.
    package func clustering(width: Int) throws(ShapeError) -> Graph {
        let features = try Network(self).features
        var builder = GraphBuilder(continuing: encoder, from: valueName(of: .embedding))
        builder.add(Dense(outputs: features), named: "projection_head.0")
        builder.add(BatchNorm(), named: "projection_head.1")
        builder.add(LeakyReLU(slope: 0), named: "projection_head.2")
        builder.add(Dense(outputs: width), named: "projection_head.3")
        builder.head(
            .projection,
            of: builder.add(L2Normalize(), named: "projection_head.unit")
        )
        return builder.built
    }

    /// The network with a classifier for each class of whether a row is of it at all: `[N, 2 C]`, first out, then in,
    /// as OpenMatch has it, <https://arxiv.org/abs/2105.14148>.
    ///
    /// A network that has it already, since its run started from such a one, stays as it is.
    package var rejecting: Graph {
        guard heads[.openSet] == nil else { return self }
        var builder = GraphBuilder(continuing: self, from: valueName(of: .embedding))
        let open = builder.add(Dense(outputs: 2 * classes, bias: false), named: "fc_open")
        builder.head(.openSet, of: open)
        return builder.built
    }

    /// The network with its classifiers of outliers as what labels are decided by.
    package var tellingOutliers: Graph {
        var graph = self
        graph.heads[.outliers] = graph.heads[.openSet]
        return graph
    }

    /// The network as other runs start from it: they do not train what labels were decided by.
    package var tellingNoOutliers: Graph {
        var graph = self
        graph.heads[.outliers] = nil
        return graph
    }
}

extension Graph {
    /// The value after the first layer of ``comparing(width:predicting:)``, on which a classifier is fine-tuned.
    package static let firstProjection = "fc.relu1"

    /// The encoder with a projection of three dense layers in the place of the classifier, as PAWS has it,
    /// <https://arxiv.org/abs/2104.13963>.
    ///
    /// Normalisation and a rectifier come after the first two layers, which have as many outputs as there are
    /// features. The names are those of its code.
    ///
    /// - Parameters:
    ///   - width: The width of the projection, head `embedding` and `projection`.
    ///   - predicting: Whether a second head follows, `prediction`: two layers through a quarter of the width,
    ///     with a normalisation before each.
    /// - Returns: The graph, without classes.
    /// - Throws: ``ShapeError`` where the network has no features.
    package func comparing(width: Int, predicting: Bool) throws(ShapeError) -> Graph {
        let features = try Network(self).features
        var builder = GraphBuilder(continuing: encoder, from: valueName(of: .embedding))
        for layer in 1...2 {
            builder.add(Dense(outputs: features), named: "fc.fc\(layer)")
            builder.add(BatchNorm(), named: "fc.bn\(layer)")
            builder.add(LeakyReLU(slope: 0), named: "fc.relu\(layer)")
        }
        let projection = builder.add(Dense(outputs: width), named: "fc.fc3")
        builder.head(.embedding, of: projection)
        builder.head(.projection, of: projection)
        guard predicting else { return builder.built }
        builder.add(BatchNorm(), named: "pred.bn1")
        builder.add(Dense(outputs: max(1, width / 4)), named: "pred.fc1")
        builder.add(BatchNorm(), named: "pred.bn2")
        builder.add(LeakyReLU(slope: 0), named: "pred.relu")
        builder.head(.prediction, of: builder.add(Dense(outputs: width), named: "pred.fc2"))
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

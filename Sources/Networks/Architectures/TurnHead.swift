extension HeadName {
    /// By how many quarters a row was turned, `[N, 4]`.
    package static let turn = HeadName("turn")
    /// Features that tell views of a row apart, `[N, width]`.
    package static let viewFeatures = HeadName("view_features")
}

extension Graph {
    /// Whether rows may be turned by quarters: they are square images.
    package var isTurnable: Bool { input.pixels > 1 && input.height == input.width }

    /// The network with a second classifier, of quarter turns: one layer, or two with a rectifier between them, the
    /// first as wide as the features.
    ///
    /// The names are those of USB.
    ///
    /// - Throws: ``ShapeError`` where the network has no features.
    package func turning(isDeep: Bool) throws(ShapeError) -> Graph {
        let features = try Network(self).features
        var builder = GraphBuilder(continuing: self, from: valueName(of: .embedding))
        let name = "rot_classifier"
        if isDeep {
            builder.add(Dense(outputs: features), named: "\(name).0")
            builder.add(LeakyReLU(slope: 0), named: "\(name).1")
        }
        let last = builder.add(Dense(outputs: 4), named: isDeep ? "\(name).2" : name)
        builder.head(.turn, of: last)
        return builder.built
    }

    /// The network with features of a view, by one dense layer on what is before the mean over pixels, as wide as
    /// the features: what CRMatch compares, under USB's name.
    ///
    /// - Throws: ``ShapeError`` where the network has no features.
    package func describingViews() throws(ShapeError) -> Graph {
        let features = try Network(self).features
        var builder = GraphBuilder(continuing: self, from: mapBeforePooling)
        builder.head(
            .viewFeatures,
            of: builder.add(Dense(outputs: features), named: "ds_classifier")
        )
        return builder.built
    }

    /// The value that the last mean over pixels before the features takes; without one the features.
    private var mapBeforePooling: String {
        let features = valueName(of: .embedding)
        let pooling = nodes(before: features).last { $0.operation is AdaptiveAveragePool }
        return pooling?.inputs.first ?? features
    }
}

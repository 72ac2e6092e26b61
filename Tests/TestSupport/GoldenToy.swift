package import Networks

extension Matrix {
    /// A recorded tensor of at least two dimensions; the first are the rows, the others are joined.
    ///
    /// - Throws: ``GoldenError`` when it has fewer dimensions.
    package init(_ value: GoldenValue) throws {
        let tensor = try value.tensor()
        guard let rows = tensor.shape.first, tensor.shape.count >= 2 else {
            throw GoldenError(description: "no matrix: shape \(tensor.shape)")
        }
        let columns = tensor.shape.dropFirst().reduce(1, *)
        self.init(rows: rows, columns: columns, values: tensor.floats)
    }

    /// A recorded matrix of a given shape.
    ///
    /// - Throws: ``GoldenError`` when the shape is another.
    package init(_ value: GoldenValue, rows: Int? = nil, columns: Int) throws {
        try self.init(value)
        guard self.columns == columns, rows.map({ $0 == self.rows }) ?? true else {
            throw GoldenError(
                description: "[\(self.rows), \(self.columns)] instead of "
                    + "[\(rows.map(String.init) ?? "any"), \(columns)]"
            )
        }
    }
}

/// The toy network of the `whole_step` cases with the sizes of a case: flatten, `hidden_layer`,
/// where recorded `bn`, leaky ReLU of slope 0.1, `classifier`.
package struct GoldenToy {
    /// The network.
    package let network: Network
    /// The recorded parameters and running statistics before the first step.
    package let initial: Parameters
    /// The width of an input.
    package let inputs: Int
    /// The number of classes.
    package let classes: Int

    /// Takes the layers and their sizes from the `initial` of a case.
    ///
    /// - Throws: ``GoldenError`` when a parameter is missing or belongs to no layer of the toy
    ///   network; what ``Network`` throws.
    package init(_ record: GoldenValue) throws {
        let initial = try record.get("initial")
        let values = try initial.get("parameters").object()
        let statistics = try initial.get("batch_norm_statistics").object()
        let hidden = try Self.tensor("hidden_layer.weight", of: values)
        let hasThree = values.keys.contains("classifiers.0.weight")
        let name = hasThree ? "classifiers.0" : "classifier"
        let classifier = try Self.tensor("\(name).weight", of: values)
        guard hidden.shape.count == 2, classifier.shape.count == 2,
            classifier.shape[1] == hidden.shape[0]
        else {
            throw GoldenError(description: "weights \(hidden.shape), \(classifier.shape)")
        }
        let isNormalized = values.keys.contains { $0 == "bn.weight" || $0.hasSuffix(".bn.weight") }
        var builder = GraphBuilder(input: .vector(hidden.shape[1]))
        builder.add(Dense(outputs: hidden.shape[0]), named: "hidden_layer")
        if isNormalized { builder.add(BatchNorm(), named: "bn") }
        builder.add(LeakyReLU(slope: 0.1))
        builder.add(Dense(outputs: classifier.shape[0]), named: name)
        var graph = builder.classifier()
        if hasThree { graph = graph.classifyingThrice(named: ["classifiers.1", "classifiers.2"]) }
        if values.keys.contains("mlp_proj.2.weight") {
            let width = try Self.tensor("mlp_proj.2.weight", of: values).shape[0]
            graph = try graph.projecting(to: width)
        }
        for name in ["teacher_classifier", "aux_classifier"]
        where values.keys.contains(where: { $0.hasSuffix("\(name).weight") }) {
            // A second classifier of the same features.
            var builder = GraphBuilder(
                continuing: graph,
                from: graph.valueName(of: .embedding)
            )
            let second = Dense(outputs: classifier.shape[0])
            let logits = builder.add(second, named: name)
            builder.head(HeadName("balanced_classifier"), of: logits)
            graph = builder.built
        }
        if values.keys.contains(where: { $0.hasSuffix("rot_classifier.weight") }) {
            graph = try graph.turning(isDeep: false)
        }
        if values.keys.contains("ds_classifier.weight") { graph = try graph.describingViews() }
        if values.keys.contains("rot_classifier.2.weight") {
            graph = try graph.turning(isDeep: true)
        }
        let network = try Network(graph)
        guard values.count == network.layout.parameters.count else {
            throw GoldenError(description: "not the toy network: \(values.keys.sorted())")
        }
        self.network = network
        inputs = hidden.shape[1]
        classes = classifier.shape[0]
        self.initial = Parameters(
            values: try network.layout.parameters.flatMap {
                try Self.floats($0.name, of: values, count: $0.range.count)
            },
            statistics: try network.layout.statistics.flatMap {
                try Self.floats($0.name, of: statistics, count: $0.range.count)
            }
        )
    }

    /// The tensor of this name, whatever wrappers are before it.
    ///
    /// - Throws: ``GoldenError`` when there is none.
    package static func tensor(
        _ name: String,
        of tensors: [String: GoldenValue]
    ) throws -> GoldenTensor {
        for (key, value) in tensors where key == name || key.hasSuffix(".\(name)") {
            return try value.tensor()
        }
        throw GoldenError(description: "no \(name) among \(tensors.keys.sorted())")
    }

    private static func floats(
        _ name: String,
        of tensors: [String: GoldenValue],
        count: Int
    ) throws -> [Float] {
        let tensor = try tensor(name, of: tensors)
        guard tensor.values.count == count else {
            throw GoldenError(description: "\(name) \(tensor.shape) instead of \(count) values")
        }
        return tensor.floats
    }
}

import Domain
import Networks
import TestSupport
import Testing

@Suite("Golden: SimCLRv2's projection head")
struct SimCLRHeadTests {
    @Test("What it yields, what fine-tuning begins with, gradients, running statistics")
    func head() throws {
        let file = try GoldenCases(reading: "others/simclrv2_projection_head.json")
        let tolerance = try Tolerance(file.file)
        try file.forEach { record, place in
            func check(_ values: [Float], _ expected: GoldenValue, _ what: String) throws {
                try tolerance.check(values, expected, "\(place): \(what)")
            }
            let (inputs, parameters) = (try record.get("inputs"), try record.get("params"))
            let input = try Matrix(inputs.get("x"))
            let layers = try inputs.get("layers").list()
            guard try parameters.get("bn_eps").number() == 1e-5,
                try parameters.get("bn_momentum").number() == 0.9,
                try parameters.get("layers").integer() == layers.count, let last = layers.last
            else { throw GoldenError(description: "other constants than SimCLR's") }
            let width = try last.get("kernel").tensor().shape[1]
            let trunk = Graph(
                input: .vector(input.columns),
                nodes: [],
                heads: [.embedding: Graph.inputName]
            )
            let graph = try trunk.contrasting(layers: layers.count, width: width)
            let network = try Network(graph)
            var weights = network.initialParameters(seed: 1)
            for (index, layer) in layers.enumerated() {
                try network.set(layer, index, in: &weights)
            }
            let kept = try HeadName(
                graph.headName(after: parameters.get("ft_proj_selector").integer())
            )
            var workspace = try Workspace(for: network, rows: input.rows, exposing: [kept])
            let values = workspace.forward(
                [input],
                parameters: &weights,
                heads: [.projection, kept]
            )
            let outputs = try record.get("outputs")
            try check(values[.projection]?.values ?? [], outputs.get("head_output"), "output")
            try check(values[kept]?.values ?? [], outputs.get("finetune_input"), "kept")
            let delta = workspace.backward(
                [.projection: try Matrix(inputs.get("upstream"))],
                parameters: weights,
                inputGradient: true
            )
            let gradients = try record.get("grads")
            try check(delta?.values ?? [], gradients.get("x"), "gradient of x")
            for (index, layer) in try gradients.get("layers").list().enumerated() {
                let found = Parameters(values: workspace.gradients, statistics: [])
                for (name, expected) in try layer.object() where !expected.isEmpty {
                    let values = try network.get(name, index, of: found)
                    try check(values, expected, "gradient of \(name) \(index)")
                }
            }
            for (index, layer) in try outputs.get("moving_stats_after").list().enumerated() {
                for (name, ours) in [
                    ("moving_mean_after", "running_mean"), ("moving_var_after", "running_var"),
                ] {
                    let entry = try #require(network.layout["head.\(index).norm.\(ours)"])
                    try check(
                        Array(weights.statistics[entry.range]),
                        layer.get(name),
                        "\(ours) \(index)"
                    )
                }
            }
        }
    }

    @Test("Fine-tuning keeps what comes before its classifier, which starts at zero")
    func kept() throws {
        let network = Graph.smallConvolutional(
            height: 8,
            width: 8,
            channels: 1,
            classes: 5,
            width: 4
        )
        let large = try network.contrasting(layers: 3, width: 6)
        let tuned = large.classifying(large.headName(after: 1), classes: 7, initial: .zero)
        #expect(tuned.classes == 7)
        #expect(tuned.sharesNodes(with: large) && large.sharesNodes(with: tuned))
        let names = try Network(tuned).layout.parameters.map(\.name)
        #expect(names.contains("head.0.norm.weight") && !names.contains("head.1.dense.weight"))
        let weights = try Network(tuned).initialParameters(seed: 2)
        let entry = try #require(try Network(tuned).layout["classifier.weight"])
        #expect(weights.values[entry.range].allSatisfy { $0 == 0 })
    }
}

extension Network {
    /// The values of a recorded weight of a layer of the head; kernels are recorded `[inputs, outputs]`.
    fileprivate func get(_ name: String, _ layer: Int, of weights: Parameters) throws -> [Float] {
        let entry = try entry(name, layer)
        let values = Array(weights.values[entry.range])
        return name == "kernel" ? transposed(values, entry.shape[0], entry.shape[1]) : values
    }

    fileprivate func set(
        _ layer: GoldenValue,
        _ index: Int,
        in weights: inout Parameters
    ) throws {
        for (name, value) in try layer.object() where !value.isEmpty {
            let entry = try entry(name, index)
            let values = try value.tensor().floats
            guard values.count == entry.range.count else {
                throw GoldenError(description: "\(name) \(index) is not \(entry.shape)")
            }
            weights.values.replaceSubrange(
                entry.range,
                with: name == "kernel"
                    ? transposed(values, entry.shape[1], entry.shape[0]) : values
            )
        }
    }

    private func entry(_ name: String, _ layer: Int) throws -> ParameterLayout.Entry {
        let names = ["kernel": "dense.weight", "gamma": "norm.weight", "beta": "norm.bias"]
        guard let ours = names[name], let entry = layout["head.\(layer).\(ours)"] else {
            throw GoldenError(description: "no \(name) of layer \(layer)")
        }
        return entry
    }

    private func transposed(_ values: [Float], _ rows: Int, _ columns: Int) -> [Float] {
        (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } }
    }
}

import Domain
import Networks
import TestSupport
import Testing

@Suite("Golden: units of residual networks, recorded from their authors' code")
struct ResidualUnitTests {
    @Test("USB's Wide ResNet units")
    func wide() throws {
        try GoldenCases(reading: "usb/wide_resnet.json").forEach { record, place in
            let sizes = try record.get("hyper_parameters")
            guard try sizes.get("leaky_relu_slope").number() == 0.1,
                try sizes.get("batch_norm_momentum").number() == 0.001,
                try sizes.get("batch_norm_eps").number() == 1e-5
            else { throw GoldenError(description: "other constants than USB's") }
            let (inputs, expected) = (try record.get("inputs"), try record.get("expected"))
            let images = try Images(inputs.get("x_batch_channel_height_width"))
            var builder = GraphBuilder(input: images.shape)
            let output = builder.addWideUnit(
                named: "unit",
                inputs: images.shape.channels,
                outputs: try sizes.get("output_channels").integer(),
                stride: try sizes.get("stride").integer(),
                activatesFirst: try sizes.get("activate_before_residual").flag()
            )
            builder.head(.embedding, of: output)
            var unit = try UnitRun(builder.built, rows: images.matrix.rows)
            try unit.set(inputs.get("parameters").object().mapValues { try $0.tensor() })
            let check = try Check(record.get("tolerance"), place)
            let trained = unit.train(images.matrix)
            try check(trained, Images(expected.get("output_training_mode")).matrix, "training")
            let delta = try unit.backward(Images(inputs.get("gradient_arriving_at_the_output")))
            try check(delta, Images(expected.get("gradient_of_x")).matrix, "input gradient")
            for (name, want) in try expected.get("gradients").object() {
                try check(unit.gradient(name), want.tensor().floats, name)
            }
            let statistics = "batch_norm_statistics_after_one_training_pass_from_0_and_1"
            for (name, want) in try expected.get(statistics).object() {
                try check(unit.statistic(name), want.tensor().floats, name)
            }
            let evaluated = unit.evaluate(images.matrix)
            let want = try Images(expected.get("output_evaluation_mode_after_that_pass"))
            try check(evaluated, want.matrix, "evaluation")
        }
    }

    /// Names of the recorded weights, and of ours.
    private static let kernelNames = [
        "conv_kernel": "conv.weight", "bn1_gamma": "bn.weight", "bn1_beta": "bn.bias",
        "reduce_kernel": "attn.fc_reduce.weight", "bn2_gamma": "attn.bn.weight",
        "bn2_beta": "attn.bn.bias", "mix_kernel": "attn.fc_select.weight",
    ]

    @Test("SimCLRv2's selective kernels")
    func selective() throws {
        let file = try GoldenCases(reading: "others/simclrv2_selective_kernel.json")
        let tolerance = try file.file.get("tolerance")
        try file.forEach { record, place in
            let (sizes, inputs) = (try record.get("params"), try record.get("inputs"))
            let channels = try sizes.get("filters").integer()
            let hidden = Int(Double(channels) * (try sizes.get("sk_ratio").number()))
            let images = try Images(inputs.get("x_nhwc"), areChannelsLast: true)
            var builder = GraphBuilder(input: images.shape)
            let output = builder.addSelectiveKernel(
                channels: channels,
                stride: try sizes.get("stride").integer(),
                hidden: max(hidden, try sizes.get("min_dim").integer()),
                initial: nil,
                named: "unit"
            )
            builder.head(.embedding, of: output)
            var unit = try UnitRun(builder.built, rows: images.matrix.rows)
            var weights: [String: GoldenTensor] = [:]
            for (name, value) in try inputs.get("weights_hwio").object() {
                weights[try ours(name)] = try value.tensor()
            }
            try unit.set(weights, areOutputsLast: true)
            let check = try Check(tolerance, place)
            // A mean of two rows is normalised to about 1 and -1, whatever it was: its gradient is a small
            // rest of large terms, and the recorded one, in single precision too, 0.5 % off double
            // precision.
            var rough = check
            rough.relative = 0.02
            let trained = unit.train(images.matrix)
            let expected = try Images(record.get("outputs").get("y"), areChannelsLast: true)
            try check(trained, expected.matrix, "y")
            let upstream = try Images(inputs.get("upstream"), areChannelsLast: true)
            let delta = unit.backward(upstream)
            for (name, value) in try record.get("grads").object() {
                let tensor = try value.tensor()
                guard name != "x" else {
                    try check(delta, Images(value, areChannelsLast: true).matrix, name)
                    continue
                }
                let bounds = name == "reduce_kernel" ? rough : check
                try bounds(unit.gradient(ours(name)), outputsFirst(tensor), name)
            }
        }
    }

    private func ours(_ name: String) throws -> String {
        guard let ours = Self.kernelNames[name] else {
            throw GoldenError(description: "no weight '\(name)'")
        }
        return ours
    }
}

/// Recorded images as rows of `[height, width, channels]`.
private struct Images {
    let shape: Shape
    let matrix: Matrix

    init(_ value: GoldenValue, areChannelsLast: Bool = false) throws {
        let tensor = try value.tensor()
        guard tensor.shape.count == 4 else {
            throw GoldenError(description: "no images: \(tensor.shape)")
        }
        let sides = tensor.shape
        let (height, width, channels) =
            areChannelsLast ? (sides[1], sides[2], sides[3]) : (sides[2], sides[3], sides[1])
        shape = .image(height: height, width: width, channels: channels)
        var matrix = Matrix(rows: sides[0], columns: shape.count, values: tensor.floats)
        if !areChannelsLast {
            for row in 0..<sides[0] {
                for place in 0..<shape.count {
                    let source = place % channels * shape.pixels + place / channels
                    matrix[row, place] = tensor.floats[row * shape.count + source]
                }
            }
        }
        self.matrix = matrix
    }
}

/// Weights `[height, width, inputs, outputs]` as `[outputs, inputs, height, width]`.
private func outputsFirst(_ tensor: GoldenTensor) -> [Float] {
    guard tensor.shape.count == 4 else { return tensor.floats }
    let (taps, inputs) = (tensor.shape[0] * tensor.shape[1], tensor.shape[2])
    let outputs = tensor.shape[3]
    return (0..<tensor.values.count).map { place in
        let (tap, input, output) = (place % taps, place / taps % inputs, place / taps / inputs)
        return Float(tensor.values[(tap * inputs + input) * outputs + output])
    }
}

/// A comparison by a recording's own tolerance.
private struct Check {
    let absolute: Double
    var relative: Double
    let place: String

    init(_ tolerance: GoldenValue, _ place: String) throws {
        absolute = try (tolerance.find("absolute") ?? tolerance.get("atol")).number()
        relative = try (tolerance.find("relative") ?? tolerance.get("rtol")).number()
        self.place = place
    }

    func callAsFunction(_ got: Matrix, _ want: Matrix, _ what: String) throws {
        try callAsFunction(got.values, want.values, what)
    }

    func callAsFunction(_ got: [Float], _ want: [Float], _ what: String) throws {
        expectClose(got, want, absolute: absolute, relative: relative, "\(place): \(what)")
    }
}

/// A unit with the head `embedding` and nodes called `unit` and so on.
private struct UnitRun: ~Copyable {
    private let network: Network
    private var parameters: Parameters
    private var workspace: Workspace

    init(_ graph: Graph, rows: Int) throws {
        let network = try Network(graph)
        workspace = try Workspace(for: network, rows: rows)
        parameters = network.initialParameters(seed: 0)
        self.network = network
    }

    /// Sets all weights.
    mutating func set(_ tensors: [String: GoldenTensor], areOutputsLast: Bool = false) throws {
        guard Set(tensors.keys.map { "unit.\($0)" }) == Set(network.layout.parameters.map(\.name))
        else { throw GoldenError(description: "other weights: \(tensors.keys.sorted())") }
        for (name, tensor) in tensors {
            guard let entry = network.layout["unit.\(name)"] else { continue }
            let values = areOutputsLast ? outputsFirst(tensor) : tensor.floats
            guard values.count == entry.range.count else {
                throw GoldenError(description: "\(name) is \(tensor.shape), not \(entry.shape)")
            }
            parameters.values.replaceSubrange(entry.range, with: values)
        }
    }

    mutating func train(_ input: Matrix) -> Matrix {
        let heads = workspace.forward([input], parameters: &parameters)
        return heads[.embedding] ?? Matrix(rows: 0, columns: 0)
    }

    mutating func backward(_ delta: Images) -> Matrix {
        let gradient = workspace.backward(
            [.embedding: delta.matrix],
            parameters: parameters,
            inputGradient: true
        )
        return gradient ?? Matrix(rows: 0, columns: 0)
    }

    mutating func evaluate(_ input: Matrix) -> Matrix {
        workspace.evaluate([input], parameters: parameters)[.embedding]
            ?? Matrix(rows: 0, columns: 0)
    }

    func gradient(_ name: String) -> [Float] {
        network.layout["unit.\(name)"].map { Array(workspace.gradients[$0.range]) } ?? []
    }

    func statistic(_ name: String) -> [Float] {
        network.layout["unit.\(name)"].map { Array(parameters.statistics[$0.range]) } ?? []
    }
}

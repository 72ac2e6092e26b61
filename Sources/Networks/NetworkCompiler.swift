internal import Kernels

/// Turns layer descriptions into stages, checking each.
struct NetworkCompiler {
    private(set) var layout = ParameterLayout()
    private(set) var stages: [Stage] = []
    private(set) var standardization: StandardizationRanges?
    private var shape: InputShape
    private var names: Set<String> = []
    private var index = 0
    private let last: Int

    private static let widthLimit = 1 << 20
    private static let parameterLimit = 1 << 26

    init(_ specification: NetworkSpecification) throws(ShapeError) {
        shape = specification.input
        last = specification.layers.count - 1
        guard (1...256).contains(specification.layers.count) else {
            throw fault("a network has 1 to 256 layers, came \(specification.layers.count)")
        }
        let sides = 1...4096
        guard sides.contains(shape.height), sides.contains(shape.width),
            (1...Self.widthLimit).contains(shape.channels), shape.count <= 1 << 24
        else {
            throw fault(
                "an input is at most 4096 x 4096 pixels and 2^24 values, came \(shape.height) x "
                    + "\(shape.width) x \(shape.channels)"
            )
        }
        guard let channels = specification.standardization?.channels else { return }
        guard channels >= 1, shape.count % channels == 0 else {
            throw fault("a standardisation of \(channels) channels for \(shape.count) values a row")
        }
        standardization = layout.addStandardization(channels: channels)
    }

    private func fault(_ message: String) -> ShapeError {
        ShapeError(layer: index, message: message)
    }

    private var layer: Int { layout.layerCount }

    private mutating func claim(_ name: String) throws(ShapeError) {
        let allowed = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == 95 || byte == 46
        }
        guard allowed, (1...64).contains(name.utf8.count), names.insert(name).inserted else {
            throw fault(
                "a layer's name is 1 to 64 letters, digits, _ or . and unique, came '\(name)'"
            )
        }
    }

    private mutating func push(_ operation: Operation, _ output: InputShape) {
        stages.append(Stage(operation: operation, input: shape, output: output))
        shape = output
    }

    mutating func add(_ specification: LayerSpecification) throws(ShapeError) {
        switch specification {
        case .dense(let name, let outputs, let bias):
            try addDense(name, outputs, bias)
        case .convolution(let name, let outputs, let kernel, let stride, let padding, let bias):
            try addConvolution(name, outputs, kernel, stride, padding, bias)
        case .batchNorm(let name, let momentum, let epsilon):
            try addBatchNorm(name, momentum, epsilon)
        case .leakyReLU(let slope): try addRectifier(slope)
        case .maxPool(let size):
            guard
                let pooling = PoolingShape(
                    height: shape.height,
                    width: shape.width,
                    channels: shape.channels,
                    size: size
                )
            else {
                throw fault("no \(size) x \(size) window fits \(shape.height) x \(shape.width)")
            }
            push(
                .maxPool(pooling),
                .image(
                    height: shape.height / size,
                    width: shape.width / size,
                    channels: shape.channels
                )
            )
        case .globalAveragePool: push(.meanPool, .vector(shape.channels))
        case .dropout(let rate):
            guard (0..<1).contains(rate) else {
                throw fault("a dropout rate is in 0..<1, came \(rate)")
            }
            push(.dropout(rate: rate), shape)
        }
        index += 1
    }

    mutating func finish() throws(ShapeError) {
        index = last
        guard case .dense? = stages.last?.operation else {
            throw fault("the last layer is dense and yields the logits")
        }
    }

    private mutating func addDense(_ name: String, _ outputs: Int, _ bias: Bool) throws(ShapeError)
    {
        try claim(name)
        let layer = layer
        let (count, overflow) = outputs.multipliedReportingOverflow(by: shape.count)
        guard (1...Self.widthLimit).contains(outputs), !overflow,
            layout.parameterCount + count <= Self.parameterLimit
        else {
            throw fault(
                "\(outputs) outputs from \(shape.count) inputs is too large or not positive"
            )
        }
        let weight = layout.addParameter(
            "\(name).weight",
            [outputs, shape.count],
            .denseWeight,
            layer: layer
        )
        let biases =
            bias ? layout.addParameter("\(name).bias", [outputs], .bias, layer: layer) : nil
        push(.dense(weight: weight, bias: biases), .vector(outputs))
    }

    private mutating func addConvolution(
        _ name: String,
        _ outputs: Int,
        _ kernel: Int,
        _ stride: Int,
        _ padding: Int,
        _ bias: Bool
    ) throws(ShapeError) {
        try claim(name)
        let layer = layer
        guard
            let convolution = ConvolutionShape(
                height: shape.height,
                width: shape.width,
                inputs: shape.channels,
                outputs: outputs,
                kernel: kernel,
                stride: stride,
                padding: padding
            ), layout.parameterCount + convolution.weightCount <= Self.parameterLimit
        else {
            throw fault(
                "no convolution of \(shape.height) x \(shape.width) x \(shape.channels) to \(outputs) "
                    + "with kernel \(kernel) (at most 16), stride \(stride), padding \(padding)"
            )
        }
        let weight = layout.addParameter(
            "\(name).weight",
            [outputs, shape.channels, kernel, kernel],
            .convolutionWeight,
            layer: layer
        )
        let biases =
            bias ? layout.addParameter("\(name).bias", [outputs], .bias, layer: layer) : nil
        push(
            .convolution(convolution, weight: weight, bias: biases),
            .image(
                height: convolution.outHeight,
                width: convolution.outWidth,
                channels: outputs
            )
        )
    }

    private mutating func addBatchNorm(
        _ name: String,
        _ momentum: Float,
        _ epsilon: Float
    ) throws(ShapeError) {
        try claim(name)
        guard (0...1).contains(momentum), epsilon > 0, epsilon <= 1 else {
            throw fault("momentum is in 0...1 and epsilon in 0...1, came \(momentum), \(epsilon)")
        }
        // A normalisation belongs to the layer before it.
        let layer = max(0, layer - 1)
        let channels = shape.channels
        let operation = NormalizationOperation(
            gamma: layout.addParameter("\(name).weight", [channels], .scale, layer: layer),
            beta: layout.addParameter("\(name).bias", [channels], .shift, layer: layer),
            mean: layout.addStatistics(
                "\(name).running_mean",
                channels,
                .runningMean,
                layer: layer
            ),
            variance: layout.addStatistics(
                "\(name).running_var",
                channels,
                .runningVariance,
                layer: layer
            ),
            momentum: momentum,
            epsilon: epsilon,
            slope: 1
        )
        push(.normalization(operation), shape)
    }

    private mutating func addRectifier(_ slope: Float) throws(ShapeError) {
        guard (0..<1).contains(slope) else { throw fault("a slope is in 0..<1, came \(slope)") }
        guard let before = stages.last, case .normalization(var operation) = before.operation,
            operation.slope == 1
        else { return push(.leaky(slope: slope), shape) }
        operation.slope = slope
        stages[stages.count - 1].operation = .normalization(operation)
    }
}

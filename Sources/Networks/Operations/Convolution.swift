internal import Kernels

/// A convolution with a square kernel and zero padding, over images `[height, width, channels]`; weights
/// are `[outputs, inputs / groups, kernel, kernel]`.
///
/// Without groups and dilation, which are most of any network, it has kernels of its own, by Winograd's
/// algorithm where that fits (``ConvolutionShape``); others go pixel by pixel
/// (``GroupedConvolutionShape``).
package struct Convolution: Operation {
    package static let kind = "convolution"

    /// The channels of the output.
    package var outputs: Int
    /// The side of the kernel, 1 to 16.
    package var kernel: Int
    /// The distance of neighbouring windows, 1 to 16.
    package var stride: Int
    /// The rows and columns of zeros on each side, less than the kernel.
    package var padding: Int
    /// Whether each output channel has a bias.
    package var bias: Bool
    /// The distance of neighbouring taps, 1 to 16.
    package var dilation: Int
    /// The number of groups that the channels are in: an output sees the inputs of its own.
    package var groups: Int
    /// How the weights are drawn; nil: as PyTorch does.
    package var initial: InitialValues?

    /// Creates a convolution.
    package init(
        outputs: Int,
        kernel: Int,
        stride: Int = 1,
        padding: Int = 0,
        bias: Bool = false,
        dilation: Int = 1,
        groups: Int = 1,
        initial: InitialValues? = nil
    ) {
        self.outputs = outputs
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.bias = bias
        self.dilation = dilation
        self.groups = groups
        self.initial = initial
    }

    private enum CodingKeys: String, CodingKey {
        case outputs, kernel, stride, padding, bias, dilation, groups, initial
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        outputs = try container.decode(Int.self, forKey: .outputs)
        kernel = try container.decode(Int.self, forKey: .kernel)
        stride = try container.decodeIfPresent(Int.self, forKey: .stride) ?? 1
        padding = try container.decodeIfPresent(Int.self, forKey: .padding) ?? 0
        bias = try container.decodeIfPresent(Bool.self, forKey: .bias) ?? false
        dilation = try container.decodeIfPresent(Int.self, forKey: .dilation) ?? 1
        groups = try container.decodeIfPresent(Int.self, forKey: .groups) ?? 1
        initial = try container.decodeIfPresent(InitialValues.self, forKey: .initial)
    }

    /// A 3 x 3 convolution that keeps the size, without bias: batch normalisation follows.
    package static func three(_ outputs: Int, stride: Int = 1) -> Convolution {
        Convolution(outputs: outputs, kernel: 3, stride: stride, padding: 1)
    }

    /// Whether channels are in groups, or taps apart.
    private var isSpread: Bool { groups != 1 || dilation != 1 }

    private func plain(_ input: Shape) -> ConvolutionShape? {
        ConvolutionShape(
            height: input.height,
            width: input.width,
            inputs: input.channels,
            outputs: outputs,
            kernel: kernel,
            stride: stride,
            padding: padding
        )
    }

    private func spread(_ input: Shape) -> GroupedConvolutionShape? {
        GroupedConvolutionShape(
            height: input.height,
            width: input.width,
            inputs: input.channels,
            outputs: outputs,
            kernel: kernel,
            stride: stride,
            padding: padding,
            dilation: dilation,
            groups: groups
        )
    }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        if !isSpread, let shape = plain(inputs[0]) {
            return .image(height: shape.outHeight, width: shape.outWidth, channels: outputs)
        }
        if isSpread, let shape = spread(inputs[0]) {
            return .image(height: shape.outHeight, width: shape.outWidth, channels: outputs)
        }
        throw ShapeError(
            "no convolution of \(inputs[0]) to \(outputs) channels (at most 16384) with kernel "
                + "\(kernel) (at most 16), stride \(stride) (at most 16), padding \(padding)"
                + (isSpread ? ", dilation \(dilation) (at most 16), groups \(groups)" : "")
        )
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        [
            ParameterRule(
                "weight",
                [outputs, inputs[0].channels / max(1, groups), kernel, kernel],
                .convolutionWeight,
                initial: initial
            )
        ] + (bias ? [ParameterRule("bias", [outputs], .bias)] : [])
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int {
        shapes.output.count * (shapes.input.channels / groups) * kernel * kernel
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        if isSpread {
            let count = spread(shapes.input)?.weightCount ?? 0
            return Demand(packed: count, packedBack: count, partials: count, served: count)
        }
        guard let shape = plain(shapes.input) else { return Demand() }
        return Demand(
            packed: shape.packedCount,
            packedBack: shape.packedCount,
            scratch: shape.scratchCount,
            partials: shape.partialCount,
            served: shape.packedCount
        )
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let regions = frame.regions
        let (weights, biases) = (regions.parameters[0], bias ? regions.parameters[1] : nil)
        if isSpread {
            guard let shape = spread(frame.shapes.input) else { return }
            frame.buffer.pack(shape, weights: weights, to: regions.packed)
            return frame.onShards { shard in
                shard.buffer.convolve(
                    shape,
                    rows: shard.count,
                    input: shard.input(),
                    packed: regions.packed,
                    bias: biases,
                    output: shard.output
                )
            }
        }
        guard let shape = plain(frame.shapes.input) else { return }
        frame.buffer.packConvolution(shape, weights: weights, to: regions.packed)
        frame.onShards { shard in
            shard.buffer.convolve(
                shape,
                rows: shard.count,
                input: shard.input(),
                packed: regions.packed,
                bias: biases,
                output: shard.output,
                scratch: shard.scratch
            )
        }
    }

    package func backward(_ frame: Frame) {
        if isSpread {
            backwardSpread(frame)
        } else {
            backwardPlain(frame)
        }
        guard bias else { return }
        frame.buffer.addColumnSums(
            rows: frame.rows * frame.shapes.output.pixels,
            columns: outputs,
            of: frame.regions.outputDelta,
            to: frame.regions.gradients[1]
        )
    }

    private func backwardPlain(_ frame: Frame) {
        guard let shape = plain(frame.shapes.input) else { return }
        let regions = frame.regions
        frame.onShards { shard in
            let count = shape.partialCount
            let partial = regions.partials.part(shard.index * count, count)
            shard.buffer.clear(partial)
            shard.buffer.convolutionGradient(
                shape,
                rows: shard.count,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                partial: partial,
                scratch: shard.scratch
            )
        }
        frame.buffer.reduceConvolutionGradient(
            shape,
            partials: regions.partials,
            shards: frame.batch.count,
            gradient: regions.gradients[0]
        )
        guard frame.wants() else { return }
        frame.buffer.packConvolutionBack(
            shape,
            weights: regions.parameters[0],
            to: regions.packedBack
        )
        frame.onShards { shard in
            shard.buffer.convolveBack(
                shape,
                rows: shard.count,
                outputDelta: shard.outputDelta,
                packed: regions.packedBack,
                inputDelta: shard.inputDelta(),
                scratch: shard.scratch
            )
        }
    }

    private func backwardSpread(_ frame: Frame) {
        guard let shape = spread(frame.shapes.input) else { return }
        let regions = frame.regions
        frame.onShards { shard in
            let partial = regions.partials.part(shard.index * shape.weightCount, shape.weightCount)
            shard.buffer.clear(partial)
            shard.buffer.convolutionGradient(
                shape,
                rows: shard.count,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                partial: partial
            )
        }
        frame.buffer.reduce(
            shape,
            partials: regions.partials,
            shards: frame.batch.count,
            gradient: regions.gradients[0]
        )
        guard frame.wants() else { return }
        frame.buffer.pack(shape, weights: regions.parameters[0], to: regions.packedBack)
        frame.onShards { shard in
            shard.buffer.convolveBack(
                shape,
                rows: shard.count,
                outputDelta: shard.outputDelta,
                packed: regions.packedBack,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {
        let (weights, served) = (frame.regions.parameters[0], frame.regions.served)
        if let shape = isSpread ? spread(frame.shapes.input) : nil {
            frame.weights.pack(shape, weights: weights, to: served)
        } else if let shape = plain(frame.shapes.input) {
            frame.weights.packConvolution(shape, weights: weights, to: served)
        }
    }

    package func serve(_ frame: ServingFrame) {
        let biases = bias ? frame.regions.parameters[1] : nil
        if let shape = isSpread ? spread(frame.shapes.input) : nil {
            frame.buffer.convolve(
                shape,
                rows: frame.rows,
                input: frame.input(),
                packed: frame.regions.served,
                bias: biases,
                output: frame.output,
                weightsIn: frame.weights
            )
        } else if let shape = plain(frame.shapes.input) {
            frame.buffer.convolve(
                shape,
                rows: frame.rows,
                input: frame.input(),
                packed: frame.regions.served,
                bias: biases,
                output: frame.output,
                scratch: frame.scratch,
                weightsIn: frame.weights
            )
        }
    }
}

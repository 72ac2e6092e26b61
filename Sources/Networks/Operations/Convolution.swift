internal import Kernels

/// A convolution with a square kernel and zero padding, over images `[height, width, channels]`; weights
/// are `[outputs, inputs, kernel, kernel]`.
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

    /// Creates a convolution.
    package init(outputs: Int, kernel: Int, stride: Int = 1, padding: Int = 0, bias: Bool = false) {
        self.outputs = outputs
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.bias = bias
    }

    /// A 3 x 3 convolution that keeps the size, without bias: batch normalisation follows.
    package static func three(_ outputs: Int, stride: Int = 1) -> Convolution {
        Convolution(outputs: outputs, kernel: 3, stride: stride, padding: 1)
    }

    private func shape(_ input: Shape) -> ConvolutionShape? {
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

    /// The shape, which the graph was checked for.
    private func checked(_ shapes: NodeShapes) -> ConvolutionShape {
        guard let shape = shape(shapes.input) else { preconditionFailure("an unchecked graph") }
        return shape
    }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard let shape = shape(inputs[0]) else {
            throw ShapeError(
                "no convolution of \(inputs[0]) to \(outputs) with kernel \(kernel) (at most 16), "
                    + "stride \(stride) (at most 16), padding \(padding)"
            )
        }
        return .image(height: shape.outHeight, width: shape.outWidth, channels: outputs)
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        [
            ParameterRule(
                "weight",
                [outputs, inputs[0].channels, kernel, kernel],
                .convolutionWeight
            )
        ] + (bias ? [ParameterRule("bias", [outputs], .bias)] : [])
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int {
        shapes.output.count * shapes.input.channels * kernel * kernel
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        let shape = checked(shapes)
        return Demand(
            packed: shape.packedCount,
            packedBack: shape.packedCount,
            scratch: shape.scratchCount,
            partials: shape.weightCount,
            served: shape.packedCount
        )
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (shape, regions) = (checked(frame.shapes), frame.regions)
        let biases = bias ? regions.parameters[1] : nil
        frame.buffer.packConvolution(shape, weights: regions.parameters[0], to: regions.packed)
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
        let (shape, regions) = (checked(frame.shapes), frame.regions)
        frame.onShards { shard in
            let partial = regions.partials.part(shard.index * shape.weightCount, shape.weightCount)
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
        if bias {
            frame.buffer.addColumnSums(
                rows: frame.rows * frame.shapes.output.pixels,
                columns: outputs,
                of: regions.outputDelta,
                to: regions.gradients[1]
            )
        }
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

    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {
        frame.weights.packConvolution(
            checked(frame.shapes),
            weights: frame.regions.parameters[0],
            to: frame.regions.served
        )
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.convolve(
            checked(frame.shapes),
            rows: frame.rows,
            input: frame.input(),
            packed: frame.regions.served,
            bias: bias ? frame.regions.parameters[1] : nil,
            output: frame.output,
            scratch: frame.scratch,
            weightsIn: frame.weights
        )
    }
}

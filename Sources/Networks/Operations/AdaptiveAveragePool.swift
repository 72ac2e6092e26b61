internal import Kernels

/// The mean of each channel over windows that divide an image as evenly as may be, as PyTorch's; by default
/// over all pixels.
package struct AdaptiveAveragePool: Operation {
    package static let kind = "adaptive_average_pool"

    /// The side of the output; nil: 1.
    package var size: Int?

    /// Creates a pooling.
    package init(size: Int? = nil) { self.size = size }

    /// One mean of all pixels has a kernel of its own.
    private var isGlobal: Bool { size ?? 1 == 1 }

    private func shape(_ input: Shape) -> WindowPoolingShape? {
        WindowPoolingShape(
            height: input.height,
            width: input.width,
            channels: input.channels,
            outHeight: size ?? 1,
            outWidth: size ?? 1
        )
    }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        if isGlobal { return .vector(inputs[0].channels) }
        guard let shape = shape(inputs[0]) else {
            throw ShapeError("\(inputs[0]) is not divided into \(size ?? 1) x \(size ?? 1)")
        }
        return .image(
            height: shape.outHeight,
            width: shape.outWidth,
            channels: inputs[0].channels
        )
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.count }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let input = frame.shapes.input
        guard !isGlobal, let shape = shape(input) else {
            return frame.onShards { shard in
                shard.buffer.meanPool(
                    rows: shard.count,
                    pixels: input.pixels,
                    channels: input.channels,
                    input: shard.input(),
                    output: shard.output
                )
            }
        }
        frame.onShards { shard in
            shard.buffer.averagePool(
                shape,
                rows: shard.count,
                input: shard.input(),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let input = frame.shapes.input
        guard !isGlobal, let shape = shape(input) else {
            return frame.onShards { shard in
                shard.buffer.meanPoolBack(
                    rows: shard.count,
                    pixels: input.pixels,
                    channels: input.channels,
                    outputDelta: shard.outputDelta,
                    inputDelta: shard.inputDelta()
                )
            }
        }
        frame.onShards { shard in
            shard.buffer.averagePoolBack(
                shape,
                rows: shard.count,
                outputDelta: shard.outputDelta,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        let input = frame.shapes.input
        guard !isGlobal, let shape = shape(input) else {
            return frame.buffer.meanPool(
                rows: frame.rows,
                pixels: input.pixels,
                channels: input.channels,
                input: frame.input(),
                output: frame.output
            )
        }
        frame.buffer.averagePool(
            shape,
            rows: frame.rows,
            input: frame.input(),
            output: frame.output
        )
    }
}

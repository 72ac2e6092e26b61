internal import Kernels

/// The mean over windows of `kernel` x `kernel`.
package struct AveragePool: Operation {
    package static let kind = "average_pool"

    /// The side of a window.
    package var kernel: Int
    /// The distance of neighbouring windows.
    package var stride: Int
    /// The rows and columns beyond each side, at most half a window.
    package var padding: Int
    /// Those beyond the last row and column; nil: as many as before the first.
    package var paddingAfter: Int?
    /// Whether what is beyond counts as zeros, as in PyTorch by default.
    package var countsPadding: Bool

    /// Creates a pooling; nil: windows that do not overlap.
    package init(
        kernel: Int,
        stride: Int? = nil,
        padding: Int = 0,
        paddingAfter: Int? = nil,
        countsPadding: Bool = true
    ) {
        self.kernel = kernel
        self.stride = stride ?? kernel
        self.padding = padding
        self.paddingAfter = paddingAfter
        self.countsPadding = countsPadding
    }

    private func shape(_ input: Shape) -> WindowPoolingShape? {
        WindowPoolingShape(
            height: input.height,
            width: input.width,
            channels: input.channels,
            kernel: kernel,
            stride: stride,
            padding: padding,
            paddingAfter: paddingAfter,
            countsPadding: countsPadding
        )
    }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard let shape = shape(inputs[0]) else {
            throw ShapeError(
                "no \(kernel) x \(kernel) window, stride \(stride), padding \(padding), fits \(inputs[0])"
            )
        }
        return .image(
            height: shape.outHeight,
            width: shape.outWidth,
            channels: inputs[0].channels
        )
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.output.count * kernel * kernel }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        guard let shape = shape(frame.shapes.input) else { return }
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
        guard frame.wants(), let shape = shape(frame.shapes.input) else { return }
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
        guard let shape = shape(frame.shapes.input) else { return }
        frame.buffer.averagePool(
            shape,
            rows: frame.rows,
            input: frame.input(),
            output: frame.output
        )
    }
}

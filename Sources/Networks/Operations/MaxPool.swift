internal import Kernels

/// The maximum over windows of `size` x `size`; rows and columns that fill no window are ignored.
package struct MaxPool: Operation {
    package static let kind = "max_pool"

    /// The side of a window.
    package var size: Int
    /// The distance of neighbouring windows; nil: they do not overlap.
    package var stride: Int?
    /// The rows and columns beyond each side, at most half a window; they are no maximum.
    package var padding: Int?
    /// Those beyond the last row and column; nil: as many as before the first.
    package var paddingAfter: Int?

    /// Creates a pooling.
    package init(
        size: Int,
        stride: Int? = nil,
        padding: Int? = nil,
        paddingAfter: Int? = nil
    ) {
        self.size = size
        self.stride = stride
        self.padding = padding
        self.paddingAfter = paddingAfter
    }

    /// Windows that divide the image have a kernel of their own.
    private func divided(_ input: Shape) -> PoolingShape? {
        guard stride ?? size == size, padding ?? 0 == 0, paddingAfter ?? 0 == 0 else { return nil }
        return PoolingShape(
            height: input.height,
            width: input.width,
            channels: input.channels,
            size: size
        )
    }

    private func overlapping(_ input: Shape) -> WindowPoolingShape? {
        WindowPoolingShape(
            height: input.height,
            width: input.width,
            channels: input.channels,
            kernel: size,
            stride: stride ?? size,
            padding: padding ?? 0,
            paddingAfter: paddingAfter
        )
    }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        let input = inputs[0]
        guard size >= 1, let shape = overlapping(input) else {
            throw ShapeError("no \(size) x \(size) window fits \(input.height) x \(input.width)")
        }
        return .image(height: shape.outHeight, width: shape.outWidth, channels: input.channels)
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.count }

    package func forward(_ frame: Frame, running: inout [Float]) {
        if let shape = divided(frame.shapes.input) {
            frame.onShards { shard in
                shard.buffer.maxPool(
                    shape,
                    rows: shard.count,
                    input: shard.input(),
                    output: shard.output
                )
            }
        } else if let shape = overlapping(frame.shapes.input) {
            frame.onShards { shard in
                shard.buffer.maxPool(
                    shape,
                    rows: shard.count,
                    input: shard.input(),
                    output: shard.output
                )
            }
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        if let shape = divided(frame.shapes.input) {
            frame.onShards { shard in
                shard.buffer.maxPoolBack(
                    shape,
                    rows: shard.count,
                    input: shard.input(),
                    outputDelta: shard.outputDelta,
                    inputDelta: shard.inputDelta()
                )
            }
        } else if let shape = overlapping(frame.shapes.input) {
            frame.onShards { shard in
                shard.buffer.maxPoolBack(
                    shape,
                    rows: shard.count,
                    input: shard.input(),
                    outputDelta: shard.outputDelta,
                    inputDelta: shard.inputDelta()
                )
            }
        }
    }

    package func serve(_ frame: ServingFrame) {
        let input = frame.shapes.input
        if let shape = divided(input) {
            frame.buffer.maxPool(
                shape,
                rows: frame.rows,
                input: frame.input(),
                output: frame.output
            )
        } else if let shape = overlapping(input) {
            frame.buffer.maxPool(
                shape,
                rows: frame.rows,
                input: frame.input(),
                output: frame.output
            )
        }
    }
}

internal import Kernels

/// The maximum over windows of `size` x `size` that do not overlap; rows and columns that fill no window
/// are ignored.
package struct MaxPool: Operation {
    package static let kind = "max_pool"

    /// The side of a window.
    package var size: Int

    /// Creates a pooling.
    package init(size: Int) { self.size = size }

    private func shape(_ input: Shape) -> PoolingShape? {
        PoolingShape(
            height: input.height,
            width: input.width,
            channels: input.channels,
            size: size
        )
    }

    private func checked(_ shapes: NodeShapes) -> PoolingShape {
        guard let shape = shape(shapes.input) else { preconditionFailure("an unchecked graph") }
        return shape
    }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        let input = inputs[0]
        guard shape(input) != nil else {
            throw ShapeError("no \(size) x \(size) window fits \(input.height) x \(input.width)")
        }
        return .image(
            height: input.height / size,
            width: input.width / size,
            channels: input.channels
        )
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.count }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let shape = checked(frame.shapes)
        frame.onShards { shard in
            shard.buffer.maxPool(
                shape,
                rows: shard.count,
                input: shard.input(),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let shape = checked(frame.shapes)
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

    package func serve(_ frame: ServingFrame) {
        frame.buffer.maxPool(
            checked(frame.shapes),
            rows: frame.rows,
            input: frame.input(),
            output: frame.output
        )
    }
}

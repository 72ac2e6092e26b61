internal import Kernels

/// 1 for the largest channels of each pixel, of equal ones the first, and 0 for the others.
///
/// Its gradient is 0: it is for what serves, such as the nearest of stored rows.
package struct LargestChannels: Operation {
    package static let kind = "largest_channels"

    /// How many channels are 1: at least one, and not more than there are.
    package var count: Int

    /// Creates a choice of channels.
    package init(count: Int) { self.count = count }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard (1...inputs[0].channels).contains(count) else {
            throw ShapeError("the largest \(count) of \(inputs[0].channels) channels")
        }
        return inputs[0]
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.output.count * count }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (count, shape) = (count, frame.shapes.input)
        frame.onShards { shard in
            shard.buffer.markLargest(
                count,
                rows: shard.count * shape.pixels,
                width: shape.channels,
                input: shard.input(),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        frame.onShards { shard in shard.buffer.clear(shard.inputDelta()) }
    }

    package func serve(_ frame: ServingFrame) {
        let shape = frame.shapes.input
        frame.buffer.markLargest(
            count,
            rows: frame.rows * shape.pixels,
            width: shape.channels,
            input: frame.input(),
            output: frame.output
        )
    }
}

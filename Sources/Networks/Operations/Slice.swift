internal import Kernels

/// Some of the channels of a value.
package struct Slice: Operation {
    package static let kind = "slice"

    /// The first channel.
    package var first: Int
    /// How many there are.
    package var count: Int

    /// Creates a slice.
    package init(first: Int, count: Int) {
        self.first = first
        self.count = count
    }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        var shape = inputs[0]
        guard first >= 0, count >= 1, first < shape.channels, count <= shape.channels - first else {
            throw ShapeError("has no channels \(first) to \(first &+ count) of \(shape.channels)")
        }
        shape.channels = count
        return shape
    }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (first, count, shape) = (first, count, frame.shapes.input)
        frame.onShards { shard in
            shard.buffer.copyChannels(
                positions: shard.count * shape.pixels,
                of: shard.input(),
                channels: shape.channels,
                from: first,
                count: count,
                to: shard.output,
                targetChannels: count,
                at: 0
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let (first, count, shape) = (first, count, frame.shapes.input)
        frame.onShards { shard in
            shard.buffer.clear(shard.inputDelta())
            shard.buffer.copyChannels(
                positions: shard.count * shape.pixels,
                of: shard.outputDelta,
                channels: count,
                from: 0,
                count: count,
                to: shard.inputDelta(),
                targetChannels: shape.channels,
                at: first
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        let shape = frame.shapes.input
        frame.buffer.copyChannels(
            positions: frame.rows * shape.pixels,
            of: frame.input(),
            channels: shape.channels,
            from: first,
            count: count,
            to: frame.output,
            targetChannels: count,
            at: 0
        )
    }
}

internal import Kernels

/// The channels of several values, one after the other.
package struct Concatenate: Operation {
    package static let kind = "concatenate"

    /// Creates a concatenation.
    package init() {}

    package var arity: ClosedRange<Int> { 2...64 }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        var shape = inputs[0]
        for other in inputs.dropFirst() {
            guard other.height == shape.height, other.width == shape.width else {
                throw ShapeError("concatenates \(inputs[0]) and \(other), of other pixels")
            }
            shape.channels += other.channels
        }
        return shape
    }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let shapes = frame.shapes
        frame.onShards { shard in
            var place = 0
            for (index, shape) in shapes.inputs.enumerated() {
                shard.buffer.copyChannels(
                    positions: shard.count * shape.pixels,
                    of: shard.input(index),
                    channels: shape.channels,
                    from: 0,
                    count: shape.channels,
                    to: shard.output,
                    targetChannels: shapes.output.channels,
                    at: place
                )
                place += shape.channels
            }
        }
    }

    package func backward(_ frame: Frame) {
        let shapes = frame.shapes
        frame.onShards { shard in
            var place = 0
            for (index, shape) in shapes.inputs.enumerated() {
                defer { place += shape.channels }
                guard shard.frame.wants(index) else { continue }
                shard.buffer.copyChannels(
                    positions: shard.count * shape.pixels,
                    of: shard.outputDelta,
                    channels: shapes.output.channels,
                    from: place,
                    count: shape.channels,
                    to: shard.inputDelta(index),
                    targetChannels: shape.channels,
                    at: 0
                )
            }
        }
    }

    package func serve(_ frame: ServingFrame) {
        var place = 0
        for (index, shape) in frame.shapes.inputs.enumerated() {
            frame.buffer.copyChannels(
                positions: frame.rows * shape.pixels,
                of: frame.input(index),
                channels: shape.channels,
                from: 0,
                count: shape.channels,
                to: frame.output,
                targetChannels: frame.shapes.output.channels,
                at: place
            )
            place += shape.channels
        }
    }
}

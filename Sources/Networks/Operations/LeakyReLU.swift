internal import Kernels

/// `x > 0 ? x : slope * x`; slope 0 is the rectifier.
package struct LeakyReLU: Operation {
    package static let kind = "leaky_relu"

    /// The slope below 0, in `0..<1`.
    package var slope: Float

    /// Creates a rectifier.
    package init(slope: Float = 0) { self.slope = slope }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard (0..<1).contains(slope) else {
            throw ShapeError("a slope is in 0..<1, came \(slope)")
        }
        return inputs[0]
    }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(mayAlias: true) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let slope = slope
        frame.onShards { shard in
            shard.buffer.leaky(slope: slope, input: shard.input(), output: shard.output)
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let slope = slope
        frame.onShards { shard in
            shard.buffer.leakyBack(
                slope: slope,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.leaky(slope: slope, input: frame.input(), output: frame.output)
    }
}

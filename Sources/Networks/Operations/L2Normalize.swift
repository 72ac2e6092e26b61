internal import Kernels

/// Vectors of length 1: `x / max(|x|, epsilon)` over the channels of each pixel, as PyTorch's `normalize`.
package struct L2Normalize: Operation {
    package static let kind = "l2_normalize"

    /// What a length is kept from 0 by.
    package var epsilon: Float

    /// Creates a normalisation.
    package init(epsilon: Float = 1e-12) { self.epsilon = epsilon }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard epsilon > 0, epsilon <= 1 else {
            throw ShapeError("epsilon is above 0 and at most 1, came \(epsilon)")
        }
        return inputs[0]
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (shape, epsilon) = (frame.shapes.input, epsilon)
        frame.onShards { shard in
            shard.buffer.unitRows(
                rows: shard.count * shape.pixels,
                width: shape.channels,
                epsilon: epsilon,
                input: shard.input(),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let (shape, epsilon) = (frame.shapes.input, epsilon)
        frame.onShards { shard in
            shard.buffer.unitRowsBack(
                rows: shard.count * shape.pixels,
                width: shape.channels,
                epsilon: epsilon,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        let shape = frame.shapes.input
        frame.buffer.unitRows(
            rows: frame.rows * shape.pixels,
            width: shape.channels,
            epsilon: epsilon,
            input: frame.input(),
            output: frame.output
        )
    }
}

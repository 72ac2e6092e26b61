internal import Kernels

/// The product of two values of one shape, or of an image and one factor for each channel of it.
package struct Multiply: Operation {
    package static let kind = "multiply"

    /// Creates a product.
    package init() {}

    package var arity: ClosedRange<Int> { 2...2 }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        let (a, b) = (inputs[0], inputs[1])
        guard a == b || b == .vector(a.channels) else {
            throw ShapeError(
                "multiplies \(a) by \(b); the second has the shape of the first, or one value for each "
                    + "of its \(a.channels) channels"
            )
        }
        return a
    }

    /// Pixels and channels of the first value, as the second repeats over them.
    private func repetition(_ shapes: NodeShapes) -> (pixels: Int, channels: Int) {
        let (a, b) = (shapes.inputs[0], shapes.inputs[1])
        return a == b ? (1, a.count) : (a.pixels, a.channels)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (pixels, channels) = repetition(frame.shapes)
        frame.onShards { shard in
            shard.buffer.multiply(
                rows: shard.count,
                pixels: pixels,
                channels: channels,
                shard.input(0),
                by: shard.input(1),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        let (pixels, channels) = repetition(frame.shapes)
        let (wantsValue, wantsFactor) = (frame.wants(0), frame.wants(1))
        frame.onShards { shard in
            if wantsValue {
                shard.buffer.multiply(
                    rows: shard.count,
                    pixels: pixels,
                    channels: channels,
                    shard.outputDelta,
                    by: shard.input(1),
                    output: shard.inputDelta(0)
                )
            }
            guard wantsFactor else { return }
            shard.buffer.multiplyBack(
                rows: shard.count,
                pixels: pixels,
                channels: channels,
                outputDelta: shard.outputDelta,
                shard.input(0),
                factorDelta: shard.inputDelta(1)
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        let (pixels, channels) = repetition(frame.shapes)
        frame.buffer.multiply(
            rows: frame.rows,
            pixels: pixels,
            channels: channels,
            frame.input(0),
            by: frame.input(1),
            output: frame.output
        )
    }
}

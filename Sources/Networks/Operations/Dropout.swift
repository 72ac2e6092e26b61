internal import Kernels

/// Zeroes values with probability `rate` in training, and scales the others by `1 / (1 - rate)`,
/// <https://jmlr.org/papers/v15/srivastava14a.html>.
package struct Dropout: Operation {
    package static let kind = "dropout"

    /// The probability, in `0..<1`.
    package var rate: Float

    /// Creates a dropout.
    package init(rate: Float) { self.rate = rate }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard (0..<1).contains(rate) else {
            throw ShapeError("a dropout rate is in 0..<1, came \(rate)")
        }
        return inputs[0]
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(readsInputs: false, mayAlias: true)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        drop(frame) { ($0.input(), $0.output) }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        drop(frame) { ($0.outputDelta, $0.inputDelta()) }
    }

    private func drop(_ frame: Frame, _ regions: @Sendable (Frame.Shard) -> (Region, Region)) {
        let (rate, seed, width) = (rate, frame.seed, frame.shapes.input.count)
        frame.onShards { shard in
            let (source, target) = regions(shard)
            shard.buffer.dropout(
                rate: rate,
                seed: seed,
                first: shard.rows.lowerBound * width,
                input: source,
                output: target
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.copy(frame.input(), to: frame.output)
    }
}

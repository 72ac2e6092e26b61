internal import Kernels

/// Zeroes whole rows with probability `rate` in training, and scales the others by `1 / (1 - rate)`: a
/// residual branch is left out, <https://arxiv.org/abs/1603.09382>.
package struct StochasticDepth: Operation {
    package static let kind = "stochastic_depth"

    /// The probability, in `0..<1`.
    package var rate: Float

    /// Creates a stochastic depth.
    package init(rate: Float) { self.rate = rate }

    package static var ofSequences: SequenceRule { .rowwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard (0..<1).contains(rate) else { throw ShapeError("a rate is in 0..<1, came \(rate)") }
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
        let isSequence = frame.shapes.input.isSequence
        frame.onShards { shard in
            let (source, target) = regions(shard)
            func drop(_ first: Int, _ rows: Int, _ width: Int, _ source: Region, _ target: Region) {
                shard.buffer.dropRows(
                    rate: rate,
                    seed: seed,
                    first: first,
                    rows: rows,
                    width: width,
                    input: source,
                    output: target
                )
            }
            guard isSequence else {
                return drop(shard.rows.lowerBound, shard.count, width, source, target)
            }
            let offsets = shard.offsets
            for row in 0..<offsets.rows {
                let items = offsets.items(of: row..<row + 1)
                let (from, to) = (
                    source.rows(items, width: width), target.rows(items, width: width)
                )
                drop(shard.rows.lowerBound + row, 1, items.count * width, from, to)
            }
        }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.copy(frame.input(), to: frame.output)
    }
}

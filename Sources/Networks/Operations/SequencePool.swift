internal import Kernels

/// The mean, or the largest, of each channel over the items of a row, or the first of them: what comes after knows of
/// no sequence.
package struct SequencePool: Operation {
    package static let kind = "sequence_pool"

    /// What is made of the items.
    package enum Reduction: String, Codable, Sendable, CaseIterable {
        /// Their mean.
        case mean
        /// The largest; the gradient goes to the first of equals.
        case maximum
        /// The first item, such as a class token.
        case first
    }

    /// What is made of the items.
    package var reduction: Reduction

    /// Creates a pooling.
    package init(_ reduction: Reduction) { self.reduction = reduction }

    package static var ofSequences: SequenceRule { .rowwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0].isSequence else {
            throw ShapeError("pools the items of sequences, came rows of \(inputs[0])")
        }
        return inputs[0].item
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.mostValues }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(readsInputs: reduction == .maximum, readsOutput: reduction == .maximum)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        frame.onShards { shard in
            pool(shard.offsets, frame.shapes, shard.input(), shard.output, in: shard.buffer)
        }
    }

    package func serve(_ frame: ServingFrame) {
        guard let offsets = frame.offsets else { return }
        pool(offsets, frame.shapes, frame.input(), frame.output, in: frame.buffer)
    }

    /// Pools rows one by one, so that a row's bits are its own.
    private func pool(
        _ offsets: RowOffsets,
        _ shapes: NodeShapes,
        _ input: Region,
        _ output: Region,
        in buffer: Buffer
    ) {
        let channels = shapes.output.channels
        for row in 0..<offsets.rows {
            let items = offsets.items(of: row..<row + 1)
            let values = input.rows(items, width: channels)
            let result = output.rows(row..<row + 1, width: channels)
            switch reduction {
            case .mean:
                buffer.meanPool(
                    rows: 1,
                    pixels: items.count,
                    channels: channels,
                    input: values,
                    output: result
                )
            case .maximum:
                buffer.largest(
                    of: items.count,
                    channels: channels,
                    input: values,
                    output: result
                )
            case .first: buffer.copy(values.part(0, channels), to: result)
            }
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let channels = frame.shapes.output.channels
        frame.onShards { shard in
            let offsets = shard.offsets
            for row in 0..<offsets.rows {
                let items = offsets.items(of: row..<row + 1)
                let delta = shard.outputDelta.rows(row..<row + 1, width: channels)
                let inputDelta = shard.inputDelta().rows(items, width: channels)
                switch reduction {
                case .mean:
                    shard.buffer.meanPoolBack(
                        rows: 1,
                        pixels: items.count,
                        channels: channels,
                        outputDelta: delta,
                        inputDelta: inputDelta
                    )
                case .maximum:
                    shard.buffer.largestBack(
                        of: items.count,
                        channels: channels,
                        input: shard.input().rows(items, width: channels),
                        output: shard.output.rows(row..<row + 1, width: channels),
                        outputDelta: delta,
                        inputDelta: inputDelta
                    )
                case .first:
                    shard.buffer.clear(inputDelta)
                    shard.buffer.copy(delta, to: inputDelta.part(0, channels))
                }
            }
        }
    }
}

internal import Kernels

/// Adds to each item of a sequence a row of a table, that of its place in the sequence.
package struct Positions: Operation {
    package static let kind = "positions"

    /// Where the table is from.
    package enum Table: String, Codable, Sendable, CaseIterable {
        /// It is learned: `weight`, `[count, width]`.
        case learned
        /// It is learned, has the name of the node alone, and is `[1, count, width]`, as in timm.
        case bare
        /// `sin(p / 10000^(2i / width))` in channel `2i` at place `p` and the cosine in channel `2i + 1`,
        /// <https://arxiv.org/abs/1706.03762>.
        case sinusoidal
    }

    /// Where the table is from.
    package var table: Table
    /// The rows of the table: at least the items of any row.
    package var count: Int
    /// How a learned table is drawn; nil: as a dense layer's weights.
    package var initial: InitialValues?

    /// Creates positions.
    package init(_ table: Table, count: Int, initial: InitialValues? = nil) {
        self.table = table
        self.count = count
        self.initial = initial
    }

    package static var ofSequences: SequenceRule { .rowwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard let most = inputs[0].mostItems else {
            throw ShapeError("takes sequences, came rows of \(inputs[0])")
        }
        guard (most...1 << 24).contains(count), count * inputs[0].count <= 1 << 30 else {
            throw ShapeError("\(count) positions for \(inputs[0])")
        }
        return inputs[0]
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        let width = inputs[0].count
        switch table {
        case .learned:
            return [ParameterRule("weight", [count, width], .denseWeight, initial: initial)]
        case .bare: return [ParameterRule("", [1, count, width], .denseWeight, initial: initial)]
        case .sinusoidal: return []
        }
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.mostValues }

    package func demand(_ shapes: NodeShapes) -> Demand {
        let values = table == .sinusoidal ? shapes.input.mostValues : 0
        return Demand(packed: values, served: values, readsInputs: false, mayAlias: true)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        guard let offsets = frame.offsets else { return }
        let (regions, width) = (frame.regions, frame.shapes.input.count)
        let rows = table == .sinusoidal ? regions.packed : regions.parameters[0]
        if table == .sinusoidal {
            frame.buffer.fillSinusoids(rows: offsets.longest, width: width, output: rows)
        }
        frame.onShards { shard in
            add(rows, shard.offsets, width, shard.input(), shard.output, in: shard.buffer)
        }
    }

    package func serve(_ frame: ServingFrame) {
        guard let offsets = frame.offsets else { return }
        let width = frame.shapes.input.count
        let rows = table == .sinusoidal ? frame.regions.served : frame.regions.parameters[0]
        add(
            rows,
            offsets,
            width,
            frame.input(),
            frame.output,
            in: frame.buffer,
            tableIn: frame.weights
        )
    }

    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {
        guard table == .sinusoidal else { return }
        let shape = frame.shapes.input
        frame.weights.fillSinusoids(
            rows: shape.mostItems ?? 1,
            width: shape.count,
            output: frame.regions.served
        )
    }

    private func add(
        _ table: Region,
        _ offsets: RowOffsets,
        _ width: Int,
        _ input: Region,
        _ output: Region,
        in buffer: Buffer,
        tableIn owner: Buffer? = nil
    ) {
        for row in 0..<offsets.rows {
            let items = offsets.items(of: row..<row + 1)
            buffer.addRows(
                of: table,
                items: items.count,
                width: width,
                input: input.rows(items, width: width),
                output: output.rows(items, width: width),
                tableIn: owner
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard let offsets = frame.offsets else { return }
        let (regions, width) = (frame.regions, frame.shapes.input.count)
        if table != .sinusoidal {
            // Row after row: the sum of a place has one order.
            for row in 0..<offsets.rows {
                let items = offsets.items(of: row..<row + 1)
                frame.buffer.add(
                    regions.outputDelta.rows(items, width: width),
                    to: regions.gradients[0].part(0, items.count * width)
                )
            }
        }
        guard frame.wants() else { return }
        frame.onShards { shard in shard.buffer.copy(shard.outputDelta, to: shard.inputDelta()) }
    }
}

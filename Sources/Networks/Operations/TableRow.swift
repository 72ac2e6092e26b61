internal import Kernels

/// Adds one row of a table, `[count, width]`, to each item: BERT's segments, where all that comes is of one.
///
/// The table is whole, so that a checkpoint's goes in and out as it is; the other rows have no gradient.
package struct TableRow: Operation {
    package static let kind = "table_row"

    /// The rows of the table.
    package var count: Int
    /// Which is added.
    package var row: Int
    /// How the table is drawn; nil: as a dense layer's weights.
    package var initial: InitialValues?

    /// Creates the sum.
    package init(count: Int, row: Int = 0, initial: InitialValues? = nil) {
        self.count = count
        self.row = row
        self.initial = initial
    }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard (1...1 << 16).contains(count), (0..<count).contains(row), inputs[0].pixels == 1,
            count * inputs[0].count <= 1 << 30
        else {
            throw ShapeError("row \(row) of a table of \(count) for \(inputs[0])")
        }
        return inputs[0]
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        [ParameterRule("weight", [count, inputs[0].count], .denseWeight, initial: initial)]
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(readsInputs: false, mayAlias: true)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let width = frame.shapes.input.count
        let added = frame.regions.parameters[0].part(row * width, width)
        frame.onShards { shard in
            shard.buffer.copy(shard.input(), to: shard.output)
            shard.buffer.addBias(rows: shard.count, columns: width, added, to: shard.output)
        }
    }

    package func backward(_ frame: Frame) {
        let width = frame.shapes.input.count
        frame.buffer.addColumnSums(
            rows: frame.rows,
            columns: width,
            of: frame.regions.outputDelta,
            to: frame.regions.gradients[0].part(row * width, width)
        )
        guard frame.wants() else { return }
        frame.onShards { shard in shard.buffer.copy(shard.outputDelta, to: shard.inputDelta()) }
    }

    package func serve(_ frame: ServingFrame) {
        let width = frame.shapes.input.count
        if frame.output != frame.input() { frame.buffer.copy(frame.input(), to: frame.output) }
        frame.buffer.addBias(
            rows: frame.rows,
            columns: width,
            frame.regions.parameters[0].part(row * width, width),
            to: frame.output,
            biasIn: frame.weights
        )
    }
}

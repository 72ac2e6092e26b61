internal import Kernels

/// Rows of a table by number, `[count, width]`: each item of a sequence is one number, such as that of a token.
///
/// Numbers come as floats, which hold them exactly up to 2^24, and what is no whole number is rounded down. A number
/// that is not in `0..<count` takes row 0, which in a vocabulary is that of the padding that no row has: callers
/// check numbers before, and here none reads what is not the table. The rows that were taken have gradients, added
/// in the order of the items; numbers have none.
package struct Embedding: Operation {
    package static let kind = "embedding"

    /// The rows of the table, 1 to 2^24.
    package var count: Int
    /// The values of a row.
    package var width: Int
    /// How the table is drawn; nil: as a dense layer's weights.
    package var initial: InitialValues?

    /// Creates an embedding.
    package init(count: Int, width: Int, initial: InitialValues? = nil) {
        self.count = count
        self.width = width
        self.initial = initial
    }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard inputs[0] == .vector(1) else {
            throw ShapeError("takes one number an item, came \(inputs[0])")
        }
        guard (1...1 << 24).contains(count), (1...1 << 20).contains(width) else {
            throw ShapeError("a table of \(count) rows of \(width); at most 2^24 of 2^20")
        }
        return .vector(width)
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        [ParameterRule("weight", [count, width], .denseWeight, initial: initial)]
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (count, width, table) = (count, width, frame.regions.parameters[0])
        frame.onShards { shard in
            shard.buffer.gatherRows(
                shard.input(),
                items: shard.count,
                of: table,
                count: count,
                width: width,
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        let (count, width, regions, items) = (count, width, frame.regions, frame.rows)
        let blocks = Shards(rows: width, count: min(frame.mostShards, width))
        let buffer = frame.buffer
        frame.pool.run(tasks: blocks.count) { _, block in
            buffer.scatterRows(
                regions.inputs[0],
                items: items,
                outputDelta: regions.outputDelta,
                count: count,
                width: width,
                columns: blocks.range(block),
                to: regions.gradients[0]
            )
        }
        guard frame.wants() else { return }
        frame.onShards { shard in shard.buffer.clear(shard.inputDelta()) }
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.gatherRows(
            frame.input(),
            items: frame.rows,
            of: frame.regions.parameters[0],
            count: count,
            width: width,
            output: frame.output,
            tableIn: frame.weights
        )
    }
}

internal import Kernels

/// Self-attention of several heads over the items of each row, <https://arxiv.org/abs/1706.03762>:
/// `softmax(q k^T / sqrt(width / heads)) v` of each head.
///
/// It takes one value whose channels are query, key and value, or three values; what makes them, and what mixes the
/// heads, are dense layers around it. Products are computed tile by tile, forward and backward, and never kept: the
/// softmax goes over the tiles as they come, <https://arxiv.org/abs/2205.14135>. A row's items see each other and
/// nothing else.
package struct Attention: Operation {
    package static let kind = "attention"

    /// The number of heads, which divides the width.
    package var heads: Int

    /// Creates an attention.
    package init(heads: Int) { self.heads = heads }

    package var arity: ClosedRange<Int> { 1...3 }

    package static var ofSequences: SequenceRule { .rowwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        var shape = inputs[0]
        guard shape.isSequence, inputs.count != 2, inputs.allSatisfy({ $0 == shape }) else {
            throw ShapeError("takes one sequence of query, key and value, or three; came \(inputs)")
        }
        let parts = inputs.count == 1 ? 3 : 1
        guard heads >= 1, heads <= shape.channels, shape.channels % (parts * heads) == 0 else {
            throw ShapeError(
                "\(heads) heads of \(parts == 3 ? "a third of " : "")\(shape.channels)"
            )
        }
        shape.channels /= parts
        return shape
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int {
        2 * (shapes.output.mostItems ?? 1) * shapes.output.mostValues
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        let items = shapes.output.mostItems ?? 1
        let width = shapes.output.channels / heads
        return Demand(
            statePerItem: heads,
            scratch: AttentionHead.scratchCount(items: items, width: width),
            readsOutput: true
        )
    }

    /// Where each head's query, key or value lies in what comes in, or in its deltas.
    private func columns(_ part: Int, _ head: Int, _ values: [Region], _ shape: Shape) -> Columns {
        let first = head * (shape.channels / heads)
        return values.count == 1
            ? Columns(
                of: values[0],
                stride: 3 * shape.channels,
                first: part * shape.channels + first
            )
            : Columns(of: values[part], stride: shape.channels, first: first)
    }

    /// The columns of a head in the items of a row.
    private func head(
        _ head: Int,
        _ items: Range<Int>,
        _ inputs: [Region],
        _ shape: Shape
    ) -> AttentionHead {
        let parts = rows(items, inputs, shape)
        return AttentionHead(
            items: items.count,
            width: shape.channels / heads,
            query: columns(0, head, parts, shape),
            key: columns(1, head, parts, shape),
            value: columns(2, head, parts, shape)
        )
    }

    /// The items of a row among those of all.
    private func rows(_ items: Range<Int>, _ inputs: [Region], _ shape: Shape) -> [Region] {
        let width = shape.channels * (inputs.count == 1 ? 3 : 1)
        return inputs.map { $0.rows(items, width: width) }
    }

    private func result(
        _ head: Int,
        _ items: Range<Int>,
        _ region: Region,
        _ shape: Shape
    ) -> Columns {
        Columns(
            of: region.rows(items, width: shape.channels),
            stride: shape.channels,
            first: head * (shape.channels / heads)
        )
    }

    /// Calls `body` for each head of each row, with the logarithms that the passes share.
    private func onHeads(
        _ frame: Frame,
        _ body:
            @Sendable (_ head: Int, _ items: Range<Int>, _ logarithms: Region, _ scratch: Region)
            -> Void
    ) {
        guard let offsets = frame.offsets else { return }
        let (regions, heads) = (frame.regions, heads)
        frame.pool.run(tasks: offsets.rows * heads) { worker, task in
            let (row, head) = (task / heads, task % heads)
            let items = offsets.items(of: row..<row + 1)
            let start = items.lowerBound * heads + head * items.count
            let logarithms = regions.state.part(start, items.count)
            body(head, items, logarithms, regions.scratch[worker])
        }
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (regions, shape, buffer) = (frame.regions, frame.shapes.output, frame.buffer)
        onHeads(frame) { head, items, logarithms, scratch in
            buffer.attend(
                self.head(head, items, regions.inputs, shape),
                output: result(head, items, regions.output, shape),
                logarithms: logarithms,
                scratch: scratch
            )
        }
    }

    package func backward(_ frame: Frame) {
        let (regions, shape, buffer) = (frame.regions, frame.shapes.output, frame.buffer)
        let inputs = regions.inputs.indices
        guard inputs.contains(where: { frame.wants($0) }) else { return }
        // One that is not wanted goes where nobody reads.
        let deltas = inputs.map { frame.wants($0) ? frame.inputDelta($0) : regions.inputDeltas[$0] }
        onHeads(frame) { head, items, logarithms, scratch in
            let parts = rows(items, deltas, shape)
            buffer.attendBack(
                self.head(head, items, regions.inputs, shape),
                Buffer.AttentionResult(
                    output: result(head, items, regions.output, shape),
                    outputDelta: result(head, items, regions.outputDelta, shape),
                    logarithms: logarithms
                ),
                query: columns(0, head, parts, shape),
                key: columns(1, head, parts, shape),
                value: columns(2, head, parts, shape),
                scratch: scratch
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        guard let offsets = frame.offsets else { return }
        let (shape, inputs) = (frame.shapes.output, frame.shapes.inputs.indices.map(frame.input))
        for row in 0..<offsets.rows {
            let items = offsets.items(of: row..<row + 1)
            for head in 0..<heads {
                frame.buffer.attend(
                    self.head(head, items, inputs, shape),
                    output: result(head, items, frame.output, shape),
                    logarithms: nil,
                    scratch: frame.scratch
                )
            }
        }
    }
}

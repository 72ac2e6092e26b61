internal import Kernels

/// One learned item before those of each row: what attention gathers there is of the whole row.
///
/// Dosovitskiy et al. 2020, <https://arxiv.org/abs/2010.11929>. Its tensor has the name of the node alone and is
/// `[1, 1, width]`, as in timm.
package struct ClassToken: Operation {
    package static let kind = "class_token"

    /// How it is drawn; nil: as a dense layer's weights.
    package var initial: InitialValues?

    /// Creates a token.
    package init(initial: InitialValues? = nil) { self.initial = initial }

    package static var ofSequences: SequenceRule { .rowwise }

    package func itemRule(_ inputs: [Shape]) -> ItemRule { .more(1) }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard let most = inputs[0].mostItems else {
            throw ShapeError("takes sequences, came rows of \(inputs[0])")
        }
        return .sequence(of: inputs[0].count, most: most + 1)
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        [ParameterRule("", [1, 1, inputs[0].count], .denseWeight, initial: initial)]
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.output.mostValues }

    package func demand(_ shapes: NodeShapes) -> Demand { Demand(readsInputs: false) }

    package func forward(_ frame: Frame, running: inout [Float]) {
        guard let offsets = frame.offsets, let outputs = frame.outputOffsets else { return }
        let (regions, width, buffer) = (frame.regions, frame.shapes.input.count, frame.buffer)
        frame.pool.run(tasks: offsets.rows) { _, row in
            let items = outputs.items(of: row..<row + 1)
            buffer.copy(
                regions.parameters[0],
                to: regions.output.rows(items.prefix(1), width: width)
            )
            buffer.copy(
                regions.inputs[0].rows(offsets.items(of: row..<row + 1), width: width),
                to: regions.output.rows(items.dropFirst(), width: width)
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard let offsets = frame.offsets, let outputs = frame.outputOffsets else { return }
        let (regions, width, buffer) = (frame.regions, frame.shapes.input.count, frame.buffer)
        for row in 0..<outputs.rows {
            let first = outputs.items(of: row..<row + 1).prefix(1)
            buffer.add(regions.outputDelta.rows(first, width: width), to: regions.gradients[0])
        }
        guard frame.wants() else { return }
        let delta = frame.inputDelta()
        frame.pool.run(tasks: offsets.rows) { _, row in
            let items = outputs.items(of: row..<row + 1)
            buffer.copy(
                regions.outputDelta.rows(items.dropFirst(), width: width),
                to: delta.rows(offsets.items(of: row..<row + 1), width: width)
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        guard let offsets = frame.offsets, let outputs = frame.outputOffsets else { return }
        let (width, buffer) = (frame.shapes.input.count, frame.buffer)
        let (input, output) = (frame.input(), frame.output)
        for row in 0..<offsets.rows {
            let items = outputs.items(of: row..<row + 1)
            buffer.copy(
                frame.regions.parameters[0],
                to: output.rows(items.prefix(1), width: width),
                from: frame.weights
            )
            buffer.copy(
                input.rows(offsets.items(of: row..<row + 1), width: width),
                to: output.rows(items.dropFirst(), width: width)
            )
        }
    }
}

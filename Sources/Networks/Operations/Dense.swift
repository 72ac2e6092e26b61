internal import Kernels

/// `y = x W^T + b`; an image is first flattened in the order height, width, channel.
package struct Dense: Operation {
    package static let kind = "dense"

    /// The number of outputs.
    package var outputs: Int
    /// Whether there is a `b`.
    package var bias: Bool
    /// How the weights are drawn, `b` then being 0; nil: both as PyTorch does.
    package var initial: InitialValues?

    /// Creates a layer.
    package init(outputs: Int, bias: Bool = true, initial: InitialValues? = nil) {
        self.outputs = outputs
        self.bias = bias
        self.initial = initial
    }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        let (_, overflow) = outputs.multipliedReportingOverflow(by: inputs[0].count)
        guard (1...(1 << 20)).contains(outputs), !overflow else {
            throw ShapeError(
                "\(outputs) outputs from \(inputs[0].count) inputs is too large or not positive"
            )
        }
        return .vector(outputs)
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        let start: InitialValues? = initial == nil ? nil : .zero
        return [
            ParameterRule("weight", [outputs, inputs[0].count], .denseWeight, initial: initial)
        ] + (bias ? [ParameterRule("bias", [outputs], .bias, initial: start)] : [])
    }

    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.input.count * outputs }

    package func demand(_ shapes: NodeShapes) -> Demand {
        let depth = shapes.input.count
        let packed = Buffer.packedDenseCount(depth: depth, columns: outputs)
        return Demand(
            packed: packed,
            packedBack: Buffer.packedDenseCount(depth: outputs, columns: depth),
            served: packed
        )
    }

    /// Whether a batch goes through BLAS: large weights and enough rows in each shard.
    private func usesBLAS(_ frame: Frame) -> Bool {
        frame.shapes.input.count * outputs >= 1 << 14 && frame.rows >= 16 * frame.batch.count
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (regions, depth, columns) = (frame.regions, frame.shapes.input.count, outputs)
        let biases = bias ? regions.parameters[1] : nil
        guard !usesBLAS(frame) else {
            return frame.onShards { shard in
                shard.buffer.multiplyBLAS(
                    rows: shard.count,
                    inputs: depth,
                    outputs: columns,
                    input: shard.input(),
                    weights: regions.parameters[0],
                    bias: biases,
                    output: shard.output
                )
            }
        }
        frame.buffer.packDense(
            depth: depth,
            columns: columns,
            weights: regions.parameters[0],
            transposed: false,
            to: regions.packed
        )
        frame.onShards { shard in
            shard.buffer.multiply(
                rows: shard.count,
                depth: depth,
                columns: columns,
                input: shard.input(),
                packed: regions.packed,
                bias: biases,
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        weightGradient(frame)
        if bias {
            frame.buffer.addColumnSums(
                rows: frame.rows,
                columns: outputs,
                of: frame.regions.outputDelta,
                to: frame.regions.gradients[1]
            )
        }
        if frame.wants() { inputDelta(frame) }
    }

    private func weightGradient(_ frame: Frame) {
        let (regions, depth, columns) = (frame.regions, frame.shapes.input.count, outputs)
        let (buffer, rows) = (frame.buffer, frame.rows)
        guard usesBLAS(frame) else {
            return buffer.denseGradient(
                rows: rows,
                inputs: depth,
                outputs: columns,
                input: regions.inputs[0],
                outputDelta: regions.outputDelta,
                gradient: regions.gradients[0]
            )
        }
        let blocks = Shards(rows: columns, count: min(frame.mostShards, columns))
        frame.pool.run(tasks: blocks.count) { _, block in
            buffer.denseGradientBLAS(
                rows: rows,
                inputs: depth,
                outputs: columns,
                block: blocks.range(block),
                input: regions.inputs[0],
                outputDelta: regions.outputDelta,
                gradient: regions.gradients[0]
            )
        }
    }

    private func inputDelta(_ frame: Frame) {
        let (regions, depth, columns) = (frame.regions, frame.shapes.input.count, outputs)
        guard !usesBLAS(frame) else {
            return frame.onShards { shard in
                shard.buffer.multiplyBackBLAS(
                    rows: shard.count,
                    inputs: depth,
                    outputs: columns,
                    outputDelta: shard.outputDelta,
                    weights: regions.parameters[0],
                    inputDelta: shard.inputDelta()
                )
            }
        }
        frame.buffer.packDense(
            depth: columns,
            columns: depth,
            weights: regions.parameters[0],
            transposed: true,
            to: regions.packedBack
        )
        frame.onShards { shard in
            shard.buffer.multiply(
                rows: shard.count,
                depth: columns,
                columns: depth,
                input: shard.outputDelta,
                packed: regions.packedBack,
                bias: nil,
                output: shard.inputDelta()
            )
        }
    }

    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {
        frame.weights.packDense(
            depth: frame.shapes.input.count,
            columns: outputs,
            weights: frame.regions.parameters[0],
            transposed: false,
            to: frame.regions.served
        )
    }

    package func serve(_ frame: ServingFrame) {
        frame.buffer.multiply(
            rows: frame.rows,
            depth: frame.shapes.input.count,
            columns: outputs,
            input: frame.input(),
            packed: frame.regions.served,
            bias: bias ? frame.regions.parameters[1] : nil,
            output: frame.output,
            weightsIn: frame.weights
        )
    }
}

internal import Kernels

extension Workspace {
    /// Adds the parameter gradients of the last forward pass.
    ///
    /// - Parameters:
    ///   - gradients: The gradient of the loss with respect to each head, over all rows of the
    ///     forward pass; a missing head has none.
    ///   - parameters: The weights that the forward pass had.
    ///   - inputGradient: Whether to compute the gradient with respect to the input rows.
    /// - Returns: The gradient with respect to the input rows, when asked for.
    @discardableResult
    package mutating func backward(
        _ gradients: HeadValues,
        parameters: Parameters,
        inputGradient: Bool = false
    ) -> Matrix? {
        precondition(parameters.values.count == plan.parameters.count, "another network's weights")
        for (head, matrix) in gradients {
            let width = head == .classifier ? network.classes : network.features
            precondition(
                matrix.rows == batch.rows && matrix.columns == width,
                "\(head) gradient is \(matrix.rows) x \(matrix.columns), the pass had "
                    + "\(batch.rows) x \(width)"
            )
        }
        let top = plan.stages.count - 1
        var current = 0
        var next = top
        if let classifier = gradients[.classifier] {
            buffer.load(classifier.values, to: plan.deltas[current])
            if backwardStage(top, from: current, inputDelta: top > 0 || inputGradient) {
                current = 1 - current
            }
            if let embedding = gradients[.embedding] {
                let other = plan.deltas[1 - current].part(0, embedding.values.count)
                buffer.load(embedding.values, to: other)
                buffer.add(other, to: plan.deltas[current].part(0, embedding.values.count))
            }
        } else if let embedding = gradients[.embedding] {
            buffer.load(embedding.values, to: plan.deltas[current])
        } else {
            return inputGradient ? Matrix(rows: batch.rows, columns: network.inputs) : nil
        }
        next -= 1
        while next >= 0 {
            if backwardStage(next, from: current, inputDelta: next > 0 || inputGradient) {
                current = 1 - current
            }
            next -= 1
        }
        guard inputGradient else { return nil }
        let delta = plan.deltas[current].part(0, batch.rows * network.inputs)
        plan.standardizer?.applyBack(rows: batch.rows, delta, of: buffer)
        return Matrix(rows: batch.rows, columns: network.inputs, values: buffer.read(delta))
    }

    /// Runs one stage backward; returns whether the other delta region now holds its input's delta.
    private func backwardStage(_ index: Int, from current: Int, inputDelta: Bool) -> Bool {
        let regions = plan.stages[index]
        let delta = plan.deltas[current]
        let target = plan.deltas[1 - current]
        switch regions.stage.operation {
        case .dense(let weight, let bias):
            denseGradients(regions, weight, bias, delta)
            if inputDelta { denseDelta(regions, weight, delta, target) }
        case .convolution(let shape, let weight, let bias):
            convolutionGradients(regions, shape, weight, bias, delta)
            if inputDelta { convolutionDelta(regions, shape, weight, delta, target) }
        case .normalization(let operation):
            backwardNormalization(regions, operation, delta, target)
            return true
        case .leaky(let slope):
            onRows(regions, delta, target) { buffer, _, input, outputDelta, inputDelta in
                buffer.leakyBack(
                    slope: slope,
                    input: input,
                    outputDelta: outputDelta,
                    inputDelta: inputDelta
                )
            }
            return true
        case .maxPool(let shape):
            onRows(regions, delta, target) { buffer, rows, input, outputDelta, inputDelta in
                buffer.maxPoolBack(
                    shape,
                    rows: rows.count,
                    input: input,
                    outputDelta: outputDelta,
                    inputDelta: inputDelta
                )
            }
            return true
        case .meanPool:
            let shape = regions.stage.input
            onRows(regions, delta, target) { buffer, rows, _, outputDelta, inputDelta in
                buffer.meanPoolBack(
                    rows: rows.count,
                    pixels: shape.height * shape.width,
                    channels: shape.channels,
                    outputDelta: outputDelta,
                    inputDelta: inputDelta
                )
            }
            return true
        case .dropout(let rate):
            let width = regions.stage.input.count
            let seed = stageSeed(index)
            onRows(regions, delta, target) { buffer, rows, _, outputDelta, inputDelta in
                buffer.dropout(
                    rate: rate,
                    seed: seed,
                    first: rows.lowerBound * width,
                    input: outputDelta,
                    output: inputDelta
                )
            }
            return true
        }
        return inputDelta
    }

    /// Calls `body` with the input rows, output deltas and input deltas of each shard.
    private func onRows(
        _ regions: TrainingPlan.StageRegions,
        _ delta: Region,
        _ target: Region,
        _ body: @Sendable (Buffer, Range<Int>, Region, Region, Region) -> Void
    ) {
        let batch = batch
        let buffer = buffer
        let inputs = regions.stage.input.count
        let outputs = regions.stage.output.count
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            body(
                buffer,
                rows,
                regions.input.rows(rows, width: inputs),
                delta.rows(rows, width: outputs),
                target.rows(rows, width: inputs)
            )
        }
    }

    private func denseGradients(
        _ regions: TrainingPlan.StageRegions,
        _ weight: Range<Int>,
        _ bias: Range<Int>?,
        _ delta: Region
    ) {
        let buffer = buffer
        let rows = batch.rows
        let inputs = regions.stage.input.count
        let outputs = regions.stage.output.count
        let gradient = plan.gradient(weight)
        if usesBLAS(regions.stage) {
            let blocks = Shards(rows: outputs, count: min(plan.shards, outputs))
            pool.run(tasks: blocks.count) { _, block in
                buffer.denseGradientBLAS(
                    rows: rows,
                    inputs: inputs,
                    outputs: outputs,
                    block: blocks.range(block),
                    input: regions.input,
                    outputDelta: delta,
                    gradient: gradient
                )
            }
        } else {
            buffer.denseGradient(
                rows: rows,
                inputs: inputs,
                outputs: outputs,
                input: regions.input,
                outputDelta: delta,
                gradient: gradient
            )
        }
        if let bias {
            buffer.addColumnSums(rows: rows, columns: outputs, of: delta, to: plan.gradient(bias))
        }
    }

    private func denseDelta(
        _ regions: TrainingPlan.StageRegions,
        _ weight: Range<Int>,
        _ delta: Region,
        _ target: Region
    ) {
        let inputs = regions.stage.input.count
        let outputs = regions.stage.output.count
        let weights = plan.values(weight)
        guard !usesBLAS(regions.stage), let packed = regions.packedBack else {
            onRows(regions, delta, target) { buffer, rows, _, outputDelta, inputDelta in
                buffer.multiplyBackBLAS(
                    rows: rows.count,
                    inputs: inputs,
                    outputs: outputs,
                    outputDelta: outputDelta,
                    weights: weights,
                    inputDelta: inputDelta
                )
            }
            return
        }
        buffer.packDense(
            depth: outputs,
            columns: inputs,
            weights: weights,
            transposed: true,
            to: packed
        )
        onRows(regions, delta, target) { buffer, rows, _, outputDelta, inputDelta in
            buffer.multiply(
                rows: rows.count,
                depth: outputs,
                columns: inputs,
                input: outputDelta,
                packed: packed,
                bias: nil,
                output: inputDelta
            )
        }
    }
}

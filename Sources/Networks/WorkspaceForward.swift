internal import Kernels

extension Workspace {
    /// Runs one stage over all shards.
    func forwardStage(_ index: Int, _ running: inout [Float], _ statistics: Statistics) {
        let regions = plan.stages[index]
        switch regions.stage.operation {
        case .dense(let weight, let bias): forwardDense(regions, weight, bias)
        case .convolution(let shape, let weight, let bias):
            forwardConvolution(regions, shape, weight, bias)
        case .normalization(let operation):
            forwardNormalization(regions, operation, &running, statistics)
        case .leaky(let slope):
            onRows(regions) { buffer, _, input, output in
                buffer.leaky(slope: slope, input: input, output: output)
            }
        case .maxPool(let shape):
            onRows(regions) { buffer, rows, input, output in
                buffer.maxPool(shape, rows: rows.count, input: input, output: output)
            }
        case .meanPool:
            let shape = regions.stage.input
            onRows(regions) { buffer, rows, input, output in
                buffer.meanPool(
                    rows: rows.count,
                    pixels: shape.height * shape.width,
                    channels: shape.channels,
                    input: input,
                    output: output
                )
            }
        case .dropout(let rate):
            let width = regions.stage.input.count
            let seed = stageSeed(index)
            onRows(regions) { buffer, rows, input, output in
                buffer.dropout(
                    rate: rate,
                    seed: seed,
                    first: rows.lowerBound * width,
                    input: input,
                    output: output
                )
            }
        }
    }

    func stageSeed(_ index: Int) -> UInt64 {
        seed &+ UInt64(index &+ 1) &* 0xD1B5_4A32_D192_ED03
    }

    /// Calls `body` with the input and output rows of each shard.
    private func onRows(
        _ regions: TrainingPlan.StageRegions,
        _ body: @Sendable (Buffer, Range<Int>, Region, Region) -> Void
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
                regions.output.rows(rows, width: outputs)
            )
        }
    }

    /// Whether a dense layer goes through BLAS: large weights and enough rows in each shard.
    func usesBLAS(_ stage: Stage) -> Bool {
        stage.input.count * stage.output.count >= 1 << 14 && batch.rows >= 16 * batch.count
    }

    private func forwardDense(
        _ regions: TrainingPlan.StageRegions,
        _ weight: Range<Int>,
        _ bias: Range<Int>?
    ) {
        let inputs = regions.stage.input.count
        let outputs = regions.stage.output.count
        let weights = plan.values(weight)
        let biases = bias.map(plan.values)
        guard !usesBLAS(regions.stage), let packed = regions.packed else {
            onRows(regions) { buffer, rows, input, output in
                buffer.multiplyBLAS(
                    rows: rows.count,
                    inputs: inputs,
                    outputs: outputs,
                    input: input,
                    weights: weights,
                    bias: biases,
                    output: output
                )
            }
            return
        }
        buffer.packDense(
            depth: inputs,
            columns: outputs,
            weights: weights,
            transposed: false,
            to: packed
        )
        onRows(regions) { buffer, rows, input, output in
            buffer.multiply(
                rows: rows.count,
                depth: inputs,
                columns: outputs,
                input: input,
                packed: packed,
                bias: biases,
                output: output
            )
        }
    }

    private func forwardConvolution(
        _ regions: TrainingPlan.StageRegions,
        _ shape: ConvolutionShape,
        _ weight: Range<Int>,
        _ bias: Range<Int>?
    ) {
        guard let packed = regions.packed else { return }
        let batch = batch
        let buffer = buffer
        let scratch = plan.scratch
        let biases = bias.map(plan.values)
        buffer.packConvolution(shape, weights: plan.values(weight), to: packed)
        pool.run(tasks: batch.count) { worker, shard in
            let rows = batch.range(shard)
            buffer.convolve(
                shape,
                rows: rows.count,
                input: regions.input.rows(rows, width: shape.inputCount),
                packed: packed,
                bias: biases,
                output: regions.output.rows(rows, width: shape.outputCount),
                scratch: scratch[worker]
            )
        }
    }

    private func forwardNormalization(
        _ regions: TrainingPlan.StageRegions,
        _ operation: NormalizationOperation,
        _ running: inout [Float],
        _ statistics: Statistics
    ) {
        guard let normalization = regions.normalization, batch.rows > 0 else { return }
        let batch = batch
        let buffer = buffer
        let shape = regions.stage.input
        let channels = shape.channels
        let pixels = shape.height * shape.width
        // Sums are taken about the first pixel: far from zero, squares would lose digits.
        let origin = regions.input.part(0, channels)
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            buffer.normalizationSums(
                pixels: rows.count * pixels,
                channels: channels,
                input: regions.input.rows(rows, width: shape.count),
                origin: origin,
                shard: shard,
                normalization
            )
        }
        buffer.finishNormalization(
            shards: batch.count,
            channels: channels,
            count: batch.rows * pixels,
            origin: origin,
            epsilon: Double(operation.epsilon),
            normalization
        )
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            buffer.normalize(
                pixels: rows.count * pixels,
                channels: channels,
                input: regions.input.rows(rows, width: shape.count),
                scale: normalization.scale,
                shift: normalization.shift,
                slope: operation.slope,
                output: regions.output.rows(rows, width: shape.count)
            )
        }
        if statistics == .updating {
            updateRunning(&running, operation, normalization, count: batch.rows * pixels)
        }
    }

    /// Moves the running statistics; the running variance is the unbiased one, as in PyTorch.
    private func updateRunning(
        _ running: inout [Float],
        _ operation: NormalizationOperation,
        _ regions: NormalizationRegions,
        count: Int
    ) {
        let mean = buffer.read(regions.mean)
        let variance = buffer.read(regions.variance)
        let momentum = operation.momentum
        let unbiased = count > 1 ? Float(Double(count) / Double(count - 1)) : 1
        for channel in mean.indices {
            let m = operation.mean.lowerBound + channel
            let v = operation.variance.lowerBound + channel
            running[m] = (1 - momentum) * running[m] + momentum * mean[channel]
            running[v] = (1 - momentum) * running[v] + momentum * (variance[channel] * unbiased)
        }
    }
}

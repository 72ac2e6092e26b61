internal import Kernels

extension Workspace {
    /// Adds the weight and bias gradients: partial sums of each shard, reduced in shard order.
    func convolutionGradients(
        _ regions: TrainingPlan.StageRegions,
        _ shape: ConvolutionShape,
        _ weight: Range<Int>,
        _ bias: Range<Int>?,
        _ delta: Region
    ) {
        let batch = batch
        let buffer = buffer
        let scratch = plan.scratch
        let partials = plan.partials
        pool.run(tasks: batch.count) { worker, shard in
            let rows = batch.range(shard)
            let partial = partials.part(shard * shape.weightCount, shape.weightCount)
            buffer.clear(partial)
            buffer.convolutionGradient(
                shape,
                rows: rows.count,
                input: regions.input.rows(rows, width: shape.inputCount),
                outputDelta: delta.rows(rows, width: shape.outputCount),
                partial: partial,
                scratch: scratch[worker]
            )
        }
        buffer.reduceConvolutionGradient(
            shape,
            partials: partials,
            shards: batch.count,
            gradient: plan.gradient(weight)
        )
        if let bias {
            buffer.addColumnSums(
                rows: batch.rows * shape.outHeight * shape.outWidth,
                columns: shape.outputs,
                of: delta,
                to: plan.gradient(bias)
            )
        }
    }

    /// Overwrites `target` with the delta of the input images.
    func convolutionDelta(
        _ regions: TrainingPlan.StageRegions,
        _ shape: ConvolutionShape,
        _ weight: Range<Int>,
        _ delta: Region,
        _ target: Region
    ) {
        guard let packed = regions.packedBack else { return }
        let batch = batch
        let buffer = buffer
        let scratch = plan.scratch
        buffer.packConvolutionBack(shape, weights: plan.values(weight), to: packed)
        pool.run(tasks: batch.count) { worker, shard in
            let rows = batch.range(shard)
            buffer.convolveBack(
                shape,
                rows: rows.count,
                outputDelta: delta.rows(rows, width: shape.outputCount),
                packed: packed,
                inputDelta: target.rows(rows, width: shape.inputCount),
                scratch: scratch[worker]
            )
        }
    }

    /// The gradients of a batch normalisation and its rectifier.
    func backwardNormalization(
        _ regions: TrainingPlan.StageRegions,
        _ operation: NormalizationOperation,
        _ delta: Region,
        _ target: Region
    ) {
        guard let normalization = regions.normalization, batch.rows > 0 else { return }
        let batch = batch
        let buffer = buffer
        let shape = regions.stage.input
        let pixels = shape.height * shape.width
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            buffer.normalizationBackSums(
                pixels: rows.count * pixels,
                channels: shape.channels,
                input: regions.input.rows(rows, width: shape.count),
                outputDelta: delta.rows(rows, width: shape.count),
                slope: operation.slope,
                shard: shard,
                normalization
            )
        }
        buffer.finishNormalizationBack(
            shards: batch.count,
            channels: shape.channels,
            count: batch.rows * pixels,
            gammaGradient: plan.gradient(operation.gamma),
            betaGradient: plan.gradient(operation.beta),
            normalization
        )
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            buffer.normalizeBack(
                pixels: rows.count * pixels,
                channels: shape.channels,
                input: regions.input.rows(rows, width: shape.count),
                outputDelta: delta.rows(rows, width: shape.count),
                slope: operation.slope,
                inputDelta: target.rows(rows, width: shape.count),
                normalization
            )
        }
    }
}

internal import CKernels

/// The per-channel regions of one batch normalisation.
package struct NormalizationRegions: Sendable {
    /// The learned scale.
    package var gamma: Region
    /// The learned shift.
    package var beta: Region
    /// The batch mean.
    package var mean: Region
    /// The biased batch variance.
    package var variance: Region
    /// `1 / sqrt(variance + epsilon)`.
    package var inverse: Region
    /// `gamma * inverse`.
    package var scale: Region
    /// `beta - mean * scale`.
    package var shift: Region
    /// The factor of `g` in the input gradient.
    package var deltaScale: Region
    /// The factor of `x` in the input gradient.
    package var inputScale: Region
    /// What is added to both in the input gradient.
    package var offset: Region
    /// `[shards, 2, channels]` sums in double precision.
    package var sums: Region

    /// Creates the set.
    package init(
        gamma: Region,
        beta: Region,
        mean: Region,
        variance: Region,
        inverse: Region,
        scale: Region,
        shift: Region,
        deltaScale: Region,
        inputScale: Region,
        offset: Region,
        sums: Region
    ) {
        self.gamma = gamma
        self.beta = beta
        self.mean = mean
        self.variance = variance
        self.inverse = inverse
        self.scale = scale
        self.shift = shift
        self.deltaScale = deltaScale
        self.inputScale = inputScale
        self.offset = offset
        self.sums = sums
    }

    func shard(_ index: Int, channels: Int) -> Region {
        sums.part(4 * index * channels, 4 * channels)
    }
}

extension Buffer {
    /// Sums one shard's values and squares about `origin`, `[channels]`.
    package func normalizationSums(
        pixels: Int,
        channels: Int,
        input: Region,
        origin: Region,
        shard: Int,
        _ regions: NormalizationRegions
    ) {
        let x = unsafe pointer(input, atLeast: pixels * channels)
        let k = unsafe pointer(origin, atLeast: channels)
        let s = unsafe doubles(regions.shard(shard, channels: channels), atLeast: 2 * channels)
        unsafe tk_norm_sums(isa, x, pixels, channels, k, s)
    }

    /// Mean, variance, scale and shift from the shards' sums over `count` values a channel.
    package func finishNormalization(
        shards: Int,
        channels: Int,
        count: Int,
        origin: Region,
        epsilon: Double,
        _ regions: NormalizationRegions
    ) {
        let sums = unsafe doubles(regions.sums, atLeast: 2 * shards * channels)
        let k = unsafe pointer(origin, atLeast: channels)
        let gamma = unsafe pointer(regions.gamma, atLeast: channels)
        let beta = unsafe pointer(regions.beta, atLeast: channels)
        let mean = unsafe pointer(regions.mean, atLeast: channels)
        let variance = unsafe pointer(regions.variance, atLeast: channels)
        let inverse = unsafe pointer(regions.inverse, atLeast: channels)
        let scale = unsafe pointer(regions.scale, atLeast: channels)
        let shift = unsafe pointer(regions.shift, atLeast: channels)
        unsafe tk_norm_finish(
            sums,
            shards,
            channels,
            Double(count),
            k,
            gamma,
            beta,
            epsilon,
            mean,
            variance,
            inverse,
            scale,
            shift
        )
    }

    /// `y = leaky(x * scale + shift)`; slope 1 leaves out the rectifier.
    package func normalize(
        pixels: Int,
        channels: Int,
        input: Region,
        scale: Region,
        shift: Region,
        slope: Float,
        output: Region,
        weightsIn owner: Buffer? = nil
    ) {
        let owner = owner ?? self
        let x = unsafe pointer(input, atLeast: pixels * channels)
        let a = unsafe owner.pointer(scale, atLeast: channels)
        let b = unsafe owner.pointer(shift, atLeast: channels)
        let y = unsafe pointer(output, atLeast: pixels * channels)
        unsafe tk_norm_forward(isa, x, pixels, channels, a, b, slope, y)
    }

    /// Sums one shard's gradients for ``finishNormalizationBack(shards:channels:count:gammaGradient:betaGradient:_:)``.
    package func normalizationBackSums(
        pixels: Int,
        channels: Int,
        input: Region,
        outputDelta: Region,
        slope: Float,
        shard: Int,
        _ regions: NormalizationRegions
    ) {
        let x = unsafe pointer(input, atLeast: pixels * channels)
        let dy = unsafe pointer(outputDelta, atLeast: pixels * channels)
        let a = unsafe pointer(regions.scale, atLeast: channels)
        let b = unsafe pointer(regions.shift, atLeast: channels)
        let m = unsafe pointer(regions.mean, atLeast: channels)
        let s = unsafe doubles(regions.shard(shard, channels: channels), atLeast: 2 * channels)
        unsafe tk_norm_back_sums(isa, x, dy, pixels, channels, a, b, m, slope, s)
    }

    /// Adds the gradients of gamma and beta, and sets the factors of the input gradient.
    package func finishNormalizationBack(
        shards: Int,
        channels: Int,
        count: Int,
        gammaGradient: Region,
        betaGradient: Region,
        _ regions: NormalizationRegions
    ) {
        let sums = unsafe doubles(regions.sums, atLeast: 2 * shards * channels)
        let mean = unsafe pointer(regions.mean, atLeast: channels)
        let inverse = unsafe pointer(regions.inverse, atLeast: channels)
        let gamma = unsafe pointer(regions.gamma, atLeast: channels)
        let dg = unsafe pointer(gammaGradient, atLeast: channels)
        let db = unsafe pointer(betaGradient, atLeast: channels)
        let a = unsafe pointer(regions.deltaScale, atLeast: channels)
        let b = unsafe pointer(regions.inputScale, atLeast: channels)
        let c = unsafe pointer(regions.offset, atLeast: channels)
        unsafe tk_norm_back_finish(
            sums,
            shards,
            channels,
            Double(count),
            mean,
            inverse,
            gamma,
            dg,
            db,
            a,
            b,
            c
        )
    }

    /// The input gradient of ``normalize(pixels:channels:input:scale:shift:slope:output:)``.
    package func normalizeBack(
        pixels: Int,
        channels: Int,
        input: Region,
        outputDelta: Region,
        slope: Float,
        inputDelta: Region,
        _ regions: NormalizationRegions
    ) {
        let x = unsafe pointer(input, atLeast: pixels * channels)
        let dy = unsafe pointer(outputDelta, atLeast: pixels * channels)
        let dx = unsafe pointer(inputDelta, atLeast: pixels * channels)
        let scale = unsafe pointer(regions.scale, atLeast: channels)
        let shift = unsafe pointer(regions.shift, atLeast: channels)
        let a = unsafe pointer(regions.deltaScale, atLeast: channels)
        let b = unsafe pointer(regions.inputScale, atLeast: channels)
        let c = unsafe pointer(regions.offset, atLeast: channels)
        unsafe tk_norm_back(isa, x, dy, pixels, channels, scale, shift, slope, a, b, c, dx)
    }
}

internal import Kernels

/// Batch normalisation over rows and pixels, <https://arxiv.org/abs/1502.03167>.
///
/// As PyTorch has it, where nothing else is said: the running variance is the unbiased one. A leaky rectifier
/// after it is computed with it.
package struct BatchNorm: Operation {
    package static let kind = "batch_norm"

    /// How much of the batch's statistics the running ones take, 0 to 1.
    package var momentum: Float
    /// What the variance is kept from 0 by, above 0 and at most 1.
    package var epsilon: Float
    /// How the scales start; nil: as ones.
    ///
    /// `zero` at the end of a residual branch makes the block the identity at first,
    /// <https://arxiv.org/abs/1706.02677>.
    package var initial: InitialValues?
    /// Whether what is normalised is scaled and not shifted; nil: it is both.
    package var scalesOnly: Bool?
    /// Whether the running variance is that of the batch, as in TensorFlow; nil: an unbiased estimate.
    package var isBiased: Bool?
    /// The slope of the rectifier after it; 1 where there is none.
    ///
    /// No part of a stored graph.
    private var slope: Float = 1

    private enum CodingKeys: String, CodingKey {
        case momentum, epsilon, initial
        case scalesOnly = "scales_only"
        case isBiased = "is_biased"
    }

    /// Creates a normalisation; the defaults are PyTorch's.
    package init(
        momentum: Float = 0.1,
        epsilon: Float = 1e-5,
        initial: InitialValues? = nil,
        scalesOnly: Bool? = nil,
        isBiased: Bool? = nil
    ) {
        self.momentum = momentum
        self.epsilon = epsilon
        self.initial = initial
        self.scalesOnly = scalesOnly
        self.isBiased = isBiased
    }

    private var isShifted: Bool { scalesOnly != true }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard (0...1).contains(momentum), epsilon > 0, epsilon <= 1 else {
            throw ShapeError(
                "momentum is in 0...1 and epsilon in 0...1, came \(momentum), \(epsilon)"
            )
        }
        guard initial == nil || initial == .zero else {
            throw ShapeError("scales start as ones or as zeros")
        }
        return inputs[0]
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        let channels = [inputs[0].channels]
        return [ParameterRule("weight", channels, .scale, initial: initial)]
            + (isShifted ? [ParameterRule("bias", channels, .shift)] : [])
            + [
                ParameterRule("running_mean", channels, .runningMean),
                ParameterRule("running_var", channels, .runningVariance),
            ]
    }

    package func fused(with next: any Operation) -> (any Operation)? {
        guard slope == 1, let rectifier = next as? LeakyReLU else { return nil }
        var fused = self
        fused.slope = rectifier.slope
        return fused
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        let channels = shapes.output.channels
        return Demand(
            state: Self.regions * Self.stride(channels),
            statePerShard: 4 * channels,
            served: 2 * Self.stride(channels),
            mayAlias: true
        )
    }

    /// What is kept of each channel, with a shift of 0 and its gradient where there is none.
    private static let regions = 10

    /// Channels, each region at the start of a cache line.
    private static func stride(_ channels: Int) -> Int { (channels + 15) / 16 * 16 }

    private func normalization(_ frame: Frame) -> NormalizationRegions {
        let (state, channels) = (frame.regions.state, frame.shapes.output.channels)
        let stride = Self.stride(channels)
        func part(_ index: Int) -> Region { state.part(index * stride, channels) }
        return NormalizationRegions(
            gamma: frame.regions.parameters[0],
            beta: isShifted ? frame.regions.parameters[1] : part(8),
            mean: part(0),
            variance: part(1),
            inverse: part(2),
            scale: part(3),
            shift: part(4),
            deltaScale: part(5),
            inputScale: part(6),
            offset: part(7),
            sums: state.part(Self.regions * stride, state.count - Self.regions * stride)
        )
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        guard frame.rows > 0 else { return }
        let regions = normalization(frame)
        let (channels, pixels) = (frame.shapes.input.channels, frame.shapes.input.pixels)
        if !isShifted { frame.buffer.clear(regions.beta) }
        // Sums are taken about the first pixel: far from zero, squares would lose digits.
        let origin = frame.regions.inputs[0].part(0, channels)
        frame.onShards { shard in
            shard.buffer.normalizationSums(
                pixels: shard.count * pixels,
                channels: channels,
                input: shard.input(),
                origin: origin,
                shard: shard.index,
                regions
            )
        }
        frame.buffer.finishNormalization(
            shards: frame.batch.count,
            channels: channels,
            count: frame.rows * pixels,
            origin: origin,
            epsilon: Double(epsilon),
            regions
        )
        let slope = slope
        frame.onShards { shard in
            shard.buffer.normalize(
                pixels: shard.count * pixels,
                channels: channels,
                input: shard.input(),
                scale: regions.scale,
                shift: regions.shift,
                slope: slope,
                output: shard.output
            )
        }
        if frame.updatesStatistics { update(&running, frame, regions, count: frame.rows * pixels) }
    }

    private func update(
        _ running: inout [Float],
        _ frame: Frame,
        _ regions: NormalizationRegions,
        count: Int
    ) {
        let (means, variances) = (frame.regions.statistics[0], frame.regions.statistics[1])
        let unbiased = count > 1 && isBiased != true ? Float(Double(count) / Double(count - 1)) : 1
        frame.buffer.follow(
            regions.mean,
            factor: 1,
            momentum: momentum,
            in: &running,
            at: means.lowerBound
        )
        frame.buffer.follow(
            regions.variance,
            factor: unbiased,
            momentum: momentum,
            in: &running,
            at: variances.lowerBound
        )
    }

    package func backward(_ frame: Frame) {
        guard frame.rows > 0 else { return }
        let regions = normalization(frame)
        let (channels, pixels, slope) = (
            frame.shapes.input.channels, frame.shapes.input.pixels, slope
        )
        frame.onShards { shard in
            shard.buffer.normalizationBackSums(
                pixels: shard.count * pixels,
                channels: channels,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                slope: slope,
                shard: shard.index,
                regions
            )
        }
        frame.buffer.finishNormalizationBack(
            shards: frame.batch.count,
            channels: channels,
            count: frame.rows * pixels,
            gammaGradient: frame.regions.gradients[0],
            betaGradient: isShifted
                ? frame.regions.gradients[1]
                : frame.regions.state.part(9 * Self.stride(channels), channels),
            regions
        )
        guard frame.wants() else { return }
        frame.onShards { shard in
            shard.buffer.normalizeBack(
                pixels: shard.count * pixels,
                channels: channels,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                slope: slope,
                inputDelta: shard.inputDelta(),
                regions
            )
        }
    }

    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {
        let gamma = frame.regions.values[0]
        let (means, variances) = (frame.regions.statistics[0], frame.regions.statistics[1])
        var scale: [Float] = []
        var shift: [Float] = []
        for channel in 0..<gamma.count {
            let variance = parameters.statistics[variances.lowerBound + channel]
            let mean = parameters.statistics[means.lowerBound + channel]
            let inverse = 1 / (Double(variance) + Double(epsilon)).squareRoot()
            let factor = Double(parameters.values[gamma.lowerBound + channel]) * inverse
            let offset =
                isShifted
                ? Double(parameters.values[frame.regions.values[1].lowerBound + channel]) : 0
            scale.append(Float(factor))
            shift.append(Float(offset - Double(mean) * factor))
        }
        let (first, second) = served(frame)
        frame.weights.load(scale, to: first)
        frame.weights.load(shift, to: second)
    }

    private func served(_ frame: ServingFrame) -> (scale: Region, shift: Region) {
        let channels = frame.shapes.output.channels
        let served = frame.regions.served
        return (served.part(0, channels), served.part(Self.stride(channels), channels))
    }

    package func serve(_ frame: ServingFrame) {
        let (scale, shift) = served(frame)
        frame.buffer.normalize(
            pixels: frame.rows * frame.shapes.input.pixels,
            channels: frame.shapes.input.channels,
            input: frame.input(),
            scale: scale,
            shift: shift,
            slope: slope,
            output: frame.output,
            weightsIn: frame.weights
        )
    }
}

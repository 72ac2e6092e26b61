internal import Kernels

/// Group normalisation, <https://arxiv.org/abs/1803.08494>: each group of channels of a row by its own mean
/// and variance over all pixels; or layer normalisation, <https://arxiv.org/abs/1607.06450>: all channels of
/// each pixel.
package struct GroupNorm: Operation {
    package static let kind = "group_norm"

    /// The number of groups; 0: each pixel is normalised by itself, over its channels.
    package var groups: Int
    /// What the variance is kept from 0 by, above 0 and at most 1.
    package var epsilon: Float

    /// Creates a normalisation.
    package init(groups: Int, epsilon: Float = 1e-5) {
        self.groups = groups
        self.epsilon = epsilon
    }

    /// Layer normalisation over the channels of each pixel.
    package static func layer(epsilon: Float = 1e-5) -> GroupNorm {
        GroupNorm(groups: 0, epsilon: epsilon)
    }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard epsilon > 0, epsilon <= 1, groups >= 0,
            groups == 0 || inputs[0].channels % groups == 0
        else {
            throw ShapeError(
                "\(groups) groups of \(inputs[0].channels) channels, epsilon \(epsilon)"
            )
        }
        return inputs[0]
    }

    package func parameters(_ inputs: [Shape]) -> [ParameterRule] {
        let channels = [inputs[0].channels]
        return [
            ParameterRule("weight", channels, .scale), ParameterRule("bias", channels, .shift),
        ]
    }

    /// What is normalised together: rows or pixels, of so many pixels and groups.
    private func units(_ shape: Shape) -> (count: Int, pixels: Int, groups: Int) {
        groups == 0 ? (shape.pixels, 1, 1) : (1, shape.pixels, groups)
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        let (count, _, groups) = units(shapes.input)
        // The moments of a row in training; those of a tile in service.
        return Demand(
            statePerRow: 2 * count * groups,
            partials: 2 * shapes.input.channels,
            servedScratchPerRow: 2 * count * groups
        )
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (shape, epsilon) = (frame.shapes.input, Double(epsilon))
        let (count, pixels, groups) = units(shape)
        let (regions, isLayer, small) = (frame.regions, self.groups == 0, self.epsilon)
        frame.onShards { shard in
            let moments = regions.state.rows(shard.rows, width: 2 * count * groups)
            guard !isLayer else {
                return shard.buffer.layerNormalize(
                    rows: shard.count * count,
                    width: shape.channels,
                    epsilon: small,
                    input: shard.input(),
                    gamma: regions.parameters[0],
                    beta: regions.parameters[1],
                    output: shard.output,
                    moments: moments
                )
            }
            shard.buffer.groupNormalize(
                rows: shard.count * count,
                pixels: pixels,
                channels: shape.channels,
                groups: groups,
                epsilon: epsilon,
                input: shard.input(),
                gamma: regions.parameters[0],
                beta: regions.parameters[1],
                output: shard.output,
                moments: moments
            )
        }
    }

    package func backward(_ frame: Frame) {
        let shape = frame.shapes.input
        let (count, pixels, groups) = units(shape)
        let (regions, isWanted, channels) = (frame.regions, frame.wants(), shape.channels)
        let isLayer = self.groups == 0
        frame.onShards { shard in
            let partial = regions.partials.part(2 * shard.index * channels, 2 * channels)
            let moments = regions.state.rows(shard.rows, width: 2 * count * groups)
            shard.buffer.clear(partial)
            guard !isLayer else {
                return shard.buffer.layerNormalizeBack(
                    rows: shard.count * count,
                    width: channels,
                    input: shard.input(),
                    outputDelta: shard.outputDelta,
                    gamma: regions.parameters[0],
                    moments: moments,
                    gammaDelta: partial.part(0, channels),
                    betaDelta: partial.part(channels, channels),
                    inputDelta: isWanted ? shard.inputDelta() : nil
                )
            }
            shard.buffer.groupNormalizeBack(
                rows: shard.count * count,
                pixels: pixels,
                channels: channels,
                groups: groups,
                input: shard.input(),
                outputDelta: shard.outputDelta,
                gamma: regions.parameters[0],
                moments: moments,
                gammaDelta: partial.part(0, channels),
                betaDelta: partial.part(channels, channels),
                inputDelta: isWanted ? shard.inputDelta() : nil
            )
        }
        for shard in 0..<frame.batch.count {
            let partial = regions.partials.part(2 * shard * channels, 2 * channels)
            frame.buffer.add(partial.part(0, channels), to: regions.gradients[0])
            frame.buffer.add(partial.part(channels, channels), to: regions.gradients[1])
        }
    }

    package func serve(_ frame: ServingFrame) {
        let shape = frame.shapes.input
        let (count, pixels, groups) = units(shape)
        guard self.groups > 0 else {
            return frame.buffer.layerNormalize(
                rows: frame.rows * count,
                width: shape.channels,
                epsilon: epsilon,
                input: frame.input(),
                gamma: frame.regions.parameters[0],
                beta: frame.regions.parameters[1],
                output: frame.output,
                moments: frame.scratch,
                weightsIn: frame.weights
            )
        }
        frame.buffer.groupNormalize(
            rows: frame.rows * count,
            pixels: pixels,
            channels: shape.channels,
            groups: groups,
            epsilon: Double(epsilon),
            input: frame.input(),
            gamma: frame.regions.parameters[0],
            beta: frame.regions.parameters[1],
            output: frame.output,
            moments: frame.scratch,
            weightsIn: frame.weights
        )
    }
}

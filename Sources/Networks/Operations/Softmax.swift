internal import Kernels

/// The softmax over an axis, of values that are divided by a temperature first.
package struct Softmax: Operation {
    package static let kind = "softmax"

    /// What sums to 1.
    package enum Axis: String, Codable, Sendable {
        /// The channels of each pixel.
        case channels
        /// The channels at the same place of each of ``Softmax/groups`` runs of them, as the branches of a
        /// selective kernel are, <https://arxiv.org/abs/1903.06586>.
        case groups
    }

    /// What sums to 1.
    package var axis: Axis
    /// The runs of channels of the axis `groups`; 1 for the other.
    package var groups: Int
    /// What values are divided by, above 0.
    package var temperature: Float

    /// Creates a softmax.
    package init(over axis: Axis = .channels, groups: Int = 1, temperature: Float = 1) {
        self.axis = axis
        self.groups = groups
        self.temperature = temperature
    }

    package static var ofSequences: SequenceRule { .itemwise }

    package func output(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        let channels = inputs[0].channels
        guard temperature.isFinite, temperature > 0 else {
            throw ShapeError("a temperature is above 0, came \(temperature)")
        }
        guard axis == .channels ? groups == 1 : groups > 1 && channels % groups == 0 else {
            throw ShapeError("a softmax over \(axis.rawValue), \(groups) of \(channels) channels")
        }
        return inputs[0]
    }

    package func demand(_ shapes: NodeShapes) -> Demand {
        Demand(readsInputs: false, readsOutput: true)
    }

    private func axes(_ shape: Shape) -> (groups: Int, width: Int) {
        axis == .channels ? (shape.channels, 1) : (groups, shape.channels / groups)
    }

    package func forward(_ frame: Frame, running: inout [Float]) {
        let (shape, factor) = (frame.shapes.input, 1 / temperature)
        let (groups, width) = axes(shape)
        frame.onShards { shard in
            shard.buffer.softmax(
                positions: shard.count * shape.pixels,
                groups: groups,
                width: width,
                factor: factor,
                input: shard.input(),
                output: shard.output
            )
        }
    }

    package func backward(_ frame: Frame) {
        guard frame.wants() else { return }
        let (shape, factor) = (frame.shapes.input, 1 / temperature)
        let (groups, width) = axes(shape)
        frame.onShards { shard in
            shard.buffer.softmaxBack(
                positions: shard.count * shape.pixels,
                groups: groups,
                width: width,
                factor: factor,
                output: shard.output,
                outputDelta: shard.outputDelta,
                inputDelta: shard.inputDelta()
            )
        }
    }

    package func serve(_ frame: ServingFrame) {
        let (groups, width) = axes(frame.shapes.input)
        frame.buffer.softmax(
            positions: frame.rows * frame.shapes.input.pixels,
            groups: groups,
            width: width,
            factor: 1 / temperature,
            input: frame.input(),
            output: frame.output
        )
    }
}

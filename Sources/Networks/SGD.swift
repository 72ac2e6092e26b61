internal import Kernels

/// Stochastic gradient descent with momentum and coupled weight decay.
///
/// With `g = gradient + weightDecay * p` and `v = momentum * v + g`: `p -= rate * (g + momentum * v)`
/// with Nesterov's look-ahead, else `p -= rate * v`, as in PyTorch.
package struct SGD: OptimizerState, Codable, Hashable, Sendable {
    /// The share of the velocity that a step keeps.
    package let momentum: Float
    /// The weight decay of parameters of two and more dimensions.
    package let weightDecay: Float
    /// Whether a step looks ahead.
    package let nesterov: Bool
    /// The rate of each layer is this times the rate of the layer above.
    package let layerDecay: Float
    private var velocity: [Float] = []

    /// What it remembers of each parameter; empty before the first step.
    package var moments: [[Float]] {
        get { [velocity] }
        set {
            precondition(newValue.count == 1, "\(newValue.count) moments of 1")
            velocity = newValue[0]
        }
    }

    /// Creates an optimiser at rest.
    package init(
        momentum: Float = 0.9,
        weightDecay: Float = 5e-4,
        nesterov: Bool = true,
        layerDecay: Float = 1
    ) {
        self.momentum = momentum
        self.weightDecay = weightDecay
        self.nesterov = nesterov
        self.layerDecay = layerDecay
    }

    /// Moves `parameters` one step; parameters that touch a range of `skipping` stay as they are.
    package mutating func step(
        _ parameters: inout Parameters,
        gradients: [Float],
        layout: ParameterLayout,
        rate: Float,
        skipping: [Range<Int>] = []
    ) {
        precondition(gradients.count == parameters.values.count, "gradients of another network")
        if velocity.isEmpty { velocity = Array(repeating: 0, count: gradients.count) }
        for entry in layout.parameters where !skipping.contains(where: entry.range.overlaps) {
            VectorKernels.descend(
                &parameters.values,
                gradients: gradients,
                velocity: &velocity,
                range: entry.range,
                rate: layout.rate(rate, of: entry, layerDecay: layerDecay),
                momentum: momentum,
                weightDecay: entry.decays ? weightDecay : 0,
                nesterov: nesterov
            )
        }
    }
}

extension ParameterLayout {
    /// The rate of a parameter under layer-wise decay: `rate * decay^(layers above)`.
    func rate(_ rate: Float, of entry: Entry, layerDecay: Float) -> Float {
        guard layerDecay != 1 else { return rate }
        var factor = 1.0
        for _ in entry.layer..<(layerCount - 1) { factor *= Double(layerDecay) }
        return Float(Double(rate) * factor)
    }
}

internal import Kernels

/// Stochastic gradient descent whose rate is scaled for each tensor, <https://arxiv.org/abs/1708.03888>.
///
/// A tensor of two and more dimensions moves by `trust |w| / |g|` of its gradient; biases and scales move by
/// their gradient, and do not decay. The learning rate is inside the momentum: `v = momentum * v - rate * g`,
/// `w += v`, or `w += momentum * v - rate * g` with Nesterov's look-ahead.
package struct LARS: OptimizerState, Codable, Hashable, Sendable {
    /// Where the weight decay is; the two published codes differ.
    package enum Rule: String, Codable, Hashable, Sendable {
        /// `g = g + decay * w` first, the ratio is `trust |w| / |g|`, and 1 where a norm is 0: the code of
        /// SimCLR.
        case decayInGradient
        /// The ratio is `trust |w| / (|g| + decay |w| + 1e-8)`, times `g + decay * w`; where a norm is 0 the
        /// gradient stays as it is: the code of PAWS.
        case decayInRatio
    }

    /// The share of the velocity that a step keeps.
    package let momentum: Float
    /// The weight decay of parameters of two and more dimensions.
    package let weightDecay: Float
    /// The share of a tensor's norm that its step has at rate 1.
    package let trust: Float
    /// Whether a step looks ahead.
    package let nesterov: Bool
    /// Where the weight decay is.
    package let rule: Rule
    private var velocity: [Float] = []

    /// What it remembers of each parameter; empty before the first step.
    package var moments: [[Float]] {
        get { [velocity] }
        set {
            precondition(newValue.count == 1, "\(newValue.count) moments of 1")
            velocity = newValue[0]
        }
    }

    /// Creates an optimizer at rest.
    package init(
        momentum: Float = 0.9,
        weightDecay: Float = 1e-6,
        trust: Float = 0.001,
        nesterov: Bool = false,
        rule: Rule
    ) {
        self.momentum = momentum
        self.weightDecay = weightDecay
        self.trust = trust
        self.nesterov = nesterov
        self.rule = rule
    }

    /// Moves `parameters` one step; parameters that touch a range of `skipping` stay as they are.
    package mutating func step(
        _ parameters: inout Parameters,
        gradients: [Float],
        layout: ParameterLayout,
        rate: Float,
        skipping: [Range<Int>] = []
    ) {
        for entry in layout.parameters where !skipping.contains(where: entry.range.overlaps) {
            move(
                &parameters.values,
                gradients: gradients,
                range: entry.range,
                rate: rate,
                isScaled: entry.decays
            )
        }
    }

    /// Moves one tensor, the values of `range`; one that is not scaled moves by its gradient alone.
    package mutating func move(
        _ values: inout [Float],
        gradients: [Float],
        range: Range<Int>,
        rate: Float,
        isScaled: Bool
    ) {
        precondition(gradients.count == values.count, "gradients of another network")
        if velocity.isEmpty { velocity = Array(repeating: 0, count: gradients.count) }
        let (decay, ratio) = isScaled ? scale(values, gradients, range) : (0, 1)
        for index in range {
            let step = rate * (ratio * (gradients[index] + decay * values[index]))
            velocity[index] = momentum * velocity[index] - step
            values[index] += nesterov ? momentum * velocity[index] - step : velocity[index]
        }
    }

    /// The weight decay of a tensor, and what its gradient is scaled by.
    private func scale(
        _ weights: [Float],
        _ gradients: [Float],
        _ range: Range<Int>
    ) -> (decay: Float, ratio: Float) {
        let norm = VectorKernels.sumOfSquares(weights, range).squareRoot()
        let (decay, trust) = (Double(weightDecay), Double(trust))
        switch rule {
        case .decayInGradient:
            let length = VectorKernels.sumOfSquares(
                gradients,
                decay: weightDecay,
                weights: weights,
                range
            ).squareRoot()
            return (weightDecay, norm > 0 && length > 0 ? Float(trust * norm / length) : 1)
        case .decayInRatio:
            let length = VectorKernels.sumOfSquares(gradients, range).squareRoot()
            guard norm > 0, length > 0 else { return (0, 1) }
            return (weightDecay, Float(trust * norm / (length + decay * norm + 1e-8)))
        }
    }
}

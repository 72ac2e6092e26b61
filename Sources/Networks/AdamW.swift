internal import Foundation
internal import Kernels

/// Adam with decoupled weight decay, <https://arxiv.org/abs/1711.05101>, as in PyTorch.
package struct AdamW: OptimizerState, Codable, Hashable, Sendable {
    /// The decay of the first moment.
    package let beta1: Float
    /// The decay of the second moment.
    package let beta2: Float
    /// Added to the root of the second moment.
    package let epsilon: Float
    /// The weight decay of parameters of two and more dimensions.
    package let weightDecay: Float
    /// The rate of each layer is this times the rate of the layer above.
    package let layerDecay: Float
    private var first: [Float] = []
    private var second: [Float] = []
    /// The steps each parameter took: one that is skipped keeps its bias correction.
    private var steps: [Int] = []

    /// What it remembers of each parameter; empty before the first step.
    package var moments: [[Float]] {
        get { [first, second] }
        set {
            precondition(newValue.count == 2, "\(newValue.count) moments of 2")
            (first, second) = (newValue[0], newValue[1])
        }
    }

    /// Creates an optimiser at rest.
    package init(
        beta1: Float = 0.9,
        beta2: Float = 0.999,
        epsilon: Float = 1e-8,
        weightDecay: Float = 5e-4,
        layerDecay: Float = 1
    ) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
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
        if first.isEmpty {
            first = Array(repeating: 0, count: gradients.count)
            second = first
            steps = Array(repeating: 0, count: layout.parameters.count)
        }
        for (index, entry) in layout.parameters.enumerated()
        where !skipping.contains(where: entry.range.overlaps) {
            steps[index] += 1
            let time = Double(steps[index])
            let rate = Double(layout.rate(rate, of: entry, layerDecay: layerDecay))
            let decay = entry.decays ? Double(weightDecay) : 0
            VectorKernels.adapt(
                &parameters.values,
                gradients: gradients,
                first: &first,
                second: &second,
                range: entry.range,
                VectorKernels.AdamStep(
                    beta1: beta1,
                    beta2: beta2,
                    epsilon: epsilon,
                    firstScale: Float(rate / (1 - pow(Double(beta1), time))),
                    secondScale: Float(1 / (1 - pow(Double(beta2), time)).squareRoot()),
                    keep: Float(1 - rate * decay)
                )
            )
        }
    }
}

internal import Foundation
internal import Kernels

/// The learning rate of each optimiser step, counted from 0.
package enum LearningRateSchedule: Codable, Hashable, Sendable {
    /// The same rate in every step.
    case constant(rate: Float)
    /// `rate * max(0, cos(7/16 pi k / K))` after a linear rise over the first `warmUp` steps.
    ///
    /// With `k` and `K` counted after the warm-up; step 0 of a warm-up has rate 0. The cosine of
    /// FixMatch, <https://arxiv.org/abs/2001.07685>.
    case cosine(rate: Float, steps: Int, warmUp: Int)
    /// A linear rise from `start` to `rate` over the first `warmUp` steps, then half a cosine down to `end`
    /// at step `steps`.
    ///
    /// As SimCLR (from 0 to 0), <https://arxiv.org/abs/2006.10029>, and PAWS have it; beyond `steps` it
    /// rises again.
    case halfCosine(start: Float, rate: Float, end: Float, steps: Int, warmUp: Int)

    /// The rate of step `step`.
    package func rate(at step: Int) -> Float {
        switch self {
        case .constant(let rate): return rate
        case .cosine(let rate, let steps, let warmUp):
            if step < warmUp { return Float(Double(rate) * Double(step) / Double(max(1, warmUp))) }
            let done = Double(step - warmUp) / Double(max(1, steps - warmUp))
            return Float(Double(rate) * max(0, cos(7.0 / 16.0 * Double.pi * done)))
        case .halfCosine(let start, let rate, let end, let steps, let warmUp):
            let (start, rate, end) = (Double(start), Double(rate), Double(end))
            if step < warmUp {
                return Float(start + Double(step) / Double(warmUp) * (rate - start))
            }
            let done = Double(step - warmUp) / Double(max(1, steps - warmUp))
            return Float(max(end, end + (rate - end) * (1 + cos(Double.pi * done)) / 2))
        }
    }
}

/// Clipping of the gradient's norm over all parameters.
package enum GradientClipping {
    /// Scales `gradients` down to a norm of `norm`, as PyTorch does, and returns the norm they had.
    @discardableResult
    package static func clip(_ gradients: inout [Float], norm: Float) -> Float {
        let total = Float(VectorKernels.sumOfSquares(gradients).squareRoot())
        let factor = norm / (total + 1e-6)
        if factor < 1 { VectorKernels.scale(&gradients, by: factor) }
        return total
    }
}

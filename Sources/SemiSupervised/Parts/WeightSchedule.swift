#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// How the weight of the unlabelled loss goes over the run.
package enum WeightSchedule: Sendable, Hashable {
    /// The same in every step.
    case constant(Float)
    /// 0 until the share `from` of the run, then a line up to `to` at the share `until`, then `to`.
    ///
    /// With `from` 0 it is `to * clip(step / (until * steps), 0, 1)`: 0 in the first step.
    case ramp(to: Float, from: Double, until: Double)
    /// `to * exp(-5 (1 - t)^2)` of the share `t` of the ramp that is done, then `to`,
    /// <https://arxiv.org/abs/1610.02242>.
    case halfBell(to: Float, until: Double)

    /// The weight in a step.
    package func weight(in context: StepContext) -> Float {
        switch self {
        case .constant(let weight):
            return weight
        case .ramp(let weight, let from, let until):
            let steps = Double(context.totalSteps)
            let step = Double(context.step)
            let (first, last) = (from * steps, until * steps)
            if step >= last { return weight }
            if step <= first { return 0 }
            return Float(Double(weight) * (step - first) / (last - first))
        case .halfBell(let weight, let until):
            let share = until > 0 ? min(1, context.progress / until) : 1
            return Float(Double(weight) * exp(-5 * (1 - share) * (1 - share)))
        }
    }
}

package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// What a semi-supervised support vector machine minimizes, `0.5 |w|^2 + C sum_l loss(y f) + C* sum_u loss(f)`:
/// an unlabelled row costs as its distance from the margin it is nearest to.
package struct TransductiveObjective: Hashable, Sendable {
    /// The losses of a labelled and of an unlabelled row.
    package enum Losses: Hashable, Sendable {
        /// The hinge `max(0, 1 - y f)`, and the hat `max(0, 1 - |f|)`, which is the hinge of the likelier
        /// label; Joachims 1999.
        case hat
        /// The squared hinge, and `exp(-3 f^2)`, which is smooth; Chapelle and Zien 2005.
        case gaussian
    }

    /// The losses.
    package var losses: Losses
    /// The cost `C` of a labelled row.
    package var cost: Double
    /// The cost `C*` of an unlabelled row.
    package var unlabeledCost: Double

    /// Creates an objective.
    package init(_ losses: Losses, cost: Double, unlabeledCost: Double) {
        self.losses = losses
        self.cost = cost
        self.unlabeledCost = unlabeledCost
    }

    /// The loss of one labelled row and its derivative by the value `f`; `sign` is the label, 1 or -1.
    package func labeled(_ value: Double, sign: Double) -> (loss: Double, slope: Double) {
        let slack = max(0, 1 - sign * value)
        switch losses {
        case .hat: return (slack, slack > 0 ? -sign : 0)
        case .gaussian: return (slack * slack, -2 * sign * slack)
        }
    }

    /// The loss of one unlabelled row and its derivative by the value `f`.
    package func unlabeled(_ value: Double) -> (loss: Double, slope: Double) {
        switch losses {
        case .hat:
            let slack = max(0, 1 - abs(value))
            return (slack, slack == 0 ? 0 : value < 0 ? 1 : -1)
        case .gaussian:
            let loss = exp(-3 * value * value)
            return (loss, -6 * value * loss)
        }
    }

    /// The objective and its gradient.
    ///
    /// - Parameters:
    ///   - machine: `w` and `b`.
    ///   - features: The labelled rows, then the unlabelled ones, `[L + U, D]`.
    ///   - signs: The labels of the first rows, 1 or -1, `[L]`.
    /// - Returns: Both; the gradient by `w` and `b` as a machine.
    package func evaluate(
        _ machine: LinearMachine,
        on features: DoubleMatrix,
        signs: [Double]
    ) -> (value: Double, gradient: LinearMachine) {
        var slopes = machine.values(features)
        var sum = machine.weights.reduce(0) { $0 + $1 * $1 } / 2
        for (row, value) in slopes.enumerated() {
            let isLabeled = row < signs.count
            let factor = isLabeled ? cost : unlabeledCost
            let (loss, slope) = isLabeled ? labeled(value, sign: signs[row]) : unlabeled(value)
            sum += factor * loss
            slopes[row] = factor * slope
        }
        var gradient = LinearMachine(
            weights: features.transposedTimes(slopes),
            bias: slopes.reduce(0, +)
        )
        for column in machine.weights.indices {
            gradient.weights[column] += machine.weights[column]
        }
        return (sum, gradient)
    }
}

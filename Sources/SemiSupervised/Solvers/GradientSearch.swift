internal import Networks

/// The smooth semi-supervised machine of Chapelle and Zien 2005: the minimum of a ``TransductiveObjective`` under
/// the condition that the mean value of the unlabelled rows is `2 r - 1`, for the share `r` of the class.
///
/// The condition says `b` for each `w`, so that what is left is free of conditions: L-BFGS.
struct GradientSearch {
    let objective: TransductiveObjective
    let features: DoubleMatrix
    /// The labels of the first rows, 1 or -1.
    let signs: [Double]
    /// The mean value of the unlabelled rows.
    let meanValue: Double
    private let meanRow: [Double]

    init(
        _ objective: TransductiveObjective,
        _ features: DoubleMatrix,
        signs: [Double],
        share: Double
    ) {
        self.objective = objective
        self.features = features
        self.signs = signs
        meanValue = 2 * share - 1
        let count = features.rows - signs.count
        let weights = (0..<features.rows).map { row in
            row < signs.count ? 0 : 1 / Double(max(1, count))
        }
        meanRow = features.transposedTimes(weights)
    }

    /// Moves `machine` to a minimum near it.
    func minimize(_ machine: inout LinearMachine) {
        let weights = LBFGS().minimum(from: machine.weights, evaluate)
        machine = Self.machine(weights, meanRow, meanValue)
    }

    private static func machine(
        _ weights: [Double],
        _ meanRow: [Double],
        _ meanValue: Double
    ) -> LinearMachine {
        LinearMachine(weights: weights, bias: meanValue - dot(weights, meanRow))
    }

    /// The objective and its gradient by the weights, which the offset follows.
    private func evaluate(_ weights: [Double]) -> (value: Double, gradient: [Double]) {
        let machine = Self.machine(weights, meanRow, meanValue)
        let (value, gradient) = objective.evaluate(machine, on: features, signs: signs)
        return (value, zip(gradient.weights, meanRow).map { $0 - gradient.bias * $1 })
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

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

    private static let memory = 10
    private static let steps = 50

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
        var weights = machine.weights
        var (value, gradient) = evaluate(weights)
        var pairs: [(step: [Double], change: [Double])] = []
        for _ in 0..<Self.steps {
            var direction = Self.direction(gradient, pairs)
            var slope = Self.dot(direction, gradient)
            if slope >= 0 {
                direction = gradient.map { -$0 }
                slope = Self.dot(direction, gradient)
                pairs = []
            }
            guard -slope > 1e-12 * max(1, abs(value)) else { break }
            var length = pairs.isEmpty ? 1 / max(1, (-slope).squareRoot()) : 1
            var moved = weights
            var (next, nextGradient) = (value, gradient)
            var isLower = false
            for _ in 0..<40 where !isLower {
                moved = zip(weights, direction).map { $0 + length * $1 }
                (next, nextGradient) = evaluate(moved)
                isLower = next <= value + 1e-4 * length * slope
                if !isLower { length /= 2 }
            }
            guard isLower else { break }
            let step = zip(moved, weights).map { $0 - $1 }
            let change = zip(nextGradient, gradient).map { $0 - $1 }
            if Self.dot(step, change) > 1e-12 { pairs.append((step, change)) }
            if pairs.count > Self.memory { pairs.removeFirst() }
            let isDone = value - next < 1e-8 * max(1, abs(value))
            (weights, value, gradient) = (moved, next, nextGradient)
            if isDone { break }
        }
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
    private func evaluate(_ weights: [Double]) -> (Double, [Double]) {
        let machine = Self.machine(weights, meanRow, meanValue)
        let (value, gradient) = objective.evaluate(machine, on: features, signs: signs)
        return (value, zip(gradient.weights, meanRow).map { $0 - gradient.bias * $1 })
    }

    /// Minus the gradient times the inverse curvature that the last steps tell, Nocedal and Wright, algorithm
    /// 7.4.
    private static func direction(
        _ gradient: [Double],
        _ pairs: [(step: [Double], change: [Double])]
    ) -> [Double] {
        var direction = gradient.map { -$0 }
        var factors: [Double] = []
        for pair in pairs.reversed() {
            let factor = dot(pair.step, direction) / dot(pair.step, pair.change)
            factors.append(factor)
            direction = zip(direction, pair.change).map { $0 - factor * $1 }
        }
        if let last = pairs.last {
            let scale = dot(last.step, last.change) / dot(last.change, last.change)
            direction = direction.map { scale * $0 }
        }
        for (pair, factor) in zip(pairs, factors.reversed()) {
            let other = dot(pair.change, direction) / dot(pair.step, pair.change)
            direction = zip(direction, pair.step).map { $0 + (factor - other) * $1 }
        }
        return direction
    }

    private static func dot(_ a: [Double], _ b: [Double]) -> Double {
        zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

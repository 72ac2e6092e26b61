package import Networks

/// A linear function `f(x) = w x + b` of a row of features.
package struct LinearMachine: Hashable, Sendable {
    /// The weights `w`, `[D]`.
    package var weights: [Double]
    /// The offset `b`.
    package var bias: Double

    /// Creates a machine; all 0 where nothing else is said.
    package init(weights: [Double], bias: Double = 0) {
        self.weights = weights
        self.bias = bias
    }

    /// The machine of the other side.
    package var opposite: LinearMachine {
        LinearMachine(weights: weights.map { -$0 }, bias: -bias)
    }

    /// The values of all rows of a table, `[N]`.
    package func values(_ features: DoubleMatrix) -> [Double] {
        var values = features.times(weights)
        for row in values.indices { values[row] += bias }
        return values
    }
}

/// What the rows' losses are multiplied by: `positive` that of belonging to the class, `negative` that of not,
/// `[N]` each; a row that may be either has both.
package struct RowCosts: Hashable, Sendable {
    /// The factors of `loss(f)`.
    package var positive: [Double]
    /// The factors of `loss(-f)`.
    package var negative: [Double]

    /// Creates costs.
    package init(positive: [Double], negative: [Double]) {
        precondition(positive.count == negative.count, "\(positive.count), \(negative.count)")
        self.positive = positive
        self.negative = negative
    }
}

/// A linear support vector machine with a cost for each row,
/// `0.5 |w|^2 + sum_i (p_i loss(f_i) + n_i loss(-f_i))`, in the primal: `b` has no weight.
///
/// Newton's method: the curvature of the rounded hinge is that of the rows near their margins, with which
/// conjugate gradients solve for each step, and an exact enough search along it makes it converge from anywhere.
/// A step costs a few products with the table.
package struct LinearSVM: Hashable, Sendable {
    /// The loss.
    package var loss: HingeLoss
    /// The norm of the gradient, beside that of the weights, at which it ends.
    package var tolerance: Double
    /// The most Newton steps.
    private static let steps = 100

    /// Creates a machine's training.
    package init(loss: HingeLoss, tolerance: Double = 1e-4) {
        self.loss = loss
        self.tolerance = tolerance
    }

    /// Moves `machine` to the minimum.
    ///
    /// - Parameters:
    ///   - machine: Where it starts, and the result.
    ///   - features: The rows, `[N, D]`.
    ///   - costs: Their costs.
    /// - Returns: The objective.
    @discardableResult
    package func train(
        _ machine: inout LinearMachine,
        on features: DoubleMatrix,
        _ costs: RowCosts
    ) -> Double {
        precondition(
            costs.positive.count == features.rows && machine.weights.count == features.columns,
            "\(costs.positive.count) costs of \(features.rows) rows"
        )
        var values = machine.values(features)
        for _ in 0..<Self.steps {
            let (slopes, curvatures) = derivatives(values, costs)
            var gradient = LinearMachine(weights: features.transposedTimes(slopes))
            for column in machine.weights.indices {
                gradient.weights[column] += machine.weights[column]
            }
            gradient.bias = slopes.reduce(0, +)
            let norm = gradient.squaredNorm.squareRoot()
            let size = max(machine.squaredNorm.squareRoot(), 1e-6)
            guard norm > tolerance * size else { break }
            let step = newtonStep(features, gradient, curvatures, costs)
            let change = step.values(features)
            let length = search(machine, values, step, change, costs)
            machine.add(step, times: length)
            for row in values.indices { values[row] += length * change[row] }
            guard length * step.squaredNorm.squareRoot() > 1e-12 * size else { break }
        }
        return objective(machine, values, costs)
    }

    /// The objective of a machine with the given values.
    package func objective(
        _ machine: LinearMachine,
        _ values: [Double],
        _ costs: RowCosts
    ) -> Double {
        var sum = machine.weights.reduce(0) { $0 + $1 * $1 } / 2
        for (row, value) in values.enumerated() {
            sum +=
                costs.positive[row] * loss.value(value) + costs.negative[row] * loss.value(-value)
        }
        return sum
    }

    /// The first and second derivatives of the rows' losses by their values.
    private func derivatives(
        _ values: [Double],
        _ costs: RowCosts
    ) -> (slopes: [Double], curvatures: [Double]) {
        var slopes = values
        var curvatures = values
        for (row, value) in values.enumerated() {
            let (positive, negative) = (costs.positive[row], costs.negative[row])
            slopes[row] = positive * loss.slope(value) - negative * loss.slope(-value)
            curvatures[row] = positive * loss.curvature(value) + negative * loss.curvature(-value)
        }
        return (slopes, curvatures)
    }

    /// Solves `H s = -g` about, with `H` the identity (of the weights) and the curvature of the rows.
    private func newtonStep(
        _ features: DoubleMatrix,
        _ gradient: LinearMachine,
        _ curvatures: [Double],
        _ costs: RowCosts
    ) -> LinearMachine {
        let active = curvatures.indices.filter { curvatures[$0] > 0 }
        let rows = features.rows(active)
        let curvature = active.map { curvatures[$0] }
        // Where no row is near its margin, nothing says how far the offset may go: the costs do.
        let total = costs.positive.reduce(0, +) + costs.negative.reduce(0, +)
        let least = 1e-3 * max(total, 1e-9)
        var diagonal = LinearMachine(
            weights: Array(repeating: 1, count: gradient.weights.count),
            bias: curvature.reduce(least, +)
        )
        var index = 0
        for row in 0..<rows.rows {
            for column in diagonal.weights.indices {
                diagonal.weights[column] += curvature[row] * rows.values[index] * rows.values[index]
                index += 1
            }
        }
        return ConjugateGradients.solve(gradient.scaled(by: -1), diagonal: diagonal) { direction in
            var values = direction.values(rows)
            for row in values.indices { values[row] *= curvature[row] }
            var product = LinearMachine(
                weights: rows.transposedTimes(values),
                bias: values.reduce(least * direction.bias, +)
            )
            for column in product.weights.indices {
                product.weights[column] += direction.weights[column]
            }
            return product
        }
    }

    /// How far to go along a step: to where the slope is a tenth of what it was, in either direction.
    private func search(
        _ machine: LinearMachine,
        _ values: [Double],
        _ step: LinearMachine,
        _ change: [Double],
        _ costs: RowCosts
    ) -> Double {
        let across = zip(machine.weights, step.weights).reduce(0) { $0 + $1.0 * $1.1 }
        let square = step.weights.reduce(0) { $0 + $1 * $1 }
        func slope(_ length: Double) -> Double {
            var sum = across + length * square
            for (row, value) in values.enumerated() {
                let moved = value + length * change[row]
                sum +=
                    change[row]
                    * (costs.positive[row] * loss.slope(moved)
                        - costs.negative[row] * loss.slope(-moved))
            }
            return sum
        }
        let first = slope(0)
        guard first < 0 else { return 0 }
        var (low, high) = (0.0, 1.0)
        var lengthened = 0
        while true {
            let here = slope(high)
            if abs(here) <= -0.1 * first { return high }
            if here > 0 { break }
            low = high
            high *= 2
            lengthened += 1
            if lengthened == 60 { return low }
        }
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let here = slope(middle)
            if abs(here) <= -0.1 * first { return middle }
            if here < 0 { low = middle } else { high = middle }
        }
        return low
    }
}

/// Solves `H s = g` for a symmetric positive definite `H` that is known by its products.
private enum ConjugateGradients {
    private static let iterations = 250

    static func solve(
        _ target: LinearMachine,
        diagonal: LinearMachine,
        _ product: (LinearMachine) -> LinearMachine
    ) -> LinearMachine {
        var solution = target.scaled(by: 0)
        var residual = target
        var conditioned = residual.divided(by: diagonal)
        var direction = conditioned
        var sum = residual.dot(conditioned)
        let goal = 1e-4 * sum
        for _ in 0..<iterations where sum > goal {
            let image = product(direction)
            let length = sum / direction.dot(image)
            solution.add(direction, times: length)
            residual.add(image, times: -length)
            conditioned = residual.divided(by: diagonal)
            let next = residual.dot(conditioned)
            direction = direction.scaled(by: next / sum)
            direction.add(conditioned, times: 1)
            sum = next
        }
        return solution
    }
}

extension LinearMachine {
    fileprivate var squaredNorm: Double { dot(self) }

    fileprivate func dot(_ other: LinearMachine) -> Double {
        zip(weights, other.weights).reduce(bias * other.bias) { $0 + $1.0 * $1.1 }
    }

    fileprivate func scaled(by factor: Double) -> LinearMachine {
        LinearMachine(weights: weights.map { factor * $0 }, bias: factor * bias)
    }

    fileprivate func divided(by other: LinearMachine) -> LinearMachine {
        LinearMachine(
            weights: zip(weights, other.weights).map { $0 / $1 },
            bias: bias / other.bias
        )
    }

    fileprivate mutating func add(_ other: LinearMachine, times factor: Double) {
        for column in weights.indices { weights[column] += factor * other.weights[column] }
        bias += factor * other.bias
    }
}

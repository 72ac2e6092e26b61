/// The minimum of a smooth function of many numbers, by the curvature that the last steps tell; Nocedal and Wright,
/// algorithms 7.4 and 7.5, with steps that are halved until the function falls enough.
struct LBFGS {
    /// The most steps.
    var steps = 50
    /// It ends where a step lowers the function by less than this share of it.
    var tolerance = 1e-8

    /// The steps that are remembered.
    private static let memory = 10

    /// A step, and how the gradient changed over it.
    private typealias Pair = (step: [Double], change: [Double])

    /// Goes from a point to a minimum near it.
    ///
    /// - Parameters:
    ///   - start: The point.
    ///   - evaluate: The function and its gradient.
    /// - Returns: The minimum.
    func minimum(
        from start: [Double],
        _ evaluate: ([Double]) -> (value: Double, gradient: [Double])
    ) -> [Double] {
        var point = start
        var (value, gradient) = evaluate(point)
        var pairs: [Pair] = []
        for _ in 0..<steps {
            var direction = Self.direction(gradient, pairs)
            var slope = Self.dot(direction, gradient)
            if slope >= 0 {
                direction = gradient.map { -$0 }
                slope = Self.dot(direction, gradient)
                pairs = []
            }
            guard -slope > 1e-12 * max(1, abs(value)) else { break }
            var length = pairs.isEmpty ? 1 / max(1, (-slope).squareRoot()) : 1
            var moved = point
            var (next, nextGradient) = (value, gradient)
            var isLower = false
            for _ in 0..<40 where !isLower {
                moved = zip(point, direction).map { $0 + length * $1 }
                (next, nextGradient) = evaluate(moved)
                isLower = next <= value + 1e-4 * length * slope
                if !isLower { length /= 2 }
            }
            guard isLower else { break }
            let step = zip(moved, point).map { $0 - $1 }
            let change = zip(nextGradient, gradient).map { $0 - $1 }
            if Self.dot(step, change) > 1e-12 { pairs.append((step, change)) }
            if pairs.count > Self.memory { pairs.removeFirst() }
            let isDone = value - next < tolerance * max(1, abs(value))
            (point, value, gradient) = (moved, next, nextGradient)
            if isDone { break }
        }
        return point
    }

    /// Minus the gradient times the inverse curvature.
    private static func direction(_ gradient: [Double], _ pairs: [Pair]) -> [Double] {
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

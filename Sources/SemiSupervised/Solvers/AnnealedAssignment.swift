package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Which class each row is of, in parts: the step of deterministic annealing, Sindhwani, Keerthi and Chapelle
/// 2006, for any number of classes.
///
/// Minimizes `sum_jk p_jk g_jk - T entropy(p)` where each row's parts sum to 1 and class `k` has the share `r_k`
/// of all rows: `p_jk ~ exp((v_k - g_jk) / T)`, with one offset `v_k` a class. Of two classes and
/// `g = (g_j, 0)` it is the paper's `1 / (1 + exp((g_j - v) / T))`, with `v = v_1 - v_2`.
package struct AnnealedAssignment: Sendable {
    /// What each row costs as each class, `[U, K]`.
    package let costs: DoubleMatrix
    /// The share of each class, `[K]`, which sum to 1; a class of share 0 has no rows.
    package let shares: [Double]
    /// How far a class may be from its share of the rows.
    package let tolerance: Double
    private static let steps = 100

    /// Describes a problem.
    package init(costs: DoubleMatrix, shares: [Double], tolerance: Double = 1e-6) {
        precondition(
            shares.count == costs.columns,
            "\(shares.count) shares, \(costs.columns) classes"
        )
        self.costs = costs
        self.shares = shares
        self.tolerance = tolerance
    }

    /// Solves it.
    ///
    /// The offsets maximize a concave function, whose gradient is by how many rows each class falls short;
    /// Newton's method with the damping of Levenberg and Marquardt climbs it.
    ///
    /// - Parameters:
    ///   - temperature: `T`, above 0.
    ///   - offsets: Where the search starts, `[K]`, and the offsets that it ends with.
    /// - Returns: The parts, `[U, K]`.
    package func solve(temperature: Double, offsets: inout [Double]) -> DoubleMatrix {
        precondition(temperature > 0, "temperature \(temperature)")
        var here = parts(temperature, offsets)
        var damping = 1e-3
        for _ in 0..<Self.steps {
            let gradient = shares.indices.map {
                shares[$0] * Double(costs.rows) - here.sums[$0]
            }
            let worst = gradient.reduce(0) { max($0, abs($1)) }
            guard worst > tolerance * Double(costs.rows), damping < 1e12 else { break }
            let step = newtonStep(here, gradient, temperature, damping)
            let moved = zip(offsets, step).map { $0 + $1 }
            let there = parts(temperature, moved)
            if there.value >= here.value {
                here = there
                offsets = moved
                damping = max(damping / 10, 1e-9)
            } else {
                damping *= 10
            }
        }
        return here.parts
    }

    /// The parts at some offsets, what they sum to, and the function that is climbed.
    private struct Point {
        var parts: DoubleMatrix
        var sums: [Double]
        var value: Double
    }

    private func parts(_ temperature: Double, _ offsets: [Double]) -> Point {
        let classes = costs.columns
        var parts = costs
        var sums = Array(repeating: 0.0, count: classes)
        var value = 0.0
        for row in 0..<costs.rows {
            let start = row * classes
            var most = -Double.infinity
            for column in 0..<classes where shares[column] > 0 {
                let exponent = (offsets[column] - costs.values[start + column]) / temperature
                parts.values[start + column] = exponent
                most = max(most, exponent)
            }
            var sum = 0.0
            for column in 0..<classes {
                let part = shares[column] > 0 ? exp(parts.values[start + column] - most) : 0
                parts.values[start + column] = part
                sum += part
            }
            for column in 0..<classes {
                parts.values[start + column] /= sum
                sums[column] += parts.values[start + column]
            }
            value -= temperature * (most + log(sum))
        }
        for column in 0..<classes {
            value += Double(costs.rows) * shares[column] * offsets[column]
        }
        return Point(parts: parts, sums: sums, value: value)
    }

    private func newtonStep(
        _ point: Point,
        _ gradient: [Double],
        _ temperature: Double,
        _ damping: Double
    ) -> [Double] {
        let classes = costs.columns
        var curvature = DoubleMatrix(rows: classes, columns: classes)
        for row in 0..<costs.rows {
            let start = row * classes
            for a in 0..<classes where point.parts.values[start + a] > 1e-300 {
                let part = point.parts.values[start + a]
                for b in 0...a {
                    curvature.values[a * classes + b] -= part * point.parts.values[start + b]
                }
            }
        }
        // All offsets may move together: the damping keeps them. A class without rows does not move.
        let least = 1e-9 * Double(max(1, costs.rows))
        for a in 0..<classes {
            curvature[a, a] += point.sums[a] + damping * max(point.sums[a], least) + least
            if shares[a] == 0 { curvature[a, a] = 1 }
        }
        guard let factor = Cholesky(curvature) else { return gradient.map { _ in 0 } }
        let step = factor.solve(shares.indices.map { shares[$0] == 0 ? 0 : gradient[$0] })
        return step.map { temperature * $0 }
    }
}

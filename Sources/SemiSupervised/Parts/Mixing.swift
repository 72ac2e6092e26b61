package import Networks

/// Mix-up, <https://arxiv.org/abs/1710.09412>: each row becomes `share` of itself and the rest of another.
///
/// One share of at least 1/2 and one order for all rows, as USB has it.
package struct Mixing: Sendable, Hashable {
    /// How much of a row stays.
    package let share: Float
    /// Which row each is mixed with.
    package let order: [Int]

    /// Draws the share from Beta(`alpha`, `alpha`), then the order.
    package init(count: Int, alpha: Float, _ random: inout any RandomSource) {
        let drawn = random.beta(alpha)
        share = max(drawn, 1 - drawn)
        order = random.permutation(count)
    }

    /// The gradient with respect to rows before they were mixed, of that with respect to mixed ones, `[N, C]`.
    package func unmixed(_ gradient: Matrix) -> Matrix {
        precondition(gradient.rows == order.count, "\(order.count) rows for \(gradient.rows)")
        var result = gradient.scaled(by: share)
        for (row, other) in order.enumerated() {
            for column in 0..<gradient.columns {
                result[other, column] += (1 - share) * gradient[row, column]
            }
        }
        return result
    }

    /// The rows mixed, `[N, C]`.
    package func mixed(_ matrix: Matrix) -> Matrix {
        precondition(matrix.rows == order.count, "\(order.count) rows for \(matrix.rows)")
        var result = matrix
        var values = result.values.mutableSpan
        let others = matrix.values.span
        let columns = matrix.columns
        for (row, other) in order.enumerated() {
            for column in 0..<columns {
                let index = row * columns + column
                values[index] =
                    share * values[index] + (1 - share) * others[other * columns + column]
            }
        }
        return result
    }
}

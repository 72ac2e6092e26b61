package import Networks

/// What of rows is mixed.
package enum MixedPart: String, Sendable, Hashable, CaseIterable {
    /// The input rows, as in the papers.
    case rows
    /// What the classifier takes, for inputs that have no mean, <https://arxiv.org/abs/1806.05236>.
    case features
}

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
        var result = Matrix(rows: matrix.rows, columns: matrix.columns)
        mix([matrix], 0..<matrix.rows, into: &result)
        return result
    }

    /// Writes some of the rows mixed over `result`, `[range, C]`; the rows are those of `parts`, one after the other.
    package func mix(_ parts: [Matrix], _ range: Range<Int>, into result: inout Matrix) {
        let (count, columns) = (parts.reduce(0) { $0 + $1.rows }, result.columns)
        precondition(count == order.count, "\(order.count) rows for \(count)")
        precondition(result.rows == range.count, "\(result.rows) rows for \(range)")
        var values = result.values.mutableSpan
        for (row, index) in range.enumerated() {
            let own = Self.row(index, of: parts)
            let other = Self.row(order[index], of: parts)
            for (column, (own, other)) in zip(own, other).enumerated() {
                values[row * columns + column] = share * own + (1 - share) * other
            }
        }
    }

    /// One of the rows of `parts`.
    private static func row(_ row: Int, of parts: [Matrix]) -> ArraySlice<Float> {
        var row = row
        for part in parts {
            guard row >= part.rows else {
                return part.values[row * part.columns..<(row + 1) * part.columns]
            }
            row -= part.rows
        }
        preconditionFailure("as many rows as there are")
    }
}

package import Networks

/// Rows of length 1, `u = x / max(|x|, epsilon)`, and the way back of a gradient through the lengths.
package struct UnitRows: Sendable {
    /// `u`, `[N, D]`; a row of zeros stays one.
    package let rows: Matrix
    /// What each row was divided by, `max(|x|, epsilon)`, `[N]`.
    private let lengths: [Float]
    private let epsilon: Float

    /// Divides each row of `vectors`, `[N, D]`, by its length.
    package init(_ vectors: Matrix, epsilon: Float = 1e-12) {
        var rows = vectors
        let columns = vectors.columns
        var values = rows.values.mutableSpan
        lengths = (0..<vectors.rows).map { row in
            var square: Float = 0
            for index in row * columns..<(row + 1) * columns {
                square += values[index] * values[index]
            }
            let length = max(square.squareRoot(), epsilon)
            for index in row * columns..<(row + 1) * columns { values[index] /= length }
            return length
        }
        self.rows = rows
        self.epsilon = epsilon
    }

    /// The gradient with respect to the vectors, `(g - u (u . g)) / |x|`, of `g`, that with respect to
    /// ``rows``; both `[N, D]`.
    package func gradient(_ gradient: Matrix) -> Matrix {
        precondition(
            gradient.rows == rows.rows && gradient.columns == rows.columns,
            "a gradient [\(gradient.rows), \(gradient.columns)] of \(rows.rows) rows"
        )
        var result = gradient
        let columns = rows.columns
        let units = rows.values.span
        var values = result.values.mutableSpan
        for (row, length) in lengths.enumerated() {
            var inner: Float = 0
            // A row shorter than epsilon is divided by a constant.
            if length > epsilon {
                for index in row * columns..<(row + 1) * columns {
                    inner += units[index] * values[index]
                }
            }
            for index in row * columns..<(row + 1) * columns {
                values[index] = (values[index] - units[index] * inner) / length
            }
        }
        return result
    }
}

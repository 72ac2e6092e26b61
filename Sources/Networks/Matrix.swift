/// A row-major matrix of shape `[rows, columns]`.
package struct Matrix: Sendable, Hashable, Codable {
    /// The number of rows, one for each example.
    package let rows: Int
    /// The number of columns, one for each class or feature.
    package let columns: Int
    /// The elements, row after row; their count is `rows * columns`.
    package var values: [Float]

    /// Creates a matrix from its elements in row-major order.
    package init(rows: Int, columns: Int, values: [Float]) {
        precondition(
            rows >= 0 && columns >= 0 && values.count == rows * columns,
            "\(values.count) values are not \(rows) x \(columns)"
        )
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// Creates a matrix of zeros.
    package init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: Array(repeating: 0, count: rows * columns))
    }

    /// The element at `row`, `column`.
    package subscript(row: Int, column: Int) -> Float {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The rows of all `matrices` in order; at least one.
    package init(joining matrices: [Matrix]) {
        self.init(
            rows: matrices.reduce(0) { $0 + $1.rows },
            columns: matrices.first?.columns ?? 0,
            values: matrices.count == 1 ? matrices[0].values : matrices.flatMap(\.values)
        )
    }

    /// Every element times `factor`.
    package func scaled(by factor: Float) -> Matrix {
        Matrix(rows: rows, columns: columns, values: values.map { factor * $0 })
    }

    /// Adds each element of a matrix of the same shape.
    package mutating func add(_ other: Matrix) {
        precondition(
            (rows, columns) == (other.rows, other.columns),
            "[\(other.rows), \(other.columns)] added to [\(rows), \(columns)]"
        )
        for index in values.indices { values[index] += other.values[index] }
    }

    /// The rows in `range`, copied.
    package func rows(_ range: Range<Int>) -> Matrix {
        let first = range.lowerBound * columns
        let end = range.upperBound * columns
        return Matrix(rows: range.count, columns: columns, values: Array(values[first..<end]))
    }
}

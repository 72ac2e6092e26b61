internal import Kernels

/// A row-major matrix of shape `[rows, columns]` in double precision, for what is solved and not stepped.
package struct DoubleMatrix: Sendable, Hashable {
    /// The number of rows.
    package let rows: Int
    /// The number of columns.
    package let columns: Int
    /// The elements, row after row; their count is `rows * columns`.
    package var values: [Double]

    /// Creates a matrix from its elements in row-major order.
    package init(rows: Int, columns: Int, values: [Double]) {
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
    package subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    /// The product with a vector of `columns` values, `[rows]`.
    package func times(_ vector: [Double]) -> [Double] {
        MatrixProduct.product(values, by: vector, rows: rows, columns: columns)
    }

    /// The product of the transpose with a vector of `rows` values, `[columns]`.
    package func transposedTimes(_ vector: [Double]) -> [Double] {
        MatrixProduct.product(values, by: vector, isTransposed: true, rows: rows, columns: columns)
    }

    /// Some rows, copied in the order of `places`.
    package func rows(_ places: some Collection<Int>) -> DoubleMatrix {
        var chosen: [Double] = []
        chosen.reserveCapacity(places.count * columns)
        for row in places { chosen += values[row * columns..<(row + 1) * columns] }
        return DoubleMatrix(rows: places.count, columns: columns, values: chosen)
    }
}

internal import Kernels

extension Matrix {
    /// The product with `other`: `[N, K] [K, M]`.
    package func times(_ other: Matrix) -> Matrix {
        let values = MatrixProduct.product(
            values,
            other.values,
            rows: rows,
            inner: columns,
            columns: other.columns
        )
        return Matrix(rows: rows, columns: other.columns, values: values)
    }

    /// The product with the transpose of `other`: `[N, K] [M, K]^T`.
    package func timesTransposed(_ other: Matrix) -> Matrix {
        let values = MatrixProduct.product(
            values,
            other.values,
            byTransposed: true,
            rows: rows,
            inner: columns,
            columns: other.rows
        )
        return Matrix(rows: rows, columns: other.rows, values: values)
    }

    /// The product of the transpose with `other`: `[K, N]^T [K, M]`.
    package func transposedTimes(_ other: Matrix) -> Matrix {
        let values = MatrixProduct.product(
            values,
            other.values,
            isTransposed: true,
            rows: columns,
            inner: rows,
            columns: other.columns
        )
        return Matrix(rows: columns, columns: other.columns, values: values)
    }
}

internal import COpenBLAS

/// Products of matrices in arrays, by BLAS.
package enum MatrixProduct {
    /// `a b` of row-major matrices, `[rows, columns]`.
    ///
    /// - Parameters:
    ///   - a: `[rows, inner]`.
    ///   - b: `[inner, columns]`.
    ///   - aIsTransposed: Whether the first is stored as `[inner, rows]`.
    ///   - bIsTransposed: Whether the second is stored as `[columns, inner]`.
    ///   - rows: The rows of the product.
    ///   - inner: What is summed over.
    ///   - columns: The columns of the product.
    /// - Returns: The product's values.
    package static func product(
        _ a: [Float],
        _ b: [Float],
        isTransposed aIsTransposed: Bool = false,
        byTransposed bIsTransposed: Bool = false,
        rows: Int,
        inner: Int,
        columns: Int
    ) -> [Float] {
        precondition(
            a.count == rows * inner && b.count == inner * columns && BLAS.isReady,
            "\(a.count) and \(b.count) values for [\(rows), \(inner)] [\(inner), \(columns)]"
        )
        var result = [Float](repeating: 0, count: rows * columns)
        guard !result.isEmpty, inner > 0 else { return result }
        // In bounds: the counts were checked above.
        unsafe result.withUnsafeMutableBufferPointer { output in
            unsafe cblas_sgemm(
                CblasRowMajor,
                aIsTransposed ? CblasTrans : CblasNoTrans,
                bIsTransposed ? CblasTrans : CblasNoTrans,
                Int32(rows),
                Int32(columns),
                Int32(inner),
                1,
                a,
                Int32(aIsTransposed ? rows : inner),
                b,
                Int32(bIsTransposed ? inner : columns),
                0,
                output.baseAddress,
                Int32(columns)
            )
        }
        return result
    }

    /// `a x`, or `a^T x`, of a row-major matrix and a vector in double precision.
    ///
    /// - Parameters:
    ///   - a: `[rows, columns]`.
    ///   - x: `[columns]`, or `[rows]` where `a` is transposed.
    ///   - isTransposed: Whether `a` is.
    ///   - rows: The rows of `a` as it is stored.
    ///   - columns: The columns of `a` as it is stored.
    /// - Returns: The product's values, `[rows]` or `[columns]`.
    package static func product(
        _ a: [Double],
        by x: [Double],
        isTransposed: Bool = false,
        rows: Int,
        columns: Int
    ) -> [Double] {
        precondition(
            a.count == rows * columns && x.count == (isTransposed ? rows : columns) && BLAS.isReady,
            "\(a.count) and \(x.count) values for [\(rows), \(columns)] and a vector"
        )
        var result = [Double](repeating: 0, count: isTransposed ? columns : rows)
        guard !a.isEmpty else { return result }
        // In bounds: the counts were checked above.
        unsafe result.withUnsafeMutableBufferPointer { output in
            unsafe cblas_dgemv(
                CblasRowMajor,
                isTransposed ? CblasTrans : CblasNoTrans,
                Int32(rows),
                Int32(columns),
                1,
                a,
                Int32(columns),
                x,
                1,
                0,
                output.baseAddress,
                1
            )
        }
        return result
    }
}

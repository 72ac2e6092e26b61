/// The factor `L` of a symmetric positive definite matrix `A = L L^T`, in double precision.
package struct Cholesky: Sendable {
    /// `[n, n]`; above the diagonal it is 0.
    package let factor: DoubleMatrix

    /// Factors a matrix, of which the lower triangle is read.
    ///
    /// Returns nil where it is not positive definite.
    package init?(_ matrix: DoubleMatrix) {
        let n = matrix.rows
        precondition(matrix.columns == n, "\(n) x \(matrix.columns) is not square")
        var factor = DoubleMatrix(rows: n, columns: n)
        for row in 0..<n {
            for column in 0...row {
                let start = row * n
                let other = column * n
                var sum = matrix.values[start + column]
                sum -= Self.dot(factor.values.span, start, other, column)
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    factor.values[start + column] = sum.squareRoot()
                } else {
                    factor.values[start + column] = sum / factor.values[other + column]
                }
            }
        }
        self.factor = factor
    }

    /// The sum of products of two runs of `count` values.
    private static func dot(_ values: Span<Double>, _ a: Int, _ b: Int, _ count: Int) -> Double {
        let (first, second) = (
            values.extracting(a..<a + count), values.extracting(b..<b + count)
        )
        // Four sums, which the processor adds at the same time.
        var sums = SIMD4<Double>.zero
        var index = 0
        while index + 4 <= count {
            let x = SIMD4(
                first[index],
                first[index + 1],
                first[index + 2],
                first[index + 3]
            )
            let y = SIMD4(
                second[index],
                second[index + 1],
                second[index + 2],
                second[index + 3]
            )
            sums += x * y
            index += 4
        }
        var sum = sums.sum()
        while index < count {
            sum += first[index] * second[index]
            index += 1
        }
        return sum
    }

    /// `A^-1 x` of a vector of `n` values.
    package func solve(_ vector: [Double]) -> [Double] {
        let n = factor.rows
        var x = vector
        for row in 0..<n {
            var sum = x[row]
            for column in 0..<row { sum -= factor[row, column] * x[column] }
            x[row] = sum / factor[row, row]
        }
        for row in stride(from: n - 1, through: 0, by: -1) {
            var sum = x[row]
            for below in row + 1..<n { sum -= factor[below, row] * x[below] }
            x[row] = sum / factor[row, row]
        }
        return x
    }

    /// `L^-1`, `[n, n]`; above the diagonal it is 0.
    package var inverseFactor: DoubleMatrix {
        let n = factor.rows
        // Row by row: row i of the inverse is (e_i - the rows above it, as row i of L weighs them) / L_ii.
        var inverse = DoubleMatrix(rows: n, columns: n)
        for row in 0..<n {
            var sums = Array(repeating: 0.0, count: row + 1)
            sums[row] = 1
            for above in 0..<row {
                let weight = factor.values[row * n + above]
                let start = above * n
                for column in 0...above {
                    sums[column] -= weight * inverse.values[start + column]
                }
            }
            let diagonal = factor.values[row * n + row]
            for column in 0...row { inverse.values[row * n + column] = sums[column] / diagonal }
        }
        return inverse
    }
}

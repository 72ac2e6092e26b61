package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// How much a row has of another.
package enum RowKernel: Sendable, Hashable {
    /// `exp(-gamma d^2)` of their distance `d`.
    case gaussian(gamma: Double)
    /// 1 for each of so many nearest rows, of equally near ones the first; 0 for the others.
    case nearest(Int)
}

/// What rows have of others: a matrix `[N, M]` without negative entries, which values of the `M` rows are multiplied
/// by.
///
/// A Gaussian one is stored whole, `8 N M` bytes; of nearest rows only the edges are. Distances take
/// `N M D` steps.
package struct LabelGraph: Sendable, Hashable {
    /// Where the entries are.
    private enum Entries: Hashable {
        /// All of them.
        case all(DoubleMatrix)
        /// Those of row `i` are `starts[i]..<starts[i + 1]` of `values`, in the columns `columns`.
        case some(starts: [Int], columns: [Int], values: [Double])
    }

    /// The number of rows, and that of columns.
    private let rows: Int
    private let columns: Int
    private var entries: Entries

    /// What the rows of `queries` have of those of `rows`, `[N, D]` and `[M, D]`.
    package init(_ kernel: RowKernel, from queries: DoubleMatrix, to rows: DoubleMatrix) {
        precondition(
            queries.columns == rows.columns,
            "rows of \(queries.columns) and \(rows.columns) columns"
        )
        self.rows = queries.rows
        columns = rows.rows
        switch kernel {
        case .gaussian(let gamma):
            var matrix = DoubleMatrix(rows: queries.rows, columns: rows.rows)
            SquaredDistances.forEach(queries, rows) { query, distances in
                let start = query * rows.rows
                for (row, distance) in distances.enumerated() {
                    matrix.values[start + row] = exp(-gamma * distance)
                }
            }
            entries = .all(matrix)
        case .nearest(let count):
            let count = min(count, rows.rows)
            var nearest: [Int] = []
            SquaredDistances.forEach(queries, rows) { _, distances in
                nearest += Self.smallest(count, of: distances).sorted()
            }
            entries = .some(
                starts: (0...queries.rows).map { $0 * count },
                columns: nearest,
                values: Array(repeating: 1, count: nearest.count)
            )
        }
    }

    /// The places of the smallest values, of equal ones the first.
    private static func smallest(_ count: Int, of values: [Double]) -> [Int] {
        var best: [Int] = []
        for place in values.indices {
            let isFull = best.count == count
            if isFull, let worst = best.last, values[place] >= values[worst] { continue }
            var position = best.count
            while position > 0, values[best[position - 1]] > values[place] { position -= 1 }
            best.insert(place, at: position)
            if isFull { best.removeLast() }
        }
        return best
    }

    /// The product with values of the rows, `[M, K]`.
    package func times(_ values: DoubleMatrix) -> DoubleMatrix {
        switch entries {
        case .all(let matrix):
            var product = DoubleMatrix(rows: matrix.rows, columns: values.columns)
            for column in 0..<values.columns {
                let sums = matrix.times((0..<values.rows).map { values[$0, column] })
                for (row, sum) in sums.enumerated() { product[row, column] = sum }
            }
            return product
        case .some(let starts, let columns, let weights):
            var product = DoubleMatrix(rows: starts.count - 1, columns: values.columns)
            for row in 0..<product.rows {
                for edge in starts[row]..<starts[row + 1] {
                    let start = columns[edge] * values.columns
                    for column in 0..<values.columns {
                        product.values[row * values.columns + column] +=
                            weights[edge] * values.values[start + column]
                    }
                }
            }
            return product
        }
    }

    /// Divides each row by its sum: the steps of a walk, which may stay where it is; Zhu and Ghahramani 2002.
    package mutating func normalizeRows() {
        var sums = Array(repeating: 0.0, count: rows)
        forEachEntry { row, _, value in sums[row] += value }
        scaleEntries { row, _, value in sums[row] > 0 ? value / sums[row] : 0 }
    }

    /// Turns a square graph `W` without its diagonal into `D^-1/2 W D^-1/2`, as Zhou and others do, 2004.
    ///
    /// The degrees `D` are the sums of the columns, which matters where who is near is not so in return; 1 where
    /// nobody is near.
    package mutating func normalizeSymmetrically() {
        var degrees = Array(repeating: 0.0, count: columns)
        forEachEntry { row, column, value in if row != column { degrees[column] += value } }
        let factors = degrees.map { $0 > 0 ? 1 / $0.squareRoot() : 1 }
        scaleEntries { row, column, value in
            row == column ? 0 : value * factors[row] * factors[column]
        }
    }

    private func forEachEntry(_ body: (_ row: Int, _ column: Int, _ value: Double) -> Void) {
        switch entries {
        case .all(let matrix):
            for row in 0..<matrix.rows {
                let start = row * columns
                for column in 0..<columns { body(row, column, matrix.values[start + column]) }
            }
        case .some(let starts, let places, let values):
            for row in 0..<starts.count - 1 {
                for edge in starts[row]..<starts[row + 1] { body(row, places[edge], values[edge]) }
            }
        }
    }

    private mutating func scaleEntries(
        _ scaled: (_ row: Int, _ column: Int, _ value: Double) -> Double
    ) {
        switch entries {
        case .all(var matrix):
            // So that the matrix is changed where it lies.
            entries = .some(starts: [], columns: [], values: [])
            for row in 0..<matrix.rows {
                for column in 0..<columns {
                    let place = row * columns + column
                    matrix.values[place] = scaled(row, column, matrix.values[place])
                }
            }
            entries = .all(matrix)
        case .some(let starts, let places, var values):
            for row in 0..<starts.count - 1 {
                for edge in starts[row]..<starts[row + 1] {
                    values[edge] = scaled(row, places[edge], values[edge])
                }
            }
            entries = .some(starts: starts, columns: places, values: values)
        }
    }
}

/// Squared distances of the rows of two tables.
private enum SquaredDistances {
    /// Rows that are compared with the others at a time, so that these are read that much more seldom.
    private static let tile = 8

    /// Hands the distances of each of `queries` from all of `rows` to `body`, in order.
    static func forEach(
        _ queries: DoubleMatrix,
        _ rows: DoubleMatrix,
        _ body: (_ query: Int, _ distances: [Double]) -> Void
    ) {
        let width = rows.columns
        var distances = Array(
            repeating: Array(repeating: 0.0, count: rows.rows),
            count: min(tile, queries.rows)
        )
        for first in stride(from: 0, to: queries.rows, by: tile) {
            let last = min(first + tile, queries.rows)
            for row in 0..<rows.rows {
                for query in first..<last {
                    distances[query - first][row] = distance(
                        queries.values.span.extracting(query * width..<(query + 1) * width),
                        rows.values.span.extracting(row * width..<(row + 1) * width)
                    )
                }
            }
            for query in first..<last { body(query, distances[query - first]) }
        }
    }

    private static func distance(_ first: Span<Double>, _ second: Span<Double>) -> Double {
        // Four sums, which the processor adds at the same time.
        var sums = SIMD4<Double>.zero
        var index = 0
        while index + 4 <= first.count {
            let difference =
                SIMD4(first[index], first[index + 1], first[index + 2], first[index + 3])
                - SIMD4(second[index], second[index + 1], second[index + 2], second[index + 3])
            sums += difference * difference
            index += 4
        }
        var sum = sums.sum()
        while index < first.count {
            let difference = first[index] - second[index]
            sum += difference * difference
            index += 1
        }
        return sum
    }
}

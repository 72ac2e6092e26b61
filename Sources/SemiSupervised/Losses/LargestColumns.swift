internal import Networks

extension Matrix {
    /// The column of the largest value in each row, `[rows]`; the first of equals.
    func largestColumns() -> [Int] {
        let columns = columns
        return (0..<rows).map { row in
            let start = row * columns
            var best = 0
            for column in 1..<max(columns, 1)
            where values[start + column] > values[start + best] {
                best = column
            }
            return best
        }
    }
}

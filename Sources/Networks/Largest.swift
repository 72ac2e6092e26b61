extension Span<Float> {
    /// The index of the largest value in `range`, of equal ones the first.
    package func indexOfLargest(in range: Range<Int>) -> Int {
        var best = range.lowerBound
        for index in range where self[index] > self[best] { best = index }
        return best
    }
}

extension Matrix {
    /// The column of the largest value in each row, `[rows]`; the first of equals.
    package func largestColumns() -> [Int] {
        (0..<rows).map { row in
            let start = row * columns
            return values.span.indexOfLargest(in: start..<start + columns) - start
        }
    }
}

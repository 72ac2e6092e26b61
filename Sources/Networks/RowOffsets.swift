/// Where the items of each row lie in a batch whose rows are sequences: `[sum of lengths, width]`, one row after the
/// other, so that a short row costs what it has and no padding touches its bits.
package struct RowOffsets: Sendable {
    /// The first item of each row, and the end of the last.
    private let bounds: ArraySlice<Int>

    private init(_ bounds: ArraySlice<Int>) { self.bounds = bounds }

    /// Rows of some lengths, each at least 1.
    package init(lengths: [Int]) {
        var bounds = [0]
        bounds.reserveCapacity(lengths.count + 1)
        var end = 0
        for length in lengths {
            precondition(length > 0, "a row of \(length) items")
            end += length
            bounds.append(end)
        }
        self.bounds = bounds[...]
    }

    /// Where the items lie that padded rows have, one row after the other.
    ///
    /// - Parameters:
    ///   - padded: `[rows, most items * width]`; from the first item on that begins with ``FrontEnd/absent`` a row has
    ///     none.
    ///   - shape: A sequence; the shape of a row.
    package init(padded: Span<Float>, of shape: Shape) {
        let rows = padded.count / max(1, shape.mostValues)
        let (most, width) = (shape.mostItems ?? 1, shape.count)
        self.init(
            lengths: (0..<rows).map { row in
                let start = row * most * width
                var length = most
                while length > 0, padded[start + (length - 1) * width].isNaN { length -= 1 }
                return max(1, length)
            }
        )
    }

    /// Rows of other lengths, each made of that of a row of these.
    func mapped(_ length: (Int) -> Int) -> RowOffsets {
        RowOffsets(lengths: zip(bounds, bounds.dropFirst()).map { length($0.1 - $0.0) })
    }

    /// The number of rows.
    package var rows: Int { bounds.count - 1 }
    /// The number of items of all rows.
    package var items: Int { bounds[bounds.endIndex - 1] - bounds[bounds.startIndex] }
    /// The most items of a row; 0 without rows.
    package var longest: Int { zip(bounds, bounds.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) } }

    /// The items of some rows.
    package func items(of rows: Range<Int>) -> Range<Int> {
        let (start, first) = (bounds.startIndex, bounds[bounds.startIndex])
        return bounds[start + rows.lowerBound] - first..<bounds[start + rows.upperBound] - first
    }

    /// Some rows alone, whose items are counted from the first of them.
    package func part(_ rows: Range<Int>) -> RowOffsets {
        let start = bounds.startIndex + rows.lowerBound
        return RowOffsets(bounds[start...start + rows.count])
    }
}

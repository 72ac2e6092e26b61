internal import CKernels

extension Buffer {
    /// Rows of a table, `[count, width]`, by their numbers; what is none in `0..<count` is row 0.
    ///
    /// The table may live in another buffer.
    package func gatherRows(
        _ numbers: Region,
        items: Int,
        of table: Region,
        count: Int,
        width: Int,
        output: Region,
        tableIn owner: Buffer? = nil
    ) {
        precondition(count > 0 && count <= 1 << 24, "a table of \(count) rows")
        let x = unsafe pointer(numbers, atLeast: items)
        let t = unsafe (owner ?? self).pointer(table, atLeast: count * width)
        let y = unsafe pointer(output, atLeast: items * width)
        unsafe tk_gather_rows(x, items, t, count, width, y)
    }

    /// Adds the deltas of rows that were gathered to those of the table, in some columns of it, in the order of the
    /// items.
    package func scatterRows(
        _ numbers: Region,
        items: Int,
        outputDelta: Region,
        count: Int,
        width: Int,
        columns: Range<Int>,
        to gradient: Region
    ) {
        precondition(count > 0 && count <= 1 << 24, "a table of \(count) rows")
        precondition(columns.lowerBound >= 0 && columns.upperBound <= width, "\(columns)")
        let x = unsafe pointer(numbers, atLeast: items)
        let dy = unsafe pointer(outputDelta, atLeast: items * width)
        let g = unsafe pointer(gradient, atLeast: count * width)
        let (first, end) = (columns.lowerBound, columns.upperBound)
        unsafe tk_scatter_rows(x, items, dy, count, width, first, end, g)
    }

    /// `y = x`, plus row `i` of a table, `[items, width]` at least, for item `i`.
    ///
    /// The table may live in another buffer.
    package func addRows(
        of table: Region,
        items: Int,
        width: Int,
        input: Region,
        output: Region,
        tableIn owner: Buffer? = nil
    ) {
        let x = unsafe pointer(input, atLeast: items * width)
        let t = unsafe (owner ?? self).pointer(table, atLeast: items * width)
        let y = unsafe pointer(output, atLeast: items * width)
        if unsafe x != y { unsafe y.update(from: x, count: items * width) }
        unsafe tk_add(isa, t, items * width, y)
    }

    /// Adds a row to each row of `[rows, columns]`; it may live in another buffer.
    package func addBias(
        rows: Int,
        columns: Int,
        _ bias: Region,
        to output: Region,
        biasIn owner: Buffer? = nil
    ) {
        let b = unsafe (owner ?? self).pointer(bias, atLeast: columns)
        let y = unsafe pointer(output, atLeast: rows * columns)
        unsafe tk_add_bias(isa, y, rows, columns, b)
    }

    /// Fills `[rows, width]` with the sine of `row / 10000^(2i / width)` in column `2i` and the cosine in `2i + 1`.
    package func fillSinusoids(rows: Int, width: Int, output: Region) {
        let y = unsafe pointer(output, atLeast: rows * width)
        unsafe tk_sinusoids(rows, width, y)
    }
}

/// Sequences in rows of one width, as ``FrontEnd`` makes them, without what they do not have.
extension Shape {
    /// The items that padded rows have, `[items, width]`, and where they lie.
    func packed(_ padded: Span<Float>) -> (items: [Float], offsets: RowOffsets) {
        let offsets = RowOffsets(padded: padded, of: self)
        var items: [Float] = []
        items.reserveCapacity(offsets.items * count)
        for row in 0..<offsets.rows {
            let length = offsets.items(of: row..<row + 1).count * count
            let start = row * mostValues
            // A row of nothing is one item of zeros.
            for index in start..<start + length {
                items.append(padded[index].isNaN ? 0 : padded[index])
            }
        }
        return (items, offsets)
    }

    /// The items that rows have which are padded, and where they lie; nil: rows are no sequences.
    func packed(_ matrices: [Matrix]) -> (items: Matrix, offsets: RowOffsets)? {
        guard isSequence, matrices.allSatisfy({ $0.columns == mostValues }) else { return nil }
        let all = matrices.count == 1 ? matrices[0].values : matrices.flatMap(\.values)
        let (items, offsets) = packed(all.span)
        return (
            Matrix(rows: offsets.items, columns: count, values: items), offsets
        )
    }
}

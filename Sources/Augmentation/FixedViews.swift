package import Domain

/// The fixed weak views whose softmax is averaged into a confidence: the input itself, and for nine
/// views its eight shifts by one pixel.
///
/// Other inputs have one view only: there is nothing to shift.
package struct FixedViews: Hashable, Sendable {
    /// What the rows are.
    package let input: InputSpecification
    /// The number of views of one row, 1 or 9.
    package let count: Int

    private static let shifts = [
        (0, 0), (-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1),
    ]

    /// Creates the views of a policy.
    ///
    /// - Throws: ``Failure`` (invalid argument) when `count` is not 1 or 9.
    package init(_ count: Int, of input: InputSpecification) throws(Failure) {
        guard count == 1 || count == Self.shifts.count else {
            throw .invalid("views is 1 or \(Self.shifts.count); got \(count)", field: "views")
        }
        self.input = input
        self.count = if case .image = input { count } else { 1 }
    }

    /// Appends all views of one row, `count` rows; the first is the row itself.
    ///
    /// The row is what the network sees, `input.elements` values.
    package func append(_ row: Span<Float>, to views: inout [Float]) {
        precondition(row.count == input.elements, "\(row.count) values, not \(input.elements ?? 0)")
        for index in row.indices { views.append(row[index]) }
        guard case .image(let image) = input, count > 1 else { return }
        let base = views.count
        views.append(contentsOf: repeatElement(0, count: (count - 1) * row.count))
        var span = views.mutableSpan
        for (index, shift) in Self.shifts.dropFirst().enumerated() {
            let view = WeakImageView(right: shift.0, down: shift.1)
            view.write(row, image, to: base + index * row.count, in: &span)
        }
    }
}

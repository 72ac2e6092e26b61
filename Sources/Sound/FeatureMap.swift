/// Rows of numbers of a clip, one for each moment: `[rows, columns]`.
package struct FeatureMap: Hashable, Sendable {
    /// How many numbers a row has.
    package let columns: Int
    /// Row after row.
    package private(set) var values: [Float]

    /// How many rows there are.
    package var rows: Int { values.count / columns }

    /// Takes whole rows.
    package init(columns: Int, values: [Float]) {
        precondition(
            columns > 0 && values.count % columns == 0,
            "\(values.count) values of \(columns) columns"
        )
        self.columns = columns
        self.values = values
    }
}

/// How often examples of each class were taken for each: only what occurred is kept, since of ten
/// thousand classes nearly all pairs never do.
package struct Confusion: Hashable, Sendable {
    /// How often one class was taken for one class.
    package struct Cell: Hashable, Sendable {
        /// The true class.
        package var label: Int
        /// The predicted class.
        package var predicted: Int
        /// The examples, at least one.
        package var count: Int

        /// Describes a cell.
        package init(label: Int, predicted: Int, count: Int) {
            (self.label, self.predicted, self.count) = (label, predicted, count)
        }
    }

    /// The number of classes.
    package let classes: Int
    /// What occurred, by true class and then predicted class.
    package let cells: [Cell]

    private init(classes: Int, cells: [Cell]) { (self.classes, self.cells) = (classes, cells) }

    /// Counts pairs of classes below `classes`.
    package init(classes: Int, pairs: some Sequence<(label: Int, predicted: Int)>) {
        var counts: [Int: Int] = [:]
        for pair in pairs { counts[pair.label * classes + pair.predicted, default: 0] += 1 }
        self.classes = classes
        cells = counts.sorted { $0.key < $1.key }.map { place, count in
            Cell(label: place / classes, predicted: place % classes, count: count)
        }
    }

    /// Takes counts `[true class][predicted class]`, a square.
    package init(rows: [[Int]]) {
        classes = rows.count
        cells = rows.enumerated().flatMap { label, row in
            row.prefix(rows.count).enumerated().compactMap { predicted, count in
                count > 0 ? Cell(label: label, predicted: predicted, count: count) : nil
            }
        }
    }

    /// The counts `[true class][predicted class]`: a square, for few classes.
    package var rows: [[Int]] {
        var rows = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for cell in cells { rows[cell.label][cell.predicted] = cell.count }
        return rows
    }

    /// Per class, how many examples were of it.
    package var examples: [Int] { sums { $0.label } }
    /// Per class, how many examples were taken for it.
    package var predictions: [Int] { sums { $0.predicted } }
    /// Per class, how many examples of it were taken for it.
    package var right: [Int] { sums { $0.label == $0.predicted ? $0.label : nil } }

    private func sums(_ place: (Cell) -> Int?) -> [Int] {
        var sums = [Int](repeating: 0, count: classes)
        for cell in cells {
            if let place = place(cell) { sums[place] += cell.count }
        }
        return sums
    }
}

extension Confusion: Codable {
    private enum Keys: String, CodingKey { case classes, cells }

    /// Reads what ``encode(to:)`` wrote, or the square of before.
    package init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: Keys.self) else {
            self.init(rows: try decoder.singleValueContainer().decode([[Int]].self))
            return
        }
        let classes = try container.decode(Int.self, forKey: .classes)
        let flat = try container.decode([Int].self, forKey: .cells)
        let isWhole =
            flat.count % 3 == 0
            && flat.indices.allSatisfy { flat[$0] >= 0 && ($0 % 3 == 2 || flat[$0] < classes) }
        guard isWhole else {
            throw DecodingError.dataCorruptedError(
                forKey: .cells,
                in: container,
                debugDescription: "three numbers a cell, the first two below \(classes)"
            )
        }
        let cells = stride(from: 0, to: flat.count, by: 3).map {
            Cell(label: flat[$0], predicted: flat[$0 + 1], count: flat[$0 + 2])
        }
        self.init(classes: classes, cells: cells)
    }

    /// Writes the classes and three numbers a cell.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(classes, forKey: .classes)
        try container.encode(cells.flatMap { [$0.label, $0.predicted, $0.count] }, forKey: .cells)
    }
}

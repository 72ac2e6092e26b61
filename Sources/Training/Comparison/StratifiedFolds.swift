package import Domain

/// Labelled rows dealt into parts, each of which is tested once with a model of the others.
///
/// Each class is dealt by itself, in an order drawn from the seed, and the next class goes on where the last one
/// ended: parts differ by one row at most, and no part takes the last row of a class away. A class with one row
/// only is always learned from and never tested.
package struct StratifiedFolds: Hashable, Sendable {
    /// The rows that each part tests, ascending.
    package let tested: [[Int]]

    /// Deals rows.
    ///
    /// - Parameters:
    ///   - labels: The class of each row.
    ///   - folds: The number of parts, at least 2.
    ///   - seed: What the order is drawn from.
    /// - Throws: ``Failure`` (failed precondition) where a part would be empty.
    package init(labels: [Int], folds: Int, seed: UInt64) throws(Failure) {
        precondition(folds >= 2, "\(folds) parts")
        var rows: [Int: [Int]] = [:]
        for (row, label) in labels.enumerated() { rows[label, default: []].append(row) }
        let classes = rows.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
        let count = classes.reduce(0) { $0 + $1.count }
        guard count >= folds else {
            throw .precondition(
                "expected at least \(folds) labelled rows of split train in classes of two or more, one to test "
                    + "in each of \(folds) parts; got \(count) of \(labels.count) rows"
            )
        }
        let generator = SeededGenerator(seed: seed).fork(0x666F_6C64)
        var parts = [[Int]](repeating: [], count: folds)
        var next = 0
        for (index, members) in classes.enumerated() {
            var own = generator.fork(UInt64(index))
            for place in own.permutation(members.count) {
                parts[next].append(members[place])
                next = (next + 1) % folds
            }
        }
        tested = parts.map { $0.sorted() }
    }

    /// The rows that a part learns from, ascending.
    ///
    /// - Parameters:
    ///   - part: The part that is tested.
    ///   - count: The number of rows.
    /// - Returns: The rows.
    package func learned(but part: Int, of count: Int) -> [Int] {
        let left = Set(tested[part])
        return (0..<count).filter { !left.contains($0) }
    }
}

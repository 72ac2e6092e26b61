package import Networks

/// Swaps the labels of pairs of rows where both together cost less afterwards, Joachims 1999; many pairs at a
/// time, Sindhwani and Keerthi 2006, and between any two classes.
///
/// Each class keeps its number of rows. With the machines as they are the objective falls by what is gained, and
/// falls further when they are trained again, so that repeating it ends.
package enum LabelSwitching {
    /// Swaps the labels of as many pairs as gain more than `least`; each row moves once at most.
    ///
    /// - Parameters:
    ///   - labels: The class of each row, `[U]`.
    ///   - costs: What each row costs as each class, `[U, K]`.
    ///   - least: What a pair must gain.
    /// - Returns: The number of pairs.
    package static func swap(
        _ labels: inout [Int],
        costs: DoubleMatrix,
        least: Double
    ) -> Int {
        var pairs = 0
        var hasMoved = Array(repeating: false, count: labels.count)
        for first in 0..<costs.columns {
            for second in 0..<first {
                let leaving = gains(labels, hasMoved, costs, from: first, to: second)
                let coming = gains(labels, hasMoved, costs, from: second, to: first)
                for (a, b) in zip(leaving, coming) {
                    guard a.gain + b.gain > least else { break }
                    labels[a.row] = second
                    labels[b.row] = first
                    hasMoved[a.row] = true
                    hasMoved[b.row] = true
                    pairs += 1
                }
            }
        }
        return pairs
    }

    /// What the rows of a class gain in another, most first; of equal ones the first row.
    private static func gains(
        _ labels: [Int],
        _ hasMoved: [Bool],
        _ costs: DoubleMatrix,
        from: Int,
        to: Int
    ) -> [(row: Int, gain: Double)] {
        labels.indices.filter { labels[$0] == from && !hasMoved[$0] }
            .map { (row: $0, gain: costs[$0, from] - costs[$0, to]) }
            .sorted { ($0.gain, $1.row) > ($1.gain, $0.row) }
    }

    /// The rows of each class: its share of them, rounded so that they sum up.
    package static func counts(_ shares: [Double], of rows: Int) -> [Int] {
        let exact = shares.map { $0 * Double(rows) }
        var counts = exact.map { Int($0 + 1e-9) }
        let order = shares.indices.sorted {
            (exact[$0] - Double(counts[$0]), $1) > (exact[$1] - Double(counts[$1]), $0)
        }
        for label in order.prefix(max(0, rows - counts.reduce(0, +))) { counts[label] += 1 }
        return counts
    }

    /// Moves rows out of classes that have more than their counts, each time the row that it costs least.
    package static func balance(_ labels: inout [Int], counts: [Int], costs: DoubleMatrix) {
        var missing = counts
        for label in labels { missing[label] -= 1 }
        while true {
            var best: (row: Int, label: Int, cost: Double)?
            for row in labels.indices where missing[labels[row]] < 0 {
                for label in missing.indices where missing[label] > 0 {
                    let cost = costs[row, label] - costs[row, labels[row]]
                    if cost < best?.cost ?? .infinity { best = (row, label, cost) }
                }
            }
            guard let best else { return }
            missing[labels[best.row]] += 1
            missing[best.label] -= 1
            labels[best.row] = best.label
        }
    }
}

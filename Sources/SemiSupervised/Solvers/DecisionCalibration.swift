#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// By what the values of machines are multiplied to become logits: the factor under which labels are likeliest, with
/// Platt's targets, 1999.
///
/// The labels are those that are given and those that were found for unlabelled rows: the few given ones are all on
/// the right side of their machines, which tells nothing of how often a value near the line is wrong. A label of a
/// class of `n` rows counts as `(n + 1) / (n + 2)` of its row, and the rest is spread over the other classes.
enum DecisionCalibration {
    private static let range = 1e-3...1e3

    /// The factor for the values of each class, `[K, N]`, of rows of which the first have labels.
    static func factor(_ values: [[Double]], labels: [Int]) -> Double {
        var counts = values.map { _ in 0 }
        for label in labels { counts[label] += 1 }
        let rows = labels.indices.map { row in values.map { $0[row] } }
        // The slope of the mean cross-entropy rises with the factor: its root is halved for.
        func slope(_ factor: Double) -> Double {
            var sum = 0.0
            for (row, label) in zip(rows, labels) {
                let most = row.max() ?? 0
                let powers = row.map { exp(factor * ($0 - most)) }
                let total = powers.reduce(0, +)
                let target = Double(counts[label] + 1) / Double(counts[label] + 2)
                let other = (1 - target) / Double(max(1, row.count - 1))
                for (column, value) in row.enumerated() {
                    sum += (powers[column] / total - (column == label ? target : other)) * value
                }
            }
            return sum
        }
        var (low, high) = (range.lowerBound, range.upperBound)
        for _ in 0..<60 {
            let middle = (low * high).squareRoot()
            if slope(middle) < 0 { low = middle } else { high = middle }
        }
        return (low * high).squareRoot()
    }
}

package import Domain
package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// How well class probabilities or logits agree with known labels.
///
/// `N` examples, `C` classes.
package enum Evaluation {
    /// The bins of the expected calibration error, <https://arxiv.org/abs/1706.04599>.
    package static let calibrationBins = 15

    /// Metrics of `probabilities`, `[N, C]`, against `labels`, `[N]`.
    ///
    /// - Throws: ``Failure`` (invalid argument) when there are no examples, the counts differ or a
    ///   label is no class.
    package static func metrics(
        probabilities: Matrix,
        labels: [Int],
        split: Split
    ) throws(Failure) -> Metrics {
        try check(probabilities, labels)
        let classes = probabilities.columns
        var pairs: [(label: Int, predicted: Int)] = []
        var bins = CalibrationBins(count: calibrationBins)
        for (row, label) in labels.enumerated() {
            let (best, confidence) = top(of: probabilities, row: row)
            pairs.append((label, best))
            bins.add(Double(confidence), right: best == label)
        }
        let confusion = Confusion(classes: classes, pairs: pairs)
        let right = confusion.right.reduce(0, +)
        let interval = AccuracyInterval(right: right, of: labels.count)
        let counts = ClassCounts(confusion)
        return Metrics(
            split: split,
            count: labels.count,
            accuracy: Double(right) / Double(labels.count),
            accuracyLow: interval.low,
            accuracyHigh: interval.high,
            calibrationError: bins.error,
            precision: counts.precision,
            recall: counts.recall,
            confusion: confusion
        )
    }

    /// The share of `labels` that has the largest value of its row of `scores`, in `0...1`.
    ///
    /// - Throws: ``Failure`` (invalid argument) as ``metrics(probabilities:labels:split:)``.
    package static func accuracy(scores: Matrix, labels: [Int]) throws(Failure) -> Double {
        try check(scores, labels)
        let right = labels.enumerated().count { top(of: scores, row: $0).index == $1 }
        return Double(right) / Double(labels.count)
    }

    /// The mean cross-entropy of `logits`, in nats.
    ///
    /// - Throws: ``Failure`` (invalid argument) as ``metrics(probabilities:labels:split:)``.
    package static func crossEntropy(logits: Matrix, labels: [Int]) throws(Failure) -> Double {
        try check(logits, labels)
        var sum = 0.0
        for (row, label) in labels.enumerated() {
            let start = row * logits.columns
            let most = Double(top(of: logits, row: row).value)
            let total = (0..<logits.columns).reduce(0.0) {
                $0 + exp(Double(logits.values[start + $1]) - most)
            }
            sum += most + log(total) - Double(logits.values[start + label])
        }
        return sum / Double(labels.count)
    }

    /// The first of the largest values of a row.
    static func top(of matrix: Matrix, row: Int) -> (index: Int, value: Float) {
        let start = row * matrix.columns
        var best = 0
        for column in 1..<max(1, matrix.columns)
        where matrix.values[start + column] > matrix.values[start + best] {
            best = column
        }
        return (best, matrix.values[start + best])
    }

    private static func check(_ scores: Matrix, _ labels: [Int]) throws(Failure) {
        guard !labels.isEmpty, scores.rows == labels.count, scores.columns > 0 else {
            throw .invalid(
                "expected as many rows of scores as labels, at least one; got \(scores.rows) x "
                    + "\(scores.columns) scores and \(labels.count) labels"
            )
        }
        if let wrong = labels.first(where: { !(0..<scores.columns).contains($0) }) {
            throw .invalid("a label is 0 to \(scores.columns - 1); got \(wrong)")
        }
    }
}

/// Precision, recall and F1 of each class.
package struct ClassCounts: Hashable, Sendable {
    /// The share of a class's predictions that were right; 0 without predictions.
    package let precision: [Double]
    /// The share of a class's examples that were found; 0 without examples.
    package let recall: [Double]
    /// The harmonic mean of precision and recall; 0 where both are.
    package let f1: [Double]

    /// Takes the shares of what occurred.
    package init(_ confusion: Confusion) {
        let right = confusion.right
        func shares(of counts: [Int]) -> [Double] {
            zip(right, counts).map { $1 == 0 ? 0 : Double($0) / Double($1) }
        }
        precision = shares(of: confusion.predictions)
        recall = shares(of: confusion.examples)
        f1 = zip(precision, recall).map { $0 + $1 == 0 ? 0 : 2 * $0 * $1 / ($0 + $1) }
    }
}

/// Confidence against accuracy in bins of equal width `(low, high]`.
struct CalibrationBins {
    private var counts: [Int]
    private var right: [Int]
    private var confidence: [Double]

    init(count: Int) {
        counts = [Int](repeating: 0, count: count)
        right = counts
        confidence = [Double](repeating: 0, count: count)
    }

    mutating func add(_ value: Double, right isRight: Bool) {
        let bin = Int((value * Double(counts.count)).rounded(.up)) - 1
        let index = min(max(bin, 0), counts.count - 1)
        counts[index] += 1
        confidence[index] += value
        if isRight { right[index] += 1 }
    }

    /// The mean over examples of `|accuracy - confidence|` of their bin.
    var error: Double {
        let total = counts.reduce(0, +)
        guard total > 0 else { return 0 }
        return zip(right, confidence).reduce(0) { $0 + abs(Double($1.0) - $1.1) } / Double(total)
    }
}

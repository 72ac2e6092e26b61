/// How many pseudo-labelled examples each class shall have.
package enum ClassBalance: Sendable, Hashable {
    /// Every confident example once, whatever its class.
    case none
    /// As many per class as there are on average.
    case mean
    /// This many per class.
    case examples(Int)
}

/// How often an example that reached its class's threshold is learned.
package enum Repetition: String, Sendable, Hashable, CaseIterable {
    /// As often as the balance needs: too few are repeated, too many thinned at random.
    case balanced
    /// Too many are thinned, none is repeated.
    case thinned
    /// Once.
    case once
}

/// The pseudo-labelled examples that a student learns from: the filter and balance of Noisy Student,
/// <https://arxiv.org/abs/1911.04252>.
///
/// Per predicted class the threshold starts at 1 and is lowered in steps of 0.01 until `k` examples
/// reach it or it is the least that is allowed. With `n` examples left each gets `floor(k / n)`
/// copies and one more with the probability of the fraction: `k` per class in expectation. So a
/// class with too many is thinned at random, one with too few is repeated. The paper takes the top
/// `k` exactly; this is what google-research/noisystudent does.
package struct PseudoLabelSelection: Sendable, Hashable {
    /// One example with its class and how often it is learned.
    package struct Example: Sendable, Hashable {
        /// The row of the predictions.
        package var row: Int
        /// The predicted class.
        package var label: Int
        /// How often it is in an epoch, at least 1.
        package var copies: Int
    }

    /// The chosen examples, class by class, the surest first; of equals the lower row.
    package private(set) var examples: [Example] = []
    /// The threshold of each class, `[C]`.
    package private(set) var thresholds: [Double] = []
    /// The examples of each class that reached it, `[C]`, before thinning or repeating.
    package private(set) var candidates: [Int] = []

    /// Filters and balances predictions.
    ///
    /// - Parameters:
    ///   - labels: The predicted classes, `[N]`.
    ///   - confidence: Their probabilities, `[N]`, in `0...1`; what is not a number is left out.
    ///   - classes: The number of classes.
    ///   - leastConfidence: The lowest threshold.
    ///   - balance: How many examples each class shall have.
    ///   - repetition: How often each candidate is learned.
    ///   - uniform: Draws a number in `0..<1`, once for each candidate in order.
    package init(
        labels: [Int],
        confidence: [Double],
        classes: Int,
        leastConfidence: Double,
        balance: ClassBalance,
        repetition: Repetition = .balanced,
        uniform: () -> Double
    ) {
        precondition(
            labels.count == confidence.count,
            "\(labels.count) labels, \(confidence.count) confidences"
        )
        var members = [[Int]](repeating: [], count: classes)
        for (row, label) in labels.enumerated() where confidence[row] >= leastConfidence {
            precondition(members.indices.contains(label), "label \(label) of \(classes) classes")
            members[label].append(row)
        }
        let goal = Self.goal(balance, members: members)
        for (label, rows) in members.enumerated() {
            let sorted = rows.sorted { first, second in
                (confidence[second], first) < (confidence[first], second)
            }
            let (threshold, count) = Self.threshold(
                sorted.map { confidence[$0] },
                goal: goal,
                least: leastConfidence
            )
            thresholds.append(threshold)
            candidates.append(count)
            let wanted = goal.map { Double($0) / Double(max(count, 1)) } ?? 1
            let ratio =
                switch repetition {
                case .balanced: wanted
                case .thinned: min(wanted, 1)
                case .once: 1.0
                }
            let whole = ratio.rounded(.down)
            for row in sorted.prefix(count) {
                let copies = Int(whole) + (uniform() < ratio - whole ? 1 : 0)
                if copies > 0 {
                    examples.append(Example(row: row, label: label, copies: copies))
                }
            }
        }
    }

    /// The rows in order, each as often as it has copies.
    package var rows: [Int] {
        examples.flatMap { Array(repeating: $0.row, count: $0.copies) }
    }

    /// Examples wanted per class; nil: all that are confident.
    private static func goal(_ balance: ClassBalance, members: [[Int]]) -> Int? {
        switch balance {
        case .none:
            return nil
        case .examples(let count):
            return max(count, 0)
        case .mean:
            let total = members.reduce(0) { $0 + $1.count }
            return (total + members.count - 1) / max(members.count, 1)
        }
    }

    /// The threshold on the grid of 0.01 and how many of `descending` reach it.
    private static func threshold(
        _ descending: [Double],
        goal: Int?,
        least: Double
    ) -> (threshold: Double, count: Int) {
        guard let goal else { return (least, descending.count) }
        var count = 0
        for hundredth in stride(from: 100, through: 0, by: -1) {
            let threshold = max(Double(hundredth) / 100, least)
            while count < descending.count, descending[count] >= threshold { count += 1 }
            if count >= goal || threshold <= least { return (threshold, count) }
        }
        return (least, descending.count)
    }
}

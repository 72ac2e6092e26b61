package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Whether rows are of each class at all, of logits `[N, 2 C]`: first how much they are out of each, then how much in.
///
/// OpenMatch, <https://arxiv.org/abs/2105.14148>.
package struct OneVersusAll: Sendable {
    /// The probability to be in each class, `[N, C]`.
    package let inside: Matrix
    /// The probability to be out of it.
    package let outside: Matrix

    /// Added to probabilities before their logarithm.
    private static let epsilon: Float = 1e-8

    /// Reads logits.
    package init(_ logits: Matrix) {
        let classes = logits.columns / 2
        var inside = Matrix(rows: logits.rows, columns: classes)
        var outside = inside
        for row in 0..<logits.rows {
            for label in 0..<classes {
                let (out, within) = (logits[row, label], logits[row, classes + label])
                let most = max(out, within)
                let (a, b) = (exp(out - most), exp(within - most))
                inside[row, label] = b / (a + b)
                outside[row, label] = a / (a + b)
            }
        }
        self.inside = inside
        self.outside = outside
    }

    private var rows: Int { inside.rows }
    private var classes: Int { inside.columns }

    /// The gradient of logits where that of the probabilities to be out and in is given for some places.
    private func add(
        _ out: Float,
        _ within: Float,
        _ row: Int,
        _ label: Int,
        to gradient: inout Matrix
    ) {
        let product = outside[row, label] * inside[row, label]
        gradient[row, label] += product * (out - within)
        gradient[row, classes + label] += product * (within - out)
    }

    /// `-log p_in(y) + max_k -log p_out(k)` over the other classes `k`, the mean over the rows.
    package func hardNegatives(_ labels: [Int], scale: Float = 1) -> (loss: Float, gradient: Matrix)
    {
        var gradient = Matrix(rows: rows, columns: 2 * classes)
        let share = 1 / Float(max(rows, 1))
        var loss: Float = 0
        for (row, label) in labels.enumerated() {
            let within = inside[row, label] + Self.epsilon
            loss -= share * log(within)
            add(0, -scale * share / within, row, label, to: &gradient)
            let others = (0..<classes).filter { $0 != label }
            // The class that the row is least out of; the loss of its own counts as 0.
            guard
                let hardest = others.max(by: { outside[row, $0] > outside[row, $1] }),
                outside[row, hardest] + Self.epsilon < 1
            else { continue }
            let out = outside[row, hardest] + Self.epsilon
            loss -= share * log(out)
            add(-scale * share / out, 0, row, hardest, to: &gradient)
        }
        return (loss, gradient)
    }

    /// The mean entropy of all the decisions, nats.
    package func entropy(scale: Float = 1) -> (loss: Float, gradient: Matrix) {
        var gradient = Matrix(rows: rows, columns: 2 * classes)
        let share = 1 / Float(max(rows * classes, 1))
        var loss: Float = 0
        func slope(_ value: Float) -> Float {
            -scale * share * (log(value + Self.epsilon) + value / (value + Self.epsilon))
        }
        for row in 0..<rows {
            for label in 0..<classes {
                let (out, within) = (outside[row, label], inside[row, label])
                loss -=
                    share * (out * log(out + Self.epsilon) + within * log(within + Self.epsilon))
                add(slope(out), slope(within), row, label, to: &gradient)
            }
        }
        return (loss, gradient)
    }

    /// The squared differences of two views' decisions, summed over classes, the mean over the rows; the gradients of
    /// both.
    package func consistency(
        with other: OneVersusAll,
        scale: Float = 1
    ) -> (loss: Float, own: Matrix, others: Matrix) {
        var own = Matrix(rows: rows, columns: 2 * classes)
        var others = own
        let share = 1 / Float(max(rows, 1))
        var loss: Float = 0
        for row in 0..<rows {
            for label in 0..<classes {
                let out = outside[row, label] - other.outside[row, label]
                let within = inside[row, label] - other.inside[row, label]
                loss += share * (out * out + within * within)
                let factor = 2 * share * scale
                add(factor * out, factor * within, row, label, to: &own)
                other.add(-factor * out, -factor * within, row, label, to: &others)
            }
        }
        return (loss, own, others)
    }

    /// How much each row is of none of the classes: how much it is out of its likeliest one, `[N]`.
    package func strangeness(of labels: [Int]) -> [Float] {
        labels.enumerated().map { row, label in outside[row, label] }
    }
}

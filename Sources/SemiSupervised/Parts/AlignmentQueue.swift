package import Networks

/// The alignment of predictions to an even distribution over the classes, by the mean of the last batches.
///
/// As USB has it: a queue of batch means that begins with zeros, whose mean is over all its rows.
package struct AlignmentQueue: Stateful, Sendable, Hashable {
    private let length: Int
    private var means: [Float] = []
    private var position = 0

    /// Creates a queue of `length` batches.
    package init(length: Int) { self.length = length }

    /// The probabilities divided by the mean of the last batches, these included, each row with sum 1.
    package mutating func align(_ probabilities: Matrix) -> Matrix {
        let classes = probabilities.columns
        if means.count != length * classes {
            means = Array(repeating: 0, count: length * classes)
            position = 0
        }
        let share = 1 / Float(max(probabilities.rows, 1))
        for column in 0..<classes {
            var sum: Float = 0
            for row in 0..<probabilities.rows { sum += probabilities[row, column] }
            means[position * classes + column] = sum * share
        }
        position = (position + 1) % length
        let factors = (0..<classes).map { column in
            let sum = (0..<length).reduce(Float(0)) { $0 + means[$1 * classes + column] }
            return (1 / Float(classes) + 1e-6) / (sum / Float(length) + 1e-6)
        }
        return probabilities.reweighted(by: factors)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.tensor("alignment.means", &means)
        visitor.integer("alignment.position", &position)
    }
}

import Networks
import SemiSupervised

/// A learner whose logits are its input rows, so that gradients with respect to logits can be read.
///
/// The teacher's logits are what the test sets.
struct IdentityLearner: Learner, ~Copyable {
    /// What ``teach(_:)`` answers.
    var teacher: Matrix?
    /// The gradients handed back, in order.
    private(set) var gradients: [Matrix] = []
    /// Whether each forward pass was to move the running statistics.
    private(set) var passes: [(rows: Int, statistics: Statistics)] = []

    init(teacher: Matrix? = nil) { self.teacher = teacher }

    mutating func forward(_ inputs: [Matrix], statistics: Statistics) -> HeadValues {
        let joined = concatenated(inputs)
        passes.append((joined.rows, statistics))
        return [.classifier: joined]
    }

    mutating func backward(_ gradients: HeadValues) {
        self.gradients.append(contentsOf: gradients[.classifier].map { [$0] } ?? [])
    }

    mutating func teach(_ inputs: [Matrix]) -> HeadValues {
        [.classifier: teacher ?? concatenated(inputs)]
    }
}

/// The rows of all `matrices` in order.
func concatenated(_ matrices: [Matrix]) -> Matrix {
    Matrix(
        rows: matrices.reduce(0) { $0 + $1.rows },
        columns: matrices.first?.columns ?? 0,
        values: matrices.flatMap(\.values)
    )
}

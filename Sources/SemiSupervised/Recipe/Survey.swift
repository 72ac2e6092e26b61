package import Domain
package import Networks

/// A look of a model at a whole pool, in evaluation mode and on the rows as they are, before a phase's first
/// step.
package struct SurveyPlan: Sendable, Hashable {
    /// Who looks: the teacher, or the student as it starts.
    package var role: Role
    /// At what.
    package var pool: StreamName

    /// Plans a survey.
    package init(_ role: Role, of pool: StreamName) {
        self.role = role
        self.pool = pool
    }
}

/// What a model said of a whole pool.
package struct Survey: Sendable {
    /// The logits of each row, `[N, classes]`.
    package var logits: Matrix
    /// The classes of the rows, `[N]`; empty for the unlabelled pool.
    package var labels: [Int]
    /// What choices are drawn from.
    package var generator: SeededGenerator

    /// Holds a survey.
    package init(logits: Matrix, labels: [Int], generator: SeededGenerator) {
        self.logits = logits
        self.labels = labels
        self.generator = generator
    }
}

/// What becomes of a pool after a survey.
package struct PoolChange: Sendable, Hashable {
    /// The rows to learn from, each as often as it shall count; nil: all once.
    package var selection: [Int]?
    /// Class probabilities of each row, `[N, classes]`, which batches bring; nil: none.
    package var targets: Matrix?

    /// Changes a pool.
    package init(selection: [Int]? = nil, targets: Matrix? = nil) {
        self.selection = selection
        self.targets = targets
    }
}

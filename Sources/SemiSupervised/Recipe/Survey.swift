package import Domain
package import Networks

/// A look of a model at a pool, in evaluation mode, before a phase's first step and perhaps again later.
package struct SurveyPlan: Sendable, Hashable {
    /// Who looks: the teacher, or the student or its average as they then are.
    package var role: Role
    /// At what: one of ``StreamName/pools``.
    package var pool: StreamName
    /// How the rows are seen.
    package var view: View
    /// What is asked of each row: logits, features or both.
    package var heads: [HeadName]
    /// The most rows that are looked at, spread evenly over the pool; nil: all.
    package var limit: Int?
    /// The step before which it is first made.
    package var first: Int
    /// After how many steps it is made again, and then each time; nil: it is made once.
    package var every: Int?

    /// Plans a survey.
    package init(
        _ role: Role,
        of pool: StreamName,
        view: View = .clean,
        heads: [HeadName] = [.classifier],
        limit: Int? = nil,
        first: Int = 0,
        every: Int? = nil
    ) {
        precondition(every ?? 1 > 0, "a survey every \(every ?? 0) steps")
        self.role = role
        self.pool = pool
        self.view = view
        self.heads = heads
        self.limit = limit
        self.first = first
        self.every = every
    }

    /// The averaged student's look at the unlabelled pool after each `share` of `steps` steps.
    package static func refreshing(_ share: Float, of steps: Int) -> SurveyPlan {
        let every = max(1, Int((share * Float(steps)).rounded()))
        return SurveyPlan(.average, of: .unlabeled, first: every, every: every)
    }

    /// Whether it is made before step `step`.
    package func isDue(at step: Int) -> Bool {
        step == first || step > first && every.map { (step - first) % $0 == 0 } ?? false
    }
}

/// What a model said of a pool.
package struct Survey: Sendable {
    /// What was asked.
    package var plan: SurveyPlan
    /// The values of each row that was looked at, `[N, width]` for each head.
    package var values: HeadValues
    /// The classes of the rows, `[N]`; empty for the unlabelled pool.
    package var labels: [Int]
    /// What choices are drawn from.
    package var generator: SeededGenerator

    /// Holds a survey.
    package init(
        plan: SurveyPlan,
        values: HeadValues,
        labels: [Int],
        generator: SeededGenerator
    ) {
        self.plan = plan
        self.values = values
        self.labels = labels
        self.generator = generator
    }

    /// The logits of each row, `[N, classes]`.
    package var logits: Matrix { values.classifierLogits }
}

/// What becomes of a pool after a survey.
package struct PoolChange: Sendable, Hashable {
    /// Of which pool.
    package var pool: StreamName
    /// The rows to learn from, each as often as it shall count; nil: all once.
    package var selection: [Int]?
    /// Class probabilities of each row, `[N, classes]`, which batches bring; nil: none.
    package var targets: Matrix?

    /// Changes a pool.
    package init(
        of pool: StreamName = .unlabeled,
        selection: [Int]? = nil,
        targets: Matrix? = nil
    ) {
        self.pool = pool
        self.selection = selection
        self.targets = targets
    }
}

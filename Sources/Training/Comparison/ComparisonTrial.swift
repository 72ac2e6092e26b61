/// What one training of a comparison came to.
package struct ComparisonTrial: Hashable, Sendable, Codable {
    /// The candidate's place in the plan.
    package var candidate: Int
    /// The split: `repetition * folds + fold`.
    package var split: Int
    /// The tested rows that it got right.
    package var right: Int
    /// The rows that were tested.
    package var tested: Int
    /// The labelled rows that were learned from.
    package var trained: Int
    /// What it took, with the search for settings, seconds of CPU.
    package var cpuSeconds: Double
    /// Why there is no result; nil: there is one.
    package var failure: String?

    /// Describes a training.
    package init(
        candidate: Int,
        split: Int,
        right: Int,
        tested: Int,
        trained: Int,
        cpuSeconds: Double,
        failure: String? = nil
    ) {
        self.candidate = candidate
        self.split = split
        self.right = right
        self.tested = tested
        self.trained = trained
        self.cpuSeconds = cpuSeconds
        self.failure = failure
    }

    /// The share that it got right.
    package var accuracy: Double { tested == 0 ? 0 : Double(right) / Double(tested) }
}

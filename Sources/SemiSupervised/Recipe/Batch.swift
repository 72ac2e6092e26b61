package import Networks

/// How an input row was augmented.
package enum View: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not at all.
    case clean
    /// A small shift, and a flip where the project allows it.
    case weak
    /// Affine, contrast, brightness, noise, cutout.
    case strong
    /// Clean or strong, each with probability 1/2, drawn for each row.
    case cleanOrStrong
}

/// The views an objective needs of each labelled and each unlabelled example.
package struct ViewPlan: Sendable, Hashable, Codable {
    /// The views of a labelled example; empty when the objective uses no labels.
    package var labeled: [View]
    /// The views of an unlabelled example; empty when the objective uses none.
    package var unlabeled: [View]
    /// Whether ``Batch/storedTargets`` must be there.
    package var needsStoredTargets: Bool
    /// Whether the learner must have a teacher.
    package var needsTeacher: Bool

    /// Creates a plan.
    package init(
        labeled: [View],
        unlabeled: [View] = [],
        needsStoredTargets: Bool = false,
        needsTeacher: Bool = false
    ) {
        self.labeled = labeled
        self.unlabeled = unlabeled
        self.needsStoredTargets = needsStoredTargets
        self.needsTeacher = needsTeacher
    }
}

/// One step's examples: `B` labelled and `M` unlabelled rows of `F` features.
package struct Batch: Sendable {
    /// The labelled rows, one `[B, F]` for each of ``ViewPlan/labeled``.
    package var labeled: [Matrix]
    /// The classes of the labelled rows, `[B]`.
    package var labels: [Int]
    /// The unlabelled rows, one `[M, F]` for each of ``ViewPlan/unlabeled``.
    package var unlabeled: [Matrix]
    /// Dense indices of the unlabelled rows in the unlabelled set, `[M]`.
    package var indices: [Int]
    /// What a teacher said of the unlabelled rows before the run, probabilities `[M, C]`.
    package var storedTargets: Matrix?

    /// Creates a batch.
    package init(
        labeled: [Matrix],
        labels: [Int],
        unlabeled: [Matrix] = [],
        indices: [Int] = [],
        storedTargets: Matrix? = nil
    ) {
        self.labeled = labeled
        self.labels = labels
        self.unlabeled = unlabeled
        self.indices = indices
        self.storedTargets = storedTargets
    }
}

internal import Networks

/// A base whose strong views learn what the student says of weak ones, as a policy of its own judges it.
package protocol WeakToStrongAlgorithm: BaseAlgorithm {
    /// What judges pseudo-labels.
    var policy: any PseudoLabelPolicy { get }
    /// The weight of the unlabelled loss.
    var unlabeledWeight: Float { get }
    /// Unlabelled rows per labelled row of a batch.
    var unlabeledRatio: Int { get }
}

extension WeakToStrongAlgorithm {
    package func recipe(for task: TaskFacts) -> Recipe { .single(objective, for: task) }

    package var base: any DecoratedObjective { objective }

    /// What is minimized.
    package var objective: ConsistencyObjective {
        .weakToStrong(policy: policy, weight: unlabeledWeight, ratio: unlabeledRatio)
    }
}

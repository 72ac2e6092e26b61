/// Counts every row fully: distillation, Noisy Student, Pi-Model.
package struct AllOnes: WeightingPolicy, Hashable {
    /// Creates a policy.
    package init() {}

    package func weights(for targets: PseudoTargets, in context: StepContext) -> [Float] {
        [Float](repeating: 1, count: targets.labels.count)
    }
}

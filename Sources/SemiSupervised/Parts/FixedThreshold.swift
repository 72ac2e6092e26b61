/// Keeps rows at least as confident as a constant: FixMatch, <https://arxiv.org/abs/2001.07685>.
package struct FixedThreshold: WeightingPolicy, Hashable {
    /// The lowest confidence that counts, in `0...1`.
    package var threshold: Float

    /// Creates a policy.
    package init(threshold: Float = 0.95) { self.threshold = threshold }

    package func weights(for targets: PseudoTargets, in context: StepContext) -> [Float] {
        targets.confidence.map { $0 >= threshold ? 1 : 0 }
    }
}

/// Keeps rows at least as confident as a constant: FixMatch, <https://arxiv.org/abs/2001.07685>.
package struct FixedThreshold: PseudoLabelPolicy, Hashable {
    /// The lowest confidence that counts, in `0...1`; 0: every row counts.
    package var threshold: Float
    /// What is made of the targets.
    package var transform: TargetTransform

    /// Creates a policy.
    package init(_ threshold: Float, _ transform: TargetTransform = .harden) {
        self.threshold = threshold
        self.transform = transform
    }

    /// Counts every row fully.
    package static func everything(_ transform: TargetTransform) -> FixedThreshold {
        FixedThreshold(0, transform)
    }

    package func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        Judgement(
            // A confidence that is no number counts only where all do.
            weights: said.confidence.map { threshold == 0 || $0 >= threshold ? 1 : 0 },
            targets: transform.targets(said)
        )
    }
}

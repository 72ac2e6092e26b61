/// What a student learns from.
package enum TargetKind: String, Sendable, Hashable, CaseIterable {
    /// The teacher's class.
    case hard
    /// The teacher's probabilities.
    case soft
}

package import Networks

/// What a teacher says of an unlabelled batch: `M` examples, `C` classes.
package struct PseudoTargets: Sendable, Hashable {
    /// Class probabilities, `[M, C]`; each row sums to 1.
    package let probabilities: Matrix
    /// Dense indices of the examples in the unlabelled set, `[M]`.
    package let indices: [Int]
    /// The most likely class of each row, `[M]`; the first of equals.
    package let labels: [Int]
    /// The probability of that class, `[M]`, in `0...1`.
    package let confidence: [Float]

    /// Reads labels and confidence off `probabilities`.
    package init(probabilities: Matrix, indices: [Int]) {
        self.probabilities = probabilities
        self.indices = indices
        labels = probabilities.largestColumns()
        confidence = zip(0..., labels).map { probabilities.values[$0 * probabilities.columns + $1] }
    }
}

/// Decides how much each pseudo-label counts.
///
/// The policy's stored properties are its whole state: encoding the policy checkpoints it.
package protocol WeightingPolicy: Sendable, Codable {
    /// Returns a weight in `0...1` for each row, `[M]`, and updates the policy's state.
    mutating func weights(for targets: PseudoTargets, in context: StepContext) -> [Float]
}

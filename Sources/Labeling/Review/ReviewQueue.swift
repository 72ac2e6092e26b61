/// An example that a person could be asked about.
package struct ReviewCandidate: Hashable, Sendable {
    /// The example's key in the store; ascending in time.
    package var example: Int64
    /// The confidence of the champion's decision, if there was a champion.
    package var confidence: Float?

    /// Creates a candidate.
    package init(example: Int64, confidence: Float?) {
        self.example = example
        self.confidence = confidence
    }
}

/// Chooses what people are asked: the least sure of a window, by rank.
///
/// The certified threshold is never used: otherwise training would learn from the certify labels
/// through the choice of what is answered.
package enum ReviewQueue {
    /// The `limit` least sure of `window`, least sure first; equally sure ones, older first.
    ///
    /// What has no confidence yet is the least sure of all.
    package static func choose(_ limit: Int, from window: [ReviewCandidate]) -> [ReviewCandidate] {
        let ranked = window.sorted { one, other in
            (one.confidence ?? -1, one.example) < (other.confidence ?? -1, other.example)
        }
        return Array(ranked.prefix(max(0, limit)))
    }
}

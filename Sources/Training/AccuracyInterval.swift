internal import Domain

/// The exact 95 % interval of a share, by Clopper and Pearson (1934).
package struct AccuracyInterval: Hashable, Sendable {
    /// The least share at which as many or more right ones have probability 2.5 %.
    package let low: Double
    /// The largest share at which as many or fewer right ones have probability 2.5 %.
    package let high: Double

    /// The interval of `right` out of `count`, which is at least 1.
    package init(right: Int, of count: Int) {
        precondition(count > 0 && (0...count).contains(right), "\(right) of \(count)")
        // The lower bound of what is right mirrors the upper bound of what is wrong.
        low = 1 - ClopperPearson.upperBound(count - right, of: count, confidence: 0.975)
        high = ClopperPearson.upperBound(right, of: count, confidence: 0.975)
    }
}

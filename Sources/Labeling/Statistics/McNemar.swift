internal import Domain

/// McNemar's exact test of two classifiers on the same examples (Psychometrika 12, 1947).
package enum McNemar {
    /// The one-sided probability of at least `won` wins, were wins and losses equally likely.
    ///
    /// `won` counts examples that only the challenger got right, `lost` those that only the
    /// reference did.
    package static func probability(won: Int, lost: Int) -> Double {
        precondition(won >= 0 && lost >= 0, "won \(won), lost \(lost)")
        return Binomial.atLeast(won, of: won + lost, at: 0.5)
    }

    /// The two-sided probability that the examples that only one of two got right are split at least
    /// this unevenly, were both equally good.
    package static func twoSidedProbability(_ one: Int, _ other: Int) -> Double {
        min(1, 2 * min(probability(won: one, lost: other), probability(won: other, lost: one)))
    }
}

package import Domain

/// Decides whether a challenger may replace the champion.
///
/// `better` is compared with the champion; `non_inferior` with the last champion that was shown to be
/// better than the one that it was itself compared with (or the first one), so that margins do not
/// add up from promotion to promotion.
package struct Gate: Hashable, Sendable {
    /// The level of one decision.
    package static let level = 0.05

    /// The rule in force.
    package let policy: GatePolicy

    package init(_ policy: GatePolicy) { self.policy = policy }

    /// Lets the first model of a project pass: there is nothing to compare it with.
    package func first(_ challenger: ModelVersion) -> GateDecision {
        var first = decision(true, nil, nil, nil, "promoted as the first model of the project")
        first.standard = challenger
        return first
    }

    /// Lets the champion pass once more: there is nothing to choose.
    package func again(_ champion: ModelVersion) -> GateDecision {
        decision(true, nil, nil, nil, "version \(champion) is the champion already")
    }

    /// Compares a challenger with `reference` on the gate split; the record that keeps the decision
    /// counts the comparisons.
    ///
    /// - Parameters:
    ///   - comparison: both models' results on the same gate examples.
    ///   - reference: the version that the challenger is compared with.
    /// - Returns: the verdict with its reason in a sentence.
    package func decide(
        _ comparison: GateComparison,
        reference: ModelVersion
    ) -> GateDecision {
        switch policy {
        case .better: better(comparison, reference)
        case .nonInferior(let margin): nonInferior(margin, comparison, reference)
        case .always:
            decision(true, reference, comparison, nil, "promoted without a test")
        }
    }

    private func better(
        _ comparison: GateComparison,
        _ reference: ModelVersion
    ) -> GateDecision {
        let count = comparison.count
        let (won, lost) = (comparison.won, comparison.lost)
        guard count > 0 else {
            return decision(
                false,
                reference,
                comparison,
                nil,
                "refused: the gate split has no labelled examples to show that the challenger is "
                    + "better than version \(reference)"
            )
        }
        let probability = McNemar.probability(won: won, lost: lost)
        let passed = probability <= Self.level
        let verdict =
            passed
            ? "better than version \(reference)"
            : "not shown to be better than version \(reference)"
        return decision(
            passed,
            reference,
            comparison,
            probability,
            "\(passed ? "passed" : "refused"): \(verdict): of \(count) gate examples \(won) are newly "
                + "right and \(lost) newly wrong (one-sided McNemar p = \(rounded(probability)), "
                + "limit \(Self.level)"
                + (won + lost < 5 ? "; fewer than 5 that differ cannot pass)" : ")")
        )
    }

    private func nonInferior(
        _ margin: Double,
        _ comparison: GateComparison,
        _ reference: ModelVersion
    ) -> GateDecision {
        let count = comparison.count
        let least = ClopperPearson.leastTrials(toShow: margin, confidence: 1 - Self.level)
        guard count >= least else {
            return decision(
                false,
                reference,
                comparison,
                nil,
                "refused: \(count) gate examples cannot show a margin of \(percent(margin)) even "
                    + "when none is newly wrong; \(least) could"
            )
        }
        let bound = ClopperPearson.upperBound(
            comparison.lost,
            of: count,
            confidence: 1 - Self.level
        )
        let passed = bound <= margin
        return decision(
            passed,
            reference,
            comparison,
            bound,
            "\(passed ? "passed" : "refused"): of \(count) gate examples \(comparison.lost) are "
                + "newly wrong against version \(reference) (and \(comparison.won) newly right), so "
                + "at most \(percent(bound)) with 95 % confidence; the margin is \(percent(margin))"
        )
    }

    private func decision(
        _ passed: Bool,
        _ reference: ModelVersion?,
        _ comparison: GateComparison?,
        _ statistic: Double?,
        _ reason: String
    ) -> GateDecision {
        GateDecision(
            passed: passed,
            policy: policy,
            reference: reference,
            count: comparison?.count ?? 0,
            won: comparison?.won ?? 0,
            lost: comparison?.lost ?? 0,
            statistic: statistic,
            comparisons: 0,
            reason: reason
        )
    }
}

/// Two models' results on the same gate examples.
package struct GateComparison: Hashable, Sendable {
    /// The examples compared.
    package var count: Int
    /// Examples that only the challenger got right.
    package var won: Int
    /// Examples that only the reference got right.
    package var lost: Int

    package init(count: Int, won: Int, lost: Int) {
        precondition(
            won >= 0 && lost >= 0 && won + lost <= count,
            "won \(won) and lost \(lost) of \(count)"
        )
        self.count = count
        self.won = won
        self.lost = lost
    }

    /// Counts where one model is right and the other wrong; equally many entries, same order.
    package init(challenger: [Bool], reference: [Bool]) {
        precondition(
            challenger.count == reference.count,
            "\(challenger.count) results against \(reference.count)"
        )
        let pairs = zip(challenger, reference)
        self.init(
            count: challenger.count,
            won: pairs.count { $0 && !$1 },
            lost: pairs.count { !$0 && $1 }
        )
    }
}

package import Domain

/// A certify example as the certifier reads it.
package struct ScoredExample: Hashable, Sendable {
    /// The score of an outlier, below every threshold.
    package static let neverAccepted: Float = -1
    /// A threshold beyond every confidence.
    static let beyond: Float = 2

    /// The confidence of the predicted class, in `0...1`; ``neverAccepted`` of an outlier.
    package var confidence: Float
    /// Whether the predicted class is the labelled one.
    package var isCorrect: Bool

    package init(confidence: Float, isCorrect: Bool) {
        self.confidence = confidence
        self.isCorrect = isCorrect
    }
}

/// One threshold that was tested.
package struct ThresholdTest: Hashable, Sendable, Codable {
    /// The threshold: accepted means `confidence >= threshold`.
    package var threshold: Float
    /// The certify examples at or above it.
    package var accepted: Int
    /// How many of those were wrong.
    package var wrong: Int
    /// `P(Bin(accepted, epsilon) <= wrong)`; for a pool `P(Hypergeometric(N, K, accepted) <= wrong)`.
    package var probability: Double
    /// N, how many of a pool's examples are at or above it; nil where new data are promised something.
    package var poolAccepted: Int?
}

/// What a look at the certify split found.
package struct Certification: Hashable, Sendable, Codable {
    /// The three ways a certification ends.
    package enum Outcome: Hashable, Sendable, Codable {
        /// The last threshold that was not refused.
        case certified(ThresholdTest)
        /// Already the first threshold was refused.
        ///
        /// `more` certify labels would be enough at the next look if the error rate stays what it
        /// is; nil when no number would.
        case errorTooHigh(more: Int?)
        /// Nothing was tested and no label was read, so no look is spent.
        case tooFewLabels(missing: Int)
    }

    /// The error rate to be promised.
    package var epsilon: Double
    /// Which look this was, from 1.
    package var look: Int
    /// The level of this look, `delta / (look * (look + 1))`.
    package var level: Double
    /// How many classes share the level in equal parts; nil: one threshold holds for all.
    package var sharedBy: Int?
    /// The accepted examples needed when none is wrong, of each class where classes are certified.
    package var minimum: Int
    /// The size of the certify split.
    package var certifyCount: Int
    /// Every test made, from the highest threshold down; those of single classes are theirs.
    package var tests: [ThresholdTest]
    /// How it ended; with single classes `certified` if one is, with their lowest threshold, the sum
    /// of their examples and their largest probability.
    package var outcome: Outcome
    /// What was found about each predicted class, `[C]`; nil: one threshold holds for all.
    package var classes: [ClassCertification]?
    /// The pool that was looked at; nil: the promise is about new data.
    package var pool: PoolSummary?

    /// Whether certify labels were read, so that the look is spent.
    package var isLookSpent: Bool {
        !tests.isEmpty || classes?.contains { !$0.tests.isEmpty } == true
    }

    /// The field's word for the outcome: `certified`, `error_too_high` or `too_few_labels`.
    package var word: String {
        switch outcome {
        case .certified: "certified"
        case .errorTooHigh: "error_too_high"
        case .tooFewLabels: "too_few_labels"
        }
    }

    /// A sentence with the outcome, the numbers behind it and what would help.
    package var reason: String {
        if let classes { return reason(classes) }
        if let pool { return reason(pool) }
        return switch outcome {
        case .certified(let test):
            "certified: at confidence \(test.threshold) or more, \(test.accepted) of "
                + "\(certifyCount) certify examples are accepted and \(test.wrong) of those are "
                + "wrong (p = \(rounded(test.probability)) at level \(rounded(level)), look \(look))"
        case .errorTooHigh(let more):
            "no certificate: of the \(tests[0].accepted) most confident certify examples "
                + "\(tests[0].wrong) are wrong, too many to promise an error rate of "
                + "\(percent(epsilon)) (p = \(rounded(tests[0].probability)) at level "
                + "\(rounded(level)), look \(look)); "
                + (more.map { "about \($0) more certify labels would be enough" }
                    ?? "no number of certify labels would be enough")
                + " if the error rate stays what it is"
        case .tooFewLabels(let missing):
            "no certificate: an error rate of \(percent(epsilon)) needs at least "
                + "\(certifyCount + missing) certify labels at look \(look), and there are "
                + "\(certifyCount), \(missing) too few (they must be random examples, not chosen ones)"
        }
    }

    /// The certificate for `modelVersion`, if one was had.
    package func certificate(
        modelVersion: ModelVersion,
        delta: Double,
        views: Int
    ) -> Certificate? {
        guard case .certified(let test) = outcome else { return nil }
        return Certificate(
            modelVersion: modelVersion,
            threshold: test.threshold,
            perClass: (classes ?? []).map { $0.certified?.threshold },
            epsilon: epsilon,
            delta: delta,
            look: look,
            level: level,
            views: views,
            certifyCount: certifyCount,
            accepted: test.accepted,
            wrong: test.wrong,
            pool: pool.map { pool in
                Certificate.Pool(
                    number: pool.number,
                    count: pool.count,
                    accepted: test.poolAccepted ?? 0
                )
            }
        )
    }

    private func reason(_ pool: PoolSummary) -> String {
        let look = "look \(look) at pool \(pool.number)"
        return switch outcome {
        case .certified(let test):
            "certified: at confidence \(test.threshold) or more, \(test.poolAccepted ?? 0) of "
                + "\(pool.count) examples of pool \(pool.number) are accepted; of its "
                + "\(certifyCount) certify examples \(test.accepted) are, and \(test.wrong) of those "
                + "are wrong (p = \(rounded(test.probability)) at level \(rounded(level)), \(look))"
        case .errorTooHigh(let more):
            "no certificate for pool \(pool.number): of its \(tests[0].accepted) most confident "
                + "certify examples \(tests[0].wrong) are wrong, too many to promise an error rate of "
                + "\(percent(epsilon)) (p = \(rounded(tests[0].probability)) at level "
                + "\(rounded(level)), \(look)); "
                + (more.map { "about \($0) more drawn and answered examples would be enough" }
                    ?? "no number of drawn examples would be enough")
                + " if the error rate stays what it is"
        case .tooFewLabels(let missing):
            pool.count == 0
                ? "no certificate for pool \(pool.number): the model has none of its examples in its "
                    + "snapshot as unlabelled ones"
                : "no certificate for pool \(pool.number): an error rate of \(percent(epsilon)) among "
                    + "its \(pool.count) examples needs at least \(certifyCount + missing) drawn and "
                    + "answered ones at look \(self.look), and there are \(certifyCount), \(missing) "
                    + "too few"
        }
    }
}

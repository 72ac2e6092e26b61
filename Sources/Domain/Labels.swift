/// What a labelled example is used for; each number is spent once.
package enum Split: String, Hashable, Sendable, Codable, CaseIterable {
    /// Learned from.
    case train
    /// Chooses between champion and challenger.
    case gate
    /// Sets the threshold and its certificate.
    case certify
    /// Reported; decides nothing.
    case test
    /// Sets the threshold and the certificate of the pool that it was drawn from; it stays in training
    /// as an unlabelled example. Only drawn, never ingested.
    case certifyPool = "certify_pool"

    /// The splits whose contents training never sees, labelled or not.
    package static let protected: [Split] = [.gate, .certify, .test]
}

/// Who says what class an example has.
package enum LabelSource: String, Hashable, Sendable, Codable, CaseIterable {
    /// An answer from the review queue.
    case human
    /// A label that came with its example.
    case imported
    /// The champion, under a policy.
    case auto
    /// A human answer that supersedes another label.
    case corrected
}

/// What was decided about an example without a human label.
package enum Decision: String, Hashable, Sendable, Codable, CaseIterable {
    /// The label stands without a human.
    case accepted
    /// No label.
    case abstained
    /// No label: the model says that the input is of none of its classes.
    case outOfDistribution = "out_of_distribution"
}

/// Why a decision was taken.
package enum DecisionReason: String, Hashable, Sendable, Codable, CaseIterable {
    case aboveThreshold = "above_threshold"
    case belowThreshold = "below_threshold"
    case noChampion = "no_champion"
    /// Also where a certificate of single classes has none for the predicted class.
    case noCertificate = "no_certificate"
    case seenInTraining = "seen_in_training"
    case fixedThreshold = "fixed_threshold"
    /// The policy is `off`.
    case suspended
    /// It was accepted before, and the champion would not accept it.
    case withdrawn
    /// The model's classifier of inliers says that the input is not of its likeliest class.
    case outlier
}

/// What a person was asked when they named a class.
package enum Question: String, Hashable, Sendable, Codable, CaseIterable {
    /// What a drawn example is, without the model's guess.
    case sample
    /// What one of the champion's least sure examples is.
    case review
}

/// One decision with everything that made it, as it is stored and replied.
package struct LabelDecision: Hashable, Sendable, Codable {
    /// What was decided.
    package var decision: Decision
    /// Why.
    package var reason: DecisionReason
    /// The most likely class; nil without a champion.
    package var label: Int?
    /// The mean softmax of that class over the policy's views, in `0...1`.
    package var confidence: Float?
    /// The threshold that the confidence was compared with.
    package var threshold: Float?
    /// The certificate behind the threshold.
    package var certificate: Int64?
    /// The kind of that certificate.
    package var kind: CertificateKind?
    /// The policy version that was in force.
    package var policyVersion: Int64
    /// The model version that decided.
    package var modelVersion: ModelVersion?

    package init(
        decision: Decision,
        reason: DecisionReason,
        label: Int? = nil,
        confidence: Float? = nil,
        threshold: Float? = nil,
        certificate: Int64? = nil,
        kind: CertificateKind? = nil,
        policyVersion: Int64,
        modelVersion: ModelVersion? = nil
    ) {
        self.decision = decision
        self.reason = reason
        self.label = label
        self.confidence = confidence
        self.threshold = threshold
        self.certificate = certificate
        self.kind = kind
        self.policyVersion = policyVersion
        self.modelVersion = modelVersion
    }
}

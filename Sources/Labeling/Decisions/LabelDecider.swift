package import Domain

/// What a champion says about one example.
package struct LabelPrediction: Hashable, Sendable {
    /// The most likely class.
    package var label: Int
    /// The mean softmax of that class over the policy's views, in `0...1`.
    package var confidence: Float

    /// Creates a prediction.
    package init(label: Int, confidence: Float) {
        self.label = label
        self.confidence = confidence
    }
}

/// Turns a prediction into a decision under one policy and one release.
///
/// A value that a release carries: making it checks once what every decision then relies on.
package struct LabelDecider: Hashable, Sendable {
    private enum Mode: Hashable {
        case noChampion
        case suspended
        case noCertificate
        case guaranteed(thresholds: Thresholds, certificate: Int64)
        case fixed(threshold: Float)
    }

    /// The certified thresholds.
    private enum Thresholds: Hashable {
        case one(Float)
        /// `[C]`, nil for a class without a certificate.
        case perClass([Float?])

        /// The threshold of a predicted class; nil: its labels are never accepted.
        func of(_ label: Int) -> Float? {
            switch self {
            case .one(let threshold): threshold
            case .perClass(let all): all.indices.contains(label) ? all[label] : nil
            }
        }
    }

    /// The policy version in force.
    package let policyVersion: Int64
    /// The champion; nil when there is none.
    package let modelVersion: ModelVersion?
    private let mode: Mode

    /// Creates the decider of a release.
    ///
    /// A certificate is used only where it was made for this model, for these views, and for a
    /// promise at least as strict as the policy's; any other counts as none.
    package init(
        policy: AutoLabelPolicy,
        policyVersion: Int64,
        champion: ModelVersion?,
        certificate: Certificate?,
        isSuspended: Bool = false
    ) {
        self.policyVersion = policyVersion
        modelVersion = champion
        mode = Self.mode(policy, champion, certificate, isSuspended)
    }

    /// Decides about one example.
    ///
    /// - Parameters:
    ///   - prediction: nil where there is no champion.
    ///   - isSeenInTraining: whether the example stood in the champion's snapshot, with a label or
    ///     without: a model is over-sure about those, and no certificate covers them.
    /// - Returns: the decision with everything that made it.
    package func decide(
        _ prediction: LabelPrediction?,
        isSeenInTraining: Bool
    ) -> LabelDecision {
        guard let prediction else { return abstain(.noChampion, nil) }
        switch mode {
        case .noChampion:
            return abstain(.noChampion, prediction)
        case .suspended:
            return abstain(.suspended, prediction)
        case .noCertificate:
            return abstain(.noCertificate, prediction)
        case .guaranteed(let thresholds, let certificate):
            guard let threshold = thresholds.of(prediction.label) else {
                return abstain(.noCertificate, prediction)
            }
            if isSeenInTraining {
                return abstain(.seenInTraining, prediction, threshold, certificate)
            }
            guard prediction.confidence >= threshold else {
                return abstain(.belowThreshold, prediction, threshold, certificate)
            }
            return decision(.accepted, .aboveThreshold, prediction, threshold, certificate)
        case .fixed(let threshold):
            guard prediction.confidence >= threshold else {
                return abstain(.belowThreshold, prediction, threshold)
            }
            return decision(.accepted, .fixedThreshold, prediction, threshold, nil)
        }
    }

    private static func mode(
        _ policy: AutoLabelPolicy,
        _ champion: ModelVersion?,
        _ certificate: Certificate?,
        _ isSuspended: Bool
    ) -> Mode {
        guard let champion else { return .noChampion }
        switch policy.rule {
        case .off:
            return .suspended
        case _ where isSuspended:
            return .suspended
        case .fixed(let threshold):
            return .fixed(threshold: threshold)
        case .guarantee:
            guard let certificate, certificate.modelVersion == champion,
                certificate.covers(policy)
            else { return .noCertificate }
            let thresholds: Thresholds =
                certificate.perClass.isEmpty
                ? .one(certificate.threshold) : .perClass(certificate.perClass)
            return .guaranteed(thresholds: thresholds, certificate: certificate.id)
        }
    }

    private func abstain(
        _ reason: DecisionReason,
        _ prediction: LabelPrediction?,
        _ threshold: Float? = nil,
        _ certificate: Int64? = nil
    ) -> LabelDecision {
        decision(.abstained, reason, prediction, threshold, certificate)
    }

    private func decision(
        _ decision: Decision,
        _ reason: DecisionReason,
        _ prediction: LabelPrediction?,
        _ threshold: Float?,
        _ certificate: Int64?
    ) -> LabelDecision {
        LabelDecision(
            decision: decision,
            reason: reason,
            label: prediction?.label,
            confidence: prediction?.confidence,
            threshold: threshold,
            certificate: certificate,
            policyVersion: policyVersion,
            modelVersion: modelVersion
        )
    }
}

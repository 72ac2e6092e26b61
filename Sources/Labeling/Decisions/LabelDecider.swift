package import Domain

/// What a champion says about one example.
package struct LabelPrediction: Hashable, Sendable {
    /// The most likely class.
    package var label: Int
    /// The mean softmax of that class over the policy's views, in `0...1`.
    package var confidence: Float
    /// Whether the model says that the example is of none of its classes; certify rows are read by the same rule.
    package var isOutlier: Bool

    /// The confidence that certificates are made with: that of an outlier is below every threshold.
    package var score: Float { isOutlier ? ScoredExample.neverAccepted : confidence }

    package init(label: Int, confidence: Float, isOutlier: Bool = false) {
        self.label = label
        self.confidence = confidence
        self.isOutlier = isOutlier
    }
}

/// What an example is to the model that decides about it.
package enum ExampleStanding: Hashable, Sendable {
    /// It was not seen in training.
    case fresh
    /// It was seen unlabelled, as one of the pool with this number.
    case pool(Int64)
    /// It was seen in training, and no certificate can cover it: a model is over-sure about those.
    case seen
}

/// Turns a prediction into a decision under one policy and one release.
///
/// A value that a release carries: making it checks once what every decision then relies on.
package struct LabelDecider: Hashable, Sendable {
    private enum Mode: Hashable {
        case noChampion
        case suspended
        case guaranteed(fresh: Promise?, pools: [Int64: Promise])
        case fixed(threshold: Float)
    }

    /// What a certificate lets stand.
    private struct Promise: Hashable {
        var thresholds: Thresholds
        var certificate: Int64
        var kind: CertificateKind
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
    ///
    /// - Parameters:
    ///   - policy: the rule.
    ///   - policyVersion: its version.
    ///   - champion: the version that decides; nil: there is none.
    ///   - certificate: what is promised about new data.
    ///   - pools: what is promised about pools.
    package init(
        policy: AutoLabelPolicy,
        policyVersion: Int64,
        champion: ModelVersion?,
        certificate: Certificate?,
        pools: [Certificate] = []
    ) {
        self.policyVersion = policyVersion
        modelVersion = champion
        mode = Self.mode(policy, champion, certificate, pools)
    }

    /// Decides about one example.
    ///
    /// - Parameters:
    ///   - prediction: nil where there is no champion.
    ///   - standing: what the example is to the champion.
    /// - Returns: the decision with everything that made it.
    package func decide(
        _ prediction: LabelPrediction?,
        _ standing: ExampleStanding
    ) -> LabelDecision {
        guard let prediction else { return abstain(.noChampion, nil) }
        switch mode {
        case .noChampion:
            return abstain(.noChampion, prediction)
        case .suspended:
            return abstain(.suspended, prediction)
        case .guaranteed where prediction.isOutlier, .fixed where prediction.isOutlier:
            return decision(.outOfDistribution, .outlier, prediction, nil, nil)
        case .guaranteed(let fresh, let pools):
            switch standing {
            case .fresh: return decide(prediction, fresh, lacking: .noCertificate)
            case .pool(let number):
                return decide(prediction, pools[number], lacking: .seenInTraining)
            case .seen: return decide(prediction, nil, lacking: .seenInTraining)
            }
        case .fixed(let threshold):
            guard prediction.confidence >= threshold else {
                return abstain(.belowThreshold, prediction, threshold)
            }
            return decision(.accepted, .fixedThreshold, prediction, threshold, nil)
        }
    }

    private func decide(
        _ prediction: LabelPrediction,
        _ promise: Promise?,
        lacking reason: DecisionReason
    ) -> LabelDecision {
        guard let promise else { return abstain(reason, prediction) }
        guard let threshold = promise.thresholds.of(prediction.label) else {
            return abstain(.noCertificate, prediction)
        }
        guard prediction.confidence >= threshold else {
            return abstain(.belowThreshold, prediction, threshold, promise)
        }
        return decision(.accepted, .aboveThreshold, prediction, threshold, promise)
    }

    private static func mode(
        _ policy: AutoLabelPolicy,
        _ champion: ModelVersion?,
        _ certificate: Certificate?,
        _ pools: [Certificate]
    ) -> Mode {
        guard let champion else { return .noChampion }
        switch policy.rule {
        case .off:
            return .suspended
        case .fixed(let threshold):
            return .fixed(threshold: threshold)
        case .guarantee:
            let all = ([certificate].compactMap(\.self) + pools).filter {
                $0.modelVersion == champion && $0.covers(policy)
            }
            var byPool: [Int64: Promise] = [:]
            for certificate in all {
                if let pool = certificate.pool { byPool[pool.number] = promise(certificate) }
            }
            return .guaranteed(
                fresh: all.first { $0.kind == .fresh }.map(promise),
                pools: byPool
            )
        }
    }

    private static func promise(_ certificate: Certificate) -> Promise {
        Promise(
            thresholds: certificate.perClass.isEmpty
                ? .one(certificate.threshold) : .perClass(certificate.perClass),
            certificate: certificate.id,
            kind: certificate.kind
        )
    }

    private func abstain(
        _ reason: DecisionReason,
        _ prediction: LabelPrediction?,
        _ threshold: Float? = nil,
        _ promise: Promise? = nil
    ) -> LabelDecision {
        decision(.abstained, reason, prediction, threshold, promise)
    }

    private func decision(
        _ decision: Decision,
        _ reason: DecisionReason,
        _ prediction: LabelPrediction?,
        _ threshold: Float?,
        _ promise: Promise?
    ) -> LabelDecision {
        LabelDecision(
            decision: decision,
            reason: reason,
            label: prediction?.label,
            confidence: prediction?.confidence,
            threshold: threshold,
            certificate: promise?.certificate,
            kind: promise?.kind,
            policyVersion: policyVersion,
            modelVersion: modelVersion
        )
    }
}

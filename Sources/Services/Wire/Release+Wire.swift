package import Domain
package import Messages
package import Store

extension Messages.Release {
    /// A stored release; a certificate that was voided counts as none.
    package init(_ release: Store.Release) {
        self.init(
            number: release.sequence,
            modelVersion: release.version,
            policyVersion: release.policyVersion,
            publishedAt: Timestamp(milliseconds: release.createdAt)
        )
        if let certificate = release.certificate, !release.certificateIsVoid {
            self.certificate = Messages.Certificate(certificate)
            if certificate.leavesClassesOut { certificateMissing = release.reason }
        } else if let certificate = release.certificate {
            certificateMissing =
                "certificate \(certificate.id) is void, because a certify label under it changed"
        } else {
            certificateMissing = release.reason
        }
    }
}

extension Messages.Certificate {
    /// A stored certificate.
    package init(_ certificate: Domain.Certificate) {
        self.init(
            id: certificate.id,
            modelVersion: certificate.modelVersion,
            threshold: certificate.threshold,
            epsilon: certificate.epsilon,
            delta: certificate.delta,
            look: UInt32(clamping: certificate.look),
            level: certificate.level,
            views: UInt32(clamping: certificate.views),
            certifyCount: UInt32(clamping: certificate.certifyCount),
            accepted: UInt32(clamping: certificate.accepted),
            wrong: UInt32(clamping: certificate.wrong),
            promise: certificate.promise,
            perClass: certificate.perClass.enumerated().map { index, threshold in
                ClassThreshold(classIndex: UInt32(clamping: index), threshold: threshold)
            }
        )
    }
}

extension Messages.GateDecision {
    /// A stored decision of the gate.
    package init(_ decision: Domain.GateDecision) {
        self.init(
            passed: decision.passed,
            policy: Messages.GatePolicy(decision.policy),
            referenceVersion: decision.reference ?? 0,
            compared: UInt32(clamping: decision.count),
            won: UInt32(clamping: decision.won),
            lost: UInt32(clamping: decision.lost),
            statistic: decision.statistic,
            comparisons: UInt32(clamping: decision.comparisons),
            reason: decision.reason
        )
    }
}

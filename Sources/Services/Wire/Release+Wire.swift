package import Domain
package import Labeling
package import Messages
package import Store

extension Wire.Release {
    /// A stored release; a certificate that was voided counts as none.
    package init(_ release: Release) {
        self.init(
            number: release.sequence,
            modelVersion: release.version,
            policyVersion: release.policyVersion,
            publishedAt: Wire.Timestamp(milliseconds: release.createdAt),
            reason: release.reason
        )
        if let certificate = release.certificate, !release.certificateIsVoid {
            self.certificate = Wire.Certificate(certificate)
            if certificate.leavesClassesOut { certificateMissing = release.reason }
        } else if let certificate = release.certificate {
            certificateMissing =
                "certificate \(certificate.id) is void, because a certify label under it changed"
        } else {
            certificateMissing = release.reason
        }
        poolCertificates = release.pools.map { Wire.Certificate($0) }
    }
}

extension Wire.Certificate {
    /// A stored certificate.
    package init(_ certificate: Certificate) {
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
                Wire.ClassThreshold(classIndex: UInt32(clamping: index), threshold: threshold)
            },
            kind: Wire.CertificateKind(certificate.kind),
            pool: certificate.pool?.number ?? 0,
            poolCount: UInt64(clamping: certificate.pool?.count ?? 0),
            poolAccepted: UInt64(clamping: certificate.pool?.accepted ?? 0),
            attestations: certificate.attestations
        )
    }
}

extension Wire.GateDecision {
    /// A stored decision of the gate.
    package init(_ decision: GateDecision) {
        self.init(
            passed: decision.passed,
            policy: Wire.GatePolicy(decision.policy),
            referenceVersion: decision.reference ?? 0,
            compared: UInt32(clamping: decision.count),
            won: UInt32(clamping: decision.won),
            lost: UInt32(clamping: decision.lost),
            statistic: decision.statistic,
            comparisons: UInt32(clamping: decision.comparisons),
            reason: decision.reason,
            standardVersion: decision.standard ?? 0
        )
    }
}

extension Wire.Look {
    /// What a set of certify labels was or would be asked.
    package init(_ look: LookReport) {
        self.init(
            kind: Wire.CertificateKind(look.kind),
            pool: look.pool ?? 0,
            result: Result(look.result),
            number: UInt32(clamping: look.number),
            level: look.level,
            minimum: UInt32(clamping: look.minimum),
            labels: UInt32(clamping: look.labels),
            reason: look.reason
        )
    }
}

extension Wire.Look.Result {
    fileprivate init(_ result: LookReport.Result) {
        self =
            switch result {
            case .due: .due
            case .kept: .kept
            case .certified: .certified
            case .refused: .refused
            case .tooFewLabels: .tooFewLabels
            case .askedBefore: .askedBefore
            }
    }
}

extension Wire.Draw {
    /// A stored draw.
    package init(_ draw: Draw) {
        self.init(
            id: draw.id,
            split: Wire.Split(draw.split),
            pool: draw.pool ?? 0,
            firstSequence: draw.first,
            lastSequence: draw.last,
            seed: draw.seed,
            count: UInt32(clamping: draw.size),
            population: UInt64(clamping: draw.population),
            open: UInt32(clamping: draw.open),
            createdAt: Wire.Timestamp(milliseconds: draw.createdAt)
        )
    }
}

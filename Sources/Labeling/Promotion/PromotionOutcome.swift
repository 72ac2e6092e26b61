package import Domain
package import Store

/// What became of a candidate.
package struct PromotionOutcome: Sendable {
    /// What the gate decided and why.
    package var gate: GateDecision
    /// The release that now serves, the new one or the old; nil: there is none.
    package var release: Release?
    /// What a look at the certify split found; nil: no look was tried.
    package var certification: Certification?

    /// Whether the candidate serves now.
    package var isPromoted: Bool { gate.passed }
}

/// Whether a certificate could be had, and the sentence that says why.
struct CertificateAttempt: Sendable {
    var certificate: Certificate?
    var certification: Certification?
    var reason: String
    /// What the certify split held when it was read.
    var stamp: SplitStamp?

    /// No look was tried, for `reason`.
    static func none(_ reason: String) -> CertificateAttempt { CertificateAttempt(reason: reason) }
}

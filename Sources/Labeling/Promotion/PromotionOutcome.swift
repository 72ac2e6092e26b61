package import Domain
package import Store

/// What became of a candidate.
package struct PromotionOutcome: Sendable {
    /// What the gate decided and why.
    package var gate: GateDecision
    /// The release that now serves, the new one or the old; nil: there is none.
    package var release: Release?
    /// What a look at the certify split found; nil: none was tried.
    package var certification: Certification?
    /// What each set of certify labels was asked, and what that cost.
    package var looks: [LookReport] = []

    /// Whether the candidate serves now.
    package var isPromoted: Bool { gate.passed }
}

/// What one set of certify labels, of the certify split or of a pool, was or would be asked.
package struct LookReport: Hashable, Sendable, Codable {
    /// What came of it.
    package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        /// A look would be taken: a dry run.
        case due
        /// A certificate that holds is kept, without a look.
        case kept
        /// A look was taken, and gave a certificate.
        case certified
        /// A look was taken, and gave none.
        case refused
        /// There are too few labels, or a sample is not answered whole; nothing is spent.
        case tooFewLabels = "too_few_labels"
        /// A look asked the same of the same labels before; nothing is spent.
        case askedBefore = "asked_before"
    }

    /// What the promise is about.
    package var kind: CertificateKind
    /// The number of the pool; nil: new data.
    package var pool: Int64?
    /// What came of it.
    package var result: Result
    /// Which look at these labels this is, or would be, from 1.
    package var number: Int
    /// Its level, `delta / (number * (number + 1))`.
    package var level: Double
    /// The accepted labels needed when none is wrong.
    package var minimum: Int
    /// The labels that there are.
    package var labels: Int
    /// What came of it, in a sentence.
    package var reason: String

    /// Whether a look was spent.
    package var isSpent: Bool { result == .certified || result == .refused }
}

/// Whether a certificate could be had, and the sentence that says why.
struct CertificateAttempt: Sendable {
    var certificate: Certificate?
    /// Those of pools.
    var pools: [Certificate] = []
    var certification: Certification?
    var looks: [LookReport] = []
    var reason: String
    /// What the certify rows of pools held when they were read.
    var poolStamps: [Int64: SplitStamp] = [:]
    /// What the certify split held when it was read.
    var stamp: SplitStamp?
    /// The first example of the certify split that counted for the version.
    var stampStart: Int64 = 0
    /// The policy version that was in force when it was tried; nil: the one in force when it is stored.
    ///
    /// Policies that came in between are still to be acted on.
    var policyVersion: Int64?

    /// No look was tried, for `reason`.
    static func none(_ reason: String) -> CertificateAttempt { CertificateAttempt(reason: reason) }
}

/// How hard a certificate is tried for.
enum CertificateEffort: Sendable {
    /// One that holds is found again; nothing is spent.
    case find
    /// One that holds is found again; else a look is taken.
    case tryFor
    /// A look is taken also where one holds, which a failure does not lose.
    case tryAgain
    /// Nothing is done; what a look would cost is said.
    case price(isAgain: Bool)

    var mayLook: Bool {
        if case .find = self { false } else { true }
    }
}

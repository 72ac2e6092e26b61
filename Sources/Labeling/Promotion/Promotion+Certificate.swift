internal import Domain
internal import Store

// Certificates: those that hold are found again, others are tried for.
extension Promotion {
    /// Has the certificates that `policy` asks for, of each kind; a look is spent only where there are
    /// enough labels to make it worth its price.
    func certify(
        _ model: any LoadedModel,
        _ policy: AutoLabelPolicy,
        _ effort: CertificateEffort
    ) async throws -> CertificateAttempt {
        guard let promise = Promise(policy) else {
            return .none("the auto-label policy promises nothing, so there is no certificate")
        }
        let (project, version) = (model.project, model.version)
        let (holding, pools) = try await store.read { reader in
            (
                try reader.holdingCertificates(project, of: version)
                    .filter { $0.covers(policy) }.sorted { Self.isBetter($0, than: $1) },
                try reader.draws(project).pools
            )
        }
        let fresh = try await ask(model, effort, holding.first { $0.kind == .fresh }, promise) {
            try await self.certifySplit(model, promise)
        }
        var attempt = CertificateAttempt(
            certificate: fresh.certificate,
            certification: fresh.certification,
            looks: [fresh.report].compactMap(\.self),
            reason: fresh.report?.reason ?? "",
            stamp: fresh.set?.stamp,
            stampStart: fresh.set?.stampStart ?? 0
        )
        for pool in pools {
            let kept = holding.first { $0.pool?.number == pool.number }
            let answer = try await ask(model, effort, kept, promise) {
                try await self.certifyRows(of: pool, model, promise)
            }
            if let certificate = answer.certificate { attempt.pools.append(certificate) }
            attempt.poolStamps[pool.number] = answer.set?.stamp
            if let report = answer.report { attempt.looks.append(report) }
        }
        return attempt
    }

    /// What came of one set of certify labels.
    private struct Answer {
        var certificate: Certificate?
        var report: LookReport?
        var certification: Certification?
        var set: CertifySet?
    }

    /// Keeps what holds, or looks at a set of certify labels where that is worth its price.
    private func ask(
        _ model: any LoadedModel,
        _ effort: CertificateEffort,
        _ kept: Certificate?,
        _ promise: Promise,
        _ make: () async throws -> CertifySet?
    ) async throws -> Answer {
        if let kept, !effort.looksAgain {
            return Answer(certificate: kept, report: LookReport(keeping: kept))
        }
        guard effort.mayLook, let set = try await make() else { return Answer(certificate: kept) }
        var report = set.report
        if let lack = set.lack {
            report.result = .tooFewLabels
            report.reason = lack
            return Answer(certificate: kept, report: report, certification: set.refusal)
        }
        let (project, version, pool) = (model.project, model.version, report.pool)
        if let earlier = try await store.read({
            try $0.look(project, pool: pool, asking: set.question)
        }), earlier.refusal != nil || kept != nil {
            // A later look is stricter, so the same labels have nothing else to say.
            report.result = .askedBefore
            report.reason =
                "look \(earlier.number) asked the same of the same labels: "
                + (earlier.refusal
                    ?? "certificate \(kept?.id ?? 0) accepts the most of what came of them")
            return Answer(certificate: kept, report: report)
        }
        if case .price = effort { return Answer(certificate: kept, report: report) }
        // Durable before a label is used: a crash in between costs a look, and promises nothing.
        let look = try await set.read()
        report.number = try await store.write {
            try $0.takeLook(project, pool: pool, version: version, question: set.question)
        }
        let found = look(report.number)
        report.level = found.level
        report.reason = found.reason
        var made = found.certificate(
            modelVersion: model.version,
            delta: promise.delta,
            views: promise.policy.views
        )
        made?.attestations = set.attestations
        report.result = made == nil ? .refused : .certified
        if made == nil {
            let (number, reason) = (report.number, report.reason)
            try await store.write {
                try $0.refuseLook(project, pool: pool, number: number, because: reason)
            }
        }
        return Answer(
            certificate: Self.better(made, kept),
            report: report,
            certification: found,
            set: made == nil ? nil : set
        )
    }

    /// The one that accepts more, of two that hold; where they are alike the new one.
    private static func better(_ made: Certificate?, _ kept: Certificate?) -> Certificate? {
        guard let made, let kept else { return made ?? kept }
        return isBetter(kept, than: made) ? kept : made
    }

    /// Whether the first accepts more: one of more classes, then the lower threshold.
    private static func isBetter(_ first: Certificate, than second: Certificate) -> Bool {
        func leftOut(_ certificate: Certificate) -> Int {
            certificate.perClass.count { $0 == nil }
        }
        if leftOut(first) != leftOut(second) { return leftOut(first) < leftOut(second) }
        return first.threshold < second.threshold
    }
}

/// What is promised.
struct Promise: Sendable {
    var policy: AutoLabelPolicy
    var epsilon: Double
    var delta: Double

    /// The promise of a policy; nil: it promises nothing.
    init?(_ policy: AutoLabelPolicy) {
        guard case .guarantee(let epsilon, let delta) = policy.rule else { return nil }
        self.policy = policy
        self.epsilon = epsilon
        self.delta = delta
    }

    /// What is asked of a model, as a key.
    func question(of model: any LoadedModel) -> String {
        "version \(model.version) epsilon \(epsilon) delta \(delta) views \(policy.views) "
            + "per class \(policy.perClass)"
    }
}

extension LookReport {
    /// A certificate that holds was found again.
    fileprivate init(keeping certificate: Certificate) {
        self.init(
            kind: certificate.kind,
            pool: certificate.pool?.number,
            result: .kept,
            number: certificate.look,
            level: certificate.level,
            minimum: 0,
            labels: certificate.certifyCount,
            reason: "certificate \(certificate.id) still holds; no look is spent"
        )
    }
}

extension CertificateEffort {
    /// Whether a look is taken although a certificate holds.
    fileprivate var looksAgain: Bool {
        switch self {
        case .tryAgain, .price(isAgain: true): true
        case .find, .tryFor, .price(isAgain: false): false
        }
    }
}

internal import Domain
internal import Store

/// One set of certify labels, of the certify split or of a pool, and how to look at it.
struct CertifySet: Sendable {
    /// What is known without a label.
    var report: LookReport
    /// Which labels are asked what; the same question is not paid for twice.
    var question: String
    /// Why no look is worth its price; nil: one is.
    var lack: String?
    /// How the certifier says that; nil where it is not the certifier that does.
    var refusal: Certification?
    /// What the promise rests on.
    var attestations: [String] = []
    /// What the certify split, or the pool's certify rows, held.
    var stamp: SplitStamp?
    /// Examples of the split count from the one after this on.
    var stampStart: Int64 = 0
    /// Reads all that a look needs, which may fail, before one is paid for; what it returns looks at the
    /// labels, with the number of the look.
    var read: @Sendable () async throws -> @Sendable (Int) -> Certification
}

extension CertifySet {
    /// A set of which no look is worth its price.
    fileprivate init(_ report: LookReport, _ question: String, lack: String) {
        self.init(report: report, question: question, lack: lack) {
            preconditionFailure("a look at \(lack)")
        }
    }
}

extension Promotion {
    /// The certify split, as it stands for a model.
    func certifySplit(_ model: any LoadedModel, _ promise: Promise) async throws -> CertifySet {
        let project = model.project
        let (seen, open, looks, gateStamp, stamp) = try await store.read { reader in
            let seen = try reader.seen(project, model.version)
            return (
                seen, try reader.openSamples(project, .certify), try reader.looks(project),
                try reader.stamp(project, .gate, newerThan: seen.newerThan),
                try reader.stamp(project, .certify, newerThan: seen.newerThan)
            )
        }
        let missing = try await deletedExamples(project, newerThan: seen.newerThan)
        let question =
            "\(promise.question(of: model)) gate \(gateStamp) certify \(stamp) after \(seen.newerThan)"
        @Sendable func certifier(_ look: Int) -> Certifier {
            Certifier(epsilon: promise.epsilon, delta: promise.delta, look: look)
        }
        let next = certifier(looks + 1)
        let report = LookReport(
            kind: .fresh,
            pool: nil,
            result: .due,
            number: looks + 1,
            level: next.level,
            minimum: next.minimum,
            labels: Int(stamp.count),
            reason: "look \(looks + 1) at the \(stamp.count) certify labels would be spent"
        )
        guard open == 0 else {
            return CertifySet(report, question, lack: Self.unfinished(open))
        }
        let views = promise.policy.views
        let gate = try await predictions(of: model, on: .gate, views: views)
        if let lack = Self.lack(of: gate) {
            return CertifySet(report, question, lack: lack + Self.newerOnly(seen.newerThan))
        }
        let refusal: Certification?
        let read: @Sendable () async throws -> @Sendable (Int) -> Certification
        if promise.policy.perClass {
            let names = try await store.read { try $0.project(project).classes }
            // How many are predicted as each class needs inputs only, so it may be known before.
            let examples = try await predictions(of: model, on: .certify, views: views)
            let all = ClassExamples.all(names, gate: gate, certify: examples, missing)
            refusal = next.refusal(all)
            read = { { certifier($0).certify(all) } }
        } else {
            refusal = next.refusal(certifyCount: Int(stamp.count))
            read = {
                let examples = try await predictions(of: model, on: .certify, views: views)
                return { number in
                    certifier(number).certify(
                        gateConfidences: gate.confidences,
                        examples: examples.scored + missing
                    )
                }
            }
        }
        return CertifySet(
            report: report,
            question: question,
            lack: refusal.map { $0.reason + Self.newerOnly(seen.newerThan) },
            refusal: refusal,
            attestations: seen.attestations,
            stamp: stamp,
            stampStart: seen.newerThan,
            read: read
        )
    }

    /// The deleted examples of the certify split: whoever deletes could choose which, so the worst is
    /// assumed of each.
    private func deletedExamples(
        _ project: ProjectName,
        newerThan: SequenceNumber
    ) async throws -> [ScoredExample] {
        let count = try await store.read {
            try $0.deletedCount(project, .certify, newerThan: newerThan)
        }
        return Array(repeating: ScoredExample(confidence: 1, isCorrect: false), count: count)
    }

    /// The certify rows of a pool, as they stand for a model; nil: it was not trained here.
    func certifyRows(
        of pool: Pool,
        _ model: any LoadedModel,
        _ promise: Promise
    ) async throws -> CertifySet? {
        let (project, version) = (model.project, model.version)
        guard let membership = try await store.membership(of: pool, in: version, of: project)
        else { return nil }
        let (looks, stamp, attestations) = try await store.read { reader in
            (
                try reader.looks(project, pool: pool.number),
                try reader.stamp(project, ofPool: pool.number),
                try reader.seen(project, version).attestations
            )
        }
        @Sendable func certifier(_ look: Int) -> PoolCertifier {
            PoolCertifier(
                epsilon: promise.epsilon,
                delta: promise.delta,
                look: look,
                number: pool.number
            )
        }
        let next = certifier(looks + 1)
        let reader = PoolReader(store: store, project: project, membership: membership)
        let sizes = try await reader.sizes()
        let report = LookReport(
            kind: .pool,
            pool: pool.number,
            result: .due,
            number: looks + 1,
            level: next.level,
            minimum: sizes.pool > 0 ? next.minimum(poolCount: sizes.pool) : 0,
            labels: sizes.drawn,
            reason: "look \(looks + 1) at the \(sizes.drawn) certify labels of pool \(pool.number) "
                + "would be spent"
        )
        return CertifySet(
            report: report,
            question: "\(promise.question(of: model)) rows \(sizes.state)",
            lack: membership.answersMayBeSeen
                ? Self.seenAnswers(pool) : Self.lack(sizes, pool, promise, next),
            attestations: attestations,
            stamp: stamp
        ) {
            let reading = try await reader.read(model, views: promise.policy.views)
            return { number in
                certifier(number).certify(
                    pool: reading.confidences,
                    drawn: reading.drawn,
                    chosen: reading.chosen
                )
            }
        }
    }

    /// Why no threshold comes from the gate split; nil: some do.
    private static func lack(of gate: SplitPredictions) -> String? {
        let words = "no certificate: its thresholds come from the gate split, "
        guard gate.count > 0 else { return words + "which has no labels" }
        guard gate.confidences.contains(where: { $0 > ScoredExample.neverAccepted }) else {
            return words + "and the model says that every example there is of none of the classes"
        }
        return nil
    }

    /// Who leaves the hard ones unanswered would choose what counts.
    private static func unfinished(_ open: Int) -> String {
        "no certificate: \(open) examples that were drawn for certify are not answered yet; answer or "
            + "skip them (a skipped one counts as wrong)"
    }

    private static func seenAnswers(_ pool: Pool) -> String {
        "no certificate for pool \(pool.number): its sample was known when weights were imported that "
            + "the model comes from, and what those have seen is not known (attest with "
            + "--attest-unseen that they saw no label of it)"
    }

    /// Why no look at a pool is worth its price; nil: one is.
    private static func lack(
        _ sizes: PoolSizes,
        _ pool: Pool,
        _ promise: Promise,
        _ next: PoolCertifier
    ) -> String? {
        if promise.policy.perClass {
            return
                "no certificate for pool \(pool.number): a pool is promised one error rate over all "
                + "classes, and the policy asks for one of each class"
        }
        if sizes.open > 0 {
            return
                "no certificate for pool \(pool.number): \(sizes.open) of its drawn examples are not "
                + "answered yet, and a sample counts when all of it is"
        }
        return next.refusal(poolCount: sizes.pool, certifyCount: sizes.drawn)?.reason
    }

    func predictions(
        of model: any LoadedModel,
        on split: Split,
        views: Int
    ) async throws -> SplitPredictions {
        try await evaluator.predictions(of: [model], on: split, views: views)[0]
    }

    /// What an import restricts, for a sentence; empty without one.
    private static func newerOnly(_ newerThan: SequenceNumber) -> String {
        newerThan == 0
            ? ""
            : "; what the imported weights have seen is not known, so only examples count that were "
                + "ingested after the import (attest with --attest-unseen that they saw none)"
    }
}

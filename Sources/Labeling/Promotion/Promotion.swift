package import Domain
package import Store

/// Puts model versions into service, with the certificate that they can have.
///
/// Everything that changes what serves goes through here, one change at a time per project:
/// promotion through the gate, rollback, new policies, and labels that void a certificate.
package struct Promotion: Sendable {
    let store: DataStore
    let host: any ModelHost
    let evaluator: Evaluator
    private let turns = Turns()

    /// Creates the one promotion of a server.
    package init(store: DataStore, host: any ModelHost) {
        self.store = store
        self.host = host
        evaluator = Evaluator(store: store)
    }

    /// Puts `version` into service if the gate lets it; a refusal is a normal outcome.
    ///
    /// The first model of a project passes without a test, and spends no look at the certify labels;
    /// neither does one that passes by the gate `always`. Promoting the champion once more takes a
    /// look, without a gate: that is how to try again for a certificate.
    ///
    /// - Parameters:
    ///   - version: the candidate.
    ///   - project: its project.
    ///   - gate: the gate; nil: the project's.
    ///   - also: what is written with the outcome, both or neither.
    /// - Returns: the decision, and the release that serves now.
    /// - Throws: ``Failure``: not found, or data loss where weights are not what was stored.
    package func promote(
        _ version: ModelVersion,
        of project: ProjectName,
        gate: GatePolicy? = nil,
        also: @escaping @Sendable (StoreWriter, PromotionOutcome) throws -> Void = { _, _ in }
    ) async throws -> PromotionOutcome {
        try gate?.validate()
        return try await turns.run(project) {
            try await decide(version, project, gate: gate, also: also)
        }
    }

    /// Restores an older release whole: weights, threshold and certificate.
    ///
    /// The policies in force stay. No gate, no new look; a certificate that was voided stays void.
    ///
    /// - Parameters:
    ///   - project: the project.
    ///   - number: the release; nil: the last one of another model version than the champion's.
    ///   - also: what is written with the release, both or neither.
    /// - Returns: the new release, with the old one's content.
    /// - Throws: ``Failure``: failed precondition where there is no older release.
    package func rollback(
        _ project: ProjectName,
        to number: SequenceNumber? = nil,
        also: @escaping @Sendable (StoreWriter, Release) throws -> Void = { _, _ in }
    ) async throws -> Release {
        try await turns.run(project) {
            let target = try await rollbackTarget(project, number)
            let model = try await host.load(target.version, of: project)
            let certificate = target.certificateIsVoid ? nil : target.certificate
            var reason = "rolled back to release \(target.sequence), version \(target.version)"
            // Which classes it leaves out stands in the reason alone.
            if certificate?.leavesClassesOut == true { reason += "; \(target.reason)" }
            let attempt = CertificateAttempt(certificate: certificate, reason: reason)
            return try await publish(model, attempt, also: also)
        }
    }

    /// Puts what the store says into service, at the start of a server.
    ///
    /// - Returns: the release that serves; nil: the project has none.
    /// - Throws: ``Failure`` where the weights are not what was stored.
    @discardableResult
    package func restore(_ project: ProjectName) async throws -> Release? {
        try await turns.run(project) {
            let found = try await store.read { reader in
                (try reader.project(project), try reader.currentRelease(project))
            }
            guard let release = found.1 else { return nil }
            let model = try await host.load(release.version, of: project)
            await host.publish(model, under: Self.terms(release, found.0))
            return release
        }
    }

    /// Brings what serves in line with policies or certify labels that have changed.
    ///
    /// A certificate that was voided goes. Where the policy promises something else than the
    /// certificate does (another error rate or confidence, other views), a look is taken for a new
    /// one; a champion that never had a certificate gets none this way unless the promise changed.
    ///
    /// - Returns: the release that serves now; nil: the project has none.
    /// - Throws: ``Failure`` of the store or of a model.
    @discardableResult
    package func refresh(_ project: ProjectName) async throws -> Release? {
        try await turns.run(project) { try await bringUpToDate(project) }
    }

    /// Runs `body` while nothing changes what serves for `project`; for its deletion.
    ///
    /// - Throws: what `body` threw.
    package func alone<Result: Sendable>(
        _ project: ProjectName,
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        try await turns.run(project, body)
    }

    private func decide(
        _ version: ModelVersion,
        _ project: ProjectName,
        gate override: GatePolicy?,
        also: @escaping @Sendable (StoreWriter, PromotionOutcome) throws -> Void
    ) async throws -> PromotionOutcome {
        let (row, current) = try await store.read { reader in
            _ = try reader.model(project, version)
            return (try reader.project(project), try reader.currentRelease(project))
        }
        let policy = override ?? row.policies.gate
        let candidate = try await host.load(version, of: project)
        let autoLabel = row.policies.autoLabel
        let isChampion = current?.version == version
        let decision =
            if isChampion {
                Gate(policy).again(version)
            } else {
                try await judge(candidate, current?.version, policy, autoLabel.views) {
                    guard !$1.passed else { return }
                    try also($0, PromotionOutcome(gate: $1, release: current, certification: nil))
                }
            }
        guard decision.passed else {
            return PromotionOutcome(gate: decision, release: current, certification: nil)
        }
        let isTested = isChampion || (current != nil && policy != .always)
        let attempt =
            isTested
            ? try await certify(candidate, autoLabel)
            : .none(Self.noLook(version, isFirst: current == nil))
        @Sendable func outcome(_ release: Release) -> PromotionOutcome {
            PromotionOutcome(
                gate: decision,
                release: release,
                certification: attempt.certification
            )
        }
        let release = try await publish(candidate, attempt) { try also($0, outcome($1)) }
        return outcome(release)
    }

    /// Lets the gate decide about a challenger, and keeps its decision.
    private func judge(
        _ challenger: any LoadedModel,
        _ champion: ModelVersion?,
        _ policy: GatePolicy,
        _ views: Int,
        also: @escaping @Sendable (StoreWriter, GateDecision) throws -> Void
    ) async throws -> GateDecision {
        let project = challenger.project
        var decision = Gate(policy).first()
        if let champion {
            var reference = champion
            if case .nonInferior = policy {
                reference = try await store.read { try Self.reference(for: champion, project, $0) }
            }
            let models = [challenger, try await host.load(reference, of: project)]
            let results = try await evaluator.predictions(of: models, on: .gate, views: views)
            decision = Gate(policy).decide(
                GateComparison(challenger: results[0].isCorrect, reference: results[1].isCorrect),
                reference: reference
            )
        }
        let made = decision
        return try await store.write { writer in
            let kept = try writer.addGateDecision(project, challenger: challenger.version, made)
            try also(writer, kept)
            return kept
        }
    }

    /// The last champion, from `champion` back, that passed `better` or was the first.
    static func reference(
        for champion: ModelVersion,
        _ project: ProjectName,
        _ reader: StoreReader
    ) throws -> ModelVersion {
        var version = champion
        var seen: Set<ModelVersion> = [champion]
        while let passed = try reader.lastPass(project, of: version), passed.policy != .better,
            let earlier = passed.reference, seen.insert(earlier).inserted
        {
            version = earlier
        }
        return version
    }

    private static func noLook(_ version: ModelVersion, isFirst: Bool) -> String {
        (isFirst ? "the first model of a project" : "a model promoted without a test")
            + " spends no look at the certify labels; promote version \(version) once more to try "
            + "for a certificate"
    }
}

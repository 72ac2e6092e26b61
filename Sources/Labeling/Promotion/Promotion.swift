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
    /// Is called when a relabel was queued.
    package let relabels: @Sendable () -> Void
    private let turns = Turns()

    /// Creates the one promotion of a server.
    ///
    /// - Parameters:
    ///   - store: what is durable.
    ///   - host: loads models and serves them.
    ///   - relabels: is called when a relabel was queued.
    package init(
        store: DataStore,
        host: any ModelHost,
        relabels: @escaping @Sendable () -> Void = {}
    ) {
        self.store = store
        self.host = host
        self.relabels = relabels
        evaluator = Evaluator(store: store)
    }

    /// Puts `version` into service if the gate lets it; a refusal is a normal outcome.
    ///
    /// The first model of a project passes without a test, and spends no look at the certify labels;
    /// neither does one that passes by the gate `always`. Promoting the champion once more tries for
    /// the certificates that it has not, without a gate; those that hold are kept.
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
            let attempt = CertificateAttempt(
                certificate: certificate,
                pools: target.pools,
                reason: reason
            )
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
            guard release.policyVersion != found.0.policyVersion || release.certificateIsVoid else {
                return release
            }
            // The last server ended between the policies, or the answer that voids, and the release.
            return try await bringUpToDate(project).release
        }
    }

    /// Brings what serves in line with policies or certify labels that have changed.
    ///
    /// A certificate that was voided goes. Where the policy promises something else than before
    /// (another error rate or confidence, other views), certificates that hold and promise that are
    /// found again, and else a look is taken; a champion that never had a certificate gets none this
    /// way unless the promise changed.
    ///
    /// - Returns: the release that serves now, nil: the project has none; and what was spent.
    /// - Throws: ``Failure`` of the store or of a model.
    @discardableResult
    package func refresh(
        _ project: ProjectName
    ) async throws -> (release: Release?, looks: [LookReport]) {
        try await turns.run(project) { try await bringUpToDate(project) }
    }

    /// Takes looks for certificates of the champion: where it has none, or also where one holds, which
    /// is lost only to a new one.
    ///
    /// - Parameters:
    ///   - project: the project.
    ///   - again: whether also where one holds.
    ///   - also: what is written with the release, both or neither.
    /// - Returns: the release that serves now, and what was spent.
    /// - Throws: ``Failure``: failed precondition without a champion.
    package func certify(
        _ project: ProjectName,
        again: Bool = false,
        also: @escaping @Sendable (StoreWriter, Release, [LookReport]) throws -> Void = { _, _, _ in
        }
    ) async throws -> (release: Release, looks: [LookReport]) {
        try await turns.run(project) {
            let (model, row) = try await champion(of: project)
            let effort: CertificateEffort = again ? .tryAgain : .tryFor
            var attempt = try await certify(model, row.policies.autoLabel, effort)
            attempt.policyVersion = row.policyVersion
            let looks = attempt.looks
            let release = try await publish(model, attempt) { try also($0, $1, looks) }
            return (release, looks)
        }
    }

    /// What the looks would cost that certifying `version` under `policy` takes; nothing is spent.
    ///
    /// - Parameters:
    ///   - project: the project.
    ///   - version: the version; nil: the champion.
    ///   - policy: the promise; nil: the one in force.
    ///   - again: whether a look is wanted also where a certificate holds.
    /// - Returns: what each set of certify labels would be asked.
    /// - Throws: ``Failure``: failed precondition without a champion.
    package func price(
        _ project: ProjectName,
        version: ModelVersion? = nil,
        policy: AutoLabelPolicy? = nil,
        again: Bool = false
    ) async throws -> [LookReport] {
        try await turns.run(project) {
            let row = try await store.read { try $0.project(project) }
            let model =
                if let version { try await host.load(version, of: project) } else {
                    try await champion(of: project).model
                }
            let wanted = policy ?? row.policies.autoLabel
            return try await certify(model, wanted, .price(isAgain: again)).looks
        }
    }

    private func champion(
        of project: ProjectName
    ) async throws -> (model: any LoadedModel, row: Project) {
        let (row, current) = try await store.read { reader in
            (try reader.project(project), try reader.currentRelease(project))
        }
        guard let current else {
            throw Failure.precondition("project \(project) has no model in service to certify")
        }
        return (try await host.load(current.version, of: project), row)
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
}

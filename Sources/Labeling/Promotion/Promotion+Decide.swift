package import Domain
package import Store

// The gate: whether a candidate may replace the champion.
extension Promotion {
    func decide(
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
        var attempt = try await certify(candidate, autoLabel, isTested ? .tryFor : .find)
        attempt.policyVersion = row.policyVersion
        if !isTested, attempt.reason.isEmpty {
            attempt.reason = Self.noLook(version, isFirst: current == nil)
        }
        let made = attempt
        @Sendable func outcome(_ release: Release) -> PromotionOutcome {
            PromotionOutcome(
                gate: decision,
                release: release,
                certification: made.certification,
                looks: made.looks
            )
        }
        let release = try await publish(candidate, made) { try also($0, outcome($1)) }
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
        var decision = Gate(policy).first(challenger.version)
        if let champion {
            let standard = try await store.read { try Self.standard(for: champion, project, $0) }
            let reference = if case .nonInferior = policy { standard } else { champion }
            let held = try await heldStandard(standard, reference, champion, project)
            let models = [
                challenger, try await host.load(reference, of: project),
                try await host.load(held, of: project),
            ]
            let results = try await evaluator.predictions(of: models, on: .gate, views: views)
            func comparison(_ other: Int) -> GateComparison {
                GateComparison(
                    challenger: results[0].isCorrect,
                    reference: results[other].isCorrect
                )
            }
            decision = Gate(policy).decide(comparison(1), reference: reference)
            if decision.passed {
                // Else margins would add up where gates mix.
                let beats = Gate(.better).decide(comparison(2), reference: held).passed
                decision.standard = beats ? challenger.version : standard
            }
        }
        let made = decision
        return try await store.write { writer in
            // Where the release after it was cut short the same answer is not counted twice.
            if made.passed,
                let before = try writer.reader.unreleasedPass(project, of: challenger.version),
                before.saysTheSame(as: made)
            {
                return before
            }
            let kept = try writer.addGateDecision(project, challenger: challenger.version, made)
            try also(writer, kept)
            return kept
        }
    }

    /// The standard or, where its weights were deleted before that was refused, the champion: what beats
    /// that one is the next standard.
    private func heldStandard(
        _ standard: ModelVersion,
        _ reference: ModelVersion,
        _ champion: ModelVersion,
        _ project: ProjectName
    ) async throws -> ModelVersion {
        let model = try await store.read { try $0.model(project, standard) }
        guard model.state == .deleted else { return standard }
        guard reference != standard else {
            throw Failure.precondition(
                "the weights of version \(standard), which the gate non_inferior compares with, were "
                    + "deleted; promote what is better than the champion first (--gate better)"
            )
        }
        return champion
    }

    /// Refuses to delete the version that `non_inferior` compares with.
    ///
    /// - Throws: ``Failure`` (failed precondition) that says what to do.
    package static func requireNoStandard(
        _ project: ProjectName,
        _ version: ModelVersion,
        _ reader: StoreReader
    ) throws {
        guard let champion = try reader.currentRelease(project)?.version, champion != version,
            try standard(for: champion, project, reader) == version
        else { return }
        throw Failure.precondition(
            "version \(version) is what the gate non_inferior compares with while version "
                + "\(champion) serves; promote one that is shown to be better (--gate better) first"
        )
    }

    /// The version that `non_inferior` compares with while `champion` serves: the first champion, or
    /// the last that was shown to be better than the one before it.
    static func standard(
        for champion: ModelVersion,
        _ project: ProjectName,
        _ reader: StoreReader
    ) throws -> ModelVersion {
        var version = champion
        var seen: Set<ModelVersion> = [champion]
        while let passed = try reader.lastPass(project, of: version) {
            if let standard = passed.standard { return standard }
            // A decision that was kept before standards were: the last that passed `better`.
            guard passed.policy != .better, let earlier = passed.reference,
                seen.insert(earlier).inserted
            else { break }
            version = earlier
        }
        return version
    }

    static func noLook(_ version: ModelVersion, isFirst: Bool) -> String {
        (isFirst ? "the first model of a project" : "a model promoted without a test")
            + " spends no look at the certify labels; certify version \(version) to try for a "
            + "certificate"
    }
}

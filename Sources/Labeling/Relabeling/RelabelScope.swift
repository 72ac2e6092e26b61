internal import Domain
internal import Store

/// What a release may decide about, and how.
struct RelabelScope: Sendable {
    private let decider: LabelDecider
    private let seen: SeenContents
    private let pools: [PoolMembership]
    private let rule: AutoLabelPolicy.Rule

    init(
        _ store: DataStore,
        _ project: ProjectName,
        _ release: Release,
        _ row: Project
    ) async throws {
        seen = try await store.seenContents(project, release.version)
        let all = try await store.read { try $0.draws(project).pools }
        var pools: [PoolMembership] = []
        for certificate in release.pools {
            guard let pool = all.first(where: { $0.number == certificate.pool?.number }),
                let membership = try await store.membership(
                    of: pool,
                    in: release.version,
                    of: project
                )
            else { continue }
            pools.append(membership)
        }
        self.pools = pools
        rule = row.policies.autoLabel.rule
        decider = LabelDecider(
            policy: row.policies.autoLabel,
            policyVersion: row.policyVersion,
            champion: release.version,
            certificate: release.certificateIsVoid ? nil : release.certificate,
            pools: release.pools
        )
    }

    /// The decision about an example; one that the champion has seen and no certificate covers keeps
    /// the decision that stands.
    func decide(_ row: OpenExample, _ prediction: LabelPrediction) -> Redecision {
        let standing = standing(of: row)
        guard standing != .seen || !isGuarantee else {
            return Redecision(
                key: row.key,
                decision: decider.decide(prediction, .seen),
                isKept: true
            )
        }
        return Redecision(key: row.key, decision: decider.decide(prediction, standing))
    }

    private var isGuarantee: Bool {
        if case .guarantee = rule { true } else { false }
    }

    private func standing(of row: OpenExample) -> ExampleStanding {
        guard seen.contains(example: row.key, row.digest) else { return .fresh }
        let pool = pools.first { $0.covers(row.key, row.digest) }
        return pool.map { .pool($0.pool.number) } ?? .seen
    }
}

package import Domain
internal import Files

extension StoreReader {
    /// Which versions take part in the calls of a project beside its champion.
    ///
    /// - Throws: ``Failure`` (not found).
    package func traffic(_ name: ProjectName) throws -> TrafficPlan {
        try one(
            "SELECT plan FROM traffic WHERE project = ? ORDER BY sequence DESC LIMIT 1",
            [try key(name)]
        ) { try $0.json(TrafficPlan.self) } ?? TrafficPlan()
    }
}

extension StoreWriter {
    /// Puts a plan in place of the one in force; the states of the versions follow.
    ///
    /// - Throws: ``Failure``: not found; failed precondition without a champion; invalid argument
    ///   where the champion is in the plan.
    package func setTraffic(_ name: ProjectName, _ plan: TrafficPlan, reason: String) throws {
        try plan.validate()
        for version in plan.versions { _ = try reader.model(name, version) }
        let champion = try reader.currentRelease(name)?.version
        if !plan.isEmpty {
            guard let champion else {
                throw Failure.precondition(
                    "project \(name) has no champion yet; promote a version before others share "
                        + "its calls"
                )
            }
            guard !plan.versions.contains(champion) else {
                throw Failure.invalid(
                    "version \(champion) is the champion, which has what the others leave"
                )
            }
        }
        let old = try reader.traffic(name)
        guard old != plan else { return }
        for version in old.versions where !plan.versions.contains(version) {
            try setState(name, version, try stateBefore(name, version), reason: reason)
        }
        for canary in plan.canaries {
            try enter(name, canary.version, .canary, reason)
        }
        for version in plan.shadows { try enter(name, version, .shadow, reason) }
        try execute(
            "INSERT INTO traffic (sequence, project, plan, reason, created_at) VALUES (?, ?, ?, ?, ?)",
            [nextSequence(), try key(name), try JSON.encode(plan), reason, now]
        )
    }

    private func enter(
        _ name: ProjectName,
        _ version: ModelVersion,
        _ state: ModelState,
        _ reason: String
    ) throws {
        guard try reader.model(name, version).state != state else { return }
        try setState(name, version, state, reason: reason)
    }

    /// Where a version stood before it took part in the calls.
    private func stateBefore(_ name: ProjectName, _ version: ModelVersion) throws -> ModelState {
        let states = try reader.modelEvents(name, version).map(\.state)
        return states.last { $0 != .canary && $0 != .shadow } ?? .candidate
    }
}

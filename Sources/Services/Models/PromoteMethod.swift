internal import Domain
internal import Files
package import GRPC
internal import Labeling
package import Messages
internal import Networks
internal import Store

/// `Models/Promote`.
package struct PromoteMethod: UnaryMethod {
    package static let path = RPC.promote.path

    let services: TrainingServices

    package func call(
        _ request: Wire.PromoteRequest,
        context: CallContext
    ) async throws -> Wire.PromoteReply {
        let name = try ProjectName(request.project)
        guard request.modelVersion > 0 else {
            throw Failure.invalid(
                "a model version is required, at least 1; got \(request.modelVersion)",
                field: "model_version"
            )
        }
        let gate = try request.gate.map { try GatePolicy($0, field: "gate") }
        let services = services
        if request.dryRun { return try await price(name, request.modelVersion, gate) }
        return try await services.retries.run(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        ) { kept in
            try await Self.requireGateSplit(name, request.modelVersion, gate, services.store)
            let outcome = try await services.promotion.promote(
                request.modelVersion,
                of: name,
                gate: gate
            ) { writer, outcome in
                try kept.keep(Wire.PromoteReply(outcome), writer)
            }
            return Wire.PromoteReply(outcome)
        }
    }

    /// What a promotion would cost; nothing is compared or changed.
    private func price(
        _ name: ProjectName,
        _ version: ModelVersion,
        _ gate: GatePolicy?
    ) async throws -> Wire.PromoteReply {
        let (project, current) = try await services.store.read { reader in
            try reader.requireClasses(of: version, name)
            return (try reader.project(name), try reader.currentRelease(name))
        }
        var reply = Wire.PromoteReply(release: current.map { Wire.Release($0) })
        let isTested = current != nil && (gate ?? project.policies.gate) != .always
        guard current?.version == version || isTested else { return reply }
        reply.looks = try await services.promotion.price(name, version: version).map {
            Wire.Look($0)
        }
        return reply
    }

    /// A gate that compares needs something to compare on.
    private static func requireGateSplit(
        _ name: ProjectName,
        _ version: ModelVersion,
        _ gate: GatePolicy?,
        _ store: DataStore
    ) async throws {
        try await store.read { reader in
            let policy = try gate ?? reader.project(name).policies.gate
            try reader.requireClasses(of: version, name)
            guard let champion = try reader.currentRelease(name)?.version, champion != version,
                policy != .always, try reader.stamp(name, .gate).count == 0
            else { return }
            throw Failure.precondition(
                "the gate compares version \(version) with the champion, version \(champion), on "
                    + "the gate split, and project \(name) has no labelled examples in it; ingest "
                    + "some, or promote by hand with the gate always"
            )
        }
    }
}

extension StoreReader {
    /// Refuses to put an encoder into service.
    ///
    /// - Throws: ``Failure``: not found; failed precondition where the version has no classes.
    func requireClasses(of version: ModelVersion, _ name: ProjectName) throws {
        let network: Graph = try JSON.decode(try model(name, version).specification)
        guard network.isEncoder else { return }
        throw Failure.precondition(
            "model version \(version) of project \(name) is an encoder without classes, which cannot serve; "
                + "start a training from it"
        )
    }
}

extension Wire.PromoteReply {
    fileprivate init(_ outcome: PromotionOutcome) {
        self.init(
            promoted: outcome.isPromoted,
            gate: Wire.GateDecision(outcome.gate),
            release: outcome.release.map { Wire.Release($0) },
            looks: outcome.looks.map { Wire.Look($0) }
        )
    }
}

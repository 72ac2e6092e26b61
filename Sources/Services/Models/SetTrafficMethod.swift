internal import Domain
package import GRPC
internal import Labeling
package import Messages
internal import Serving
internal import Store

/// `Models/SetTraffic`.
package struct SetTrafficMethod: UnaryMethod {
    package static let path = RPC.setTraffic.path

    let services: DataServices

    package func call(
        _ request: Wire.SetTrafficRequest,
        context: CallContext
    ) async throws -> Wire.Traffic {
        let name = try ProjectName(request.project)
        let plan = try Self.plan(request)
        let key = services.replay.key(
            request,
            id: request.requestID,
            project: name.text,
            path: Self.path
        )
        let traffic = services.traffic
        // Alone: a promotion meanwhile would end the plan.
        return try await services.promotion.alone(name) {
            if let reply: Wire.Traffic = try await services.replay.reply(to: key) {
                return reply
            }
            let store = services.store
            try await store.read { reader in
                for version in plan.versions { _ = try reader.model(name, version) }
            }
            let releases = try await traffic.load(plan, of: name)
            let reply = try await store.write { writer in
                try writer.setTraffic(name, plan, reason: Self.reason(plan))
                let champion = try writer.reader.currentRelease(name)?.version
                let reply = traffic.report(plan, champion: champion, of: name)
                try writer.keep(reply.encoded(), for: key)
                return reply
            }
            try services.registry.setTraffic(plan, releases, of: name)
            return reply
        }
    }

    private static func reason(_ plan: TrafficPlan) -> String {
        plan.isEmpty ? "traffic cleared" : "traffic set"
    }

    private static func plan(_ request: Wire.SetTrafficRequest) throws(Failure) -> TrafficPlan {
        var plan = TrafficPlan(shadows: request.shadowVersions)
        for (index, canary) in request.canaries.enumerated() {
            let points = (canary.percent * 100).rounded()
            guard canary.percent.isFinite, canary.percent > 0, canary.percent <= 100,
                abs(points - canary.percent * 100) < 1e-6
            else {
                throw .invalid(
                    "a canary's share is 0.01 to 100 percent, in hundredths; got "
                        + "\(canary.percent)",
                    field: "canaries[\(index)].percent"
                )
            }
            plan.canaries.append(
                TrafficPlan.Canary(version: canary.modelVersion, basisPoints: Int(points))
            )
        }
        try plan.validate()
        return plan
    }
}

package import Domain
internal import Files
package import Logging
package import Messages
package import Serving
package import Store

/// Sets and restores which versions share a project's calls.
package struct TrafficControl: Sendable {
    let store: DataStore
    let registry: ModelRegistry
    let batcher: Batcher
    let versions: VersionLoader

    /// Puts the parts together.
    package init(
        store: DataStore,
        registry: ModelRegistry,
        batcher: Batcher,
        versions: VersionLoader
    ) {
        self.store = store
        self.registry = registry
        self.batcher = batcher
        self.versions = versions
    }

    /// Brings what is in memory in line with what is stored, for every project; a version that cannot
    /// be loaded is logged, and the champion has its calls.
    package func restore(_ logger: Logger) async {
        for champion in registry.champions {
            let name = champion.project
            do {
                let plan = try await store.read { try $0.traffic(name) }
                try await apply(plan, to: name)
            } catch {
                logger.error("the champion of project \(name) has all its calls: \(error)")
            }
        }
    }

    /// Loads the versions of a plan.
    func load(_ plan: TrafficPlan, of name: ProjectName) async throws -> [Serving.Release] {
        var releases: [Serving.Release] = []
        for version in plan.versions {
            releases.append(try await versions.release(name.text, version))
        }
        return releases
    }

    /// Lets the loaded versions of a stored plan take part.
    func apply(_ plan: TrafficPlan, to name: ProjectName) async throws {
        let releases = try await load(plan, of: name)
        try registry.setTraffic(plan, releases, of: name)
    }

    /// What the stored plan is, whether it is in force, and what its versions did.
    package func report(_ name: ProjectName) async throws -> Wire.Traffic {
        let (plan, champion) = try await store.read { reader in
            (try reader.traffic(name), try reader.currentRelease(name)?.version)
        }
        var report = report(plan, champion: champion, of: name)
        if plan != registry.trafficInForce(of: name) {
            report.notInForce =
                "versions \(plan.versions.map(String.init).joined(separator: ", ")) could not all be "
                + "loaded, the server's log says why; the champion has all calls until SetTraffic "
                + "or a promotion"
        }
        return report
    }

    /// A plan with what its versions did.
    func report(
        _ plan: TrafficPlan,
        champion: ModelVersion?,
        of name: ProjectName
    ) -> Wire.Traffic {
        let statistics = batcher.modelStatistics.filter { $0.project == name }
        let shadows = registry.shadowStatistics.filter {
            $0.project == name && $0.champion == champion
        }
        let shared = plan.canaries.reduce(0) { $0 + $1.basisPoints }
        return Wire.Traffic(
            project: name.text,
            championVersion: champion ?? 0,
            championPercent: Double(TrafficPlan.all - shared) / 100,
            canaries: plan.canaries.map { canary in
                let own = statistics.first { $0.modelVersion == canary.version }
                return Wire.CanaryShare(
                    modelVersion: canary.version,
                    percent: Double(canary.basisPoints) / 100,
                    succeeded: UInt64(clamping: own?.succeeded ?? 0),
                    failed: UInt64(clamping: own?.failed ?? 0)
                )
            },
            shadows: plan.shadows.map { version in
                let own = shadows.first { $0.modelVersion == version }
                return Wire.ShadowReport(
                    modelVersion: version,
                    rows: UInt64(clamping: own?.rows ?? 0),
                    disagreements: UInt64(clamping: own?.disagreements ?? 0),
                    meanConfidenceDifference: own?.meanConfidenceDifference ?? 0,
                    droppedRows: UInt64(clamping: own?.dropped ?? 0),
                    failedRows: UInt64(clamping: own?.failed ?? 0)
                )
            }
        )
    }
}

import Domain
import Networks
import Serving
import Synchronization
import Testing

@Suite("The registry")
struct ModelRegistryTests {
    private func failure(
        _ registry: ModelRegistry,
        _ project: String,
        _ version: ModelVersion? = nil
    ) -> Failure? {
        #expect(throws: Failure.self) { try registry.release(for: project, version: version) }
    }

    @Test("Says what there is when something is not there")
    func refusals() throws {
        let registry = ModelRegistry()
        #expect(failure(registry, "x") == .notFound("there is no project \"x\"; there are none"))
        registry.add(try ProjectName("empty"))
        #expect(failure(registry, "empty")?.kind == .failedPrecondition)
        let damage = Failure.dataLoss("the weights are damaged")
        registry.note(damage, of: try ProjectName("empty"))
        #expect(failure(registry, "empty") == damage)
        registry.publish(try makeRelease("digits", version: 7))
        registry.add(try ProjectName("digits"))
        #expect(try registry.release(for: "digits").modelVersion == 7)
        #expect(
            failure(registry, "digit")
                == .notFound("there is no project \"digit\"; there are digits, empty")
        )
        #expect(
            failure(registry, "digits", 3)
                == .notFound(
                    "model version 3 of project \"digits\" is not loaded; loaded: 7 (champion)"
                )
        )
        registry.keep(try makeRelease("digits", version: 2))
        #expect(
            failure(registry, "digits", 3)?.message.hasSuffix("loaded: 7 (champion), 2") == true
        )
        #expect(failure(registry, "empty", 3)?.message.hasSuffix("is not loaded; none is") == true)
        registry.remove(try ProjectName("digits"))
        #expect(failure(registry, "digits")?.kind == .notFound)
        #expect(failure(registry, "digits", 2)?.kind == .notFound)
        registry.keep(try makeRelease("digits", version: 2))
        registry.add(try ProjectName("digits"))
        #expect(failure(registry, "digits", 2)?.kind == .notFound, "of a removed project")
    }

    @Test("Publishing replaces, a rollback brings the old release back whole")
    func publishing() throws {
        let registry = ModelRegistry()
        let releases = try (1...2).map { try makeRelease(version: $0) }
        #expect(registry.publish(releases[0]) == nil)
        #expect(registry.publish(releases[1]) === releases[0])
        #expect(try registry.release(for: "digits") === releases[1])
        #expect(try registry.release(for: "digits", version: 2) === releases[1])
        #expect(registry.publish(releases[0]) === releases[1])
        #expect(try registry.release(for: "digits") === releases[0])
        #expect(registry.champions.map(\.modelVersion) == [1])
    }

    @Test("Of the loaded versions the one used least recently leaves")
    func pinned() throws {
        let registry = ModelRegistry(pinnedLimit: 2)
        registry.publish(try makeRelease(version: 10))
        for version in [1, 2] as [ModelVersion] { registry.keep(try makeRelease(version: version)) }
        #expect(try registry.release(for: "digits", version: 1).modelVersion == 1)
        registry.keep(try makeRelease(version: 3))
        #expect(failure(registry, "digits", 2)?.message.hasSuffix("10 (champion), 1, 3") == true)
        #expect(try registry.release(for: "digits", version: 1).modelVersion == 1)
        #expect(try registry.release(for: "digits", version: 3).modelVersion == 3)
    }

    @Test("A version loaded by name stays until it is unloaded; the champion cannot be")
    func unloading() throws {
        let registry = ModelRegistry(pinnedLimit: 1, heldLimit: 2)
        let project = try ProjectName("digits")
        #expect(throws: Failure.self) { try registry.hold(makeRelease(version: 1)) }
        #expect(throws: Failure.self) { try registry.unload(project, version: 1) }
        registry.publish(try makeRelease(version: 10))
        try registry.hold(makeRelease(version: 1))
        try registry.hold(makeRelease(version: 1))
        try registry.hold(makeRelease(version: 2))
        let full = #expect(throws: Failure.self) { try registry.hold(makeRelease(version: 3)) }
        #expect(full?.kind == .resourceExhausted)
        for version in [4, 5] as [ModelVersion] { registry.keep(try makeRelease(version: version)) }
        #expect(registry.loadedVersions(of: "digits") == [1, 2, 5, 10])
        let refused = #expect(throws: Failure.self) { try registry.unload(project, version: 10) }
        #expect(refused?.kind == .failedPrecondition)
        #expect(try registry.unload(project, version: 1))
        #expect(try !registry.unload(project, version: 1))
        #expect(try registry.unload(project, version: 5))
        #expect(registry.loadedVersions(of: "digits") == [2, 10])
        try registry.hold(makeRelease(version: 3))
        #expect(registry.projects == ["digits"])
    }

    @Test("A version that many calls name is loaded once; a load that failed is tried again")
    func loads() async throws {
        let registry = ModelRegistry()
        let project = try ProjectName("digits")
        registry.publish(try makeRelease(version: 10))
        let loads = VersionLoads(registry: registry)
        let counter = Counter()
        await #expect(throws: Failure.self) {
            try await loads.release(for: project, version: 3) {
                throw Failure.dataLoss("the file is gone")
            }
        }
        let releases = try await withThrowingTaskGroup(of: Release.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await loads.release(for: project, version: 3) {
                        counter.value.add(1, ordering: .relaxed)
                        try await Task.sleep(for: .milliseconds(20))
                        return try makeRelease(version: 3)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counter.value.load(ordering: .relaxed) == 1)
        #expect(releases.allSatisfy { $0 === releases[0] })
        #expect(try registry.release(for: "digits", version: 3) === releases[0])
        let champion = try await loads.release(for: project, version: 10) {
            throw Failure.dataLoss("it is loaded")
        }
        #expect(try registry.release(for: "digits") === champion)
    }

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    @Test("A replaced release is freed when the last call that holds it is over")
    func freeing() async throws {
        let registry = ModelRegistry(pinnedLimit: 1)
        let batcher = try Batcher(oneThread())
        let row = [UInt8](repeating: 2, count: 64)
        weak var release: Release?
        weak var network: ServingNetwork?
        try await {
            let old = try makeRelease(version: 1)
            release = old
            network = old.network
            registry.publish(old)
            _ = try await batcher.predict(old, inputs: row, rows: 1)
            registry.publish(try makeRelease(version: 2))
            await registry.sweep()
            #expect(release != nil, "a call holds it")
            withExtendedLifetime(old) {}
        }()
        // The compute thread lets go of its batch before it takes the next one.
        _ = try await batcher.predict(registry.release(for: "digits"), inputs: row, rows: 1)
        await registry.sweep()
        #expect(release == nil)
        #expect(network == nil)
        await batcher.shutdown()
    }

    @Test("A thousand releases come and go, and the last one stays")
    func churn() async throws {
        let registry = ModelRegistry()
        let releases = WeakReleases()
        for version in 1...1000 {
            let release = try makeRelease(version: ModelVersion(version))
            releases.append(release)
            registry.publish(release)
        }
        await registry.sweep()
        #expect(releases.living == [1000])
        #expect(try registry.release(for: "digits").modelVersion == 1000)
    }

    /// Remembers releases without keeping them.
    private final class WeakReleases {
        private struct Reference {
            weak var release: Release?
        }

        private var references: [Reference] = []

        func append(_ release: Release) { references.append(Reference(release: release)) }

        var living: [ModelVersion] { references.compactMap { $0.release?.modelVersion } }
    }

    @Test("A release fits its project")
    func shapes() throws {
        #expect(throws: Failure.self) {
            try makeRelease(network: .linear(inputs: 63, classes: 10))
        }
        let release = try makeRelease()
        #expect(release.threshold == nil, "no certificate, no threshold")
        var policy = AutoLabelPolicy()
        policy.rule = .fixed(threshold: 0.75)
        let other = release.with(certificate: nil, autoLabel: policy, policyVersion: 4)
        #expect(other.threshold == 0.75)
        #expect(other.policyVersion == 4)
        #expect(other.network === release.network)
    }
}

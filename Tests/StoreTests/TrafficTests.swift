import Domain
import Files
import Foundation
import Store
import Testing

@Suite("A plan of traffic is durable, and ends when another version becomes champion")
struct TrafficTests {
    private func store(_ fixture: Fixture, models: Int) async throws -> DataStore {
        let store = try fixture.open()
        try await store.createDigits()
        for byte in 1...UInt8(models) {
            let model = NewModel(
                specification: "{}",
                fileName: "weights-\(byte)",
                byteCount: 4,
                digest: Digest(of: [byte]),
                lineage: Lineage(algorithm: "imported")
            )
            _ = try await store.write { try $0.addModel(digits, model) }
        }
        return store
    }

    private func release(_ store: DataStore, _ version: ModelVersion) async throws {
        _ = try await store.write {
            try $0.release(
                digits,
                version: version,
                threshold: nil,
                certificate: nil,
                reason: "test"
            )
        }
    }

    private func states(_ store: DataStore) async throws -> [ModelState] {
        try await store.read { try $0.models(digits, limit: 10).map(\.state) }
    }

    private let plan = TrafficPlan(
        canaries: [TrafficPlan.Canary(version: 2, basisPoints: 1000)],
        shadows: [3]
    )

    @Test("It comes back after a restart, and the versions' states show it")
    func durable() async throws {
        let fixture = try Fixture()
        let plan = plan
        var store = try await store(fixture, models: 4)
        #expect(try await store.read { try $0.traffic(digits) }.isEmpty)
        try await release(store, 4)
        try await release(store, 1)
        try await store.write { try $0.setTraffic(digits, plan, reason: "test") }
        try await store.close()
        store = try fixture.open()
        #expect(try await store.read { try $0.traffic(digits) } == plan)
        #expect(try await states(store) == [.champion, .canary, .shadow, .retired])
        // What takes part no more stands where it stood before.
        try await store.write {
            try $0.setTraffic(digits, TrafficPlan(shadows: [4]), reason: "test")
        }
        #expect(try await states(store) == [.champion, .candidate, .candidate, .shadow])
        try await store.write { try $0.setTraffic(digits, TrafficPlan(), reason: "test") }
        #expect(try await states(store) == [.champion, .candidate, .candidate, .retired])
        try await store.close()
    }

    @Test("A new champion ends it; the same one under other rules does not")
    func ends() async throws {
        let fixture = try Fixture()
        let plan = plan
        let store = try await store(fixture, models: 3)
        try await release(store, 1)
        try await store.write { try $0.setTraffic(digits, plan, reason: "test") }
        try await release(store, 1)
        #expect(try await store.read { try $0.traffic(digits) } == plan)
        try await release(store, 2)
        #expect(try await store.read { try $0.traffic(digits) }.isEmpty)
        #expect(try await states(store) == [.retired, .champion, .candidate])
        try await store.close()
    }

    @Test("It needs a champion, versions that exist, and leaves the champion out")
    func refusals() async throws {
        let fixture = try Fixture()
        let plan = plan
        let store = try await store(fixture, models: 2)
        func kind(_ plan: TrafficPlan) async -> Failure.Kind? {
            do {
                try await store.write { try $0.setTraffic(digits, plan, reason: "test") }
                return nil
            } catch {
                return (error as? Failure)?.kind
            }
        }
        #expect(await kind(plan) == .notFound)
        let shadow = TrafficPlan(shadows: [2])
        #expect(await kind(shadow) == .failedPrecondition)
        #expect(await kind(TrafficPlan()) == nil)
        try await release(store, 2)
        #expect(await kind(shadow) == .invalidArgument)
        #expect(await kind(TrafficPlan(shadows: [1])) == nil)
        try await store.deleteProject(digits)
        try await store.createDigits()
        #expect(try await store.read { try $0.traffic(digits) }.isEmpty)
        try await store.close()
    }
}

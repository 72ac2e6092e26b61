import Domain
import Files
import Foundation
import GRPC
import Labeling
import Logging
import Messages
import Services
import Serving
import Store
import Testing

@Suite("SetTraffic shares a project's calls between versions", .timeLimit(.minutes(3)))
struct TrafficTests {
    private let request = Wire.PredictRequest(project: "numbers", inputs: tensor([[1, 2, 3, 4]]))

    private func versions(_ harness: Harness, calls: Int) async throws -> [Int64: Int] {
        var counts: [Int64: Int] = [:]
        for _ in 0..<calls {
            counts[try await harness.client.unary(.predict, request).modelVersion, default: 0] += 1
        }
        return counts
    }

    private func set(
        _ harness: Harness,
        _ canaries: [Wire.CanaryPlan] = [],
        shadows: [Int64] = [],
        id: String = ""
    ) async throws -> Wire.Traffic {
        try await harness.client.unary(
            .setTraffic,
            Wire.SetTrafficRequest(
                project: "numbers",
                canaries: canaries,
                shadowVersions: shadows,
                requestID: id
            )
        )
    }

    @Test("A canary answers its share, labels stay the champion's, a promotion ends it")
    func canary() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let champion = try await harness.promoteModel(seed: 1)
        let canary = try await harness.addModel(seed: 2)
        let plan = [Wire.CanaryPlan(modelVersion: canary, percent: 10)]
        let traffic = try await set(harness, plan, id: "once")
        #expect(traffic.championVersion == champion)
        #expect(traffic.championPercent == 90)
        #expect(try await set(harness, plan, id: "once") == traffic)
        #expect(try await versions(harness, calls: 50) == [champion: 45, canary: 5])
        let pinned = try await harness.client.unary(
            .predict,
            Wire.PredictRequest(
                project: "numbers",
                modelVersion: canary,
                inputs: tensor([[1, 2, 3, 4]])
            )
        )
        #expect(pinned.modelVersion == canary)
        for _ in 0..<20 {
            let labels = try await harness.client.unary(
                .label,
                Wire.LabelRequest(project: "numbers", inputs: tensor([[1, 2, 3, 4]]))
            )
            #expect(labels.modelVersion == champion)
        }
        let report = try await harness.client.unary(
            .getTraffic,
            Wire.GetTrafficRequest(project: "numbers")
        )
        #expect(report.canaries.map(\.percent) == [10])
        #expect(report.canaries.map(\.succeeded) == [6])
        func state(_ version: Int64) async throws -> Wire.ModelState {
            let request = Wire.GetModelRequest(project: "numbers", modelVersion: version)
            return try await harness.client.unary(.getModel, request).state
        }
        #expect(try await state(canary) == .canary)
        let outcome = try await harness.promotion.promote(
            canary,
            of: ProjectName("numbers"),
            gate: .always
        )
        #expect(outcome.isPromoted)
        #expect(try await versions(harness, calls: 20) == [canary: 20])
        let after = try await harness.client.unary(
            .getTraffic,
            Wire.GetTrafficRequest(project: "numbers")
        )
        #expect(after.canaries.isEmpty)
        #expect(after.championPercent == 100)
        #expect(try await state(champion) == .retired)
        try await harness.end()
    }

    @Test("A shadow is compared and never answers")
    func shadow() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let champion = try await harness.promoteModel(seed: 1)
        let shadow = try await harness.addModel(seed: 2)
        _ = try await set(harness, shadows: [shadow])
        #expect(try await versions(harness, calls: 30) == [champion: 30])
        var report = Wire.Traffic()
        repeat {
            let request = Wire.GetTrafficRequest(project: "numbers")
            report = try await harness.client.unary(.getTraffic, request)
        } while report.shadows[0].rows + report.shadows[0].droppedRows < 30
        let own = try #require(report.shadows.first)
        #expect(own.modelVersion == shadow)
        #expect(own.rows == 30)
        #expect(own.disagreements == 0 || own.disagreements == 30)
        #expect(own.meanConfidenceDifference > 0)
        let cleared = try await set(harness)
        #expect(cleared.shadows.isEmpty)
        try await harness.end()
    }

    @Test("A canary and a shadow do with ModelInfer what they do with Predict")
    func inference() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let champion = try await harness.promoteModel(seed: 1)
        let canary = try await harness.addModel(seed: 2)
        let shadow = try await harness.addModel(seed: 3)
        _ = try await set(
            harness,
            [Wire.CanaryPlan(modelVersion: canary, percent: 20)],
            shadows: [shadow]
        )
        let request = Wire.ModelInferRequest.rows("numbers", [[1, 2, 3, 4]])
        var counts: [String: Int] = [:]
        for _ in 0..<50 {
            let answer = try await harness.client.unary(.modelInfer, request)
            counts[answer.modelVersion, default: 0] += 1
        }
        #expect(counts == ["\(champion)": 40, "\(canary)": 10])
        var report = Wire.Traffic()
        repeat {
            let request = Wire.GetTrafficRequest(project: "numbers")
            report = try await harness.client.unary(.getTraffic, request)
        } while report.shadows[0].rows + report.shadows[0].droppedRows < 40
        #expect(report.notInForce.isEmpty)
        #expect(report.canaries.map(\.succeeded) == [10])
        #expect(report.shadows.map(\.modelVersion) == [shadow])
        #expect(report.shadows[0].rows == 40)
        try await harness.end()
    }

    @Test("A stored plan whose version cannot be loaded is shown, and said to be not in force")
    func damaged() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel(seed: 1)
        let canary = try await harness.addModel(seed: 2)
        _ = try await set(harness, [Wire.CanaryPlan(modelVersion: canary, percent: 50)])
        let name = try ProjectName("numbers")
        let model = try await harness.store.read { try $0.model(name, canary) }
        try Data().write(to: URL(filePath: harness.store.directory.model(model.fileName)))
        let control = try await restarted(harness).control
        let report = try await control.report(name)
        #expect(report.canaries.map(\.modelVersion) == [canary])
        #expect(report.notInForce.contains("\(canary)"))
        try await harness.end()
    }

    /// What a server that starts on the store of `harness` makes of its plans.
    private func restarted(
        _ harness: Harness
    ) async throws -> (control: TrafficControl, registry: ModelRegistry) {
        let registry = ModelRegistry()
        let host = ServingHost(store: harness.store, registry: registry, loader: harness.loader)
        let promotion = Promotion(store: harness.store, host: host)
        _ = try await promotion.restore(ProjectName("numbers"))
        let control = TrafficControl(
            store: harness.store,
            registry: registry,
            batcher: harness.batcher,
            versions: VersionLoader(
                store: harness.store,
                registry: registry,
                loader: harness.loader
            )
        )
        await control.restore(Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return (control, registry)
    }

    @Test("A plan is in force again after a restart")
    func restart() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let champion = try await harness.promoteModel(seed: 1)
        let canary = try await harness.addModel(seed: 2)
        _ = try await set(harness, [Wire.CanaryPlan(modelVersion: canary, percent: 50)])
        let (control, registry) = try await restarted(harness)
        #expect(try await control.report(ProjectName("numbers")).notInForce.isEmpty)
        let routed = try (0..<10).map { _ in try registry.route("numbers").release.modelVersion }
        #expect(routed.count { $0 == champion } == 5)
        #expect(routed.count { $0 == canary } == 5)
        try await harness.end()
    }

    @Test("A plan that cannot be is refused and the one before stays")
    func refusals() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let other = try await harness.addModel(seed: 2)
        let early = await status {
            try await set(harness, [Wire.CanaryPlan(modelVersion: other, percent: 1)])
        }
        #expect(early.code == .failedPrecondition)
        let champion = try await harness.promoteModel(seed: 1)
        _ = try await set(harness, [Wire.CanaryPlan(modelVersion: other, percent: 1)])
        let wrong: [([Wire.CanaryPlan], GRPCStatus.Code, String)] = [
            ([Wire.CanaryPlan(modelVersion: 99, percent: 1)], .notFound, "99"),
            ([Wire.CanaryPlan(modelVersion: champion, percent: 1)], .invalidArgument, "champion"),
            ([Wire.CanaryPlan(modelVersion: other, percent: 0.005)], .invalidArgument, "0.005"),
            ([Wire.CanaryPlan(modelVersion: other, percent: .nan)], .invalidArgument, "nan"),
            ([Wire.CanaryPlan(modelVersion: other, percent: -1)], .invalidArgument, "-1"),
        ]
        for (canaries, code, sentence) in wrong {
            let refused = await status { try await set(harness, canaries) }
            #expect(refused.code == code, "\(refused)")
            #expect(refused.message.contains(sentence), "\(refused)")
        }
        let report = try await harness.client.unary(
            .getTraffic,
            Wire.GetTrafficRequest(project: "numbers")
        )
        #expect(report.canaries.map(\.modelVersion) == [other])
        try await harness.end()
    }
}

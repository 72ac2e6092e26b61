import Domain
import Labeling
import Networks
import Store
import Synchronization
import Testing

/// A script in which version `v` is wrong about every example whose number is divisible by
/// `every[v]`, and a little less sure of those.
private func host(wrongEvery every: [ModelVersion: Int]) -> ScriptedHost {
    ScriptedHost(classes: 2, inputBytes: 8) { version, input in
        let label = Int(InputSpecification.float(in: input, at: 0))
        let number = Int(InputSpecification.float(in: input, at: 1))
        let period = every[version] ?? 0
        let isWrong = period > 0 && number % period == 0
        return (isWrong ? 1 - label : label, isWrong ? 0.6 : 0.9)
    }
}

/// A host whose models cannot answer when the test says so.
private final class BreakableHost: ModelHost {
    let isBroken = Atomic(false)
    private let host: ScriptedHost

    init(_ host: ScriptedHost) { self.host = host }

    func load(_ version: ModelVersion, of project: ProjectName) async throws -> any LoadedModel {
        Breakable(model: try await host.load(version, of: project), host: self)
    }

    func publish(_ model: any LoadedModel, under terms: ReleaseTerms) async {
        await host.publish(model, under: terms)
    }

    private struct Breakable: LoadedModel {
        let model: any LoadedModel
        let host: BreakableHost

        var project: ProjectName { model.project }
        var version: ModelVersion { model.version }

        func answers(_ inputs: [[UInt8]], views: Int) async throws -> ModelAnswers {
            guard !host.isBroken.load(ordering: .sequentiallyConsistent) else {
                throw Failure(.unavailable, "the model does not answer")
            }
            return try await model.answers(inputs, views: views)
        }
    }
}

@Suite("Promotion goes through the gate and carries its certificate")
struct PromotionTests {
    private let fixture: Fixture

    init() async throws { fixture = try await Fixture() }

    private func promotion(_ host: ScriptedHost) -> Promotion {
        Promotion(store: fixture.store, host: host)
    }

    private func looks() async throws -> Int {
        let project = fixture.project
        return try await fixture.store.read { try $0.looks(project) }
    }

    @Test("The first model passes, spends no look, and says how to get a certificate")
    func first() async throws {
        let host = host(wrongEvery: [:])
        try await fixture.add(200, .gate)
        try await fixture.add(300, .certify)
        let version = try await fixture.addModel()
        let outcome = try await promotion(host).promote(version, of: fixture.project)
        #expect(outcome.isPromoted)
        #expect(outcome.gate.reason == "promoted as the first model of the project")
        #expect(outcome.certification == nil)
        let release = try #require(outcome.release)
        #expect(release.certificate == nil)
        #expect(release.reason.contains("certify version 1 to try for a certificate"))
        #expect(try await looks() == 0)
        #expect(host.releases.map(\.version) == [1])
    }

    @Test("A better model is promoted with a certificate, a worse one refused without a look")
    func better() async throws {
        let host = host(wrongEvery: [1: 5, 2: 50, 3: 4])
        try await fixture.add(200, .gate)
        try await fixture.add(300, .certify)
        let promotion = promotion(host)
        for _ in 1...3 { _ = try await fixture.addModel() }
        _ = try await promotion.promote(1, of: fixture.project)
        let second = try await promotion.promote(2, of: fixture.project)
        #expect(second.isPromoted, "\(second.gate.reason)")
        #expect(second.gate.reference == 1)
        #expect(second.gate.comparisons == 1)
        let certificate = try #require(second.release?.certificate)
        #expect(certificate.look == 1)
        #expect(certificate.modelVersion == 2)
        #expect(certificate.id > 0)
        #expect(host.releases.last?.terms.certificate == certificate)
        let third = try await promotion.promote(3, of: fixture.project)
        #expect(!third.isPromoted)
        #expect(third.gate.comparisons == 2)
        #expect(third.release?.version == 2)
        #expect(try await looks() == 1)
        #expect(host.releases.count == 2)
    }

    @Test("What is done alone keeps promotions waiting until it is over")
    func alone() async throws {
        let host = host(wrongEvery: [:])
        let promotion = promotion(host)
        let project = fixture.project
        let version = try await fixture.addModel()
        let waiting = try await promotion.alone(project) {
            let waiting = Task { try await promotion.promote(version, of: project) }
            try await Task.sleep(for: .milliseconds(50))
            #expect(host.releases.isEmpty)
            return waiting
        }
        #expect(try await waiting.value.isPromoted)
        #expect(host.releases.map(\.version) == [version])
    }

    @Test("What is to be written with an outcome is written with it, or nothing is")
    func also() async throws {
        let host = host(wrongEvery: [2: 5])
        let promotion = promotion(host)
        let project = fixture.project
        try await fixture.add(200, .gate)
        for _ in 1...2 { _ = try await fixture.addModel() }
        _ = try await promotion.promote(1, of: project)
        for gate in [GatePolicy.always, .better] {
            await #expect(throws: Failure.self) {
                try await promotion.promote(2, of: project, gate: gate) { _, outcome in
                    throw Failure(.aborted, outcome.gate.reason)
                }
            }
        }
        _ = try await promotion.promote(2, of: project, gate: .always)
        await #expect(throws: Failure.self) {
            try await promotion.rollback(project) { _, release in
                throw Failure(.aborted, release.reason)
            }
        }
        #expect(host.releases.map(\.version) == [1, 2])
        let current = try await fixture.store.read { try $0.currentRelease(project) }
        #expect(current?.version == 2)
    }

    @Test("Too few certify labels: promoted, no look spent, and the number that is missing")
    func tooFew() async throws {
        let host = host(wrongEvery: [1: 5])
        try await fixture.add(200, .gate)
        try await fixture.add(50, .certify)
        let promotion = promotion(host)
        for _ in 1...2 { _ = try await fixture.addModel() }
        _ = try await promotion.promote(1, of: fixture.project)
        let outcome = try await promotion.promote(2, of: fixture.project)
        #expect(outcome.isPromoted)
        #expect(outcome.certification?.outcome == .tooFewLabels(missing: 37))
        #expect(outcome.release?.certificate == nil)
        #expect(outcome.release?.reason.contains("there are 50, 37 too few") == true)
        #expect(try await looks() == 0)
        try await fixture.add(100, .certify, from: 50)
        let again = try await promotion.promote(2, of: fixture.project)
        #expect(again.release?.certificate?.look == 1)
        #expect(again.gate.reason == "version 2 is the champion already")
    }

    @Test("Every look is counted, also by a new promise")
    func looksAreCounted() async throws {
        let host = host(wrongEvery: [:])
        try await fixture.add(200, .gate)
        try await fixture.add(300, .certify)
        let promotion = promotion(host)
        _ = try await fixture.addModel()
        _ = try await promotion.promote(1, of: fixture.project)
        _ = try await promotion.promote(1, of: fixture.project)
        #expect(try await looks() == 1)
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.1, delta: 0.05) }
        let weaker = try await promotion.refresh(fixture.project).release
        #expect(weaker?.certificate?.look == 1, "the certificate in force promises more")
        #expect(try await looks() == 1)
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.04, delta: 0.05) }
        let stricter = try await promotion.refresh(fixture.project).release
        #expect(stricter?.certificate?.look == 2)
        #expect(stricter?.certificate?.level == 0.05 / 6)
        try await fixture.set { $0.autoLabel.rule = .off }
        let off = try await promotion.refresh(fixture.project).release
        #expect(off?.threshold == nil)
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.04, delta: 0.05) }
        let on = try await promotion.refresh(fixture.project).release
        #expect(on?.certificate == stricter?.certificate)
        #expect(try await looks() == 2)
    }

    @Test("Each class gets its own threshold, and one with too few certify examples gets none")
    func perClass() async throws {
        let host = host(wrongEvery: [:])
        try await fixture.set { $0.autoLabel.perClass = true }
        try await fixture.add(200, .gate)
        try await fixture.add(160, .certify)
        let promotion = promotion(host)
        let project = fixture.project
        _ = try await fixture.addModel()
        _ = try await promotion.promote(1, of: project)
        let refused = try await promotion.promote(1, of: project)
        #expect(refused.certification?.outcome == .tooFewLabels(missing: 87 - 80))
        let alone = "class odd needs 87 certify examples that are predicted as it and has 80"
        #expect(refused.release?.reason.contains(alone) == true)
        let told = "class odd needs 104 certify examples that are predicted as it and has 80"
        #expect(try await looks() == 0)
        let more = try (160..<200).map {
            NewExample(
                id: try ExampleID("certify-\($0)"),
                content: Fixture.input(label: 0, number: $0),
                label: 0,
                split: .certify
            )
        }
        for result in try await fixture.store.ingest(project, more) { _ = try result.get() }
        let one = try await promotion.promote(1, of: project)
        let certificate = try #require(one.release?.certificate)
        #expect(certificate.perClass == [0.9, nil])
        #expect(certificate.threshold == 0.9 && certificate.accepted == 120)
        #expect(certificate.level == 0.025 && certificate.look == 1)
        #expect(one.release?.reason.hasPrefix("certified 1 of 2 classes: ") == true)
        #expect(one.release?.reason.contains(told) == true)
        #expect(host.releases.last?.terms.certificate == certificate)
        try await fixture.set { $0.autoLabel.perClass = false }
        #expect(try await promotion.refresh(project).release?.certificate == certificate)
        try await fixture.set { $0.autoLabel.perClass = true }
        try await fixture.add(100, .certify, from: 200)
        let kept = try await promotion.promote(1, of: project)
        #expect(kept.release?.certificate == certificate, "what holds is kept")
        let both = try await promotion.certify(project, again: true)
        #expect(both.release.certificate?.perClass == [0.9, 0.9])
        #expect(try await looks() == 2)
    }

    @Test("A new promise ends the old one, also where no certificate for it can be tried for")
    func brokenCertification() async throws {
        let scripted = host(wrongEvery: [:])
        let host = BreakableHost(scripted)
        try await fixture.add(200, .gate)
        try await fixture.add(300, .certify)
        let promotion = Promotion(store: fixture.store, host: host)
        let project = fixture.project
        _ = try await fixture.addModel()
        _ = try await promotion.promote(1, of: project)
        let before = try await promotion.promote(1, of: project)
        #expect(before.release?.certificate != nil)
        try await fixture.set { $0.autoLabel.rule = .guarantee(epsilon: 0.04, delta: 0.05) }
        host.isBroken.store(true, ordering: .sequentiallyConsistent)
        await #expect(throws: Failure.self) { try await promotion.refresh(project) }
        #expect(scripted.releases.last?.terms.certificate == nil)
        #expect(scripted.releases.last?.terms.policyVersion == 2)
        let release = try await fixture.store.read { try $0.currentRelease(project) }
        #expect(release?.certificate == nil && release?.threshold == nil)
        #expect(release?.reason.contains("certify version 1 to try for one") == true)
        host.isBroken.store(false, ordering: .sequentiallyConsistent)
        let again = try await promotion.promote(1, of: project)
        #expect(again.release?.certificate?.epsilon == 0.04)
    }

    @Test("A certify label that changes voids the certificate, also for a rollback")
    func voided() async throws {
        let host = host(wrongEvery: [1: 5, 2: 50, 3: 100])
        try await fixture.add(200, .gate)
        try await fixture.add(300, .certify)
        let promotion = promotion(host)
        for _ in 1...3 { _ = try await fixture.addModel() }
        _ = try await promotion.promote(1, of: fixture.project)
        let second = try await promotion.promote(2, of: fixture.project)
        let number = try #require(second.release?.sequence)
        #expect(second.release?.certificate != nil)
        let project = fixture.project
        let answer = Answer(example: try ExampleID("certify-7"), label: 0)
        let answered = try await fixture.store.write { try $0.submit(project, [answer]) }
        #expect(try answered[0].get().voidedCertificates == [second.release?.certificate?.id])
        let release = try await promotion.refresh(project).release
        #expect(release?.certificate == nil)
        #expect(release?.reason.contains("is void") == true)
        #expect(host.releases.last?.terms.certificate == nil)
        #expect(try await looks() == 1)
        _ = try await promotion.promote(3, of: project, gate: .always)
        let restored = try await promotion.rollback(project, to: number)
        #expect(restored.version == 2)
        #expect(restored.certificate == nil)
    }

    @Test("Rollback restores weights and certificate without a look")
    func rollback() async throws {
        let host = host(wrongEvery: [1: 5, 2: 50])
        try await fixture.add(200, .gate)
        try await fixture.add(300, .certify)
        let promotion = promotion(host)
        for _ in 1...3 { _ = try await fixture.addModel() }
        await #expect(throws: Failure.self) { try await promotion.rollback(fixture.project) }
        _ = try await promotion.promote(1, of: fixture.project)
        let second = try await promotion.promote(2, of: fixture.project)
        _ = try await promotion.promote(3, of: fixture.project, gate: .always)
        #expect(host.releases.last?.terms.certificate == nil)
        let back = try await promotion.rollback(fixture.project)
        #expect(back.version == 2)
        #expect(back.certificate == second.release?.certificate)
        #expect(host.releases.last?.terms.certificate == back.certificate)
        #expect(try await looks() == 1)
        let restored = try await promotion.restore(fixture.project)
        #expect(restored == back)
    }

    @Test("Margins do not add up: non-inferior is measured against the last that was better")
    func reference() async throws {
        // Each of the challengers is newly wrong about other examples than the one before.
        let host = ScriptedHost(classes: 2, inputBytes: 8) { version, input in
            let label = Int(InputSpecification.float(in: input, at: 0))
            let number = Int(InputSpecification.float(in: input, at: 1)) - 100_000
            let wrong = 0..<Int(version - 1) * 4
            return (wrong.contains(number) ? 1 - label : label, 0.9)
        }
        try await fixture.add(200, .gate)
        let promotion = promotion(host)
        for _ in 1...3 { _ = try await fixture.addModel() }
        _ = try await promotion.promote(1, of: fixture.project)
        let margin = GatePolicy.nonInferior(margin: 0.05)
        let second = try await promotion.promote(2, of: fixture.project, gate: margin)
        #expect(second.isPromoted, "\(second.gate.reason)")
        #expect(second.gate.lost == 4)
        let third = try await promotion.promote(3, of: fixture.project, gate: margin)
        #expect(third.gate.reference == 1)
        #expect(third.gate.lost == 8)
        #expect(!third.isPromoted, "\(third.gate.reason)")
    }
}

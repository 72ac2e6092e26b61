import Domain
import Serving
import Testing

@Suite("Canaries answer exactly their share, shadows nothing", .timeLimit(.minutes(3)))
struct TrafficTests {
    private func plan(
        _ canaries: [(ModelVersion, Int)],
        _ shadows: [ModelVersion] = []
    )
        -> TrafficPlan
    {
        TrafficPlan(
            canaries: canaries.map { TrafficPlan.Canary(version: $0.0, basisPoints: $0.1) },
            shadows: shadows
        )
    }

    @Test("Of any run of calls as long as the weights' sum each choice gets its weight")
    func exactShares() {
        var turns = WeightedTurns(weights: [85, 10, 5])
        let choices = (0..<1000).map { _ in turns.next() }
        for start in 0...900 {
            let window = choices[start..<start + 100]
            #expect(window.count { $0 == 1 } == 10, "from \(start)")
            #expect(window.count { $0 == 2 } == 5, "from \(start)")
        }
        let places = choices.indices.filter { choices[$0] == 1 }
        let gaps = zip(places.dropFirst(), places).map(-)
        #expect(Set(gaps) == [8, 12], "with another canary's turns between")
        var small = WeightedTurns(weights: [9999, 1])
        #expect((0..<20_000).count { _ in small.next() == 1 } == 2)
    }

    @Test("Shares and versions out of range are refused by name")
    func validation() {
        let wrong: [(TrafficPlan, String)] = [
            (plan([(2, 0)]), "0.01 to 100 percent; got 0.0"), (plan([(2, 10_001)]), "got 100.01"),
            (plan([(2, 6000), (3, 4001)]), "together; got 100.01"),
            (plan([(0, 1)]), "at least 1; got 0"),
            (plan([(2, 1), (2, 1)]), "version 2 comes twice"),
            (plan([(2, 1)], [2]), "version 2 comes twice"),
            (plan((1...9).map { ($0, 1) }), "at most 8 canaries; got 9"),
            (plan([], [1, 2, 3, 4, 5]), "at most 4 shadows; got 5"),
        ]
        for (plan, sentence) in wrong {
            let failure = #expect(throws: Failure.self) { try plan.validate() }
            #expect(failure?.kind == .invalidArgument)
            #expect(failure?.message.contains(sentence) == true, "\(failure?.message ?? "")")
        }
        #expect(throws: Never.self) { try plan([(2, 10_000)], [3]).validate() }
    }

    @Test("A canary answers its share until another version becomes champion")
    func canaries() throws {
        let registry = ModelRegistry(pinnedLimit: 1)
        let releases = try (1...3).map { try makeRelease(version: $0) }
        let project = releases[0].project
        registry.publish(releases[0])
        try registry.setTraffic(plan([(2, 2500)]), [releases[1]], of: project)
        let answered = try (0..<400).map { _ in try registry.route("digits").release.modelVersion }
        #expect(answered.count { $0 == 2 } == 100)
        #expect(try registry.release(for: "digits") === releases[0], "labels are the champion's")
        // It is not pushed out by others, nor unloaded.
        for version in 4...6 as ClosedRange<ModelVersion> {
            registry.keep(try makeRelease(version: version))
        }
        #expect(registry.loadedVersions(of: "digits") == [1, 2, 6])
        let refused = #expect(throws: Failure.self) { try registry.unload(project, version: 2) }
        #expect(refused?.kind == .failedPrecondition)
        #expect(refused?.message.contains("version 2 of project \"digits\" takes a part") == true)
        // New rules for the champion change nothing.
        registry.publish(
            releases[0].with(certificate: nil, autoLabel: AutoLabelPolicy(), policyVersion: 2)
        )
        #expect((0..<4).count { _ in (try? registry.route("digits").release) === releases[1] } == 1)
        registry.publish(releases[2])
        #expect(
            (0..<400).allSatisfy { _ in (try? registry.route("digits").release) === releases[2] }
        )
        #expect(registry.loadedVersions(of: "digits") == [3, 6], "nobody holds on to version 2")
    }

    @Test("A project without traffic or champion answers as before")
    func routes() throws {
        let registry = ModelRegistry()
        #expect(throws: Failure.self) { try registry.route("digits") }
        let release = try makeRelease()
        registry.add(release.project)
        let failure = #expect(throws: Failure.self) { try registry.route("digits") }
        #expect(failure?.kind == .failedPrecondition)
        let early = #expect(throws: Failure.self) {
            try registry.setTraffic(plan([(2, 1)]), [makeRelease(version: 2)], of: release.project)
        }
        #expect(early?.kind == .failedPrecondition)
        registry.publish(release)
        #expect(try registry.route("digits").release === release)
        #expect(try registry.route("digits").shadows == nil)
    }

    @Test("A shadow computes what the champion answered, after the answer, and is compared")
    func shadows() async throws {
        let registry = ModelRegistry()
        let champion = try makeRelease(version: 1, seed: 1)
        let shadow = try makeRelease(version: 2, seed: 2)
        registry.publish(champion)
        try registry.setTraffic(plan([], [2]), [shadow], of: champion.project)
        let route = try registry.route("digits")
        let batcher = try Batcher(oneThread())
        let rows = makeRows(40, seed: 5)
        let recorder = Recorder()
        for row in rows {
            try batcher.submit(
                PredictionRequest(
                    release: route.release,
                    inputs: row,
                    rows: 1,
                    shadows: route.shadows,
                    receiver: recorder
                )
            )
        }
        await recorder.wait(for: 40)
        for (row, answer) in zip(rows, recorder.answers) {
            #expect(RowBits(try answer.result.get(), 0) == (try bitsAlone([row], champion))[0])
        }
        while registry.shadowStatistics[0].rows < 40 { await Task.yield() }
        let statistics = registry.shadowStatistics[0]
        let (own, its) = (try bitsAlone(rows, champion), try bitsAlone(rows, shadow))
        #expect(statistics.modelVersion == 2)
        #expect(statistics.champion == 1)
        #expect(statistics.disagreements == zip(own, its).count { $0.label != $1.label })
        let difference = zip(own, its).reduce(0.0) {
            $0
                + Double(
                    abs(Float(bitPattern: $1.0.confidence) - Float(bitPattern: $1.1.confidence))
                )
        }
        #expect(abs(statistics.confidenceDifference - difference) < 1e-6)
        #expect(statistics.dropped == 0)
        // The shadow answered nobody: rows by batches are the sizes of the batches that answered.
        let counted = batcher.modelStatistics
        #expect(counted.map(\.modelVersion) == [1])
        #expect(counted.map(\.succeeded) == [40])
        #expect(counted.map(\.computed) == [40])
        #expect(counted.map(\.rows) == [40])
        #expect(counted.map(\.failed) == [0])
        #expect(counted.map(\.queueTimes.count) == [40])
        #expect(counted.map(\.batchSizes.sum) == [40])
        #expect(counted.map(\.batchSizes.count) == counted.map(\.executions))
        #expect(batcher.statistics.computed == 40)
        // The same shadow of the same champion counts on; of another it starts anew.
        try registry.setTraffic(
            plan([(3, 5)], [2]),
            [makeRelease(version: 3), shadow],
            of: champion.project
        )
        #expect(registry.shadowStatistics[0].rows == 40)
        let refused = #expect(throws: Failure.self) {
            try registry.unload(champion.project, version: 2)
        }
        #expect(refused?.kind == .failedPrecondition)
        #expect(refused?.message.contains("is a shadow of the traffic plan") == true)
        registry.publish(try makeRelease(version: 4))
        #expect(registry.shadowStatistics.isEmpty)
        await batcher.shutdown()
    }

    @Test("A shadow's rows are left out while more than half of the queue waits, and never refuse")
    func overload() async throws {
        let registry = ModelRegistry()
        let champion = try makeRelease(version: 1)
        registry.publish(champion)
        try registry.setTraffic(plan([], [2]), [makeRelease(version: 2)], of: champion.project)
        var configuration = oneThread()
        configuration.maxBatchSize = 1
        configuration.maxQueueSize = 8
        configuration.maxRequestRows = 8
        let batcher = try Batcher(configuration)
        let (gate, recorder) = (Gate(), Recorder())
        func submit(_ receiver: any PredictionReceiver) throws {
            try batcher.submit(
                PredictionRequest(
                    release: champion,
                    inputs: [UInt8](repeating: 1, count: 64),
                    rows: 1,
                    shadows: registry.route("digits").shadows,
                    receiver: receiver
                )
            )
        }
        try await gate.hold(batcher, champion)
        for _ in 0..<8 { try submit(recorder) }
        gate.open()
        await recorder.wait(for: 8)
        #expect(recorder.answers.allSatisfy { (try? $0.result.get()) != nil })
        while registry.shadowStatistics[0].rows + registry.shadowStatistics[0].dropped < 8 {
            await Task.yield()
        }
        // The first three saw 7, 6 and 5 waiting rows; the last one four waiting rows of shadows.
        let statistics = registry.shadowStatistics[0]
        #expect(statistics.dropped == 4)
        #expect(statistics.rows == 4)
        #expect(statistics.failed == 0)
        #expect(batcher.statistics.refused == 0)
        await batcher.shutdown()
    }
}

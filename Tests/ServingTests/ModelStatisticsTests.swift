import Domain
import Files
import Serving
import Testing

@Suite("What each model version did is counted")
struct ModelStatisticsTests {
    @Test("A value belongs to the first bucket whose bound it does not pass")
    func histogram() {
        var histogram = Histogram(first: 10, bounds: 3)
        #expect(histogram.bounds == [10, 20, 40])
        for value in [0, 1, 10, 11, 20, 21, 40, 41, .max / 2] as [UInt64] { histogram.add(value) }
        #expect(histogram.counts == [3, 2, 2, 2])
        #expect(histogram.count == 9)
        histogram.add(15, times: 5)
        #expect(histogram.counts == [3, 7, 2, 2])
        #expect(Histogram.queueTimes.bounds.first == 50_000)
        #expect(Histogram.queueTimes.bounds.last == 3_276_800_000)
        #expect(Histogram.batchSizes.bounds.last == 4096)
    }

    @Test("Requests, rows, batches and their times are counted before the answer comes")
    func counting() async throws {
        let releases = try [makeRelease("a"), makeRelease("a", version: 2), makeRelease("b")]
        let time = ManualClock()
        var configuration = oneThread()
        configuration.maxBatchSize = 4
        let batcher = try Batcher(configuration, clock: time.clock)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, releases[0])
        func submit(_ release: Release, rows: Int) throws {
            try batcher.submit(
                PredictionRequest(
                    release: release,
                    inputs: [UInt8](repeating: 1, count: 64 * rows),
                    rows: rows,
                    receiver: recorder
                )
            )
        }
        for rows in [1, 2, 1, 3] { try submit(releases[1], rows: rows) }
        try submit(releases[2], rows: 5)
        time.advance(70_000)
        gate.open()
        await recorder.wait(for: 5)
        let statistics = batcher.modelStatistics
        #expect(statistics.map(\.project.text) == ["a", "a", "b"])
        #expect(statistics.map(\.modelVersion) == [1, 2, 1])
        #expect(statistics.map(\.succeeded) == [1, 4, 1])
        #expect(statistics.map(\.rows) == [1, 7, 5])
        #expect(statistics.map(\.executions) == [1, 2, 1])
        #expect(statistics[1].batches.map(\.count) == [0, 0, 1, 1])
        #expect(statistics[1].batchSizes.counts[2] == 2)
        #expect(statistics[1].batchSizes.sum == 7)
        #expect(statistics[2].batches.map(\.count) == [0, 0, 0, 0, 1])
        #expect(statistics[1].queueTimes.sum == 4 * 70_000)
        #expect(statistics[1].queueTimes.counts[1] == 4)
        #expect(statistics[0].queueTimes.counts[0] == 1)
        #expect(statistics.allSatisfy { $0.failed == 0 && $0.lastInference > 0 })
        await batcher.shutdown()
    }

    @Test("The rows of large batches are summed in full")
    func largeBatches() async throws {
        let batcher = try Batcher(oneThread())
        let release = try makeRelease()
        let views = PredictionOptions(views: 9)
        for rows in [1000, 3] {
            let inputs = [UInt8](repeating: 1, count: 64 * rows)
            _ = try await batcher.predict(release, inputs: inputs, rows: rows, options: views)
        }
        let sizes = try #require(batcher.modelStatistics.first).batchSizes
        #expect(sizes.sum == 9 * 1003)
        #expect(sizes.counts[5] == 1 && sizes.counts[13] == 1 && sizes.count == 2)
        await batcher.shutdown()
    }

    @Test("Times of the stages add up to what the clock says")
    func stages() async throws {
        let time = ManualClock()
        let ticking = Clocks(monotonic: {
            time.advance(1000)
            return time.now
        })
        let batcher = try Batcher(oneThread(), clock: ticking)
        _ = try await batcher.predict(
            makeRelease(),
            inputs: [UInt8](repeating: 1, count: 64),
            rows: 1
        )
        let statistics = try #require(batcher.modelStatistics.first)
        #expect(statistics.times.input >= 1000)
        #expect(statistics.times.infer >= 1000)
        #expect(statistics.times.output >= 1000)
        #expect(statistics.times == statistics.requestTimes)
        #expect(statistics.batches[0].times == statistics.times)
        await batcher.shutdown()
    }

    @Test("What was not computed is counted by its reason, and forgotten with its project")
    func refusals() async throws {
        let release = try makeRelease()
        var configuration = oneThread()
        configuration.maxQueueSize = 2
        configuration.maxRequestRows = 2
        let time = ManualClock()
        let batcher = try Batcher(configuration, clock: time.clock)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        func submit(deadline: UInt64 = PredictionRequest.noDeadline) throws -> PredictionTicket {
            try batcher.submit(
                PredictionRequest(
                    release: release,
                    inputs: [UInt8](repeating: 1, count: 64),
                    rows: 1,
                    deadline: deadline,
                    receiver: recorder
                )
            )
        }
        #expect(throws: Failure.self) { try submit(deadline: time.now) }
        let first = try submit()
        _ = try submit(deadline: time.now + 10)
        #expect(throws: Failure.self) { try submit() }
        #expect(batcher.cancel(first))
        time.advance(10)
        await recorder.wait(for: 1)
        let statistics = try #require(batcher.modelStatistics.first)
        #expect(statistics.refused(.queueFull) == 1)
        #expect(statistics.refused(.cancelled) == 1)
        #expect(statistics.refused(.deadline) == 2)
        #expect(statistics.failed == 4)
        gate.open()
        batcher.forget(release.project)
        #expect(batcher.modelStatistics.isEmpty)
        await batcher.shutdown()
    }

    @Test("Calls that outlive their project count for no project of its name")
    func deletedProject() async throws {
        let old = try makeRelease()
        var configuration = oneThread()
        configuration.maxQueueSize = 2
        configuration.maxRequestRows = 2
        let batcher = try Batcher(configuration)
        let row = [UInt8](repeating: 1, count: 64)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, old)
        func submit() throws -> PredictionTicket {
            try batcher.submit(
                PredictionRequest(release: old, inputs: row, rows: 1, receiver: recorder)
            )
        }
        func computeHere(_ release: Release) throws -> Bool {
            try batcher.computeHere(release, inputs: row.span, rows: 1) { _ in }
        }
        _ = try submit()
        let second = try submit()
        #expect(try computeHere(old))
        batcher.forget(old.project)
        // Calls that hold its release are answered, or refused, as before.
        #expect(throws: Failure.self) { try submit() }
        #expect(batcher.cancel(second))
        #expect(try computeHere(old))
        let ruled = old.with(certificate: nil, autoLabel: old.autoLabel, policyVersion: 2)
        #expect(try computeHere(ruled))
        gate.open()
        await recorder.wait(for: 1)
        #expect(batcher.modelStatistics.isEmpty)
        #expect(batcher.queueRefusals == (1, 0, 0))
        // A project of the same name, whose first version is another.
        let new = try makeRelease(seed: 2)
        #expect(try computeHere(new))
        #expect(try computeHere(old))
        _ = try await batcher.predict(new, inputs: row, rows: 1)
        let statistics = batcher.modelStatistics
        #expect(statistics.map(\.succeeded) == [2])
        #expect(statistics.map(\.executions) == [2])
        #expect(statistics.map(\.failed) == [0])
        await batcher.shutdown()
    }
}

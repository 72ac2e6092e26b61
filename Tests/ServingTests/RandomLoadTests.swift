import Domain
import Foundation
import Serving
import Synchronization
import Testing

@Suite("Under random load")
struct RandomLoadTests {
    /// What a caller knows about its request.
    private final class Call: Sendable {
        let first: Int
        let version: Int
        let answers = Atomic<Int>(0)
        let wasCancelled = Atomic<Bool>(false)

        init(first: Int, version: Int) {
            self.first = first
            self.version = version
        }
    }

    /// How far the callers of a test are.
    private final class Progress: Sendable {
        let answers = Atomic<Int>(0)
        let isOver = Atomic<Bool>(false)
    }

    /// Compares each answer with what its own rows come to.
    private final class Checker: PredictionReceiver {
        let expected: [[RowBits]]
        let answered = Atomic<Int>(0)
        let wrong = Atomic<Int>(0)
        let failed = Atomic<Int>(0)

        init(expected: [[RowBits]]) { self.expected = expected }

        func receive(_ answers: [PredictionAnswer]) {
            for answer in answers { check(answer) }
            answered.add(answers.count, ordering: .acquiringAndReleasing)
        }

        private func check(_ answer: PredictionAnswer) {
            guard let call = answer.request.context as? Call,
                case .success(let prediction) = answer.result
            else {
                failed.add(1, ordering: .relaxed)
                return
            }
            call.answers.add(1, ordering: .acquiringAndReleasing)
            let own = expected[call.version][call.first..<call.first + answer.request.rows]
            let got = (0..<prediction.rows).map { RowBits(prediction, $0) }
            if got != Array(own) || prediction.modelVersion != ModelVersion(call.version) {
                wrong.add(1, ordering: .relaxed)
            }
        }
    }

    /// How many requests are sent; the environment can ask for the million that was tried by hand.
    private static var requests: Int {
        ProcessInfo.processInfo.environment["TUTELAGE_SERVING_REQUESTS"].flatMap(Int.init) ?? 20_000
    }

    @Test("Requests of random sizes, some taken back: each caller gets exactly its own rows")
    func ownRows() async throws {
        let releases = try (0..<3).map { version in
            try makeRelease("project-\(version)", version: Int64(version), seed: UInt64(version))
        }
        let rows = makeRows(200, seed: 9)
        let expected = try releases.map { try bitsAlone(rows, $0) }
        let checker = Checker(expected: expected)
        var configuration = BatcherConfiguration(cores: 4)
        configuration.maxQueueSize = 1 << 20
        let batcher = try Batcher(configuration)
        let calls = try await withThrowingTaskGroup(of: [Call].self) { group in
            for producer in 0..<4 {
                group.addTask {
                    try Self.produce(Self.requests / 4, producer, batcher, releases, rows, checker)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        await batcher.shutdown()
        #expect(calls.count == Self.requests / 4 * 4)
        let cancelled = calls.count { $0.wasCancelled.load(ordering: .acquiring) }
        let statistics = batcher.statistics
        #expect(checker.wrong.load(ordering: .acquiring) == 0)
        #expect(checker.failed.load(ordering: .acquiring) == 0)
        #expect(checker.answered.load(ordering: .acquiring) == calls.count - cancelled)
        #expect(statistics.requests == calls.count)
        #expect(statistics.cancelled == cancelled)
        #expect(statistics.computed == calls.count - cancelled)
        #expect(statistics.waitingRows == 0)
        #expect(statistics.batchSizes.reduce(0, +) == statistics.batches)
        for (number, call) in calls.enumerated() {
            let answers = call.wasCancelled.load(ordering: .acquiring) ? 0 : 1
            #expect(call.answers.load(ordering: .acquiring) == answers, "call \(number)")
        }
    }

    private static func produce(
        _ count: Int,
        _ producer: Int,
        _ batcher: Batcher,
        _ releases: [Release],
        _ rows: [[UInt8]],
        _ checker: Checker
    ) throws -> [Call] {
        var generator = SeededGenerator(seed: UInt64(100 + producer))
        var calls: [Call] = []
        var open: [(PredictionTicket, Call)] = []
        for _ in 0..<count {
            let size = generator.below(8) == 0 ? 1 + generator.below(80) : 1 + generator.below(4)
            let version = generator.below(releases.count)
            let call = Call(first: generator.below(rows.count - size), version: version)
            let request = try PredictionRequest(
                release: releases[version],
                inputs: rows[call.first..<call.first + size].flatMap { $0 },
                rows: size,
                receiver: checker,
                context: call
            )
            let ticket = try batcher.submit(request, wakes: generator.below(4) > 0)
            calls.append(call)
            open.append((ticket, call))
            guard generator.below(3) == 0 else { continue }
            let (taken, other) = open.remove(at: generator.below(open.count))
            if batcher.cancel(taken) { other.wasCancelled.store(true, ordering: .releasing) }
        }
        batcher.wake()
        return calls
    }

    @Test(
        "1,000 publications and rollbacks: no failed call, each answer is its version's to the bit"
    )
    func hotSwap() async throws {
        let rows = makeRows(50, seed: 10)
        let releases = try [UInt64(1), 2].map { seed in
            try makeRelease(version: Int64(seed) - 1, seed: seed)
        }
        let expected = try releases.map { try bitsAlone(rows, $0) }
        #expect(expected[0] != expected[1])
        let registry = ModelRegistry()
        registry.publish(releases[0])
        let batcher = try Batcher(BatcherConfiguration(cores: 3))
        let progress = Progress()
        let seen = try await withThrowingTaskGroup(of: Set<ModelVersion>.self) { group in
            for producer in 0..<4 {
                group.addTask {
                    var generator = SeededGenerator(seed: UInt64(producer))
                    var seen: Set<ModelVersion> = []
                    while !progress.isOver.load(ordering: .acquiring) {
                        let first = generator.below(rows.count)
                        let release = try registry.release(for: "digits")
                        let answer = try await batcher.predict(
                            release,
                            inputs: rows[first],
                            rows: 1
                        )
                        #expect(answer.modelVersion == release.modelVersion)
                        #expect(
                            RowBits(answer, 0) == expected[Int(answer.modelVersion)][first],
                            "version \(answer.modelVersion), row \(first)"
                        )
                        seen.insert(answer.modelVersion)
                        progress.answers.add(1, ordering: .acquiringAndReleasing)
                    }
                    return seen
                }
            }
            for swap in 1...1000 {
                registry.publish(releases[swap % 2])
                // Of eight answers to four callers, four were asked for after the swap.
                while progress.answers.load(ordering: .acquiring) < 8 * swap { await Task.yield() }
            }
            progress.isOver.store(true, ordering: .releasing)
            return try await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(seen == [0, 1])
        #expect(batcher.statistics.expired == 0)
        await batcher.shutdown()
    }
}

import Domain
import Serving
import Testing

@Suite(
    "Who can wait for room gets it in turn, and every project has its own",
    .timeLimit(.minutes(3))
)
struct RoomTests {
    private static let row = [UInt8](repeating: 3, count: 64)

    private func small(_ rows: Int) -> BatcherConfiguration {
        var configuration = oneThread()
        configuration.maxQueueSize = rows
        configuration.maxRequestRows = rows
        return configuration
    }

    private func request(
        _ release: Release,
        rows: Int = 1,
        to receiver: Recorder
    ) throws -> PredictionRequest {
        try PredictionRequest(
            release: release,
            inputs: Array(repeating: Self.row, count: rows).flatMap(\.self),
            rows: rows,
            receiver: receiver
        )
    }

    /// Starts callers that wait for room.
    private func wait(
        _ batcher: Batcher,
        _ release: Release,
        callers: Int,
        deadline: UInt64 = PredictionRequest.noDeadline
    ) -> [Task<Prediction, any Error>] {
        (0..<callers).map { _ in
            Task {
                try await batcher.predictWhenRoom(
                    RoutedRelease(release: release),
                    inputs: Self.row,
                    rows: 1,
                    deadline: deadline
                )
            }
        }
    }

    @Test("Who waits for room is answered and was never refused")
    func waiting() async throws {
        let release = try makeRelease()
        let batcher = try Batcher(small(4))
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        try batcher.submit(request(release, rows: 4, to: recorder))
        let tasks = wait(batcher, release, callers: 100)
        while batcher.statistics.requestsOutside < 100 { await Task.yield() }
        #expect(batcher.statistics.waitingRows == 4)
        gate.open()
        for task in tasks { #expect(try await task.value.rows == 1) }
        await recorder.wait(for: 1)
        let statistics = batcher.statistics
        #expect(statistics.requests == 102)
        #expect(statistics.computed == 102)
        #expect(statistics.refused == 0)
        #expect(statistics.requestsOutside == 0)
        #expect(batcher.queueRefusals == (0, 0, 0))
        #expect(batcher.modelStatistics.first?.failed == 0)
        #expect(batcher.modelStatistics.first?.succeeded == 102)
        await batcher.shutdown()
    }

    @Test("A cancelled task, a deadline and the end of the batcher end the wait for room")
    func ends() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        let batcher = try Batcher(small(4), clock: time.clock)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        try batcher.submit(request(release, rows: 4, to: recorder))
        let cancelled = wait(batcher, release, callers: 3)
        while batcher.statistics.requestsOutside < 3 { await Task.yield() }
        for task in cancelled { task.cancel() }
        for task in cancelled {
            await #expect(throws: CancellationError.self) { try await task.value }
        }
        #expect(batcher.statistics.requestsOutside == 0)
        let late = wait(batcher, release, callers: 3, deadline: time.now + 1000)
        let patient = wait(batcher, release, callers: 2, deadline: time.now + 1_000_000)
        while batcher.statistics.requestsOutside < 5 { await Task.yield() }
        time.advance(1000)
        for task in late {
            let failure = await #expect(throws: Failure.self) { try await task.value }
            #expect(failure?.kind == .deadlineExceeded)
        }
        #expect(batcher.statistics.requestsOutside == 2)
        #expect(batcher.statistics.waitingRows == 4)
        async let end: Void = batcher.shutdown()
        for task in patient {
            let failure = await #expect(throws: Failure.self) { try await task.value }
            #expect(failure?.kind == .unavailable)
        }
        gate.open()
        await end
        #expect(try recorder.answers[0].result.get().rows == 4)
        let counted = try #require(batcher.modelStatistics.first)
        #expect(counted.refused(.cancelled) == 3)
        #expect(counted.refused(.deadline) == 3)
        #expect(counted.failed == 6)
        #expect(batcher.statistics.computed == 2)
    }

    @Test("The limit of the time in the queue ends also who would wait for room, and makes room")
    func queueTime() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        var configuration = small(1)
        configuration.maxQueueMilliseconds = 50
        let batcher = try Batcher(configuration, clock: time.clock)
        let gate = Gate()
        try await gate.hold(batcher, release)
        let first = wait(batcher, release, callers: 1)
        while batcher.statistics.waitingRows < 1 { await Task.yield() }
        let second = wait(batcher, release, callers: 1)
        while batcher.statistics.requestsOutside < 1 { await Task.yield() }
        time.advance(50_000_000)
        let failure = await #expect(throws: Failure.self) { try await first[0].value }
        #expect(failure?.kind == .resourceExhausted)
        #expect(failure?.message.contains("--max-queue-ms") == true)
        while batcher.statistics.waitingRows < 1 { await Task.yield() }
        #expect(batcher.statistics.requestsOutside == 0)
        gate.open()
        #expect(try await second[0].value.rows == 1)
        #expect(batcher.queueRefusals == (0, 1, 0))
        await batcher.shutdown()
    }

    @Test("A flood on one project leaves the others their room; eight full queues are all")
    func projects() async throws {
        let releases = try (0..<9).map { try makeRelease("project-\($0)") }
        let batcher = try Batcher(small(8))
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, releases[0])
        func refusal(_ release: Release) throws -> Failure? {
            #expect(throws: Failure.self) {
                try batcher.submit(request(release, to: recorder))
            }
        }
        for release in releases.prefix(8) {
            for _ in 0..<4 { try batcher.submit(request(release, rows: 2, to: recorder)) }
            let own = try refusal(release)
            #expect(own?.kind == .resourceExhausted)
            let name = release.project.text
            let text =
                release === releases[7]
                ? "all projects holds 64 of at most 64 rows (8 times "
                    + "--max-queue)" : "\(name) holds 8 of at most 8 rows (--max-queue)"
            #expect(own?.message.hasPrefix("the queue of \(text)") == true, "\(own?.message ?? "")")
        }
        #expect(try refusal(releases[8])?.message.contains("of all projects holds 64") == true)
        // Another version of a project has the same queue.
        #expect(throws: Failure.self) {
            try batcher.submit(request(makeRelease("project-0", version: 2), to: recorder))
        }
        let tasks = wait(batcher, releases[8], callers: 20)
        while batcher.statistics.requestsOutside < 20 { await Task.yield() }
        gate.open()
        for task in tasks { _ = try await task.value }
        await recorder.wait(for: 32)
        #expect(recorder.answers.allSatisfy { (try? $0.result.get()) != nil })
        await batcher.shutdown()
    }

    @Test(
        "Streams and single calls get half of a full queue each; a large request is not passed by"
    )
    func shares() throws {
        let (release, recorder) = (try makeRelease(), Recorder())
        var queue = WaitingRequests(capacity: 8)
        for _ in 0..<8 { _ = try queue.append(request(release, to: recorder), now: 0) }
        #expect(queue.rows == 8)
        let streamed = try request(release, rows: 3, to: recorder)
        _ = queue.appendOrWait(streamed, now: 0)
        for _ in 0..<40 { _ = try queue.appendOrWait(request(release, to: recorder), now: 0) }
        #expect(queue.requestsOutside == 41)
        var calls = 0
        var taken: [Int] = []
        for time in 1...UInt64(40) {
            var expired: [PredictionRequest] = []
            let batch = queue.takeBatch(limit: 1, delay: 0, now: time, expired: &expired)
            taken += try #require(batch).requests.map(\.rows)
            _ = queue.admit(now: time)
            while try queue.append(request(release, to: recorder), now: time) != nil { calls += 1 }
            if time < 3 { #expect(calls == 0, "the first three rows are kept") }
            if time == 3 { #expect(queue.requestsOutside == 40) }
            #expect(queue.rows <= 8)
        }
        #expect(taken[8] == 3, "in its turn")
        let admitted = 41 - queue.requestsOutside
        #expect((18...22).contains(admitted) && (18...22).contains(calls), "\(admitted), \(calls)")
    }

    @Test("Room of all queues together is kept for a stream of another project too")
    func roomOfAll() throws {
        let releases = try (0..<9).map { try makeRelease("project-\($0)") }
        let recorder = Recorder()
        var queue = WaitingRequests(capacity: 4)
        for release in releases.prefix(8) {
            for _ in 0..<4 { _ = try queue.append(request(release, to: recorder), now: 0) }
        }
        #expect(queue.rows == queue.totalCapacity)
        _ = queue.appendOrWait(try request(releases[8], rows: 3, to: recorder), now: 0)
        // Whose request is small comes after who was there before.
        _ = queue.appendOrWait(try request(releases[7], to: recorder), now: 0)
        var time: UInt64 = 0
        while queue.requestsOutside == 2 {
            time += 1
            #expect(time <= 3, "after three rows there is room")
            var expired: [PredictionRequest] = []
            _ = queue.takeBatch(limit: 1, delay: 0, now: time, expired: &expired)
            _ = queue.admit(now: time)
            for release in releases.prefix(8) {
                #expect(try queue.append(request(release, to: recorder), now: time) == nil)
            }
        }
        #expect(time == 3)
        #expect(queue.rows == queue.totalCapacity)
    }

    @Test("Of random comings and goings none is lost and none comes twice", arguments: 1...20)
    func conservation(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let releases = try ["a", "b", "c"].map { try makeRelease($0) }
        var queue = WaitingRequests(capacity: 6, maxWait: 300)
        var tickets: [(ticket: PredictionTicket, id: ObjectIdentifier)] = []
        var alive: [ObjectIdentifier: PredictionRequest] = [:]
        func end(_ request: PredictionRequest) {
            #expect(alive.removeValue(forKey: ObjectIdentifier(request)) != nil, "twice")
        }
        for now in 0..<UInt64(3000) {
            let request = try PredictionRequest(
                release: releases[random.below(3)],
                inputs: Self.row,
                rows: 1,
                priority: RequestPriority(UInt64(random.below(9))),
                deadline: random.below(3) == 0 ? now + UInt64(random.below(200)) : .max,
                receiver: Recorder()
            )
            var expired: [PredictionRequest] = []
            switch random.below(9) {
            case 0..<4:
                let ticket = queue.appendOrWait(request, now: now)
                alive[ObjectIdentifier(request)] = request
                tickets.append((ticket, ObjectIdentifier(request)))
            case 4:
                guard let ticket = queue.append(request, now: now) else { break }
                alive[ObjectIdentifier(request)] = request
                tickets.append((ticket, ObjectIdentifier(request)))
            case 5 where !tickets.isEmpty:
                let (ticket, id) = tickets.remove(at: random.below(tickets.count))
                let removed = queue.remove(ticket)
                if let removed { #expect(ObjectIdentifier(removed) == id) }
                if let removed { end(removed) }
            case 6: expired = queue.takeExpired(now: now)
            default:
                let batch = queue.takeBatch(limit: 3, delay: 0, now: now, expired: &expired)
                for request in batch?.requests ?? [] { end(request) }
                if let batch { queue.finish(batch.turn, nanoseconds: 10) }
            }
            for request in expired { end(request) }
            _ = queue.admit(now: now)
            #expect(queue.rows + queue.requestsOutside == alive.count)
            #expect(queue.requestsOutside == 0 || queue.rows > 0, "room that nobody gets")
        }
        for request in queue.takeOutside() { end(request) }
        var expired: [PredictionRequest] = []
        while let batch = queue.takeBatch(limit: 3, delay: 0, now: 0, expired: &expired) {
            for request in batch.requests { end(request) }
        }
        for request in expired { end(request) }
        #expect(alive.isEmpty)
        #expect(queue.isEmpty)
    }
}

import Domain
import Serving
import Testing

@Suite("The queue keeps its limits")
struct LimitsTests {
    private func request(
        _ release: Release,
        rows: Int = 1,
        deadline: UInt64 = PredictionRequest.noDeadline,
        to receiver: Recorder
    ) throws -> PredictionRequest {
        try PredictionRequest(
            release: release,
            inputs: [UInt8](repeating: 3, count: 64 * rows),
            rows: rows,
            deadline: deadline,
            receiver: receiver
        )
    }

    @Test("A full queue refuses, and takes again when there is room")
    func fullQueue() async throws {
        let release = try makeRelease()
        var configuration = oneThread()
        configuration.maxQueueSize = 10
        configuration.maxRequestRows = 10
        let batcher = try Batcher(configuration)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        for _ in 0..<3 { try batcher.submit(request(release, rows: 3, to: recorder)) }
        let failure = #expect(throws: Failure.self) {
            try batcher.submit(request(release, rows: 2, to: recorder))
        }
        #expect(failure?.kind == .resourceExhausted)
        #expect(
            failure?.message.contains("digits holds 9 of at most 10 rows (--max-queue)") == true
        )
        #expect(failure?.retryAfterMilliseconds == 100, "nothing was computed yet")
        try batcher.submit(request(release, rows: 1, to: recorder))
        #expect(batcher.statistics.waitingRows == 10)
        #expect(batcher.statistics.refused == 1)
        gate.open()
        await recorder.wait(for: 4)
        try batcher.submit(request(release, rows: 10, to: recorder))
        await recorder.wait(for: 5)
        #expect(recorder.answers.allSatisfy { (try? $0.result.get()) != nil })
        await batcher.shutdown()
    }

    @Test("A request has a limit of rows of its own")
    func requestRows() async throws {
        let batcher = try Batcher(oneThread())
        let recorder = Recorder()
        let failure = #expect(throws: Failure.self) {
            try batcher.submit(request(makeRelease(), rows: 1025, to: recorder))
        }
        let text = "a request has at most 1024 rows (--max-request-rows); got 1025"
        #expect(failure == .invalid(text, field: "inputs"))
        #expect(batcher.queueRefusals == (0, 0, 1))
        #expect(batcher.modelStatistics.first?.refused(.requestRows) == 1)
        await batcher.shutdown()
    }

    @Test("A request whose deadline passes while it waits is answered and never computed")
    func deadlines() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        let batcher = try Batcher(oneThread(), clock: time.clock)
        let (gate, late, patient) = (Gate(), Recorder(), Recorder())
        try await gate.hold(batcher, release)
        for _ in 0..<5 {
            try batcher.submit(request(release, deadline: time.now + 1000, to: late))
            try batcher.submit(request(release, deadline: time.now + 5000, to: patient))
        }
        time.advance(1000)
        // The one compute thread is held: the timer answers.
        await late.wait(for: 5)
        for answer in late.answers {
            #expect(throws: Failure.self) { try answer.result.get() }
            if case .failure(let failure) = answer.result {
                #expect(failure.kind == .deadlineExceeded)
            }
        }
        #expect(batcher.statistics.waitingRows == 5)
        gate.open()
        await patient.wait(for: 5)
        #expect(patient.answers.allSatisfy { (try? $0.result.get()) != nil })
        let failure = #expect(throws: Failure.self) {
            try batcher.submit(request(release, deadline: time.now, to: late))
        }
        #expect(failure?.kind == .deadlineExceeded)
        let statistics = batcher.statistics
        #expect(statistics.expired == 5)
        #expect(statistics.computed == 6)
        #expect(late.answers.count == 5)
        await batcher.shutdown()
    }

    @Test("A request that waits for longer than the queue's limit ends while the threads are busy")
    func queueTime() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        var configuration = oneThread()
        configuration.maxQueueMilliseconds = 50
        let batcher = try Batcher(configuration, clock: time.clock)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        try batcher.submit(request(release, to: recorder))
        time.advance(49_000_000)
        try batcher.submit(request(release, rows: 2, to: recorder))
        #expect(batcher.statistics.waitingRows == 3)
        time.advance(1_000_000)
        await recorder.wait(for: 1)
        let failure = #expect(throws: Failure.self) { try recorder.answers[0].result.get() }
        #expect(failure?.kind == .resourceExhausted)
        #expect(failure?.message.contains("for 50 ms in the queue") == true)
        #expect(failure?.message.contains("--max-queue-ms") == true)
        #expect(failure?.retryAfterMilliseconds == 100)
        #expect(batcher.statistics.waitingRows == 2)
        gate.open()
        await recorder.wait(for: 2)
        #expect(try recorder.answers[1].result.get().rows == 2)
        #expect(batcher.modelStatistics.first?.refused(.queueTime) == 1)
        await batcher.shutdown()
    }

    @Test("The limit of the time in the queue counts for requests that woke nobody either")
    func queueTimeOfABurst() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        var configuration = oneThread()
        configuration.maxQueueMilliseconds = 50
        configuration.maxBatchSize = 1
        let batcher = try Batcher(configuration, clock: time.clock)
        let (gate, recorder) = (Gate(), Recorder())
        // Threads and timer begin to sleep.
        try await Task.sleep(for: .milliseconds(50))
        try await gate.hold(batcher, release) {
            try batcher.submit(request(release, to: recorder), wakes: false)
        }
        time.advance(50_000_000)
        await recorder.wait(for: 1)
        let failure = #expect(throws: Failure.self) { try recorder.answers[0].result.get() }
        #expect(failure?.message.contains("--max-queue-ms") == true)
        gate.open()
        await batcher.shutdown()
    }

    @Test("A refused caller is told to come back when half of the queue is computed")
    func pushback() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        var configuration = oneThread()
        configuration.maxQueueSize = 100
        configuration.maxRequestRows = 100
        let batcher = try Batcher(configuration, clock: time.clock)
        let (gate, second, recorder) = (Gate(), Gate(), Recorder())
        try await gate.hold(batcher, release)
        // The first row takes 20 ms.
        time.advance(20_000_000)
        gate.open()
        try await second.hold(batcher, release)
        try batcher.submit(request(release, rows: 100, to: recorder))
        let failure = #expect(throws: Failure.self) {
            try batcher.submit(request(release, to: recorder))
        }
        #expect(failure?.retryAfterMilliseconds == 1000)
        second.open()
        await recorder.wait(for: 1)
        await batcher.shutdown()
    }

    @Test("A request taken back leaves the queue at once and gets no answer")
    func cancellation() async throws {
        let release = try makeRelease()
        let batcher = try Batcher(oneThread())
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        var tickets: [PredictionTicket] = []
        for rows in 1...6 {
            tickets.append(try batcher.submit(request(release, rows: rows, to: recorder)))
        }
        for index in [5, 0, 2] {
            #expect(batcher.cancel(tickets[index]))
            #expect(!batcher.cancel(tickets[index]), "once only")
        }
        #expect(batcher.statistics.waitingRows == 2 + 4 + 5)
        gate.open()
        await recorder.wait(for: 3)
        #expect(recorder.answers.map(\.request.rows) == [2, 4, 5])
        for ticket in tickets { #expect(!batcher.cancel(ticket), "it was answered") }
        #expect(batcher.statistics.cancelled == 3)
        #expect(batcher.statistics.computed == 4)
        await batcher.shutdown()
    }

    @Test("A request that is taken back after its deadline counts as one whose deadline passed")
    func lateCancellation() async throws {
        let release = try makeRelease()
        let time = ManualClock()
        let batcher = try Batcher(oneThread(), clock: time.clock)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        let late = try batcher.submit(
            request(release, deadline: time.now + 1_000, to: recorder)
        )
        let early = try batcher.submit(
            request(release, deadline: time.now + 9_000_000_000_000, to: recorder)
        )
        // The timer sees it too: either way it is counted once.
        time.advance(1_000)
        if !batcher.cancel(late) { await recorder.wait(for: 1) }
        #expect(batcher.cancel(early))
        let model = try #require(batcher.modelStatistics.first)
        #expect(model.refused(.deadline) == 1)
        #expect(model.refused(.cancelled) == 1)
        #expect(batcher.statistics.expired == 1)
        #expect(batcher.statistics.cancelled == 1)
        gate.open()
        await batcher.shutdown()
    }

    @Test("A cancelled task takes its request back")
    func cancelledTask() async throws {
        let release = try makeRelease()
        let batcher = try Batcher(oneThread())
        let gate = Gate()
        try await gate.hold(batcher, release)
        let task = Task {
            try await batcher.predict(release, inputs: [UInt8](repeating: 1, count: 64), rows: 1)
        }
        while batcher.statistics.waitingRows == 0 { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(batcher.statistics.waitingRows == 0)
        gate.open()
        await batcher.shutdown()
        #expect(batcher.statistics.computed == 1)
    }

    @Test("Many rows go in parts, and wait for room")
    func parts() async throws {
        let release = try makeRelease()
        let rows = makeRows(150, seed: 8)
        var configuration = oneThread()
        configuration.maxQueueSize = 8
        configuration.maxRequestRows = 8
        let batcher = try Batcher(configuration)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, release)
        try batcher.submit(request(release, rows: 5, to: recorder))
        let options = PredictionOptions(views: 9)
        let task = Task {
            try await batcher.predictInParts(
                release,
                inputs: rows.flatMap(\.self),
                rows: rows.count,
                options: options
            )
        }
        while batcher.statistics.requestsOutside == 0 { await Task.yield() }
        gate.open()
        let parts = try await task.value
        #expect(batcher.statistics.refused == 0)
        #expect(parts.count == 22, "parts of 64 / 9 = 7 rows")
        let bits = parts.flatMap { part in (0..<part.rows).map { RowBits(part, $0) } }
        #expect(bits == (try bitsAlone(rows, release, options)))
        let failure = await #expect(throws: Failure.self) {
            try await batcher.predictInParts(release, inputs: rows[0], rows: 2)
        }
        #expect(failure?.kind == .invalidArgument)
        await batcher.shutdown()
    }

    @Test("Shutting down answers what waits and refuses what comes")
    func shutdown() async throws {
        let release = try makeRelease()
        var configuration = BatcherConfiguration(cores: 4)
        configuration.maxQueueDelayMicroseconds = 1_000_000
        let time = ManualClock()
        let batcher = try Batcher(configuration, clock: time.clock)
        let recorder = Recorder()
        for _ in 0..<50 { try batcher.submit(request(release, to: recorder)) }
        await batcher.shutdown()
        #expect(recorder.answers.count == 50)
        #expect(recorder.answers.allSatisfy { (try? $0.result.get()) != nil })
        let failure = #expect(throws: Failure.self) {
            try batcher.submit(request(release, to: recorder))
        }
        #expect(failure?.kind == .unavailable)
        await batcher.shutdown()
    }

    @Test("A delay gathers a batch: it leaves when it is full or when its time is over")
    func delay() async throws {
        let release = try makeRelease()
        var configuration = oneThread()
        configuration.maxBatchSize = 4
        configuration.maxQueueDelayMicroseconds = 1_000_000
        let time = ManualClock()
        let batcher = try Batcher(configuration, clock: time.clock)
        let recorder = Recorder()
        for _ in 0..<6 { try batcher.submit(request(release, to: recorder)) }
        await recorder.wait(for: 4)
        #expect(batcher.statistics.batches == 1)
        #expect(batcher.statistics.waitingRows == 2)
        time.advance(1_000_000_000)
        await recorder.wait(for: 6)
        #expect(batcher.statistics.batches == 2)
        #expect(batcher.statistics.queueNanoseconds == 2_000_000_000)
        #expect(batcher.statistics.batchSizes[2] == 1, "one batch of 4")
        #expect(batcher.statistics.batchSizes[1] == 1, "one batch of 2")
        await batcher.shutdown()
    }

    @Test("Releases take turns, and none is mixed with another")
    func turns() async throws {
        let releases = try ["a", "b"].map { try makeRelease($0) }
        var configuration = oneThread()
        configuration.maxBatchSize = 2
        let batcher = try Batcher(configuration)
        let (gate, recorder) = (Gate(), Recorder())
        try await gate.hold(batcher, releases[0])
        for index in [0, 0, 0, 0, 1, 1, 1] {
            try batcher.submit(request(releases[index], to: recorder))
        }
        gate.open()
        await recorder.wait(for: 7)
        let names = recorder.answers.map(\.request.release.project.text)
        #expect(names.sorted().joined() == "aaaabbb")
        for answer in recorder.answers {
            #expect(try answer.result.get().release === answer.request.release)
        }
        #expect(recorder.calls == 4)
        await batcher.shutdown()
    }

    @Test("Limits out of range are refused by name")
    func configuration() {
        var configuration = oneThread()
        configuration.maxQueueSize = 0
        let failure = #expect(throws: Failure.self) { try configuration.validate() }
        #expect(
            failure == .invalid("max_queue_size is 1 to 1048576; got 0", field: "max_queue_size")
        )
        configuration.maxQueueSize = 100
        #expect(throws: Failure.self) { try configuration.validate() }
        configuration.maxRequestRows = 100
        #expect(throws: Never.self) { try configuration.validate() }
    }
}

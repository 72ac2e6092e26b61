internal import Dispatch
package import Domain
package import Files
internal import Synchronization

/// Gathers waiting requests into batches and computes them on threads of its own.
///
/// Requests of one release are computed together, in the order of their priority and age
/// (``RequestPriority``); several releases take turns by the compute time that they have used. A
/// row's bits do not depend on the batch around it. Deadlines that pass, cancellations and the end of
/// the longest wait take a request out of the queue at once, and it is never computed. Threads
/// without work sleep; a request that finds one is computed at once.
///
/// Every request that was submitted is answered once, unless ``cancel(_:)`` took it back. The threads
/// keep the batcher alive until ``shutdown()``.
package final class Batcher: Sendable {
    struct State {
        var waiting: WaitingRequests
        var statistics = ServingStatistics()
        /// Compute threads that sleep and were not woken yet.
        var sleepingThreads = 0
        /// Compute threads that have not ended; the timer's thread ends after them.
        var runningThreads: Int
        var hasEnded = false
        var timerSleeps = false
        var isDraining = false
        var drained: [CheckedContinuation<Void, Never>] = []
    }

    /// The limits.
    package let configuration: BatcherConfiguration
    let clock: Clocks
    let state: Mutex<State>
    let meter: ModelMeter
    /// Where small requests are computed at once, one caller at a time each.
    let places: [ComputingPlace]
    let work = DispatchSemaphore(value: 0)
    let timer = DispatchSemaphore(value: 0)

    /// Creates a batcher and starts its threads.
    ///
    /// - Throws: ``Failure`` (invalid argument) when a limit is out of its range.
    package init(
        _ configuration: BatcherConfiguration,
        clock: Clocks = .system
    ) throws(Failure) {
        try configuration.validate()
        self.configuration = configuration
        self.clock = clock
        meter = ModelMeter(clock: clock)
        let waiting = WaitingRequests(
            capacity: configuration.maxQueueSize,
            maxWait: configuration.maxWait
        )
        state = Mutex(State(waiting: waiting, runningThreads: configuration.threads))
        places = (0..<configuration.threads).map { _ in
            ComputingPlace(batchRows: configuration.maxBatchSize, clock: clock)
        }
        startThreads()
    }

    /// Puts a request into the queue.
    ///
    /// A caller that submits many requests in a row, such as an event loop that has read many calls,
    /// passes `wakes: false` and calls ``wake()`` once at the end: one wake-up, larger batches.
    ///
    /// - Throws: ``Failure``: resource exhausted when the queue is full, unavailable when it drains,
    ///   invalid argument when the request has too many rows, deadline exceeded. The receiver then
    ///   gets no answer.
    @discardableResult
    package func submit(
        _ request: PredictionRequest,
        wakes: Bool = true
    ) throws(Failure) -> PredictionTicket {
        let now = try check(request)
        do throws(Failure) {
            let (ticket, calls) = try state.withLock { state throws(Failure) in
                try state.append(request, now: now, configuration, wakes: wakes)
            }
            ring(calls)
            return ticket
        } catch {
            if error.kind == .resourceExhausted { meter.count(.queueFull, of: request.release) }
            throw error
        }
    }

    /// Counts a request that has more rows than one may have.
    ///
    /// - Parameters:
    ///   - rows: the rows that came.
    ///   - release: what was to answer them; nil: nothing.
    /// - Returns: What its caller is told.
    package func refuse(rows: Int, of release: Release?) -> String {
        meter.count(.requestRows, of: release)
        return "a request has at most \(configuration.maxRequestRows) rows "
            + "(\(configuration.requestRowsFlag)); got \(rows)"
    }

    /// Puts a request into the queue, or behind those that wait for room in it.
    ///
    /// The receiver then gets its answer all the same, or unavailable when the batcher drains first.
    ///
    /// - Throws: ``Failure``: as ``submit(_:wakes:)``, but not resource exhausted.
    func submitWhenRoom(_ request: PredictionRequest) throws(Failure) -> PredictionTicket {
        let now = try check(request)
        let (ticket, calls) = try state.withLock { state throws(Failure) in
            guard !state.isDraining else { throw Self.draining }
            let ticket = state.waiting.appendOrWait(request, now: now)
            return (ticket, state.took(request, now: now, configuration, wakes: true))
        }
        ring(calls)
        return ticket
    }

    /// Refuses a request that comes too late or has too many rows; when it came.
    private func check(_ request: PredictionRequest) throws(Failure) -> UInt64 {
        guard request.rows <= configuration.maxRequestRows else {
            throw .invalid(refuse(rows: request.rows, of: request.release), field: "inputs")
        }
        let now = clock.nanoseconds
        guard request.deadline > now else {
            meter.count(.deadline, of: request.release)
            throw Self.deadlineExceeded
        }
        return now
    }

    /// Wakes a thread for the requests that were submitted without waking one.
    package func wake() {
        ring(state.withLock { $0.calls(configuration, now: clock.nanoseconds) })
    }

    /// Takes a request back; true: it waited, is gone, and its receiver gets no answer.
    ///
    /// It counts as cancelled or, since whoever ends calls may see first that the time is over, as one
    /// whose deadline passed.
    ///
    /// False: it was answered, or a thread computes it now and its answer comes.
    @discardableResult
    package func cancel(_ ticket: PredictionTicket) -> Bool {
        let now = clock.nanoseconds
        let (taken, calls) = state.withLock { state -> (PredictionRequest?, Calls) in
            guard let request = state.waiting.remove(ticket) else { return (nil, Calls()) }
            if request.deadline <= now {
                state.statistics.expired += 1
            } else {
                state.statistics.cancelled += 1
            }
            return (request, state.admit(configuration, clock))
        }
        ring(calls)
        // The request is freed here, outside the lock.
        guard let taken else { return false }
        meter.count(taken.deadline <= now ? .deadline : .cancelled, of: taken.release)
        return true
    }

    /// Refuses new requests and those that wait for room, answers all that wait in the queue and ends
    /// the threads.
    package func shutdown() async {
        for place in places { place.state.withLock { $0.isDraining = true } }
        await withCheckedContinuation { continuation in
            let (threads, hasEnded, shadows, outside) = state.withLock { state in
                if !state.hasEnded { state.drained.append(continuation) }
                state.isDraining = true
                defer { state.sleepingThreads = 0 }
                let (waiting, threads) = (state.waiting.takeOutside(), state.sleepingThreads)
                return (threads, state.hasEnded, state.waiting.takeShadows(), waiting)
            }
            // Nobody waits for these.
            _ = shadows
            var answers = AnswerGroups()
            for request in outside { answers.append(request, .failure(Self.draining)) }
            _ = answers.deliver()
            for _ in 0..<threads { work.signal() }
            if hasEnded { continuation.resume() }
        }
    }

    /// What each model version did so far, by project and version.
    package var modelStatistics: [ModelStatistics] {
        for place in places { place.count(in: meter) }
        return meter.snapshot
    }

    /// Requests that the queue refused so far, whether their project is still there or not.
    package var queueRefusals: (full: Int, time: Int, requestRows: Int) {
        (meter.refused(.queueFull), meter.refused(.queueTime), meter.refused(.requestRows))
    }

    /// Forgets what the versions of a deleted project did.
    package func forget(_ project: ProjectName) {
        for place in places { place.count(in: meter) }
        meter.forget(project)
    }

    /// What it did so far.
    package var statistics: ServingStatistics {
        var statistics = state.withLock { state in
            var statistics = state.statistics
            statistics.waitingRows = state.waiting.rows
            statistics.requestsOutside = state.waiting.requestsOutside
            return statistics
        }
        for place in places { statistics.add(place.count(in: meter)) }
        return statistics
    }

    static let draining = Failure(
        .unavailable,
        "the server is shutting down; try another or later"
    )

    static let deadlineExceeded = Failure(
        .deadlineExceeded,
        "the deadline passed before the request was computed"
    )

    /// Threads to wake, found out under the lock and woken after it.
    struct Calls {
        var wakesThread = false
        var wakesTimer = false
    }

    func ring(_ calls: Calls) {
        if calls.wakesThread { work.signal() }
        if calls.wakesTimer { timer.signal() }
    }
}

extension Batcher.State {
    mutating func append(
        _ request: PredictionRequest,
        now: UInt64,
        _ configuration: BatcherConfiguration,
        wakes: Bool
    ) throws(Failure) -> (PredictionTicket, Batcher.Calls) {
        guard !isDraining else {
            throw Batcher.draining
        }
        guard let ticket = waiting.append(request, now: now) else {
            statistics.refused += 1
            throw Failure(
                .resourceExhausted,
                "\(fullness(for: request)) and has no room for \(request.rows) more; try again later",
                retryAfterMilliseconds: retryAfterMilliseconds(configuration)
            )
        }
        return (ticket, took(request, now: now, configuration, wakes: wakes))
    }

    /// Whose queue is full, and what it holds.
    private func fullness(for request: PredictionRequest) -> String {
        func kept(_ rows: Int) -> String {
            rows > 0 ? ", keeps \(rows) for a stream that waits" : ""
        }
        let promised = waiting.promisedRows
        guard waiting.rows + promised + request.rows <= waiting.totalCapacity else {
            return "the queue of all projects holds \(waiting.rows) of at most "
                + "\(waiting.totalCapacity) rows (\(BatcherConfiguration.fullQueues) times "
                + "--max-queue)\(kept(promised))"
        }
        let project = request.release.project
        return "the queue of \(project.text) holds \(waiting.load(of: project).rows) of at most "
            + "\(waiting.capacity) rows (--max-queue)\(kept(waiting.promisedRows(of: project)))"
    }

    /// Counts a request that was taken; whom to wake for it.
    mutating func took(
        _ request: PredictionRequest,
        now: UInt64,
        _ configuration: BatcherConfiguration,
        wakes: Bool
    ) -> Batcher.Calls {
        statistics.requests += 1
        statistics.rows += request.rows
        var calls = wakes ? self.calls(configuration, now: now) : Batcher.Calls()
        let isDelayed = configuration.maxQueueDelay > 0 && !calls.wakesThread
        if timerSleeps, isDelayed || sleepingThreads == 0 || waiting.hasPatient {
            timerSleeps = false
            calls.wakesTimer = true
        }
        return calls
    }

    /// Whether the timer sleeps although requests wait, and is to be woken.
    mutating func wakesTimerForTheRest(delay: UInt64) -> Bool {
        guard timerSleeps, waiting.nextEvent(delay: delay) != nil else { return false }
        timerSleeps = false
        return true
    }

    /// Lets those in that waited for the room which there is now; whom to wake for them.
    mutating func admit(
        _ configuration: BatcherConfiguration,
        _ clock: Clocks
    ) -> Batcher.Calls {
        guard waiting.hasPatient else { return Batcher.Calls() }
        let now = clock.nanoseconds
        return waiting.admit(now: now) ? calls(configuration, now: now) : Batcher.Calls()
    }

    /// When a refused caller may try again: when half of what waits now is computed.
    func retryAfterMilliseconds(_ configuration: BatcherConfiguration) -> Int {
        guard waiting.nanosecondsPerRow > 0 else { return 100 }
        let rows = Double(waiting.networkRows) / Double(2 * configuration.threads)
        let milliseconds = rows * Double(waiting.nanosecondsPerRow) / 1e6
        return Int(min(max(milliseconds, 1), 10_000))
    }

    /// Why a request that has waited too long ends.
    func expiry(
        of request: PredictionRequest,
        _ configuration: BatcherConfiguration,
        now: UInt64
    ) -> (PredictionRefusal, Failure) {
        guard request.deadline > now else { return (.deadline, Batcher.deadlineExceeded) }
        let failure = Failure(
            .resourceExhausted,
            "the request waited for \(configuration.maxQueueMilliseconds) ms in the queue, the most "
                + "that it may (--max-queue-ms); try again later",
            retryAfterMilliseconds: retryAfterMilliseconds(configuration)
        )
        return (.queueTime, failure)
    }

    /// One sleeping thread, when a batch is ready for it.
    mutating func calls(_ configuration: BatcherConfiguration, now: UInt64) -> Batcher.Calls {
        guard sleepingThreads > 0,
            waiting.isReady(
                limit: configuration.maxBatchSize,
                delay: configuration.maxQueueDelay,
                now: now
            )
        else { return Batcher.Calls() }
        sleepingThreads -= 1
        return Batcher.Calls(wakesThread: true)
    }
}

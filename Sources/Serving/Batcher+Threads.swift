internal import Dispatch
internal import Domain
internal import Files
internal import Foundation
internal import Synchronization

extension Batcher {
    /// What a compute thread does next.
    private enum Turn {
        case compute(WaitingBatch)
        case sleep
        case end
    }

    func startThreads() {
        for number in 0..<configuration.threads {
            let thread = Thread { self.compute() }
            thread.name = "compute-\(number)"
            thread.start()
        }
        let thread = Thread { self.keepTime() }
        thread.name = "deadlines"
        thread.start()
    }

    /// The life of a compute thread.
    private func compute() {
        var inference = Inference(batchRows: configuration.maxBatchSize, clock: clock)
        var answers = AnswerGroups()
        var expired: [PredictionRequest] = []
        var started: (at: UInt64, turn: BatchTurn)?
        while true {
            let now = clock.nanoseconds
            let (turn, calls) = state.withLock { state in
                if let started {
                    state.statistics.computeNanoseconds &+= now &- started.at
                    state.waiting.finish(started.turn, nanoseconds: now &- started.at)
                }
                return nextTurn(&state, now: now, expired: &expired)
            }
            ring(calls)
            if !expired.isEmpty {
                fail(expired, now: now, in: &answers)
                shadow(answers.deliver())
                expired.removeAll(keepingCapacity: true)
            }
            switch turn {
            case .compute(let batch):
                started = (now, batch.turn)
                let outcome = inference.answer(batch, started: now, into: &answers)
                meter.count(batch, outcome, started: now)
                shadow(answers.deliver())
            case .sleep:
                started = nil
                work.wait()
            case .end:
                endThread()
                return
            }
        }
    }

    private func nextTurn(
        _ state: inout State,
        now: UInt64,
        expired: inout [PredictionRequest]
    ) -> (Turn, Calls) {
        var batch: WaitingBatch?
        var isAdmitted = false
        repeat {
            batch = state.waiting.takeBatch(
                limit: configuration.maxBatchSize,
                delay: state.isDraining ? 0 : configuration.maxQueueDelay,
                now: now,
                expired: &expired
            )
            isAdmitted = state.waiting.admit(now: now)
        } while isAdmitted && batch == nil
        state.statistics.expired += expired.count { !$0.isShadow }
        if let batch {
            state.statistics.count(batch, now: now)
            var calls = state.calls(configuration, now: now)
            // What is left may have come without waking anybody, and waits no longer than it may.
            calls.wakesTimer = state.wakesTimerForTheRest(delay: configuration.maxQueueDelay)
            return (.compute(batch), calls)
        }
        if state.isDraining { return (.end, Calls()) }
        state.sleepingThreads += 1
        return (.sleep, Calls())
    }

    private func fail(
        _ expired: [PredictionRequest],
        now: UInt64,
        in answers: inout AnswerGroups
    ) {
        for request in expired {
            let (reason, failure) = state.withLock {
                $0.expiry(of: request, configuration, now: now)
            }
            if !request.isShadow { meter.count(reason, of: request.release) }
            answers.append(request, .failure(failure))
        }
    }

    private func endThread() {
        let isLast = state.withLock { state in
            state.runningThreads -= 1
            return state.runningThreads == 0
        }
        if isLast { timer.signal() }
    }

    /// How long the timer's thread may sleep when the next event is `wait` nanoseconds away.
    ///
    /// Never for long, so that a request that comes meanwhile with an earlier deadline is at most that
    /// late.
    private func nap(_ wait: UInt64) -> UInt64 {
        let shortest: UInt64 = 100_000
        let delay = configuration.maxQueueDelay
        let usual: UInt64 = wait > 100_000_000 ? 10_000_000 : 2_000_000
        let longest = delay > 0 ? min(usual, max(delay, shortest)) : usual
        return min(max(wait, shortest), longest)
    }

    /// The life of the timer's thread: it ends deadlines, long waits and delays while requests wait.
    ///
    /// It sleeps until the first event or for a short nap; without waiting requests it does not run
    /// at all. `Thread.sleep` counts a monotonic clock.
    private func keepTime() {
        let delay = configuration.maxQueueDelay
        var answers = AnswerGroups()
        while true {
            let now = clock.nanoseconds
            let (expired, wait, calls, isOver) = state.withLock { state in
                let expired = state.waiting.takeExpired(now: now)
                state.statistics.expired += expired.count { !$0.isShadow }
                _ = state.waiting.admit(now: now)
                let calls = state.calls(configuration, now: now)
                let event = state.waiting.nextEvent(delay: delay)
                state.timerSleeps = event == nil
                let wait = event.map { $0 > now ? $0 - now : 0 }
                return (expired, wait, calls, state.runningThreads == 0)
            }
            ring(calls)
            if !expired.isEmpty {
                fail(expired, now: now, in: &answers)
                shadow(answers.deliver())
            }
            if isOver { break }
            if let wait {
                Thread.sleep(forTimeInterval: Double(nap(wait)) / 1e9)
            } else {
                timer.wait()
            }
        }
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.hasEnded = true
            defer { state.drained = [] }
            return state.drained
        }
        for waiter in waiters { waiter.resume() }
    }
}

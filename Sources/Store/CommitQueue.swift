internal import Dispatch
internal import Domain
internal import Synchronization

/// One request of a group commit.
struct Operation: Sendable {
    /// The bytes of contents it brings, for the limits.
    let bytes: Int
    /// Does the work inside a savepoint, and returns what tells the caller how the commit went: nil
    /// when it is durable.
    let run: @Sendable (StoreWriter) throws -> (@Sendable (Failure?) -> Void)
    /// Tells the caller that the work failed; nothing of it stays.
    let refuse: @Sendable (Failure) -> Void
}

/// The bounded queue between the callers and the one writer thread.
final class CommitQueue: Sendable {
    private struct State {
        var pending: [Operation] = []
        var bytes = 0
        var closed = false
        /// The writer sleeps until this many operations wait; 0 while it is awake.
        var wakeAt = 0
    }

    private let settings: StoreSettings
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)

    init(settings: StoreSettings) { self.settings = settings }

    /// What waits: operations, and bytes of contents.
    var waiting: (operations: Int, bytes: Int) {
        state.withLock { ($0.pending.count, $0.bytes) }
    }

    /// Puts `operation` at the end.
    ///
    /// - Throws: ``Failure``: resource exhausted when the queue is full, unavailable once closed.
    func submit(_ operation: Operation) throws(Failure) {
        let problem = state.withLock { state -> Failure? in
            if state.closed { return Failure(.unavailable, "the store is closed") }
            let bytes = state.bytes + operation.bytes
            guard state.pending.count < settings.queueLimit, bytes <= settings.queueByteLimit else {
                return Failure(
                    .resourceExhausted,
                    "the write queue is full: \(state.pending.count) operations of at most "
                        + "\(settings.queueLimit), \(bytes) bytes of at most "
                        + "\(settings.queueByteLimit)"
                )
            }
            state.pending.append(operation)
            state.bytes = bytes
            if state.wakeAt > 0, state.pending.count >= state.wakeAt {
                state.wakeAt = 0
                wake.signal()
            }
            return nil
        }
        if let problem { throw problem }
    }

    /// Takes what is there, in order, up to the limits of a commit; sleeps while there is nothing.
    ///
    /// When the last commit had company, callers are likely on their way back: it waits for as many
    /// for the stated time at most.
    ///
    /// - Returns: Nil once the queue is closed and empty.
    func take(expecting company: Int) -> [Operation]? {
        if !sleep(until: 1, timeout: nil) { return nil }
        if company > 1 {
            _ = sleep(until: company, timeout: .milliseconds(settings.commitWaitMilliseconds))
        }
        return state.withLock { state in
            var count = 0
            var bytes = 0
            for operation in state.pending.prefix(settings.commitLimit) {
                if count > 0, bytes + operation.bytes > settings.commitByteLimit { break }
                count += 1
                bytes += operation.bytes
            }
            let batch = Array(state.pending.prefix(count))
            state.pending.removeFirst(count)
            state.bytes -= bytes
            return batch
        }
    }

    /// Refuses what comes from now on; what waits is still done.
    func close() {
        state.withLock { state in
            state.closed = true
            if state.wakeAt > 0 {
                state.wakeAt = 0
                wake.signal()
            }
        }
    }

    /// Sleeps until `count` operations wait, the queue is closed or the time is over.
    ///
    /// - Returns: Whether anything waits.
    private func sleep(until count: Int, timeout: DispatchTimeInterval?) -> Bool {
        let mustSleep = state.withLock { state in
            guard state.pending.count < count, !state.closed else { return false }
            state.wakeAt = count
            return true
        }
        if mustSleep {
            let result = wake.wait(
                timeout: timeout.map { DispatchTime.now() + $0 } ?? .distantFuture
            )
            if result == .timedOut {
                // A signal sent meanwhile is consumed here, so that it wakes nobody later.
                let signalled = state.withLock { state in
                    defer { state.wakeAt = 0 }
                    return state.wakeAt == 0
                }
                if signalled { wake.wait() }
            }
        }
        return state.withLock { !$0.pending.isEmpty }
    }
}

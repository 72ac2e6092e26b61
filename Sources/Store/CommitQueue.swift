internal import Dispatch
internal import Domain
internal import Synchronization

/// One request of a group commit.
struct Operation: Sendable {
    /// The bytes of contents it brings, for the limits.
    let bytes: Int
    /// What it does to the disk.
    let purpose: WritePurpose
    /// Does the work inside a savepoint, and returns what tells the caller how the commit went: nil
    /// when it is durable.
    let run: @Sendable (StoreWriter) throws -> (@Sendable (Failure?) -> Void)
    /// Tells the caller that the work failed; nothing of it stays.
    let refuse: @Sendable (Failure) -> Void
}

/// The bounded queue between the callers and the one writer thread.
final class CommitQueue: Sendable {
    /// An operation whose caller waits for room.
    private struct Waiter {
        let id: Int
        let operation: Operation
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var pending: [Operation] = []
        var bytes = 0
        /// First come, first served.
        var waiters: [Waiter] = []
        var nextWaiter = 0
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
            append(operation, &state)
            return nil
        }
        if let problem { throw problem }
    }

    /// Puts `operation` at the end as soon as there is room; an operation that is larger than the
    /// whole queue has room in an empty one.
    ///
    /// Those who wait get the room that becomes free in the order of their coming.
    ///
    /// - Throws: ``Failure``: unavailable once closed; `CancellationError`. The operation is then not in
    ///   the queue.
    func submitWhenRoom(_ operation: Operation) async throws {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait(operation, $0, id) }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func wait(
        _ operation: Operation,
        _ continuation: CheckedContinuation<Void, any Error>,
        _ id: Int
    ) {
        let ready: Result<Void, any Error>? = state.withLock { state in
            if state.closed { return .failure(Failure(.unavailable, "the store is closed")) }
            if Task.isCancelled { return .failure(CancellationError()) }
            if state.waiters.isEmpty, hasRoom(operation, state) {
                append(operation, &state)
                return .success(())
            }
            state.waiters.append(
                Waiter(id: id, operation: operation, continuation: continuation)
            )
            return nil
        }
        if let ready { continuation.resume(with: ready) }
    }

    private func hasRoom(_ operation: Operation, _ state: borrowing State) -> Bool {
        state.pending.isEmpty
            || state.pending.count < settings.queueLimit
                && state.bytes + operation.bytes <= settings.queueByteLimit
    }

    private func append(_ operation: Operation, _ state: inout State) {
        state.pending.append(operation)
        state.bytes += operation.bytes
        if state.wakeAt > 0, state.pending.count >= state.wakeAt {
            state.wakeAt = 0
            wake.signal()
        }
    }

    /// Lets those in who wait for room that there is now.
    private func admit(_ state: inout State) -> [Waiter] {
        var count = 0
        while count < state.waiters.count, hasRoom(state.waiters[count].operation, state) {
            append(state.waiters[count].operation, &state)
            count += 1
        }
        defer { state.waiters.removeFirst(count) }
        return Array(state.waiters.prefix(count))
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
        let (batch, admitted) = state.withLock { state in
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
            return (batch, admit(&state))
        }
        for waiter in admitted { waiter.continuation.resume() }
        return batch
    }

    /// Refuses what comes from now on; what waits is still done.
    func close() {
        let refused = state.withLock { state in
            state.closed = true
            if state.wakeAt > 0 {
                state.wakeAt = 0
                wake.signal()
            }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in refused {
            waiter.continuation.resume(throwing: Failure(.unavailable, "the store is closed"))
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

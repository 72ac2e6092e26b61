internal import Synchronization

/// The messages of one stream on their way from a task to the event loop.
///
/// Writers wait while more than `highWater` bytes are on their way; many writes reach the loop in
/// one wake-up.
final class OutboundQueue: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var messages = 0
        var unsent = 0
        var isScheduled = false
        var failure: GRPCStatus?
        var waiters: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
        var nextID = 0
    }

    private let state = Mutex(State())
    private let highWater: Int
    private let schedule: @Sendable () -> Void

    /// Creates a queue; `schedule` makes the event loop call ``takePending()`` soon.
    init(highWater: Int, schedule: @escaping @Sendable () -> Void) {
        self.highWater = highWater
        self.schedule = schedule
    }

    // MARK: The task's side

    /// Hands framed bytes over; waits while too much is on its way.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    func write(_ framed: [UInt8]) async throws {
        let (mustSchedule, mustWait) = try state.withLock { state in
            if let failure = state.failure { throw failure }
            if state.pending.isEmpty {
                state.pending = framed
            } else {
                state.pending.append(contentsOf: framed)
            }
            state.messages += 1
            let mustSchedule = !state.isScheduled
            state.isScheduled = true
            return (mustSchedule, state.pending.count + state.unsent > highWater)
        }
        if mustSchedule { schedule() }
        if mustWait { try await waitForRoom() }
    }

    private func waitForRoom() async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait($0, id: id) }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func wait(_ continuation: CheckedContinuation<Void, any Error>, id: Int) {
        let ready: Result<Void, any Error>? = state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            if state.pending.count + state.unsent <= highWater { return .success(()) }
            if Task.isCancelled { return .failure(CancellationError()) }
            state.waiters.append((id, continuation))
            return nil
        }
        if let ready { continuation.resume(with: ready) }
    }

    // MARK: The event loop's side

    /// Takes the bytes that writers handed over, and how many messages they are.
    func takePending() -> (bytes: [UInt8], messages: Int) {
        state.withLock { state in
            state.isScheduled = false
            defer { (state.pending, state.messages) = ([], 0) }
            state.unsent += state.pending.count
            return (state.pending, state.messages)
        }
    }

    /// Notes how much the session still holds, and lets writers go on where there is room.
    func note(unsent: Int) {
        let ready = state.withLock { state in
            state.unsent = unsent
            guard state.pending.count + unsent <= highWater else {
                return [(id: Int, continuation: CheckedContinuation<Void, any Error>)]()
            }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Ends the queue: writers fail with `status`.
    func fail(_ status: GRPCStatus) {
        let waiters = state.withLock { state in
            state.failure = state.failure ?? status
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(throwing: status) }
    }
}

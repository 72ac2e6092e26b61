internal import Synchronization

/// The messages of one stream on their way from the event loop to a task.
///
/// A taken message's stream window is given back in portions; at once where the loop holds back
/// what follows for it.
final class InboundQueue: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, any Error>

    private struct State {
        var messages: [(message: ReceivedMessage, credit: Int)] = []
        var head = 0
        var credit = 0
        var loopWaits = false
        var ending: Result<Void, GRPCStatus>?
        var waiter: Waiter?
        /// What the message that was taken last is counted for.
        var held: HeldBytes?

        var isEmpty: Bool { head == messages.count }

        mutating func pop() -> ReceivedMessage? {
            guard head < messages.count else { return nil }
            let (message, credit) = messages[head]
            messages[head].message = ReceivedMessage()
            head += 1
            self.credit += credit
            if head == messages.count {
                messages.removeAll(keepingCapacity: true)
                head = 0
            } else if head > 1_024, head > messages.count / 2 {
                messages.removeFirst(head)
                head = 0
            }
            return message
        }
    }

    /// The most messages that wait in a queue: each takes more memory than it had on the wire.
    static let capacity = 1_024

    private let state = Mutex(State())
    private let portion: Int
    private let giveBack: @Sendable (Int) -> Void

    /// Creates a queue that reports taken bytes, `portion` or more at a time, to `giveBack`.
    init(portion: Int, giveBack: @escaping @Sendable (Int) -> Void) {
        self.portion = portion
        self.giveBack = giveBack
    }

    // MARK: The event loop's side

    /// Appends a message; `credit` is the window to give back when it is taken.
    func push(_ message: ReceivedMessage, credit: Int) {
        let waiter = state.withLock { state in
            guard state.ending == nil else { return Waiter?.none }
            state.messages.append((message, credit))
            return state.waiter.take()
        }
        waiter?.resume(returning: true)
    }

    /// Whether every message was taken; where not, the taking of the last is reported at once.
    func isDrainedOrReports() -> Bool {
        state.withLock { state in
            if !state.isEmpty { state.loopWaits = true }
            return state.isEmpty
        }
    }

    /// Whether as many messages wait as may; the taking of the last is then reported at once.
    func isFullAndReports() -> Bool {
        state.withLock { state in
            guard state.messages.count - state.head >= Self.capacity else { return false }
            state.loopWaits = true
            return true
        }
    }

    /// Ends the queue, after the messages that it holds or, where `dropping`, without them.
    func finish(_ result: Result<Void, GRPCStatus>, dropping: Bool = false) {
        let waiter = state.withLock { state in
            guard state.ending == nil else { return Waiter?.none }
            state.ending = result
            if dropping {
                state.messages = []
                state.head = 0
            }
            return state.waiter.take()
        }
        waiter?.resume(returning: false)
    }

    // MARK: The task's side

    /// The next message, or nil after the last.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    func next() async throws -> ReceivedMessage? {
        _ = try await waitUntilReady()
        return try take()
    }

    /// Waits until there is a message, or the end; whether there is a message.
    ///
    /// - Throws: `CancellationError`.
    func waitUntilReady() async throws -> Bool {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait($0) }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume(throwing: CancellationError())
        }
    }

    private func wait(_ continuation: Waiter) {
        let ready: Result<Bool, any Error>? = state.withLock { state in
            precondition(state.waiter == nil, "two tasks read one stream")
            if !state.isEmpty { return .success(true) }
            if state.ending != nil { return .success(false) }
            if Task.isCancelled { return .failure(CancellationError()) }
            state.waiter = continuation
            return nil
        }
        if let ready { continuation.resume(with: ready) }
    }

    /// Takes the message that is there, or nil after the last.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream.
    func take() throws -> ReceivedMessage? {
        let (message, credit, ending) = state.withLock { state in
            let message = state.pop()
            let reports = state.credit >= portion || (state.isEmpty && state.loopWaits)
            guard reports else { return (message, 0, state.ending) }
            state.loopWaits = false
            defer { state.credit = 0 }
            return (message, state.credit, state.ending)
        }
        if credit > 0 { giveBack(credit) }
        if message == nil { try ending?.get() }
        return message
    }

    /// Keeps what the last message is counted for, in place of what the one before it was.
    func hold(_ held: HeldBytes?) {
        let last = state.withLock { state in
            defer { state.held = held }
            return state.held
        }
        // It is given back here, outside the lock.
        withExtendedLifetime(last) {}
    }
}

internal import Synchronization

/// The messages of one stream on their way from the event loop to a task.
///
/// A taken message's stream window is given back in portions; at once where the loop holds back a
/// part of the next message for it.
final class InboundQueue: Sendable {
    private typealias Waiter = CheckedContinuation<ReceivedMessage?, any Error>

    private struct State {
        var messages: [(message: ReceivedMessage, credit: Int)] = []
        var head = 0
        var credit = 0
        var loopWaits = false
        var ending: Result<Void, GRPCStatus>?
        var waiter: Waiter?

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
            guard let waiter = state.waiter else {
                state.messages.append((message, credit))
                return nil
            }
            state.waiter = nil
            state.credit += credit
            return waiter
        }
        waiter?.resume(returning: message)
    }

    /// Whether every message was taken; where not, the taking of the last is reported at once.
    func isDrainedOrReports() -> Bool {
        state.withLock { state in
            if !state.isEmpty { state.loopWaits = true }
            return state.isEmpty
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
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(with: result.map { nil }.mapError { $0 })
    }

    // MARK: The task's side

    /// The next message, or nil after the last.
    ///
    /// - Throws: The ``GRPCStatus`` that ended the stream, or `CancellationError`.
    func next() async throws -> ReceivedMessage? {
        let (message, credit) = state.withLock { state in
            let message = state.pop()
            let reports = state.credit >= portion || (state.isEmpty && state.loopWaits)
            guard reports else { return (message, 0) }
            state.loopWaits = false
            defer { state.credit = 0 }
            return (message, state.credit)
        }
        if credit > 0 { giveBack(credit) }
        if let message { return message }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait($0) }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    private func wait(_ continuation: Waiter) {
        let ready: Result<ReceivedMessage?, any Error>? = state.withLock { state in
            precondition(state.waiter == nil, "two tasks read one stream")
            if let message = state.pop() { return .success(message) }
            if let ending = state.ending { return ending.map { nil }.mapError { $0 } }
            if Task.isCancelled { return .failure(CancellationError()) }
            state.waiter = continuation
            return nil
        }
        if let ready { continuation.resume(with: ready) }
    }
}

internal import Synchronization

/// The bytes that the streaming calls of one connection hold: requests that were taken, and answers
/// that were not handed on.
///
/// Streams read ahead, messages inflate, and a short request may have a long answer that nobody takes:
/// without a bound for all of them a connection with a hundred streams would hold gigabytes within all
/// other limits. Who is to take a message enters first. One at a time does, in the order of their
/// coming, and only while less than the limit is held; so at most one message with its answer is held
/// beyond it, and nobody keeps a part of the room while waiting for another.
final class StreamRoom: Sendable {
    private typealias Waiter = CheckedContinuation<Void, any Error>

    private struct State {
        var held = 0
        /// Whether somebody has entered and not left.
        var isEntered = false
        var waiting: [(id: Int, continuation: Waiter)] = []
        var nextID = 0

        /// Lets the next one in, where there is room.
        mutating func next(_ limit: Int) -> Waiter? {
            guard !isEntered, held < limit, !waiting.isEmpty else { return nil }
            isEntered = true
            return waiting.removeFirst().continuation
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Creates room for `limit` bytes.
    init(limit: Int) { self.limit = limit }

    /// The bytes that are held now.
    var held: Int { state.withLock(\.held) }

    /// Waits for the turn to take a message, and for room.
    ///
    /// - Throws: `CancellationError`; the caller has then not entered.
    func enter() async throws {
        let (isIn, id) = state.withLock { state in
            if !state.isEntered, state.held < limit, state.waiting.isEmpty {
                state.isEntered = true
                return (true, 0)
            }
            state.nextID += 1
            return (false, state.nextID)
        }
        if isIn { return }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait($0, id) }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func wait(_ continuation: Waiter, _ id: Int) {
        let (isCancelled, next) = state.withLock { state in
            if Task.isCancelled { return (true, Waiter?.none) }
            state.waiting.append((id, continuation))
            return (false, state.next(limit))
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        next?.resume()
    }

    /// Ends a turn, holding `bytes` from now on.
    func leave(holding bytes: Int) -> HeldBytes {
        let next = state.withLock { state in
            state.isEntered = false
            state.held += bytes
            return state.next(limit)
        }
        next?.resume()
        return HeldBytes(room: self, count: bytes)
    }

    fileprivate func change(by bytes: Int) {
        let next = state.withLock { state in
            state.held += bytes
            return state.next(limit)
        }
        next?.resume()
    }
}

/// What one message and its answer are counted for, until this is freed.
package final class HeldBytes: Sendable {
    private let room: StreamRoom?
    private let count: Mutex<Int>
    /// The bytes of the message alone, inflated, and a little more.
    package let messageBytes: Int

    init(room: StreamRoom?, count: Int) {
        self.room = room
        self.count = Mutex(count)
        messageBytes = count
    }

    /// Counts `bytes` more, such as those of the answer that is to come.
    package func grow(by bytes: Int) {
        count.withLock { $0 += bytes }
        room?.change(by: bytes)
    }

    deinit { room?.change(by: -count.withLock { $0 }) }
}

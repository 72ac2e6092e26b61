internal import HTTP2Session
internal import Synchronization

/// The bytes that the streaming calls of one connection hold: requests that were taken, and answers
/// that were not handed on.
///
/// Streams read ahead, messages inflate, and a short request may have a long answer that nobody takes:
/// without a bound for all of them a connection with a hundred streams would hold gigabytes within all
/// other limits. Who is to take a message enters first. One at a time does, in the order of their
/// coming, and only while less than the limit is held; what the message and its answer come to is known
/// before the next one enters. So at most one of them is held beyond the limit, and nobody keeps a part
/// of the room while waiting for another.
final class StreamRoom: Sendable {
    private typealias Waiter = CheckedContinuation<Void, any Error>

    private struct State {
        var held: [StreamID: Int] = [:]
        var sum = 0
        /// Whether somebody has entered and not left.
        var isEntered = false
        var waiting: [(id: Int, stream: StreamID, continuation: Waiter)] = []
        var nextID = 0
        /// How often bytes were given back.
        var returns = 0

        /// Lets the next one in, where there is room.
        mutating func next(_ limit: Int) -> Waiter? {
            guard !isEntered, sum < limit, !waiting.isEmpty else { return nil }
            isEntered = true
            return waiting.removeFirst().continuation
        }

        mutating func change(by bytes: Int, _ stream: StreamID) {
            sum += bytes
            held[stream, default: 0] += bytes
            if held[stream] == 0 { held[stream] = nil }
        }
    }

    private let limit: Int
    private let onWait: @Sendable () -> Void
    private let state = Mutex(State())

    /// Creates room for `limit` bytes; `onWait` is called when somebody begins to wait.
    init(limit: Int, onWait: @escaping @Sendable () -> Void) {
        self.limit = limit
        self.onWait = onWait
    }

    /// The bytes that are held.
    var bytes: Int { state.withLock(\.sum) }

    /// How often bytes were given back so far; nil where nobody waits.
    var returnsWhileWaiting: Int? {
        state.withLock { $0.waiting.isEmpty ? nil : $0.returns }
    }

    /// The stream that holds most while others wait; nil where there is none.
    var largestHolder: StreamID? {
        state.withLock { state in
            let largest = state.held.max { $0.value < $1.value }?.key
            return state.waiting.contains { $0.stream != largest } ? largest : nil
        }
    }

    /// Waits for the turn to take a message of `stream`, and for room.
    ///
    /// - Throws: `CancellationError`; the caller has then not entered.
    func enter(_ stream: StreamID) async throws {
        let (isIn, id) = state.withLock { state in
            if !state.isEntered, state.sum < limit, state.waiting.isEmpty {
                state.isEntered = true
                return (true, 0)
            }
            state.nextID += 1
            return (false, state.nextID)
        }
        if isIn { return }
        onWait()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wait($0, id, stream) }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            waiter?.continuation.resume(throwing: CancellationError())
        }
    }

    private func wait(_ continuation: Waiter, _ id: Int, _ stream: StreamID) {
        let (isCancelled, next) = state.withLock { state in
            if Task.isCancelled { return (true, Waiter?.none) }
            state.waiting.append((id, stream, continuation))
            return (false, state.next(limit))
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        next?.resume()
    }

    /// Ends a turn; `bytes` are held from now on.
    ///
    /// One that takes all the room is let in alone, and counts for no more than the room: the connection
    /// is not ended for it.
    func leave(_ stream: StreamID, holding bytes: Int) -> HeldBytes {
        let bytes = min(bytes, limit)
        let next = state.withLock { state in
            state.isEntered = false
            state.change(by: bytes, stream)
            return state.next(limit)
        }
        next?.resume()
        return HeldBytes(self, stream, bytes)
    }

    /// Ends a turn with nothing.
    func leave() {
        let next = state.withLock { state in
            state.isEntered = false
            return state.next(limit)
        }
        next?.resume()
    }

    fileprivate func giveBack(_ bytes: Int, _ stream: StreamID) {
        let next = state.withLock { state in
            state.change(by: -bytes, stream)
            state.returns += 1
            return state.next(limit)
        }
        next?.resume()
    }
}

/// What one message and its answer are counted for, until this is freed.
package final class HeldBytes: Sendable {
    private let room: StreamRoom
    private let stream: StreamID
    private let count: Int

    fileprivate init(_ room: StreamRoom, _ stream: StreamID, _ count: Int) {
        self.room = room
        self.stream = stream
        self.count = count
    }

    deinit { room.giveBack(count, stream) }
}

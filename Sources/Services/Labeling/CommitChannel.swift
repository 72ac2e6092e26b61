internal import Domain
internal import Synchronization

/// The outcome of a commit: set once by the writer's thread, awaited by one task.
final class CommitOutcome<Value: Sendable>: Sendable {
    private enum State {
        case open
        case awaited(CheckedContinuation<Result<Value, Failure>, Never>)
        case done(Result<Value, Failure>)
    }

    private let state = Mutex(State.open)

    /// Tells how the commit went.
    func finish(_ result: Result<Value, Failure>) {
        let waiting = state.withLock {
            state -> CheckedContinuation<Result<Value, Failure>, Never>? in
            defer { state = .done(result) }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        waiting?.resume(returning: result)
    }

    /// The outcome, as soon as it is known.
    ///
    /// A commit cannot be taken back, so cancellation waits.
    var value: Value {
        get async throws {
            let result = await withCheckedContinuation { continuation in
                let known = state.withLock { state -> Result<Value, Failure>? in
                    if case .done(let result) = state { return result }
                    state = .awaited(continuation)
                    return nil
                }
                if let known { continuation.resume(returning: known) }
            }
            return try result.get()
        }
    }
}

/// A bounded queue between the task that reads a stream and the one that acknowledges it: while it
/// is full the reader waits, and so, by flow control, does the caller.
package final class CommitChannel<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var end: Result<Void, any Error>?
        var waiting: [Side: CheckedContinuation<Void, Never>] = [:]
    }

    /// The two tasks that meet here.
    private enum Side { case reader, acknowledger }

    private let limit: Int
    private let state = Mutex(State())

    /// Creates a queue of at most `limit` elements.
    init(limit: Int) { self.limit = limit }

    /// Runs the two tasks of a stream, and ends both as soon as one of them fails.
    ///
    /// What fails in `read` ends the stream after what was sent before it has been acknowledged. What
    /// fails in `acknowledge` ends it at once: nobody would take what is read still, and a reader that
    /// waits for room in the queue would wait for ever.
    ///
    /// - Throws: What the first of them threw.
    package static func run(
        limit: Int,
        read: @escaping @Sendable (CommitChannel) async throws -> Void,
        acknowledge: @escaping @Sendable (CommitChannel) async throws -> Void
    ) async throws {
        let channel = CommitChannel(limit: limit)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await read(channel)
                    channel.finish()
                } catch {
                    channel.finish(.failure(error))
                }
            }
            group.addTask { try await acknowledge(channel) }
            // Not waitForAll(), which waits for the other one before it throws: what is thrown here
            // cancels it.
            while try await group.next() != nil {}
        }
    }

    /// Appends an element; waits while the queue is full.
    ///
    /// - Throws: `CancellationError`, also when the queue has been ended meanwhile.
    package func send(_ element: Element) async throws {
        while true {
            try Task.checkCancellation()
            let isDone = try state.withLock { state in
                if state.end != nil { throw CancellationError() }
                guard state.elements.count < limit else { return false }
                state.elements.append(element)
                return true
            }
            if isDone { break }
            await sleep(.reader) { $0.elements.count >= self.limit && $0.end == nil }
        }
        wake(.acknowledger)
    }

    /// The next element; nil after the last.
    ///
    /// - Throws: What ended the queue, after its elements.
    package func next() async throws -> Element? {
        while true {
            let element = state.withLock { state in
                state.elements.isEmpty ? nil : state.elements.removeFirst()
            }
            if let element {
                wake(.reader)
                return element
            }
            if let end = state.withLock({ $0.end }) {
                try end.get()
                return nil
            }
            try Task.checkCancellation()
            await sleep(.acknowledger) { $0.elements.isEmpty && $0.end == nil }
        }
    }

    /// Ends the queue; the first end counts.
    private func finish(_ end: Result<Void, any Error> = .success(())) {
        state.withLock { if $0.end == nil { $0.end = end } }
        wake(.reader)
        wake(.acknowledger)
    }

    private func wake(_ side: Side) {
        let waiting = state.withLock { $0.waiting.removeValue(forKey: side) }
        waiting?.resume()
    }

    /// Sleeps until the other side or a cancellation wakes, unless `condition` holds no longer.
    private func sleep(_ side: Side, while condition: @Sendable (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustSleep = state.withLock { state in
                    guard condition(state), !Task.isCancelled else { return false }
                    state.waiting[side] = continuation
                    return true
                }
                if !mustSleep { continuation.resume() }
            }
        } onCancel: {
            wake(side)
        }
    }
}

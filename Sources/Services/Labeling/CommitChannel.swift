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
final class CommitChannel<Element: Sendable>: Sendable {
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

    /// Appends an element; waits while the queue is full.
    ///
    /// - Throws: `CancellationError`, also when the queue has been ended meanwhile.
    func send(_ element: Element) async throws {
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
    func next() async throws -> Element? {
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
    func finish(_ end: Result<Void, any Error> = .success(())) {
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

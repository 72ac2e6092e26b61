internal import Domain
internal import Synchronization

extension Batcher {
    /// Computes rows for a caller that can wait, such as a stream; a cancelled task takes its request
    /// back.
    ///
    /// The hot calls use ``submit(_:wakes:)`` instead.
    ///
    /// - Throws: ``Failure``, and `CancellationError` when the task is cancelled before a thread has
    ///   begun.
    package func predict(
        _ release: Release,
        inputs: [UInt8],
        rows: Int,
        options: PredictionOptions = PredictionOptions(),
        deadline: UInt64 = PredictionRequest.noDeadline
    ) async throws -> Prediction {
        let waiter = AnswerWaiter()
        let request = try PredictionRequest(
            release: release,
            inputs: inputs,
            rows: rows,
            options: options,
            deadline: deadline,
            receiver: AsyncReceiver.shared,
            context: waiter
        )
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard waiter.begin(continuation) else { return }
                do throws(Failure) {
                    let ticket = try submit(request)
                    if waiter.hold(ticket), cancel(ticket) { waiter.end(.cancelled) }
                } catch {
                    waiter.end(.answered(.failure(error)))
                }
            }
        } onCancel: {
            if let ticket = waiter.cancel(), cancel(ticket) { waiter.end(.cancelled) }
        }
    }
}

/// Hands answers to the tasks that wait for them.
private final class AsyncReceiver: PredictionReceiver {
    static let shared = AsyncReceiver()

    func receive(_ answers: [PredictionAnswer]) {
        for answer in answers {
            guard let waiter = answer.request.context as? AnswerWaiter else { continue }
            waiter.end(.answered(answer.result))
        }
    }
}

/// One task that waits for one answer.
///
/// The answer, the cancellation and the ticket may come in any order, from any thread.
private final class AnswerWaiter: Sendable {
    enum End {
        case answered(Result<Prediction, Failure>)
        case cancelled
    }

    private struct State {
        var continuation: CheckedContinuation<Prediction, any Error>?
        var ticket: PredictionTicket?
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// Stores the continuation; false: the task was cancelled before, and has been resumed.
    func begin(_ continuation: CheckedContinuation<Prediction, any Error>) -> Bool {
        let isCancelled = state.withLock { state in
            if !state.isCancelled { state.continuation = continuation }
            return state.isCancelled
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        return !isCancelled
    }

    /// Stores the ticket; true: the task was cancelled meanwhile.
    func hold(_ ticket: PredictionTicket) -> Bool {
        state.withLock { state in
            state.ticket = ticket
            return state.isCancelled
        }
    }

    /// Notes the cancellation; the ticket, when there is one to take back.
    func cancel() -> PredictionTicket? {
        state.withLock { state in
            state.isCancelled = true
            return state.ticket
        }
    }

    /// Resumes the task, the first time.
    func end(_ end: End) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        switch end {
        case .answered(.success(let prediction)): continuation?.resume(returning: prediction)
        case .answered(.failure(let failure)): continuation?.resume(throwing: failure)
        case .cancelled: continuation?.resume(throwing: CancellationError())
        }
    }
}

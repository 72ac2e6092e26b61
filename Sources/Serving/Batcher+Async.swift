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
        priority: RequestPriority = .standard,
        shadows: ShadowTraffic? = nil,
        deadline: UInt64 = PredictionRequest.noDeadline
    ) async throws -> Prediction {
        let waiter = AnswerWaiter()
        let request = try PredictionRequest(
            release: release,
            inputs: inputs,
            rows: rows,
            options: options,
            priority: priority,
            shadows: shadows,
            deadline: deadline,
            receiver: AsyncReceiver.shared,
            context: waiter
        )
        return try await answer(to: request, waiter, waitsForRoom: false)
    }

    private func answer(
        to request: PredictionRequest,
        _ waiter: AnswerWaiter,
        waitsForRoom: Bool
    ) async throws -> Prediction {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard waiter.begin(continuation) else { return }
                do throws(Failure) {
                    let ticket = try waitsForRoom ? submitWhenRoom(request) : submit(request)
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

extension Batcher {
    /// Computes many rows for a caller with back-pressure of its own, such as an ingest stream.
    ///
    /// The rows go in one batch at a time, so that a thousand rows with nine views do not stand before
    /// a single one, and a full queue is waited for.
    ///
    /// - Returns: Predictions whose rows, one after the other, are the rows.
    /// - Throws: as ``predictWhenRoom(_:inputs:rows:options:priority:deadline:)``.
    package func predictInParts(
        _ release: Release,
        inputs: [UInt8],
        rows: Int,
        options: PredictionOptions = PredictionOptions()
    ) async throws -> [Prediction] {
        guard rows > 0 || !inputs.isEmpty else { return [] }
        let ranges = try RowRanges(of: release.input, in: inputs.span, count: rows)
        let part = min(
            max(1, configuration.maxBatchSize / max(1, options.views)),
            configuration.maxRequestRows
        )
        var predictions: [Prediction] = []
        predictions.reserveCapacity(rows / part + 1)
        for first in stride(from: 0, to: rows, by: part) {
            let count = min(part, rows - first)
            let own = Array(inputs[ranges.bytes(of: first..<first + count)])
            predictions.append(
                try await predictWhenRoom(
                    RoutedRelease(release: release),
                    inputs: own,
                    rows: count,
                    options: options
                )
            )
        }
        return predictions
    }

    /// Computes rows for a caller that waits while the queue is full, first come first served.
    ///
    /// The wait for room is not counted as a refusal and ends with the task, with the deadline or with
    /// the batcher; ``BatcherConfiguration/maxQueueMilliseconds`` counts from when there is room.
    ///
    /// - Throws: as ``predict(_:inputs:rows:options:priority:shadows:deadline:)``; resource exhausted
    ///   only when the rows were in the queue for too long.
    package func predictWhenRoom(
        _ route: RoutedRelease,
        inputs: [UInt8],
        rows: Int,
        options: PredictionOptions = PredictionOptions(),
        priority: RequestPriority = .standard,
        deadline: UInt64 = PredictionRequest.noDeadline
    ) async throws -> Prediction {
        let waiter = AnswerWaiter()
        let request = try PredictionRequest(
            release: route.release,
            inputs: inputs,
            rows: rows,
            options: options,
            priority: priority,
            shadows: route.shadows,
            deadline: deadline,
            receiver: AsyncReceiver.shared,
            context: waiter
        )
        return try await answer(to: request, waiter, waitsForRoom: true)
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

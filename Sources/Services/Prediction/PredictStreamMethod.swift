internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Serving

/// `Prediction/PredictStream`: many requests on their way at once, answered in their order.
package struct PredictStreamMethod: BidirectionalMethod {
    package static let path = RPC.predictStream.path

    /// The most requests of a stream that are not answered yet; while there are as many the stream is
    /// not read, and flow control holds its caller back.
    static let inFlight = 64

    private typealias Answer = CommitOutcome<PredictReply>

    /// A request whose answer is to come in its turn.
    private struct Pending: Sendable {
        let request: PredictRequest
        /// What answers it; nil: the version is to be loaded.
        let route: Result<RoutedRelease?, Failure>
        /// What the request and its answer are counted for until that is written.
        let held: HeldBytes
        let answer = Answer()
    }

    let services: DataServices

    package func call(
        _ requests: RequestStream<PredictRequest>,
        context: CallContext,
        to responses: ResponseWriter<PredictStreamReply>
    ) async throws {
        context.whenDraining(.endRequests)
        let channel = CommitChannel<Pending>(limit: Self.inFlight)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await read(requests, context, into: channel)
                    channel.finish()
                } catch {
                    // What came before the fault is answered before the call ends with it.
                    channel.finish(.failure(error))
                }
            }
            group.addTask { try await write(channel, to: responses) }
            try await group.waitForAll()
        }
    }

    /// Starts a task for each request; their cancellation takes what waits out of the queue.
    private func read(
        _ requests: RequestStream<PredictRequest>,
        _ context: CallContext,
        into channel: CommitChannel<Pending>
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var project = ""
            var running = 0
            do {
                while let (received, held) = try await requests.nextHeld() {
                    var request = received
                    if request.project.isEmpty { request.project = project }
                    project = request.project
                    let pending = pending(request, held)
                    try await channel.send(pending)
                    running += 1
                    group.addTask { pending.answer.finish(await predict(pending, context)) }
                    // Ended tasks are collected as the stream goes on: they do not pile up.
                    while running > Self.inFlight {
                        _ = try await group.next()
                        running -= 1
                    }
                }
            } catch {
                // The end of the group would cancel what is to be answered still.
                if !Task.isCancelled { try await group.waitForAll() }
                throw error
            }
            try await group.waitForAll()
        }
    }

    /// Finds what answers a request, and counts the answer before anything else is read.
    private func pending(_ request: PredictRequest, _ held: HeldBytes) -> Pending {
        let route = Result { () throws(Failure) in
            let version = try PredictMethod.version(request.modelVersion, field: "model_version")
            return try services.route(request.project, version)
        }
        if case .success(let route?) = route { count(request, route.release, held) }
        return Pending(request: request, route: route, held: held)
    }

    private func count(_ request: PredictRequest, _ release: Serving.Release, _ held: HeldBytes) {
        held.grow(
            by: release.answerBytes(
                inputBytes: request.inputs?.data.count ?? 0,
                embedding: request.options?.embedding ?? false
            )
        )
    }

    private func write(
        _ channel: CommitChannel<Pending>,
        to responses: ResponseWriter<PredictStreamReply>
    ) async throws {
        var index: UInt64 = 0
        while let pending = try await channel.next() {
            let result: PredictStreamReply.Result
            do {
                result = .reply(try await pending.answer.value)
            } catch {
                let status = services.status(error)
                result = .refused(
                    RefusedItem(
                        index: index,
                        code: Int32(status.code.rawValue),
                        message: status.message,
                        field: (error as? Failure)?.field ?? ""
                    )
                )
            }
            try await responses.write(PredictStreamReply(index: index, result: result))
            index += 1
        }
    }

    /// The answer to one request; a failure is the request's, not the stream's.
    private func predict(
        _ pending: Pending,
        _ context: CallContext
    ) async -> Result<PredictReply, Failure> {
        do {
            return .success(try await answer(pending, context))
        } catch let failure as Failure {
            return .failure(failure)
        } catch {
            let status = services.status(error)
            let kind: Failure.Kind = error is CancellationError ? .cancelled : .internal
            return .failure(Failure(kind, status.message))
        }
    }

    private func answer(_ pending: Pending, _ context: CallContext) async throws -> PredictReply {
        let request = pending.request
        let priority = try RequestPriority(UInt64(request.priority))
        let route: RoutedRelease
        if let known = try pending.route.get() {
            route = known
        } else {
            let version = request.modelVersion
            route = RoutedRelease(
                release: try await services.versions.release(request.project, version)
            )
            count(request, route.release, pending.held)
        }
        let rows = try Tensor.rows(request.inputs, of: route.release.input, field: "inputs")
        let options = request.options ?? PredictOptions()
        let prediction = try await services.batcher.predictWhenRoom(
            route,
            inputs: request.inputs?.data ?? [],
            rows: rows,
            options: PredictionOptions(embedding: options.embedding),
            priority: priority,
            deadline: context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        )
        return PredictReply(prediction, options)
    }
}

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

    private typealias Answer = CommitOutcome<Wire.PredictReply>

    /// An answer that is to come in its turn.
    private struct Pending: Sendable {
        let answer = Answer()
        /// What the request and its answer are counted for until that is written.
        let held: HeldBytes?
    }

    /// A request that was checked against the model that answers it.
    private struct Work: Sendable {
        let route: RoutedRelease
        let inputs: [UInt8]
        let rows: Int
        let options: Wire.PredictOptions
        let priority: RequestPriority

        /// What is kept of it, and what its answer will take.
        var bytes: Int {
            inputs.count
                + route.release.answerBytes(
                    rows: rows,
                    bytesPerClass: options.topK > 0 ? 64 : 16,
                    embedding: options.embedding
                )
        }
    }

    let services: DataServices

    package func call(
        _ requests: RequestStream<Wire.PredictRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.PredictStreamReply>
    ) async throws {
        context.whenDraining(.endRequests)
        try await CommitChannel<Pending>.run(limit: Self.inFlight) { channel in
            try await read(requests, context, into: channel)
        } acknowledge: { channel in
            try await write(channel, to: responses)
        }
    }

    /// Starts a task for each request; their cancellation takes what waits out of the queue.
    private func read(
        _ requests: RequestStream<Wire.PredictRequest>,
        _ context: CallContext,
        into channel: CommitChannel<Pending>
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var project = ""
            var running = 0
            do {
                while let (work, held) = try await requests.nextHeld({ request in
                    if !request.project.isEmpty { project = request.project }
                    let work = await work(request, of: project)
                    return (work, (try? work.get().bytes) ?? 0)
                }) {
                    let pending = Pending(held: held)
                    let answer = pending.answer
                    try await channel.send(pending)
                    running += 1
                    // Once it is computed nothing keeps the request or the release.
                    group.addTask { answer.finish(await predict(work, context)) }
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

    /// Checks a request; what is wrong with it is its answer.
    private func work(
        _ request: Wire.PredictRequest,
        of project: String
    ) async -> Result<Work, Failure> {
        do {
            let version = try PredictMethod.version(request.modelVersion, field: "model_version")
            let priority = try RequestPriority(UInt64(request.priority))
            let route: RoutedRelease
            if let loaded = try services.route(project, version) {
                route = loaded
            } else {
                let release = try await services.versions.release(project, version ?? 0)
                route = RoutedRelease(release: release)
            }
            let checked = try Wire.Tensor.rows(
                request.inputs,
                of: route.release.input,
                field: "inputs"
            )
            let work = Work(
                route: route,
                inputs: checked.packed ?? request.inputs?.data ?? [],
                rows: checked.count,
                options: request.options ?? Wire.PredictOptions(),
                priority: priority
            )
            try ReplySize.check(
                rows: work.rows,
                rowBytes: ReplySize.rowBytes(work.options, classes: route.release.classes.count)
            )
            return .success(work)
        } catch {
            return .failure(failure(error))
        }
    }

    private func failure(_ error: any Error) -> Failure {
        if let failure = error as? Failure { return failure }
        let status = services.status(error)
        return Failure(error is CancellationError ? .cancelled : .internal, status.message)
    }

    private func write(
        _ channel: CommitChannel<Pending>,
        to responses: ResponseWriter<Wire.PredictStreamReply>
    ) async throws {
        var index: UInt64 = 0
        while let pending = try await channel.next() {
            let result: Wire.PredictStreamReply.Result
            do {
                result = .reply(try await pending.answer.value)
            } catch {
                let status = services.status(error)
                result = .refused(
                    Wire.RefusedItem(
                        index: index,
                        code: Int32(status.code.rawValue),
                        message: status.message,
                        field: (error as? Failure)?.field ?? ""
                    )
                )
            }
            try await responses.write(Wire.PredictStreamReply(index: index, result: result))
            withExtendedLifetime(pending.held) {}
            index += 1
        }
    }

    /// The answer to one request; a failure is the request's, not the stream's.
    private func predict(
        _ work: Result<Work, Failure>,
        _ context: CallContext
    ) async -> Result<Wire.PredictReply, Failure> {
        do {
            let work = try work.get()
            let prediction = try await services.batcher.predictWhenRoom(
                work.route,
                inputs: work.inputs,
                rows: work.rows,
                options: PredictionOptions(embedding: work.options.embedding),
                priority: work.priority,
                deadline: context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
            )
            return .success(Wire.PredictReply(prediction, work.options))
        } catch {
            return .failure(failure(error))
        }
    }
}

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

    let services: DataServices

    package func call(
        _ requests: RequestStream<PredictRequest>,
        context: CallContext,
        to responses: ResponseWriter<PredictStreamReply>
    ) async throws {
        context.whenDraining(.endRequests)
        let channel = CommitChannel<Answer>(limit: Self.inFlight)
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
        into channel: CommitChannel<Answer>
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var project = ""
            var running = 0
            do {
                while var request = try await requests.next() {
                    if request.project.isEmpty { request.project = project }
                    project = request.project
                    let answer = Answer()
                    try await channel.send(answer)
                    running += 1
                    group.addTask { [request] in answer.finish(await predict(request, context)) }
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

    private func write(
        _ channel: CommitChannel<Answer>,
        to responses: ResponseWriter<PredictStreamReply>
    ) async throws {
        var index: UInt64 = 0
        while let answer = try await channel.next() {
            let result: PredictStreamReply.Result
            do {
                result = .reply(try await answer.value)
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
        _ request: PredictRequest,
        _ context: CallContext
    ) async -> Result<PredictReply, Failure> {
        do {
            return .success(try await answer(request, context))
        } catch let failure as Failure {
            return .failure(failure)
        } catch {
            let status = services.status(error)
            let kind: Failure.Kind = error is CancellationError ? .cancelled : .internal
            return .failure(Failure(kind, status.message))
        }
    }

    private func answer(
        _ request: PredictRequest,
        _ context: CallContext
    ) async throws -> PredictReply {
        let version = try PredictMethod.version(request.modelVersion, field: "model_version")
        let priority = try RequestPriority(UInt64(request.priority))
        var route = try services.route(request.project, version)
        if route == nil, let version {
            let release = try await services.versions.release(request.project, version)
            route = RoutedRelease(release: release)
        }
        guard let route else { throw Failure(.internal, "a release without a version is missing") }
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

internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Serving

/// `GRPCInferenceService/ModelStreamInfer`: classifies batches of rows.
///
/// Requests are computed together, and their answers come in the order of the requests. What is wrong
/// with a request is its answer; the stream goes on. While ``inFlight`` answers wait for their turn
/// nothing more is read, and so, by flow control, the caller waits.
package struct ModelStreamInferMethod: BidirectionalMethod {
    package static let path = RPC.modelStreamInfer.path

    /// The most requests of a stream that are read and not answered.
    static let inFlight = 32

    /// A request whose answer is to come in its turn.
    private struct Pending: Sendable {
        let request: ModelInferRequest
        /// What answers it; nil: the version is to be loaded.
        let route: Result<RoutedRelease?, Failure>
        /// What the request and its answer are counted for until that is written.
        let held: HeldBytes
        let answer = CommitOutcome<ModelStreamInferResponse>()
    }

    let services: DataServices

    package func call(
        _ requests: RequestStream<ModelInferRequest>,
        context: CallContext,
        to responses: ResponseWriter<ModelStreamInferResponse>
    ) async throws {
        context.whenDraining(.endRequests)
        let answers = CommitChannel<Pending>(limit: Self.inFlight)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await read(requests, context, into: answers)
                    answers.finish()
                } catch {
                    answers.finish(.failure(error))
                }
            }
            group.addTask {
                while let pending = try await answers.next() {
                    try await responses.write(try await pending.answer.value)
                }
            }
            try await group.waitForAll()
        }
    }

    private func read(
        _ requests: RequestStream<ModelInferRequest>,
        _ context: CallContext,
        into answers: CommitChannel<Pending>
    ) async throws {
        let fault = await withDiscardingTaskGroup { group -> (any Error)? in
            do {
                while let (request, held) = try await requests.nextHeld() {
                    let pending = pending(request, held)
                    try await answers.send(pending)
                    group.addTask {
                        pending.answer.finish(.success(await answer(pending, context)))
                    }
                }
                return nil
            } catch {
                // What came before the fault is answered before the call ends with it.
                return error
            }
        }
        if let fault { throw fault }
    }

    /// Finds what answers a request, and counts the answer before anything else is read.
    private func pending(_ request: ModelInferRequest, _ held: HeldBytes) -> Pending {
        let route = Result { () throws(Failure) in
            let version = try VersionText.read(request.modelVersion, field: "model_version")
            return try services.inferenceRoute(request.modelName, version)
        }
        if case .success(let route?) = route { count(request, route.release, held) }
        return Pending(request: request, route: route, held: held)
    }

    private func count(
        _ request: ModelInferRequest,
        _ release: Serving.Release,
        _ held: HeldBytes
    ) {
        let isRanked = request.outputs.contains { $0.parameters["classification"] != nil }
        held.grow(
            by: release.answerBytes(
                // A number may have come in a byte.
                inputBytes: 4 * held.messageBytes,
                bytesPerClass: isRanked ? 160 : 16
            )
        )
    }

    private func answer(
        _ pending: Pending,
        _ context: CallContext
    ) async -> ModelStreamInferResponse {
        let request = pending.request
        do {
            return ModelStreamInferResponse(inferResponse: try await infer(pending, context))
        } catch {
            return ModelStreamInferResponse(
                errorMessage: services.status(error).description,
                inferResponse: ModelInferResponse(
                    modelName: request.modelName,
                    modelVersion: request.modelVersion,
                    id: request.id
                )
            )
        }
    }

    private func infer(
        _ pending: Pending,
        _ context: CallContext
    ) async throws -> ModelInferResponse {
        let request = pending.request
        let route: RoutedRelease
        if let loaded = try pending.route.get() {
            route = loaded
        } else {
            let version = try VersionText.read(request.modelVersion, field: "model_version")
            let release = try await services.load(request.modelName, version ?? 0)
            route = RoutedRelease(release: release)
            count(request, release, pending.held)
        }
        let work = try InferenceWork(
            request,
            route.release,
            services.batcher,
            callDeadline: context.deadline
        )
        // A stream with large requests would otherwise be refused because of itself.
        let prediction = try await services.batcher.predictWhenRoom(
            route,
            inputs: work.input.bytes,
            rows: work.input.rows,
            priority: work.parameters.priority,
            deadline: work.parameters.deadline
        )
        var response = work.answer.response(prediction)
        // Triton's clients tell by it that no more comes for this request.
        response.parameters["triton_final_response"] = InferParameter(
            parameterChoice: .boolParam(true)
        )
        return response
    }
}

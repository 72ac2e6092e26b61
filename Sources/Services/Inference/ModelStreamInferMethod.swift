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

    let services: DataServices

    package func call(
        _ requests: RequestStream<ModelInferRequest>,
        context: CallContext,
        to responses: ResponseWriter<ModelStreamInferResponse>
    ) async throws {
        context.whenDraining(.endRequests)
        let answers = CommitChannel<CommitOutcome<ModelStreamInferResponse>>(limit: Self.inFlight)
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
                while let answer = try await answers.next() {
                    try await responses.write(try await answer.value)
                }
            }
            try await group.waitForAll()
        }
    }

    private func read(
        _ requests: RequestStream<ModelInferRequest>,
        _ context: CallContext,
        into answers: CommitChannel<CommitOutcome<ModelStreamInferResponse>>
    ) async throws {
        let fault = await withDiscardingTaskGroup { group -> (any Error)? in
            do {
                for try await request in requests {
                    let answer = CommitOutcome<ModelStreamInferResponse>()
                    try await answers.send(answer)
                    group.addTask { answer.finish(.success(await self.answer(request, context))) }
                }
                return nil
            } catch {
                // What came before the fault is answered before the call ends with it.
                return error
            }
        }
        if let fault { throw fault }
    }

    private func answer(
        _ request: ModelInferRequest,
        _ context: CallContext
    ) async -> ModelStreamInferResponse {
        do {
            return ModelStreamInferResponse(inferResponse: try await infer(request, context))
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
        _ request: ModelInferRequest,
        _ context: CallContext
    ) async throws -> ModelInferResponse {
        let version = try VersionText.read(request.modelVersion, field: "model_version")
        let route: RoutedRelease
        if let loaded = try services.inferenceRoute(request.modelName, version) {
            route = loaded
        } else {
            let release = try await services.load(request.modelName, version ?? 0)
            route = RoutedRelease(release: release)
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

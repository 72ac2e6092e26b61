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

    /// An answer that is to come in its turn.
    private struct Pending: Sendable {
        let answer = CommitOutcome<Wire.ModelStreamInferResponse>()
        /// What the request and its answer are counted for until that is written.
        let held: HeldBytes?
    }

    /// What is left of a request when it was checked.
    private struct Checked: Sendable {
        let project: String
        let version: String
        let id: String
        let work: Result<(route: RoutedRelease, infer: InferenceWork), GRPCStatus>

        /// What is kept of it, and what its answer will take.
        var bytes: Int {
            guard case .success(let (route, infer)) = work else { return 0 }
            return (infer.input.converted?.count ?? 0)
                + route.release.answerBytes(
                    rows: infer.input.rows,
                    bytesPerClass: 16 + 256 * infer.rankedOutputs
                )
        }
    }

    let services: DataServices

    package func call(
        _ requests: RequestStream<Wire.ModelInferRequest>,
        context: CallContext,
        to responses: ResponseWriter<Wire.ModelStreamInferResponse>
    ) async throws {
        context.whenDraining(.endRequests)
        try await CommitChannel<Pending>.run(limit: Self.inFlight) { answers in
            try await read(requests, context, into: answers)
        } acknowledge: { answers in
            while let pending = try await answers.next() {
                try await responses.write(try await pending.answer.value)
                withExtendedLifetime(pending.held) {}
            }
        }
    }

    private func read(
        _ requests: RequestStream<Wire.ModelInferRequest>,
        _ context: CallContext,
        into answers: CommitChannel<Pending>
    ) async throws {
        let fault = await withDiscardingTaskGroup { group -> (any Error)? in
            do {
                while let (checked, held) = try await requests.nextHeld({ request in
                    let checked = await check(request, context)
                    return (checked, checked.bytes)
                }) {
                    let pending = Pending(held: held)
                    let answer = pending.answer
                    try await answers.send(pending)
                    // Once it is computed nothing keeps the request or the release.
                    group.addTask { answer.finish(.success(await self.answer(checked))) }
                }
                return nil
            } catch {
                // What came before the fault is answered before the call ends with it.
                return error
            }
        }
        if let fault { throw fault }
    }

    /// Checks a request; what is wrong with it is its answer.
    private func check(_ request: Wire.ModelInferRequest, _ context: CallContext) async -> Checked {
        let work: Result<(route: RoutedRelease, infer: InferenceWork), GRPCStatus>
        do {
            let version = try VersionText.read(request.modelVersion, field: "model_version")
            let route: RoutedRelease
            if let loaded = try services.inferenceRoute(request.modelName, version) {
                route = loaded
            } else {
                let release = try await services.load(request.modelName, version ?? 0)
                route = RoutedRelease(release: release)
            }
            let (shape, nothingLent) = (request.inputs.first?.shape ?? [], [UInt8]())
            let infer = try InferenceWork(
                request,
                input: nil,
                shape: shape.span,
                raw: nothingLent.span,
                route.release,
                services.batcher,
                callDeadline: context.deadline
            )
            work = .success((route, infer))
        } catch {
            work = .failure(services.status(error))
        }
        return Checked(
            project: request.modelName,
            version: request.modelVersion,
            id: request.id,
            work: work
        )
    }

    private func answer(_ checked: Checked) async -> Wire.ModelStreamInferResponse {
        do {
            let (route, infer) = try checked.work.get()
            // A stream with large requests would otherwise be refused because of itself.
            let prediction = try await services.batcher.predictWhenRoom(
                route,
                inputs: infer.input.converted ?? [],
                rows: infer.input.rows,
                priority: infer.parameters.priority,
                deadline: infer.parameters.deadline
            )
            var response = infer.answer.response(prediction)
            // Triton's clients tell by it that no more comes for this request.
            response.parameters["triton_final_response"] = Wire.InferParameter(
                parameterChoice: .boolParam(true)
            )
            return Wire.ModelStreamInferResponse(inferResponse: response)
        } catch {
            return Wire.ModelStreamInferResponse(
                errorMessage: services.status(error).description,
                inferResponse: Wire.ModelInferResponse(
                    modelName: checked.project,
                    modelVersion: checked.version,
                    id: checked.id
                )
            )
        }
    }
}

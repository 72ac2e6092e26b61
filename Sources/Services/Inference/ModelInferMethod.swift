internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Serving

/// `GRPCInferenceService/ModelInfer`: classifies a batch of rows, without a task of its own.
package struct ModelInferMethod: HotUnaryMethod {
    package static let path = RPC.modelInfer.path

    private let services: DataServices
    private let receiver: InferenceReceiver

    init(services: DataServices) {
        self.services = services
        receiver = InferenceReceiver(status: services.status)
    }

    package func call(
        _ request: ModelInferRequest,
        context: CallContext,
        reply: HotReply<ModelInferResponse>
    ) {
        do throws(Failure) {
            let version = try VersionText.read(request.modelVersion, field: "model_version")
            guard let route = try services.inferenceRoute(request.modelName, version) else {
                load(request, version ?? 0, context, reply)
                return
            }
            try submit(request, route, context, reply)
        } catch {
            reply.complete(.failure(services.status(error)))
        }
    }

    private func submit(
        _ request: ModelInferRequest,
        _ route: RoutedRelease,
        _ context: CallContext,
        _ reply: HotReply<ModelInferResponse>
    ) throws(Failure) {
        let batcher = services.batcher
        let work = try InferenceWork(
            request,
            route.release,
            batcher,
            callDeadline: context.deadline
        )
        // What shadows compute too is handed to them by a compute thread, after the answer.
        if route.shadows == nil {
            let isDone = try batcher.computeHere(
                route.release,
                inputs: work.input.bytes.span,
                rows: work.input.rows,
                rankedClasses: work.rankedOutputs * route.release.classes.count,
                deadline: work.parameters.deadline,
                now: context.receivedAt.uptimeNanoseconds
            ) { prediction in
                reply.complete(.success(work.answer.response(prediction)))
            }
            if isDone { return }
        }
        let ticket = try batcher.submit(
            PredictionRequest(
                release: route.release,
                inputs: work.input.bytes,
                rows: work.input.rows,
                priority: work.parameters.priority,
                shadows: route.shadows,
                deadline: work.parameters.deadline,
                receiver: receiver,
                context: InferenceCall(reply: reply, answer: work.answer)
            ),
            wakes: false
        )
        services.wake.schedule(reply.address)
        reply.onCancel { batcher.cancel(ticket) }
    }

    /// Loads the version off the event loop, then goes on.
    private func load(
        _ request: ModelInferRequest,
        _ version: ModelVersion,
        _ context: CallContext,
        _ reply: HotReply<ModelInferResponse>
    ) {
        let task = Task {
            do {
                let release = try await services.load(request.modelName, version)
                try Task.checkCancellation()
                try submit(request, RoutedRelease(release: release), context, reply)
            } catch {
                reply.complete(.failure(services.status(error)))
            }
        }
        reply.onCancel { task.cancel() }
    }
}

/// A request that was checked against the model that answers it.
struct InferenceWork: Sendable {
    let input: InferenceInput
    let answer: InferenceAnswer
    let parameters: InferenceParameters

    /// The outputs whose classes are to be put in order.
    var rankedOutputs: Int { answer.outputs.count { $0.classification > 0 } }

    /// Checks a request.
    ///
    /// - Throws: ``Failure`` (invalid argument).
    init(
        _ request: ModelInferRequest,
        _ release: Serving.Release,
        _ batcher: Batcher,
        callDeadline: NIODeadline?
    ) throws(Failure) {
        parameters = try InferenceParameters(request.parameters, callDeadline: callDeadline)
        answer = InferenceAnswer(
            id: request.id,
            outputs: try RequestedOutput.read(request.outputs),
            isBinary: parameters.hasBinaryOutput
        )
        input = try InferenceInput(request, of: release, batcher)
        let classes = release.classes.count
        let rowBytes = answer.outputs.reduce(0) { bytes, wanted in
            guard wanted.output.isPerClass else { return bytes }
            return bytes
                + (wanted.classification > 0
                    ? min(wanted.classification, classes) * ReplySize.rankedBytes : 4 * classes)
        }
        try ReplySize.check(rows: input.rows, rowBytes: rowBytes)
    }
}

/// What a finished prediction is answered with.
private final class InferenceCall: Sendable {
    let reply: HotReply<ModelInferResponse>
    let answer: InferenceAnswer

    init(reply: HotReply<ModelInferResponse>, answer: InferenceAnswer) {
        self.reply = reply
        self.answer = answer
    }
}

/// Answers the calls of a finished batch together.
private final class InferenceReceiver: PredictionReceiver {
    private let status: @Sendable (any Error) -> GRPCStatus

    init(status: @escaping @Sendable (any Error) -> GRPCStatus) { self.status = status }

    func receive(_ answers: [PredictionAnswer]) {
        var batch = HotReplyBatch(count: answers.count)
        for answer in answers {
            guard let call = answer.request.context as? InferenceCall else { continue }
            let result =
                answer.result
                .map { call.answer.response($0) }
                .mapError { status($0) }
            batch.append(call.reply, result)
        }
        batch.send(freeing: answers)
    }
}

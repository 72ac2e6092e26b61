internal import Domain
package import GRPC
internal import Messages
internal import NIOCore
internal import Serving

/// `Prediction/Predict`: classifies a batch of rows, without a task of its own.
package struct PredictMethod: HotMethod {
    package static let path = RPC.predict.path

    private let services: DataServices
    private let receiver: PredictReceiver

    init(services: DataServices) {
        self.services = services
        receiver = PredictReceiver(status: services.status)
    }

    package func start(
        _ message: RawSpan,
        context: CallContext,
        reply: ReplyAddress
    ) throws(GRPCStatus) {
        let request: PredictRequest
        do {
            request = try PredictRequest(decoding: message)
        } catch {
            throw GRPCStatus(.invalidArgument, error.description)
        }
        do throws(Failure) {
            let version = try Self.version(request.modelVersion, field: "model_version")
            guard let route = try services.route(request.project, version) else {
                load(request, version ?? 0, context, reply)
                return
            }
            try submit(request, route, context, reply)
        } catch {
            throw services.status(error)
        }
    }

    /// A pinned version; nil: the champion.
    static func version(_ number: Int64, field: String) throws(Failure) -> ModelVersion? {
        guard number >= 0 else {
            throw .invalid("a model version is at least 1, or 0; got \(number)", field: field)
        }
        return number == 0 ? nil : number
    }

    private func submit(
        _ request: PredictRequest,
        _ route: RoutedRelease,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) {
        let release = route.release
        let priority = try RequestPriority(UInt64(request.priority))
        let rows = try Tensor.rows(request.inputs, of: release.input, field: "inputs")
        let inputs = request.inputs?.data ?? []
        let wanted = request.options ?? PredictOptions()
        let options = PredictionOptions(embedding: wanted.embedding)
        let deadline = context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        let batcher = services.batcher
        // What shadows compute too is handed to them by a compute thread, after the answer.
        if route.shadows == nil,
            let prediction = try batcher.computeHere(
                release,
                inputs: inputs,
                rows: rows,
                options: options,
                deadline: deadline,
                now: context.receivedAt.uptimeNanoseconds
            )
        {
            let answer = PredictReply(prediction, wanted)
            return reply.complete { answer.encode(into: &$0) }
        }
        let ticket = try batcher.submit(
            PredictionRequest(
                release: release,
                inputs: inputs,
                rows: rows,
                options: options,
                priority: priority,
                shadows: route.shadows,
                deadline: deadline,
                receiver: receiver,
                context: PredictCall(reply: reply, options: wanted)
            ),
            wakes: false
        )
        services.wake.schedule(reply)
        reply.onCancel { batcher.cancel(ticket) }
    }

    /// Loads the version off the event loop, then goes on.
    private func load(
        _ request: PredictRequest,
        _ version: ModelVersion,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) {
        let task = Task {
            do {
                let release = try await services.versions.release(request.project, version)
                try Task.checkCancellation()
                try submit(request, RoutedRelease(release: release), context, reply)
            } catch {
                reply.fail(services.status(error))
            }
        }
        reply.onCancel { task.cancel() }
    }
}

/// What a finished prediction is answered with.
private final class PredictCall: Sendable {
    let reply: ReplyAddress
    let options: PredictOptions

    init(reply: ReplyAddress, options: PredictOptions) {
        self.reply = reply
        self.options = options
    }
}

/// Answers the calls of a finished batch together.
private final class PredictReceiver: PredictionReceiver {
    private let status: @Sendable (any Error) -> GRPCStatus

    init(status: @escaping @Sendable (any Error) -> GRPCStatus) { self.status = status }

    func receive(_ answers: [PredictionAnswer]) {
        var batch = HotReplyBatch(count: answers.count)
        for answer in answers {
            guard let call = answer.request.context as? PredictCall else { continue }
            switch answer.result {
            case .success(let prediction):
                batch.append(call.reply) {
                    PredictReply(prediction, call.options).encode(into: &$0)
                }
            case .failure(let failure): batch.append(call.reply, status(failure))
            }
        }
        batch.send(freeing: answers)
    }
}

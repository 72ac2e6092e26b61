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
        do throws(MessageError) {
            try PredictRequest.withLentInputs(decoding: message) { request, shape, data in
                do throws(Failure) {
                    try start(request, shape, data, context, reply)
                } catch {
                    reply.fail(services.status(error))
                }
            }
        } catch {
            throw GRPCStatus(.invalidArgument, error.description)
        }
    }

    private func start(
        _ request: PredictRequest,
        _ shape: Span<Int64>,
        _ data: Span<UInt8>,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) {
        let version = try Self.version(request.modelVersion, field: "model_version")
        guard let route = try services.route(request.project, version) else {
            var request = request
            request.inputs?.shape = Array(copying: shape)
            request.inputs?.data = Array(copying: data)
            return load(request, version ?? 0, context, reply)
        }
        try submit(request, shape, data, route, context, reply)
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
        _ shape: Span<Int64>,
        _ data: Span<UInt8>,
        _ route: RoutedRelease,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) {
        let release = route.release
        let priority = try RequestPriority(UInt64(request.priority))
        let rows = try Tensor.rows(
            request.inputs?.dataType,
            shape: shape,
            data: data,
            of: release.input,
            field: "inputs"
        )
        let wanted = request.options ?? PredictOptions()
        try ReplySize.check(
            rows: rows,
            rowBytes: ReplySize.rowBytes(wanted, classes: release.classes.count)
        )
        let options = PredictionOptions(embedding: wanted.embedding)
        let deadline = context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        let batcher = services.batcher
        // What shadows compute too is handed to them by a compute thread, after the answer.
        if route.shadows == nil {
            let isDone = try batcher.computeHere(
                release,
                inputs: data,
                rows: rows,
                options: options,
                rankedClasses: wanted.topK > 0 ? release.classes.count : 0,
                deadline: deadline,
                now: context.receivedAt.uptimeNanoseconds
            ) { prediction in
                reply.complete { PredictReply.encode(prediction, wanted, into: &$0) }
            }
            if isDone { return }
        }
        let ticket = try batcher.submit(
            PredictionRequest(
                release: release,
                inputs: Array(copying: data),
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
                let shape = request.inputs?.shape ?? []
                let data = request.inputs?.data ?? []
                let route = RoutedRelease(release: release)
                try submit(request, shape.span, data.span, route, context, reply)
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
                    PredictReply.encode(prediction, call.options, into: &$0)
                }
            case .failure(let failure): batch.append(call.reply, status(failure))
            }
        }
        batch.send(freeing: answers)
    }
}

internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Serving

/// `Prediction/Predict`: classifies a batch of rows, without a task of its own.
package struct PredictMethod: HotUnaryMethod {
    package static let path = RPC.predict.path

    private let services: DataServices
    private let receiver: PredictReceiver

    init(services: DataServices) {
        self.services = services
        receiver = PredictReceiver(status: services.status)
    }

    package func call(
        _ request: PredictRequest,
        context: CallContext,
        reply: HotReply<PredictReply>
    ) {
        do throws(Failure) {
            let version = try Self.version(request.modelVersion, field: "model_version")
            guard let route = try services.route(request.project, version) else {
                load(request, version ?? 0, context, reply)
                return
            }
            try submit(request, route, context, reply)
        } catch {
            reply.complete(.failure(services.status(error)))
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
        _ reply: HotReply<PredictReply>
    ) throws(Failure) {
        let release = route.release
        let priority = try RequestPriority(UInt64(request.priority))
        let rows = try Tensor.rows(request.inputs, of: release.input, field: "inputs")
        let options = request.options ?? PredictOptions()
        let batcher = services.batcher
        let ticket = try batcher.submit(
            PredictionRequest(
                release: release,
                inputs: request.inputs?.data ?? [],
                rows: rows,
                options: PredictionOptions(embedding: options.embedding),
                priority: priority,
                shadows: route.shadows,
                deadline: context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline,
                receiver: receiver,
                context: PredictCall(reply: reply, options: options)
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
        _ reply: HotReply<PredictReply>
    ) {
        let task = Task {
            do {
                let release = try await services.versions.release(request.project, version)
                try Task.checkCancellation()
                try submit(request, RoutedRelease(release: release), context, reply)
            } catch {
                reply.complete(.failure(services.status(error)))
            }
        }
        reply.onCancel { task.cancel() }
    }
}

/// What a finished prediction is answered with.
private final class PredictCall: Sendable {
    let reply: HotReply<PredictReply>
    let options: PredictOptions

    init(reply: HotReply<PredictReply>, options: PredictOptions) {
        self.reply = reply
        self.options = options
    }
}

/// Answers the calls of a finished batch together.
private final class PredictReceiver: PredictionReceiver {
    private let status: @Sendable (any Error) -> GRPCStatus

    init(status: @escaping @Sendable (any Error) -> GRPCStatus) { self.status = status }

    func receive(_ answers: [PredictionAnswer]) {
        let calls = answers.compactMap { answer in
            (answer.request.context as? PredictCall).map { ($0, answer) }
        }
        HotReplyBatch.complete(
            calls,
            reply: { call, _ in call.reply },
            result: { [status] call, answer in
                answer.result.map { PredictReply($0, call.options) }.mapError { status($0) }
            }
        )
    }
}

internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Serving
internal import Store

/// `Labeling/Label`: decides now for a batch of rows, and stores nothing.
package struct LabelMethod: HotUnaryMethod {
    package static let path = RPC.label.path

    private let services: DataServices
    private let receiver: LabelReceiver
    /// The most bytes of inputs that are hashed on the event loop.
    private static let bytesHashedHere = 4096

    init(services: DataServices) {
        self.services = services
        receiver = LabelReceiver(status: services.status)
    }

    package func call(
        _ request: LabelRequest,
        context: CallContext,
        reply: HotReply<LabelReply>
    ) {
        do throws(Failure) {
            guard let release = try services.champion(of: request.project) else {
                start(reply) { try await answerWithoutChampion(request, reply) }
                return
            }
            guard let seen = services.seen.cached(release) else {
                start(reply) {
                    let seen = try await services.seen.content(of: release)
                    try Task.checkCancellation()
                    try submit(request, ReleaseDecider(release, seen: seen), context, reply)
                }
                return
            }
            try submit(request, ReleaseDecider(release, seen: seen), context, reply)
        } catch {
            reply.complete(.failure(services.status(error)))
        }
    }

    private func submit(
        _ request: LabelRequest,
        _ decider: ReleaseDecider,
        _ context: CallContext,
        _ reply: HotReply<LabelReply>
    ) throws(Failure) {
        let release = decider.release
        let rows = try Tensor.rows(request.inputs, of: release.input, field: "inputs")
        guard [0, rows].contains(request.groups.count) else {
            throw .invalid(
                "expected \(rows) groups, one per row, or none; got \(request.groups.count)",
                field: "groups"
            )
        }
        let (inputs, groups) = (request.inputs?.data ?? [], request.groups)
        let options = PredictionOptions(views: release.autoLabel.views)
        let deadline = context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        let batcher = services.batcher
        if !decider.hashesInputs || inputs.count <= Self.bytesHashedHere {
            let isDone = try batcher.computeHere(
                release,
                inputs: inputs.span,
                rows: rows,
                options: options,
                deadline: deadline,
                now: context.receivedAt.uptimeNanoseconds
            ) { prediction in
                reply.complete(.success(LabelReply(prediction, decider, inputs, groups)))
            }
            if isDone { return }
        }
        let ticket = try batcher.submit(
            PredictionRequest(
                release: release,
                inputs: inputs,
                rows: rows,
                options: options,
                deadline: deadline,
                receiver: receiver,
                context: LabelCall(reply: reply, decider: decider, groups: groups)
            ),
            wakes: false
        )
        services.wake.schedule(reply.address)
        reply.onCancel { batcher.cancel(ticket) }
    }

    private func answerWithoutChampion(
        _ request: LabelRequest,
        _ reply: HotReply<LabelReply>
    ) async throws {
        let name = try ProjectName(request.project)
        let project = try await services.store.read { try $0.project(name) }
        let rows = try Tensor.rows(request.inputs, of: project.input, field: "inputs")
        guard rows <= services.batcher.configuration.maxRequestRows else {
            throw Failure.invalid(services.batcher.refuse(rows: rows, of: nil), field: "inputs")
        }
        let decision = ReleaseDecider.withoutChampion(
            policy: project.policies.autoLabel,
            version: project.policyVersion
        )
        let row = Messages.LabelDecision(decision, classes: project.classes)
        reply.complete(.success(LabelReply(rows: Array(repeating: row, count: rows))))
    }

    /// Does what cannot be done on the event loop.
    private func start(
        _ reply: HotReply<LabelReply>,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        let task = Task {
            do {
                try await body()
            } catch {
                reply.complete(.failure(services.status(error)))
            }
        }
        reply.onCancel { task.cancel() }
    }
}

/// What finished rows are decided and answered with.
private final class LabelCall: Sendable {
    let reply: HotReply<LabelReply>
    let decider: ReleaseDecider
    /// One per row, or none.
    let groups: [String]

    init(reply: HotReply<LabelReply>, decider: ReleaseDecider, groups: [String]) {
        self.reply = reply
        self.decider = decider
        self.groups = groups
    }
}

/// Decides about the rows of a finished batch and answers its calls together.
private final class LabelReceiver: PredictionReceiver {
    private let status: @Sendable (any Error) -> GRPCStatus

    init(status: @escaping @Sendable (any Error) -> GRPCStatus) { self.status = status }

    func receive(_ answers: [PredictionAnswer]) {
        var batch = HotReplyBatch(count: answers.count)
        for answer in answers {
            guard let call = answer.request.context as? LabelCall else { continue }
            let result =
                answer.result
                .map { LabelReply($0, call.decider, answer.request.inputs, call.groups) }
                .mapError { status($0) }
            batch.append(call.reply, result)
        }
        batch.send(freeing: answers)
    }
}

extension LabelReply {
    /// The decisions about the rows of a prediction.
    fileprivate init(
        _ prediction: Serving.Prediction,
        _ decider: ReleaseDecider,
        _ inputs: [UInt8],
        _ groups: [String]
    ) {
        self.init(
            modelVersion: prediction.modelVersion,
            rows: (0..<prediction.rows).map { row in
                Messages.LabelDecision(
                    decider.decide(
                        prediction,
                        row: row,
                        of: inputs,
                        group: groups.isEmpty ? nil : groups[row]
                    ),
                    classes: decider.release.classes
                )
            }
        )
    }
}

internal import Domain
package import GRPC
package import Messages
internal import Serving
internal import Store

/// `Labeling/Label`: decides now for a batch of rows, and stores nothing.
package struct LabelMethod: HotUnaryMethod {
    package static let path = RPC.label.path

    let services: DataServices
    /// The most bytes of inputs that are hashed on the event loop.
    private static let bytesHashedHere = 4096

    package func call(
        _ request: Wire.LabelRequest,
        context: CallContext,
        reply: HotReply<Wire.LabelReply>
    ) {
        services.hot.handle(reply.address) { () throws(Failure) in
            try start(request, context, reply.address)
        }
    }

    private func start(
        _ request: Wire.LabelRequest,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> HotPath.Handled {
        guard let release = try services.champion(of: request.project) else {
            return services.hot.leave(reply) { try await answerWithoutChampion(request, reply) }
        }
        guard let seen = services.seen.cached(release) else {
            return services.hot.leave(reply) {
                let seen = try await services.seen.content(of: release)
                try Task.checkCancellation()
                return try submit(request, ReleaseDecider(release, seen: seen), context, reply)
            }
        }
        return try submit(request, ReleaseDecider(release, seen: seen), context, reply)
    }

    private func submit(
        _ request: Wire.LabelRequest,
        _ decider: ReleaseDecider,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> HotPath.Handled {
        let release = decider.release
        let checked = try Wire.Tensor.rows(request.inputs, of: release.input, field: "inputs")
        let rows = checked.count
        guard [0, rows].contains(request.groups.count) else {
            throw .invalid(
                "expected \(rows) groups, one per row, or none; got \(request.groups.count)",
                field: "groups"
            )
        }
        let inputs = checked.packed ?? request.inputs?.data ?? []
        let ranges = try RowRanges(of: release.input, in: inputs.span, count: rows)
        let work = HotWork(
            route: RoutedRelease(release: release),
            rows: rows,
            options: PredictionOptions(views: release.autoLabel.views),
            deadline: context.answerDeadline,
            isCheapToAnswer: !decider.hashesInputs || inputs.count <= Self.bytesHashedHere
        )
        let answer = LabelAnswer(
            decider: decider,
            inputs: inputs,
            ranges: ranges,
            groups: request.groups
        )
        return try services.hot.submit(work, inputs.span, kept: inputs, answer, context, reply)
    }

    private func answerWithoutChampion(
        _ request: Wire.LabelRequest,
        _ reply: ReplyAddress
    ) async throws -> HotPath.Handled {
        let name = try ProjectName(request.project)
        let project = try await services.store.read { try $0.project(name) }
        let rows = try Wire.Tensor.rows(request.inputs, of: project.input, field: "inputs").count
        guard rows <= services.batcher.configuration.maxRequestRows else {
            throw Failure.invalid(services.batcher.refuse(rows: rows, of: nil), field: "inputs")
        }
        let decision = ReleaseDecider.withoutChampion(
            policy: project.policies.autoLabel,
            version: project.policyVersion
        )
        let row = Wire.LabelDecision(decision, classes: project.classes)
        let answer = Wire.LabelReply(rows: Array(repeating: row, count: rows))
        return services.hot.answer(reply) { answer.encode(into: &$0) }
    }
}

/// The decisions about the rows of a prediction.
private struct LabelAnswer: HotAnswer {
    let decider: ReleaseDecider
    let inputs: [UInt8]
    let ranges: RowRanges
    /// One per row, or none.
    let groups: [String]

    func encode(_ prediction: borrowing Serving.Prediction, into message: inout [UInt8]) {
        Wire.LabelReply(modelVersion: prediction.modelVersion, rows: decisions(copy prediction))
            .encode(into: &message)
    }

    private func decisions(_ prediction: Serving.Prediction) -> [Wire.LabelDecision] {
        (0..<prediction.rows).map { row in
            Wire.LabelDecision(
                decider.decide(
                    prediction,
                    row: row,
                    of: inputs,
                    in: ranges,
                    group: groups.isEmpty ? nil : groups[row]
                ),
                classes: decider.release.classes
            )
        }
    }
}

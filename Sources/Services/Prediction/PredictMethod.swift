internal import Domain
package import GRPC
internal import Messages
internal import Serving

/// `Prediction/Predict`: classifies a batch of rows, without a task of its own.
package struct PredictMethod: HotMethod {
    package static let path = RPC.predict.path

    let services: DataServices

    package func start(
        _ message: RawSpan,
        context: CallContext,
        reply: ReplyAddress
    ) throws(GRPCStatus) {
        do throws(MessageError) {
            try Wire.PredictRequest.withLentInputs(decoding: message) { request, shape, data in
                services.hot.handle(reply) { () throws(Failure) in
                    try start(request, shape, data, context, reply)
                }
            }
        } catch {
            throw GRPCStatus(.invalidArgument, error.description)
        }
    }

    private func start(
        _ request: Wire.PredictRequest,
        _ shape: Span<Int64>,
        _ data: Span<UInt8>,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> HotPath.Handled {
        let version = try Self.version(request.modelVersion, field: "model_version")
        if let route = try services.route(request.project, version) {
            return try submit(request, shape, data, route, context, reply)
        }
        let (shape, data) = (Array(copying: shape), Array(copying: data))
        return services.hot.leave(reply) {
            let release = try await services.versions.release(request.project, version ?? 0)
            try Task.checkCancellation()
            let route = RoutedRelease(release: release)
            return try submit(request, shape.span, data.span, route, context, reply)
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
        _ request: Wire.PredictRequest,
        _ shape: Span<Int64>,
        _ data: Span<UInt8>,
        _ route: RoutedRelease,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> HotPath.Handled {
        let release = route.release
        let priority = try RequestPriority(UInt64(request.priority))
        let packed = try Wire.Tensor.packed(
            request.inputs,
            shape: shape,
            data: data,
            of: release.input,
            field: "inputs"
        )
        let rows =
            if let packed {
                packed.count
            } else {
                try Wire.Tensor.rows(
                    request.inputs?.dataType,
                    shape: shape,
                    data: data,
                    of: release.input,
                    field: "inputs"
                )
            }
        let wanted = request.options ?? Wire.PredictOptions()
        try ReplySize.check(
            rows: rows,
            rowBytes: ReplySize.rowBytes(wanted, classes: release.classes.count)
        )
        let work = HotWork(
            route: route,
            rows: rows,
            options: PredictionOptions(embedding: wanted.embedding),
            priority: priority,
            deadline: context.answerDeadline,
            rankedClasses: wanted.topK > 0 ? release.classes.count : 0
        )
        let answer = PredictAnswer(options: wanted)
        if let bytes = packed?.packed {
            return try services.hot.submit(work, bytes.span, kept: bytes, answer, context, reply)
        }
        return try services.hot.submit(work, data, answer, context, reply)
    }
}

/// A prediction as ``Wire/PredictReply``.
private struct PredictAnswer: HotAnswer {
    let options: Wire.PredictOptions

    func encode(_ prediction: borrowing Serving.Prediction, into message: inout [UInt8]) {
        Wire.PredictReply.encode(prediction, options, into: &message)
    }
}

internal import Domain
package import GRPC
internal import Messages
internal import NIOCore
internal import Serving

/// `GRPCInferenceService/ModelInfer`: classifies a batch of rows, without a task of its own.
package struct ModelInferMethod: HotMethod {
    package static let path = RPC.modelInfer.path

    let services: DataServices

    package func start(
        _ message: RawSpan,
        context: CallContext,
        reply: ReplyAddress
    ) throws(GRPCStatus) {
        do throws(MessageError) {
            try Wire.ModelInferRequest.withLentInput(decoding: message) {
                request,
                input,
                shape,
                raw in
                services.hot.handle(reply) { () throws(Failure) in
                    try start(request, input, shape, raw, context, reply)
                }
            }
        } catch {
            throw GRPCStatus(.invalidArgument, error.description)
        }
    }

    private func start(
        _ request: Wire.ModelInferRequest,
        _ input: Wire.ModelInferRequest.InferInputTensor?,
        _ shape: Span<Int64>,
        _ raw: Span<UInt8>,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> HotPath.Handled {
        let version = try VersionText.read(request.modelVersion, field: "model_version")
        if let route = try services.inferenceRoute(request.modelName, version) {
            return try submit(request, input, shape, raw, route, context, reply)
        }
        let (shape, raw) = (Array(copying: shape), Array(copying: raw))
        return services.hot.leave(reply) {
            let release = try await services.load(request.modelName, version ?? 0)
            try Task.checkCancellation()
            let route = RoutedRelease(release: release)
            return try submit(request, input, shape.span, raw.span, route, context, reply)
        }
    }

    private func submit(
        _ request: Wire.ModelInferRequest,
        _ input: Wire.ModelInferRequest.InferInputTensor?,
        _ shape: Span<Int64>,
        _ raw: Span<UInt8>,
        _ route: RoutedRelease,
        _ context: CallContext,
        _ reply: ReplyAddress
    ) throws(Failure) -> HotPath.Handled {
        let infer = try InferenceWork(
            request,
            input: input,
            shape: shape,
            raw: raw,
            route.release,
            services.batcher,
            callDeadline: context.deadline
        )
        let work = HotWork(
            route: route,
            rows: infer.input.rows,
            priority: infer.parameters.priority,
            deadline: infer.parameters.deadline,
            rankedClasses: infer.rankedOutputs * route.release.classes.count
        )
        let (hot, answer) = (services.hot, infer.answer)
        guard let converted = infer.input.converted else {
            return try hot.submit(work, raw, answer, context, reply)
        }
        return try hot.submit(work, converted.span, kept: converted, answer, context, reply)
    }
}

/// A request that was checked against the model that answers it.
struct InferenceWork: Sendable {
    let input: InferenceInput
    let answer: InferenceAnswer
    let parameters: InferenceParameters

    /// The outputs whose classes are to be put in order.
    var rankedOutputs: Int { answer.outputs.count { $0.classification > 0 } }

    /// Checks a request, of which `input`, `shape` and `raw` are as ``InferenceInput`` takes them.
    ///
    /// - Throws: ``Failure`` (invalid argument).
    init(
        _ request: Wire.ModelInferRequest,
        input tensor: Wire.ModelInferRequest.InferInputTensor?,
        shape: Span<Int64>,
        raw: Span<UInt8>,
        _ release: Release,
        _ batcher: Batcher,
        callDeadline: NIODeadline?
    ) throws(Failure) {
        parameters = try InferenceParameters(request.parameters, callDeadline: callDeadline)
        answer = InferenceAnswer(
            id: request.id,
            outputs: try RequestedOutput.read(request.outputs),
            isBinary: parameters.hasBinaryOutput
        )
        input = try InferenceInput(
            request,
            input: tensor,
            shape: shape,
            raw: raw,
            of: release,
            batcher
        )
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

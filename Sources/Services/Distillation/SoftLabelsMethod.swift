internal import Domain
package import GRPC
package import Messages
internal import NIOCore
internal import Serving

/// `Distillation/SoftLabels`: a teacher's probabilities at a temperature.
package struct SoftLabelsMethod: UnaryMethod {
    package static let path = RPC.softLabels.path

    let services: DataServices

    package func call(
        _ request: Wire.SoftLabelsRequest,
        context: CallContext
    ) async throws -> Wire.SoftLabelsReply {
        let version = try PredictMethod.version(request.teacherVersion, field: "teacher_version")
        let temperature = request.temperature ?? 1
        guard (0.01...100).contains(temperature) else {
            throw Failure.invalid(
                "a temperature is 0.01 to 100; got \(temperature)",
                field: "temperature"
            )
        }
        let release =
            if let version {
                try await services.versions.release(request.project, version)
            } else {
                try services.registry.release(for: request.project)
            }
        let checked = try Wire.Tensor.rows(request.inputs, of: release.input, field: "inputs")
        let rows = checked.count
        try ReplySize.check(
            rows: rows,
            rowBytes: 4 * release.classes.count,
            besides: release.classes.reduce(0) { $0 + $1.utf8.count + 4 }
        )
        let prediction = try await services.batcher.predict(
            release,
            inputs: checked.packed ?? request.inputs?.data ?? [],
            rows: rows,
            options: PredictionOptions(temperature: temperature),
            deadline: context.deadline?.uptimeNanoseconds ?? PredictionRequest.noDeadline
        )
        return Wire.SoftLabelsReply(
            teacherVersion: prediction.modelVersion,
            probabilities: Wire.Tensor(
                floats: prediction.allProbabilities,
                rows: rows,
                columns: release.classes.count
            ),
            classes: release.classes
        )
    }
}

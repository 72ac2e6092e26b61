internal import Domain
package import GRPC
package import Messages
internal import Serving

/// `GRPCInferenceService/ModelStatistics`: what model versions have done.
package struct ModelStatisticsMethod: UnaryMethod {
    package static let path = RPC.modelStatistics.path

    let services: DataServices

    package func call(
        _ request: Wire.ModelStatisticsRequest,
        context: CallContext
    ) async throws -> Wire.ModelStatisticsResponse {
        let version = try VersionText.read(request.version, field: "version")
        let counted = services.batcher.modelStatistics
        guard !request.name.isEmpty else {
            guard version == nil else {
                throw Failure.invalid("a version needs the name of its model", field: "name")
            }
            let shown = services.projects(shownTo: context)
            return Wire.ModelStatisticsResponse(
                modelStats: shown.flatMap { statistics(of: $0, counted) }
            )
        }
        try services.requireProject(request.name)
        let all = statistics(of: request.name, counted)
        guard let version else { return Wire.ModelStatisticsResponse(modelStats: all) }
        guard let one = all.first(where: { $0.version == String(version) }) else {
            throw services.notLoaded(
                request.name,
                "model version \(version) of project \(quoted(request.name)) has done nothing"
            )
        }
        return Wire.ModelStatisticsResponse(modelStats: [one])
    }

    /// The versions of a project that are in memory or did something, ascending.
    private func statistics(
        of project: String,
        _ counted: [ModelStatistics]
    ) -> [Wire.ModelStatistics] {
        let own = counted.filter { $0.project.text == project }
        let idle = services.registry.loadedVersions(of: project).filter { version in
            !own.contains { $0.modelVersion == version }
        }
        let all =
            own.map { ($0.modelVersion, Wire.ModelStatistics($0)) }
            + idle.map { ($0, Wire.ModelStatistics(name: project, version: String($0))) }
        return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
}

extension Wire.ModelStatistics {
    /// What a version did.
    init(_ counted: ModelStatistics) {
        let computed = UInt64(clamping: counted.computed)
        let queue = counted.queueTimes.sum
        self.init(
            name: counted.project.text,
            version: String(counted.modelVersion),
            lastInference: UInt64(clamping: counted.lastInference),
            inferenceCount: UInt64(clamping: counted.rows),
            executionCount: UInt64(clamping: counted.executions),
            inferenceStats: Wire.InferStatistics(
                success: Wire.StatisticDuration(
                    count: UInt64(clamping: counted.succeeded),
                    ns: queue &+ counted.requestTimes.total
                ),
                fail: Wire.StatisticDuration(count: UInt64(clamping: counted.failed)),
                queue: Wire.StatisticDuration(count: computed, ns: queue),
                computeInput: Wire.StatisticDuration(
                    count: computed,
                    ns: counted.requestTimes.input
                ),
                computeInfer: Wire.StatisticDuration(
                    count: computed,
                    ns: counted.requestTimes.infer
                ),
                computeOutput: Wire.StatisticDuration(
                    count: computed,
                    ns: counted.requestTimes.output
                ),
                cacheHit: Wire.StatisticDuration(),
                cacheMiss: Wire.StatisticDuration()
            ),
            batchStats: counted.batches.enumerated().compactMap { index, batches in
                let count = UInt64(clamping: batches.count)
                guard count > 0 else { return nil }
                return Wire.InferBatchStatistics(
                    batchSize: UInt64(index + 1),
                    computeInput: Wire.StatisticDuration(count: count, ns: batches.times.input),
                    computeInfer: Wire.StatisticDuration(count: count, ns: batches.times.infer),
                    computeOutput: Wire.StatisticDuration(count: count, ns: batches.times.output)
                )
            }
        )
    }
}

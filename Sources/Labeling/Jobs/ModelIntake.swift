internal import Dispatch
package import Domain
package import Files
package import Logging
internal import SemiSupervised
package import Store
internal import Training

/// Takes over the models that workers made.
///
/// Weights are read on a thread of their own, however large: neither an actor nor a thread of the
/// cooperative pool waits for them.
package struct ModelIntake: Sendable {
    private let store: DataStore
    private let queue: JobQueue
    private let pipeline: ReleasePipeline
    private let settings: JobSettings
    private let logger: Logger
    private let files: JobFiles
    private let take: Take
    private let thread = DispatchQueue(label: "tutelage.intake", qos: .utility)

    /// Copies a worker's weights to a name, if they have the digest that the worker named, and says
    /// how many bytes they have.
    package typealias Take =
        @Sendable (_ from: String, _ to: String, _ digest: Digest) throws -> Int

    /// Creates the intake of a server; `take` is replaced in tests.
    package init(
        store: DataStore,
        queue: JobQueue,
        pipeline: ReleasePipeline,
        settings: JobSettings,
        logger: Logger,
        take: @escaping Take = { try AtomicFile.copy($0, to: $1, expecting: $2) }
    ) {
        self.store = store
        self.queue = queue
        self.pipeline = pipeline
        self.settings = settings
        self.logger = logger
        self.take = take
        files = JobFiles(directory: store.directory)
    }

    /// Takes over the model that a worker made; it is evaluated and promoted afterwards.
    ///
    /// - Returns: the model's version.
    /// - Throws: ``Failure``: aborted when the lease is lost; data loss when the weights file is not
    ///   the one that the worker wrote.
    package func complete(
        _ id: JobID,
        token: Int64,
        _ run: CompletedRun
    ) async throws -> ModelVersion {
        let limit = settings.finishLimit.milliseconds
        let job = try await store.write {
            try $0.prolongLease(id, token: token, milliseconds: limit)
        }
        let order = try JobOrder(json: job.specification)
        // Told once more, because the first answer was lost with its connection.
        if let version = job.handedOver {
            await pipeline.release(job, order, token, version)
            return version
        }
        let file: (name: String, byteCount: Int64)
        do {
            file = try await takeWeights(id, token, run)
        } catch {
            // The worker lives or is looked for as before.
            let lease = settings.lease.milliseconds
            _ = try? await store.write { try $0.renewLease(id, token: token, milliseconds: lease) }
            throw error
        }
        let version = try await handOver(job, order, token, run, file)
        logger.info("made model version \(version)", metadata: job.logMetadata)
        await queue.changed(id)
        await pipeline.release(job, order, token, version)
        return version
    }

    /// Stores the model and that it was handed over, both or neither.
    private func handOver(
        _ job: JobRecord,
        _ order: JobOrder,
        _ token: Int64,
        _ run: CompletedRun,
        _ file: (name: String, byteCount: Int64)
    ) async throws -> ModelVersion {
        let (id, limit) = (job.id, settings.finishLimit.milliseconds)
        let model = newModel(job, order, run, file)
        return try await store.write { writer in
            let now = try writer.renewLease(id, token: token, milliseconds: limit)
            if let version = now.handedOver { return version }
            var progress = (try? JSON.decode(now.progress, as: JobProgress.self)) ?? JobProgress()
            progress.phase = "evaluating"
            progress.metrics.merge(run.metrics) { $1 }
            let version = try writer.addModel(now.project, model).version
            try writer.handOver(id, token: token, version)
            _ = try writer.reportProgress(id, token: token, try JSON.encode(progress))
            return version
        }
    }

    /// Copies a worker's weights to their name in `models/`, after checking their digest.
    private func takeWeights(
        _ id: JobID,
        _ token: Int64,
        _ run: CompletedRun
    ) async throws -> (name: String, byteCount: Int64) {
        let name = "\(id)-\(token)-\(String(describing: run.digest).prefix(16)).safetensors"
        let (source, target) = (files.weights(id, token), store.directory.model(name))
        try await store.write { try $0.announce(file: name) }
        let byteCount = try await withCheckedThrowingContinuation { continuation in
            thread.async { [take] in
                let taken = YieldingWork.run {
                    Result { try take(source, target, run.digest) }
                }
                continuation.resume(with: taken)
            }
        }
        return (name, Int64(byteCount))
    }

    private func newModel(
        _ job: JobRecord,
        _ order: JobOrder,
        _ run: CompletedRun,
        _ file: (name: String, byteCount: Int64)
    ) -> NewModel {
        NewModel(
            specification: run.network,
            fileName: file.name,
            byteCount: file.byteCount,
            digest: run.digest,
            lineage: Lineage(
                teacher: order.teacher,
                snapshot: order.snapshot,
                job: job.id,
                algorithm: order.specification.algorithm.name,
                hyperParameters: run.hyperParameters,
                seed: order.specification.seed,
                revision: settings.revision,
                instructionSet: run.instructionSet,
                blasCore: run.blasCore
            )
        )
    }
}

package import Domain
internal import Files
package import Logging
internal import Networks
package import Store

/// Says that a `relabel` was queued, from where it is queued to where it is run.
package final class RelabelSignal: Sendable {
    let received: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    /// Creates a signal that nobody sent yet.
    package init() {
        (received, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Has the queue looked at soon.
    package func send() { continuation.yield() }
}

/// Decides anew, with the champion and its certificates, what has no person's label: one batch after
/// the other, in the background, each with how far that brings it, so that a crash loses nothing.
package actor Relabeler {
    /// The examples of a batch: what one commit takes, and how soon a cancellation is heard.
    private static let batchRows = 128

    private let store: DataStore
    private let host: any ModelHost
    private let logger: Logger
    private let changed: @Sendable (JobID) async -> Void
    private let signal: RelabelSignal

    /// Creates the one relabeler of a server.
    ///
    /// - Parameters:
    ///   - store: what is durable.
    ///   - host: what answers, with the bits that serve.
    ///   - signal: says that something was queued.
    ///   - logger: where it writes what it does.
    ///   - changed: is called when a job has changed.
    package init(
        store: DataStore,
        host: any ModelHost,
        signal: RelabelSignal,
        logger: Logger,
        changed: @escaping @Sendable (JobID) async -> Void
    ) {
        self.store = store
        self.host = host
        self.signal = signal
        self.logger = logger
        self.changed = changed
    }

    /// Queues a relabel of a project.
    ///
    /// - Parameters:
    ///   - project: the project.
    ///   - cause: what started it, such as `manual`.
    ///   - also: what is written with the job, both or neither.
    /// - Returns: the job.
    /// - Throws: ``Failure``: failed precondition without a model in service, or where the policy is
    ///   `off`.
    package func submit(
        _ project: ProjectName,
        cause: String,
        also: @escaping @Sendable (StoreWriter, JobRecord) throws -> Void = { _, _ in }
    ) async throws -> JobRecord {
        let job = try await store.write { writer in
            guard try writer.reader.project(project).policies.autoLabel.rule != .off else {
                throw Failure.precondition(
                    "the auto-label policy of project \(project) is off; there is nothing to decide by"
                )
            }
            let job = try writer.addRelabel(project, cause: cause)
            try also(writer, job)
            return job
        }
        signal.send()
        return job
    }

    /// Does what is queued, and what the end of a server interrupted, until its task is cancelled.
    package func run() async {
        signal.send()
        for await _ in signal.received {
            while !Task.isCancelled {
                do {
                    guard let job = try await store.read({ try $0.openRelabels().first }) else {
                        break
                    }
                    await relabel(job)
                } catch {
                    logger.error("cannot look for what is to be relabelled: \(error)")
                    break
                }
            }
            if Task.isCancelled { return }
        }
    }

    private func relabel(_ queued: JobRecord) async {
        let id = queued.id
        do {
            let job = try await store.write { try $0.beginRelabel(id) }
            await changed(id)
            if let progress = job.relabelProgress { try await relabel(job, progress) }
            if Task.isCancelled { return }
            try await store.write { try $0.endRelabel(id, failure: nil) }
        } catch {
            if Task.isCancelled { return }
            logger.error("cannot relabel: \(error)", metadata: queued.logMetadata)
            let failure = error as? Failure
            if failure?.kind == .unavailable || failure?.kind == .resourceExhausted {
                // A disk that takes no writes, or a full queue: it goes on where it was.
                try? await Task.sleep(for: .seconds(1))
                return
            }
            let reason = failure?.message ?? "\(error)"
            try? await store.write { try $0.endRelabel(id, failure: reason) }
        }
        await changed(id)
    }

    private func relabel(_ job: JobRecord, _ start: RelabelProgress) async throws {
        let project = job.project
        let (release, row) = try await store.read { reader in
            (try reader.currentRelease(project), try reader.project(project))
        }
        guard let release, release.sequence == start.release else {
            _ = try await store.write { try $0.advanceRelabel(job.id, [], after: start.after) }
            return
        }
        let scope = try await RelabelScope(store, project, release, row)
        let model = try await host.load(release.version, of: project)
        var after = start.after
        var last = ContinuousClock.now
        while !Task.isCancelled {
            let from = after
            let rows = try await store.readYielding {
                try $0.open(project, after: from, limit: Self.batchRows)
            }
            guard let end = rows.last?.key else { break }
            let views = row.policies.autoLabel.views
            let answers = try await answers(model, rows, views: views, job)
            let found = YieldingWork.run {
                answers.map { scope.decide(rows[$0.row], $0.said) }
            }
            let progress = try await store.write {
                try $0.advanceRelabel(job.id, found, after: end)
            }
            guard progress != nil else { return }
            after = end
            if ContinuousClock.now - last > .milliseconds(200) {
                last = .now
                await changed(job.id)
            }
        }
        if !Task.isCancelled {
            logger.info("relabelled", metadata: job.logMetadata)
        }
    }

    /// What the champion says of rows; those of which it can say nothing, such as where logits are
    /// infinite, keep what stands and hold up no others.
    private func answers(
        _ model: any LoadedModel,
        _ rows: [OpenExample],
        views: Int,
        _ job: JobRecord
    ) async throws -> [(row: Int, said: LabelPrediction)] {
        do {
            let inputs = rows.map(\.content)
            let answer = try await model.answers(inputs, views: views)
            return answer.predictions.enumerated().map { ($0, $1) }
        } catch let failure as Failure where failure.kind == .invalidArgument {
            guard rows.count > 1 else {
                logger.warning(
                    "the champion has no answer to an example; what stands is kept: \(failure.message)",
                    metadata: ["project": "\(job.project)", "key": "\(rows[0].key)"]
                )
                return []
            }
            // By halves, so that one bad row costs a few calls and not one for each.
            let middle = rows.count / 2
            let first = try await answers(model, Array(rows[..<middle]), views: views, job)
            let second = try await answers(model, Array(rows[middle...]), views: views, job)
            return first + second.map { ($0.row + middle, $0.said) }
        }
    }
}

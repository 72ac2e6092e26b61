internal import Domain
internal import GRPC
internal import Messages
internal import Serving
internal import Store

/// What became of the items of one message, as soon as it is durable.
struct StoredBatch: Sendable {
    /// The items.
    let batch: ExampleBatch
    /// What the store did with each example of the batch.
    let results: [Result<IngestedExample, Failure>]
    /// The names of the project's classes.
    let classes: [String]
}

/// Stores the examples of one stream: reads ahead while earlier messages commit, and acknowledges in
/// the order of the stream.
struct ExampleStream: Sendable {
    /// The most items of a message.
    static let itemLimit = 10_000
    /// The most messages whose commits are not acknowledged yet.
    private static let commitsInFlight = 4
    /// With more classes than these, a decision is stored without the probabilities of all.
    private static let storedProbabilities = 256

    private typealias Commit = CommitOutcome<[Result<IngestedExample, Failure>]>

    private struct Pending: Sendable {
        let batch: ExampleBatch
        let classes: [String]
        let commit: Commit
        /// What the message and its answer are counted for until that is written.
        let held: HeldBytes?
    }

    let services: DataServices

    /// Reads messages until the stream ends, and hands each to `acknowledge` once it is durable.
    ///
    /// - Parameters:
    ///   - requests: the stream.
    ///   - parts: the project and the items of a message.
    ///   - acknowledge: writes the reply; while it waits, so does the stream.
    /// - Throws: ``Failure`` or a status; what came before has been acknowledged.
    func run<Request: Message>(
        _ requests: RequestStream<Request>,
        parts: @escaping @Sendable (Request) -> (project: String, items: [Wire.IngestItem]),
        acknowledge: @escaping @Sendable (StoredBatch) async throws -> Void
    ) async throws {
        try await CommitChannel<Pending>.run(limit: Self.commitsInFlight) { channel in
            try await read(requests, parts, into: channel)
        } acknowledge: { channel in
            while let pending = try await channel.next() {
                try await acknowledge(
                    StoredBatch(
                        batch: pending.batch,
                        results: try await pending.commit.value,
                        classes: pending.classes
                    )
                )
                withExtendedLifetime(pending.held) {}
            }
        }
    }

    private func read<Request: Message>(
        _ requests: RequestStream<Request>,
        _ parts: @Sendable (Request) -> (project: String, items: [Wire.IngestItem]),
        into channel: CommitChannel<Pending>
    ) async throws {
        var project: StreamProject?
        var first: UInt64 = 0
        while let ((items, current), held) = try await requests.nextHeld({ request in
            let (name, items) = parts(request)
            let current = try await begin(name, project)
            guard (1...Self.itemLimit).contains(items.count) else {
                throw Failure.invalid(
                    "a message has 1 to \(Self.itemLimit) items; got \(items.count)",
                    field: "items"
                )
            }
            let classes = current.row.classes.count
            return ((items, current), Self.bytes(items.count, classes: classes))
        }) {
            project = current
            var batch = try ExampleBatch(items, first: first, current) {
                try services.store.makeExampleID()
            }
            try await decide(&batch, current)
            let commit = try await submit(batch, current.row.name)
            first += UInt64(items.count)
            try await channel.send(
                Pending(batch: batch, classes: current.row.classes, commit: commit, held: held)
            )
        }
    }

    /// A generous guess of what items take besides their bytes: what is known of each with its decision,
    /// and the logits and probabilities of those that are being decided about.
    private static func bytes(_ count: Int, classes: Int) -> Int {
        let stored = classes > storedProbabilities ? 0 : 4 * classes
        return count * (1024 + stored) + min(count, part(classes: classes)) * 16 * classes
    }

    /// The rows that are decided about at once: as many as have two megabytes of logits and
    /// probabilities.
    private static func part(classes: Int) -> Int { max(1, (2 << 20) / (16 * max(1, classes))) }

    private func begin(_ name: String, _ project: StreamProject?) async throws -> StreamProject {
        if let project {
            guard name.isEmpty || name == project.row.name.text else {
                throw Failure.invalid(
                    "a stream has one project, \(quoted(project.row.name.text)); "
                        + "got \(quoted(name))",
                    field: "project"
                )
            }
            return project
        }
        let checked = try ProjectName(name)
        return StreamProject(try await services.store.read { try $0.project(checked) })
    }

    /// Queues the batch behind those before it; waits while the store's queue is full, which the
    /// caller feels by flow control and not by a refusal.
    private func submit(_ batch: ExampleBatch, _ project: ProjectName) async throws -> Commit {
        let commit = Commit()
        try await services.store.enqueueWhenRoom(bytes: batch.bytes) { writer in
            try writer.ingest(project, try Self.current(batch, project, writer))
        } completion: {
            commit.finish($0)
        }
        return commit
    }

    /// The examples, with acceptances taken back where their certificate was voided since.
    private static func current(
        _ batch: ExampleBatch,
        _ project: ProjectName,
        _ writer: StoreWriter
    ) throws -> [NewExample] {
        let certificate = batch.examples.lazy.compactMap { $0.decision?.certificate }.first
        guard let certificate, try writer.reader.certificate(project, certificate).isVoid else {
            return batch.examples
        }
        return batch.examples.map { example in
            var example = example
            if example.decision?.certificate != nil {
                example.decision?.decision = .abstained
                example.decision?.reason = .noCertificate
                example.decision?.certificate = nil
                example.decision?.kind = nil
                example.decision?.threshold = nil
            }
            return example
        }
    }

    /// Decides about the unlabelled examples of a batch with the model that serves now.
    private func decide(_ batch: inout ExampleBatch, _ project: StreamProject) async throws {
        let open = batch.examples.indices.filter { batch.examples[$0].label == nil }
        guard !open.isEmpty else { return }
        guard let release = try services.champion(of: project.row.name.text) else {
            let decision = try await withoutChampion(project.row.name)
            for index in open { batch.decide(index, decision, nil) }
            return
        }
        let seen = try await services.seen.content(of: release)
        let decider = ReleaseDecider(release, seen: seen)
        var failures: [Int: Failure] = [:]
        let size = Self.part(classes: release.classes.count)
        for first in stride(from: 0, to: open.count, by: size) {
            let part = open[first..<min(open.count, first + size)]
            try await decide(part, of: &batch, release, decider, &failures)
        }
        batch.refuse(failures)
    }

    /// Decides about some of the examples of a batch.
    private func decide(
        _ part: ArraySlice<Int>,
        of batch: inout ExampleBatch,
        _ release: Serving.Release,
        _ decider: ReleaseDecider,
        _ failures: inout [Int: Failure]
    ) async throws {
        var next = part
        for result in try await predict(batch, Array(part), release) {
            switch result {
            case .success(let prediction):
                for row in 0..<prediction.rows {
                    guard let index = next.popFirst() else { break }
                    let (content, group) = (
                        batch.examples[index].digest, batch.examples[index].group
                    )
                    batch.decide(
                        index,
                        decider.decide(prediction, row: row, content: content, group: group),
                        release.classes.count > Self.storedProbabilities
                            ? nil : Array(prediction.probabilities(row))
                    )
                }
            case .failure(let failure):
                if let index = next.popFirst() { failures[index] = failure }
            }
        }
    }

    private func withoutChampion(_ name: ProjectName) async throws -> LabelDecision {
        let row = try await services.store.read { try $0.project(name) }
        return ReleaseDecider.withoutChampion(
            policy: row.policies.autoLabel,
            version: row.policyVersion
        )
    }

    /// The predictions of some examples; a failure stands for one example.
    private func predict(
        _ batch: ExampleBatch,
        _ open: [Int],
        _ release: Serving.Release
    ) async throws -> [Result<Serving.Prediction, Failure>] {
        let options = PredictionOptions(views: release.autoLabel.views)
        var inputs: [UInt8] = []
        for index in open { inputs.append(row: batch.examples[index].content, of: release.input) }
        do {
            return try await services.batcher.predictInParts(
                release,
                inputs: inputs,
                rows: open.count,
                options: options
            ).map { .success($0) }
        } catch let failure as Failure where failure.kind == .invalidArgument && open.count > 1 {
            // One row that the model cannot compute must not refuse its neighbours.
            var results: [Result<Serving.Prediction, Failure>] = []
            for index in open { results += try await predict(batch, [index], release) }
            return results
        } catch let failure as Failure where failure.kind == .invalidArgument {
            return [.failure(Failure(failure.kind, failure.message, field: "input.data"))]
        }
    }
}

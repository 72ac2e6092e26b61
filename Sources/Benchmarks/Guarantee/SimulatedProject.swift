internal import Domain
internal import Files
internal import Foundation
internal import Labeling
internal import Logging
internal import Store

/// A project of the simulation: the real store and the real loop, with simulated models and people who
/// know the truth.
struct SimulatedProject: Sendable {
    static let epsilon = 0.05
    static let delta = 0.05

    let store: DataStore
    let host: SimulatedHost
    let name: ProjectName
    let promotion: Promotion

    init(
        _ store: DataStore,
        _ host: SimulatedHost,
        _ number: Int,
        perClass: Bool = false
    ) async throws {
        self.store = store
        self.host = host
        let name = try ProjectName("run-\(number)")
        self.name = name
        promotion = Promotion(store: store, host: host)
        var policies = Policies()
        policies.autoLabel.rule = .guarantee(epsilon: Self.epsilon, delta: Self.delta)
        policies.autoLabel.perClass = perClass
        policies.autoLabel.relabelsByHand = true
        policies.gate = .always
        let project = Project(
            name: name,
            classes: ["even", "odd"],
            input: .vector(dimension: 2),
            seed: UInt64(number),
            policies: policies
        )
        _ = try await store.write { try $0.createProject(project) }
    }

    /// Ingests inputs, labelled ones with the truth.
    ///
    /// Refusals are not errors: they are what is tried.
    @discardableResult
    func add(
        _ numbers: [Int],
        _ split: Split? = nil,
        group: ((Int) -> String)? = nil,
        copy: Int = 0
    ) async throws -> Int {
        let examples = try numbers.map { number in
            NewExample(
                id: try ExampleID("\(number)-\(copy)"),
                content: SimulatedInput.bytes(number),
                label: split == nil ? nil : SimulatedInput.label(of: number),
                split: split,
                group: group?(number)
            )
        }
        return try await store.ingest(name, examples).count { (try? $0.get()) != nil }
    }

    /// Adds a model version, trained on the project as it is now unless `lineage` says otherwise.
    func train(_ model: SimulatedModel, _ lineage: Lineage? = nil) async throws -> ModelVersion {
        var lineage = lineage ?? Lineage(algorithm: "simulated")
        if !lineage.isImported, lineage.teacher == nil {
            lineage.snapshot = try await store.cutSnapshot(name).id
        }
        let new = NewModel(
            specification: "{}",
            fileName: "none",
            byteCount: 0,
            digest: Digest(of: []),
            lineage: lineage
        )
        let (name, made) = (name, new)
        let version = try await store.write { try $0.addModel(name, made).version }
        host.set(model, version, of: name)
        return version
    }

    /// Promotes a version and tries for its certificates.
    func certify(_ version: ModelVersion) async throws -> Release {
        _ = try await promotion.promote(version, of: name)
        return try await promotion.certify(name).release
    }

    /// Draws a sample; nil: the server refused.
    func draw(_ count: Int, _ split: Split, seed: UInt64) async throws -> Draw? {
        do {
            return try await store.drawSample(
                name,
                DrawOrder(split: split, size: count, seed: seed)
            )
        } catch let failure as Failure where failure.kind == .failedPrecondition {
            return nil
        }
    }

    /// People answer what waits; `skips` says what they cannot say.
    func answer(
        _ question: Question,
        limit: Int = 100_000,
        skips: (Int) -> Bool = { _ in false }
    ) async throws {
        let name = name
        let shown = try await store.write {
            try $0.showReview(
                name,
                ReviewQuery(questions: [question]),
                after: nil,
                limit: limit,
                claimMilliseconds: 0
            )
        }
        let answers = shown.map { entry in
            let number = SimulatedInput.number(in: entry.item.content)
            let isSkipped = skips(number)
            return Answer(
                example: entry.item.example,
                label: isSkipped ? nil : SimulatedInput.label(of: number),
                skipReason: isSkipped ? "unsure" : "",
                question: question
            )
        }
        for result in try await store.write({ try $0.submit(name, answers) }) {
            _ = try result.get()
        }
    }

    /// The inputs that wait for an answer to `question`.
    func waiting(_ question: Question) async throws -> [Int] {
        let name = name
        return try await store.read {
            try $0.reviewQueue(name, ReviewQuery(questions: [question]), limit: 100_000)
        }.map { SimulatedInput.number(in: $0.item.content) }
    }

    /// People label inputs that nobody asked them about, or say that `question` did.
    func choose(_ numbers: [Int], question: Question? = nil) async throws {
        let name = name
        let answers = try numbers.map { number in
            Answer(
                example: try ExampleID("\(number)-0"),
                label: SimulatedInput.label(of: number),
                question: question
            )
        }
        _ = try await store.write { try $0.submit(name, answers) }
    }

    /// Decides anew, and returns the numbers of the examples whose labels stand under a certificate,
    /// with those certificates.
    func relabel() async throws -> [(number: Int, record: LabelRecord)] {
        let relabeler = Relabeler(
            store: store,
            host: host,
            signal: RelabelSignal(),
            logger: Logger(label: "simulation", factory: { _ in SwiftLogNoOpLogHandler() })
        ) { _ in }
        let job = try await relabeler.submit(name, cause: "manual")
        let running = Task { await relabeler.run() }
        defer { running.cancel() }
        while !(try await store.read { try $0.job(job.id) }).state.isFinal {
            try await Task.sleep(for: .milliseconds(1))
        }
        let name = name
        let records = try await store.read { try $0.records(name, after: 0, limit: .max) }
        return records.filter { $0.source == .auto }.compactMap { record in
            Int(record.example.text.prefix { $0 != "-" }).map { ($0, record) }
        }
    }
}

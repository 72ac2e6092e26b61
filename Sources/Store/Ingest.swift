package import Domain
internal import Files
internal import Foundation
internal import GRDB

extension DataStore {
    /// Stores examples, each for itself, and returns once all that were taken are durable.
    ///
    /// The same id with the same content, label, split and group again is acknowledged again with the
    /// record as it stands; with others it is refused (already exists). Content that was trained on
    /// is refused in `gate`, `certify` and `test` (failed precondition), and so is content that stands
    /// there already (already exists). A group has one split.
    ///
    /// - Returns: For each example in order, what became of it or why it was refused.
    /// - Throws: ``Failure``: not found without the project; unavailable when the disk did not take
    ///   it, and resource exhausted when the queue is full: then nothing was stored.
    package func ingest(
        _ name: ProjectName,
        _ examples: [NewExample]
    ) async throws -> [Result<IngestedExample, Failure>] {
        let now = clock.wallMilliseconds
        let identified = try examples.map { example in
            var example = example
            example.id = try example.id ?? identifiers.next(milliseconds: now)
            return example
        }
        return try await write(bytes: identified.reduce(0) { $0 + $1.content.count + 256 }) {
            try $0.ingest(name, identified)
        }
    }
}

extension StoreWriter {
    /// Stores examples that have ids, each for itself; see ``DataStore/ingest(_:_:)``.
    ///
    /// - Throws: ``Failure``: not found without the project.
    package func ingest(
        _ name: ProjectName,
        _ examples: [NewExample]
    ) throws -> [Result<IngestedExample, Failure>] {
        try withProject(name) { state in
            var results: [Result<IngestedExample, Failure>] = []
            results.reserveCapacity(examples.count)
            for (index, example) in examples.enumerated() {
                do {
                    results.append(.success(try ingest(example, at: index, &state)))
                } catch let failure as Failure where failure.kind != .dataLoss {
                    results.append(.failure(failure))
                }
            }
            return results
        }
    }

    private func ingest(
        _ example: NewExample,
        at index: Int,
        _ state: inout ProjectState
    ) throws -> IngestedExample {
        guard let id = example.id else { throw Failure(.internal, "an example without an id") }
        // A repeat is found by the insert itself, which needs one search of the index instead of two;
        // only where a check could refuse a repeat is it looked for before.
        if (example.split ?? .train) != .train || example.group != nil,
            let stored = try reader.exampleIfAny(state.key, id)
        {
            return try acknowledge(example, id, stored, at: index, state)
        }
        try check(example, id, at: index, state)
        let sequence = self.state.sequence
        let key = nextSequence()
        var record = firstRecord(of: example, id, key: key, state.project)
        if record != nil { record?.sequence = nextSequence() }
        let inserted = try changes(
            """
            INSERT INTO example (key, project, id, split, given_split, given_label, record,
                created_at, digest, content)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (project, id) DO NOTHING
            """,
            [
                key, state.key, id.text, example.split.code, example.split.code, example.label,
                record?.sequence, now, Data(example.digest.bytes), Data(example.content),
            ]
        )
        guard inserted == 1 else {
            self.state.sequence = sequence
            let stored = try reader.example(state.key, state.project.name, id)
            return try acknowledge(example, id, stored, at: index, state)
        }
        state.add(1, to: .examples)
        if example.label != nil { state.add(1, to: .imported) }
        try insertGroup(example, key: key, state)
        if let place = example.place {
            try execute(
                "INSERT INTO example_place (example, project, place) VALUES (?, ?, ?)",
                [key, state.key, place]
            )
        }
        if let record {
            try insert(record, &state)
        } else {
            state.add(1, to: Cell(split: example.split))
        }
        if example.label != nil, example.split == .train { state.add(1, to: .labels) }
        return IngestedExample(id: id, key: key, isNew: true, record: record)
    }

    /// Checks everything about a new example before anything is written.
    private func check(
        _ example: NewExample,
        _ id: ExampleID,
        at index: Int,
        _ state: ProjectState
    ) throws {
        let project = state.project
        let field = "examples[\(index)]"
        try project.input.validate(input: example.content, field: "\(field).content")
        if let label = example.label, !project.classes.indices.contains(label) {
            throw Failure.invalid(
                "a class is 0 to \(project.classes.count - 1); example \(quoted(id.text)) has \(label)",
                field: "\(field).label"
            )
        }
        guard example.label != nil || example.split == nil else {
            throw Failure.invalid(
                "only labelled examples have a split; example \(quoted(id.text)) has no label",
                field: "\(field).split"
            )
        }
        guard example.split != .certifyPool else {
            throw Failure.invalid(
                "examples of certify_pool are drawn by the server, never ingested",
                field: "\(field).split"
            )
        }
        try checkGroup(example, id, at: index, state)
        guard let split = example.split, split != .train else { return }
        if let snapshot = try snapshot(of: state.key, contains: example.digest) {
            throw Failure(
                .failedPrecondition,
                "the content of example \(quoted(id.text)) was trained on (snapshot \(snapshot)); "
                    + "it cannot stand in the split \(split.rawValue)",
                field: "\(field).split"
            )
        }
        if let first = try reader.protected(state.key, example.digest) {
            throw Failure(
                .alreadyExists,
                "the content of example \(quoted(id.text)) stands already in the split "
                    + "\(first.split.rawValue), as example \(quoted(first.id.text)); one content "
                    + "stands at most once in gate, certify and test together",
                field: "\(field).input"
            )
        }
    }

    private func acknowledge(
        _ example: NewExample,
        _ id: ExampleID,
        _ stored: StoredExample,
        at index: Int,
        _ state: ProjectState
    ) throws -> IngestedExample {
        var differing: [String] = []
        if stored.digest != example.digest { differing.append("content") }
        if stored.givenLabel != example.label { differing.append("label") }
        if stored.givenSplit != example.split {
            let (own, other) = (
                stored.givenSplit?.rawValue ?? "none", example.split?.rawValue ?? "none"
            )
            differing.append("split (\(own), and \(other) came)")
        }
        if try reader.group(of: stored.key) != example.group { differing.append("group") }
        guard differing.isEmpty else {
            throw Failure(
                .alreadyExists,
                "example \(quoted(id.text)) exists with another \(differing.joined(separator: ", another "))",
                field: "examples[\(index)].id"
            )
        }
        let record = try stored.record.map { try reader.record(state.key, $0) }
        return IngestedExample(id: id, key: stored.key, isNew: false, record: record)
    }

    private func firstRecord(
        of example: NewExample,
        _ id: ExampleID,
        key: Int64,
        _ project: Project
    ) -> LabelRecord? {
        if let label = example.label {
            return record(
                id,
                key,
                example.digest,
                example.split,
                label,
                .imported,
                project,
                annotator: example.annotator
            )
        }
        guard let decision = example.decision else { return nil }
        var record = record(
            id,
            key,
            example.digest,
            nil,
            decision.label,
            decision.decision == .accepted ? .auto : nil,
            project,
            annotator: ""
        )
        record.apply(decision, probabilities: example.probabilities)
        return record
    }

    /// A record without the parts of a decision.
    func record(
        _ id: ExampleID,
        _ key: Int64,
        _ content: Digest,
        _ split: Split?,
        _ label: Int?,
        _ source: LabelSource?,
        _ project: Project,
        annotator: String
    ) -> LabelRecord {
        LabelRecord(
            sequence: 0,
            example: id,
            exampleKey: key,
            content: content,
            split: split,
            label: label,
            source: source,
            policyVersion: project.policyVersion,
            annotator: annotator,
            createdAt: now
        )
    }

    /// Appends a record that has its number, counts it and queues it for review.
    func insert(_ record: LabelRecord, _ state: inout ProjectState) throws {
        try execute(
            """
            INSERT INTO label (project, sequence, example, class, source, decision, reason,
                confidence, probabilities, threshold, certificate, kind, policy_version,
                model_version, annotator, client, supersedes, question, disagrees, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                state.key, record.sequence, record.exampleKey, record.label, record.source.code,
                record.decision.code, record.reason.code, record.confidence.map { Double($0) },
                record.probabilities.map { Data(Floats.encode($0)) },
                record.threshold.map { Double($0) }, record.certificate, record.kind.code,
                record.policyVersion, record.modelVersion, record.annotator, record.clientID,
                record.supersedes, record.question.code, record.disagrees ? 1 : 0,
                record.createdAt,
            ]
        )
        state.add(1, standing: record)
        if let rank = record.reviewRank { try queue(record.exampleKey, rank, &state) }
    }
}

extension LabelRecord {
    mutating func apply(_ decision: LabelDecision, probabilities: [Float]?) {
        self.decision = decision.decision
        reason = decision.reason
        label = decision.label
        confidence = decision.confidence
        threshold = decision.threshold
        certificate = decision.certificate
        kind = decision.kind
        policyVersion = decision.policyVersion
        modelVersion = decision.modelVersion
        self.probabilities = probabilities
    }
}

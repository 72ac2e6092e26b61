package import Domain
internal import GRDB

/// An example that waits for a person.
package struct ReviewItem: Hashable, Sendable {
    /// The record that stands, with the model's guess.
    package var record: LabelRecord
    /// The raw bytes of the example.
    package var content: [UInt8]
}

/// A person's answer.
package struct Answer: Sendable {
    /// The example's id.
    package var example: ExampleID
    /// The class.
    package var label: Int
    /// Who says so.
    package var annotator: String
    /// The caller's id for this answer; the same one again with the same answer changes nothing.
    package var clientID: String?

    /// Creates an answer.
    package init(example: ExampleID, label: Int, annotator: String = "", clientID: String? = nil) {
        self.example = example
        self.label = label
        self.annotator = annotator
        self.clientID = clientID
    }
}

/// What became of an answer.
package struct AnsweredExample: Hashable, Sendable {
    /// The new record, or the one of the first time for a repeated client id.
    package var record: LabelRecord
    /// Whether it was stored now.
    package var isNew: Bool
    /// Certificates that hold no longer, because a certify label changed under them.
    package var voidedCertificates: [Int64]
}

extension StoreReader {
    /// The `limit` least sure examples that wait for a person, after the first `offset`.
    ///
    /// - Throws: ``Failure`` (not found).
    package func reviewQueue(
        _ name: ProjectName,
        offset: Int = 0,
        limit: Int
    ) throws -> [ReviewItem] {
        let project = try key(name)
        let waiting = try all(
            """
            SELECT example.record, example.content
            FROM review JOIN example ON example.key = review.example
            WHERE review.project = ? ORDER BY rank, review.example LIMIT ? OFFSET ?
            """,
            [project, limit, offset]
        ) { (record: try $0.integer(), content: try $0.bytes()) }
        return try waiting.map { item in
            ReviewItem(record: try record(project, item.record), content: item.content)
        }
    }
}

extension StoreWriter {
    /// Stores answers of people, each for itself: a new record that supersedes the one that stands.
    ///
    /// An answer to a labelled example is a correction. An unlabelled example goes to the split
    /// `train`, never to another: answers are about chosen examples, not random ones.
    ///
    /// - Returns: For each answer in order, what became of it or why it was refused.
    /// - Throws: ``Failure``: not found without the project.
    package func submit(
        _ name: ProjectName,
        _ answers: [Answer]
    ) throws -> [Result<AnsweredExample, Failure>] {
        try withProject(name) { state in
            var results: [Result<AnsweredExample, Failure>] = []
            for (index, answer) in answers.enumerated() {
                do {
                    results.append(.success(try submit(answer, at: index, &state)))
                } catch let failure as Failure where failure.kind != .dataLoss {
                    results.append(.failure(failure))
                }
            }
            return results
        }
    }

    /// Stores decisions about unlabelled examples, each superseding the open one that stands.
    ///
    /// Examples that a person labelled keep their label: nil is returned for them.
    ///
    /// - Throws: ``Failure``: not found without the project or an example.
    package func decide(
        _ name: ProjectName,
        _ decisions: [(example: ExampleID, decision: LabelDecision)]
    ) throws -> [LabelRecord?] {
        try withProject(name) { state in
            try decisions.map { item in
                let stored = try reader.example(state.key, name, item.example)
                guard stored.split == nil else { return nil }
                var next = record(
                    stored.id,
                    stored.key,
                    stored.digest,
                    nil,
                    nil,
                    item.decision.decision == .accepted ? .auto : nil,
                    state.project,
                    annotator: ""
                )
                next.apply(item.decision, probabilities: nil)
                return try supersede(stored, with: next, &state)
            }
        }
    }

    private func submit(
        _ answer: Answer,
        at index: Int,
        _ state: inout ProjectState
    ) throws -> AnsweredExample {
        let project = state.project
        let field = "answers[\(index)]"
        guard project.classes.indices.contains(answer.label) else {
            throw Failure.invalid(
                "a class is 0 to \(project.classes.count - 1); got \(answer.label)",
                field: "\(field).label"
            )
        }
        if let earlier = try repeated(answer, state, field: "\(field).client_id") { return earlier }
        let stored = try reader.example(state.key, project.name, answer.example)
        let standing = try stored.record.map { try reader.record(state.key, $0) }
        var next = record(
            stored.id,
            stored.key,
            stored.digest,
            stored.split ?? .train,
            answer.label,
            standing?.isLabel == true ? .corrected : .human,
            project,
            annotator: answer.annotator
        )
        next.clientID = answer.clientID
        let written = try supersede(stored, with: next, &state)
        if written.split == .train { state.add(1, to: .labels) }
        if let standing, standing.decision == .accepted {
            let agrees = standing.label == answer.label
            state.add(1, to: agrees ? .confirmed : .contradicted)
        }
        let voided =
            stored.split == .certify && standing?.label != answer.label
            ? try voidCertificates(state.key, "the label of certify example \(stored.id) changed")
            : []
        return AnsweredExample(record: written, isNew: true, voidedCertificates: voided)
    }

    private func repeated(
        _ answer: Answer,
        _ state: ProjectState,
        field: String
    ) throws -> AnsweredExample? {
        guard let client = answer.clientID else { return nil }
        let sequence = try reader.one(
            "SELECT sequence FROM label WHERE project = ? AND client = ?",
            [state.key, client]
        ) { try $0.integer() }
        guard let sequence else { return nil }
        let earlier = try reader.record(state.key, sequence)
        guard earlier.example == answer.example, earlier.label == answer.label else {
            throw Failure(
                .alreadyExists,
                "the client id \(quoted(client)) stands for another answer: class "
                    + "\(earlier.label ?? -1) for example \(quoted(earlier.example.text))",
                field: field
            )
        }
        return AnsweredExample(record: earlier, isNew: false, voidedCertificates: [])
    }

    /// Appends `next` as the record that stands for `stored`.
    private func supersede(
        _ stored: StoredExample,
        with next: LabelRecord,
        _ state: inout ProjectState
    ) throws -> LabelRecord {
        var next = next
        next.sequence = nextSequence()
        next.supersedes = stored.record
        if let sequence = stored.record {
            let standing = try reader.record(state.key, sequence)
            state.add(-1, to: standing.cell)
            if let rank = standing.reviewRank { try unqueue(stored.key, rank, &state) }
        } else {
            state.add(-1, to: Cell(split: stored.split))
        }
        try execute(
            "UPDATE example SET record = ?, split = ? WHERE key = ?",
            [next.sequence, next.split.code, stored.key]
        )
        try insert(next, &state)
        return next
    }

    /// Puts an example in the review queue; when that is full, the surest one leaves or stays out.
    func queue(_ example: Int64, _ rank: Double, _ state: inout ProjectState) throws {
        let policy = Int64(state.project.policies.review.queueLimit)
        guard policy > 0 else { return }
        if state[.waiting] >= min(settings.reviewLimit, policy) {
            let surest = try reader.one(
                """
                SELECT rank, example FROM review WHERE project = ?
                ORDER BY rank DESC, example DESC LIMIT 1
                """,
                [state.key]
            ) { (rank: try $0.double(), example: try $0.integer()) }
            guard let surest, rank < surest.rank else { return }
            try unqueue(surest.example, surest.rank, &state)
        }
        try execute(
            "INSERT INTO review (project, rank, example) VALUES (?, ?, ?)",
            [state.key, rank, example]
        )
        state.add(1, to: .waiting)
    }

    private func unqueue(_ example: Int64, _ rank: Double, _ state: inout ProjectState) throws {
        let removed = try changes(
            "DELETE FROM review WHERE project = ? AND rank = ? AND example = ?",
            [state.key, rank, example]
        )
        state.add(-Int64(removed), to: .waiting)
    }
}

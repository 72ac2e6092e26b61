package import Domain
internal import GRDB

/// A person's answer.
package struct Answer: Sendable {
    /// The example's id.
    package var example: ExampleID
    /// The class; nil: the person could not say, for ``skipReason``.
    package var label: Int?
    /// Why there is no class.
    package var skipReason: String
    /// What the person was asked; nil: nobody asked.
    package var question: Question?
    /// Who says so.
    package var annotator: String
    /// The caller's id for this answer; the same one again with the same answer changes nothing.
    package var clientID: String?

    package init(
        example: ExampleID,
        label: Int?,
        skipReason: String = "",
        question: Question? = nil,
        annotator: String = "",
        clientID: String? = nil
    ) {
        self.example = example
        self.label = label
        self.skipReason = skipReason
        self.question = question
        self.annotator = annotator
        self.clientID = clientID
    }
}

/// What became of an answer.
package struct AnsweredExample: Hashable, Sendable {
    /// The new record, or the one of the first time for a repeated client id; nil: it was skipped.
    package var record: LabelRecord?
    /// Whether it was stored now.
    package var isNew: Bool
    /// Certificates that hold no longer, because a certify label changed under them.
    package var voidedCertificates: [Int64]
}

extension StoreWriter {
    /// Stores answers of people, each for itself: a new record that supersedes the one that stands.
    ///
    /// An answer to a labelled example is a correction. An unlabelled example goes to the split
    /// `train`, never to another: such answers are about chosen examples, not random ones. A drawn
    /// example stays where it was drawn for, and no version trains on its label, unless the review
    /// queue chose it (``Question/review``) without regard to the draw: then it leaves the sample.
    ///
    /// - Returns: For each answer in order, what became of it or why it was refused.
    /// - Throws: ``Failure``: not found without the project.
    package func submit(
        _ name: ProjectName,
        _ answers: [Answer]
    ) throws -> [Result<AnsweredExample, Failure>] {
        try withProject(name) { state in
            let chosen = try chosenByReview(answers, state.key)
            var results: [Result<AnsweredExample, Failure>] = []
            for (index, answer) in answers.enumerated() {
                do {
                    results.append(.success(try submit(answer, at: index, chosen, &state)))
                } catch let failure as Failure where failure.kind != .dataLoss {
                    results.append(.failure(failure))
                }
            }
            return results
        }
    }

    private func submit(
        _ answer: Answer,
        at index: Int,
        _ chosen: Set<ExampleID>,
        _ state: inout ProjectState
    ) throws -> AnsweredExample {
        let project = state.project
        let field = "answers[\(index)]"
        if let label = answer.label, !project.classes.indices.contains(label) {
            throw Failure.invalid(
                "a class is 0 to \(project.classes.count - 1); got \(label)",
                field: "\(field).label"
            )
        }
        if let earlier = try repeated(answer, state, field: "\(field).client_id") { return earlier }
        let stored = try reader.example(state.key, project.name, answer.example)
        try checkClaim(stored, answer, field)
        let sample = try reader.sample(of: stored.key)
        guard let label = answer.label else {
            return try skip(stored, sample, answer, field, &state)
        }
        let standing = try stored.record.map { try reader.record(state.key, $0) }
        var answer = answer
        if answer.question == .review, !chosen.contains(answer.example) { answer.question = nil }
        let isChosen = stored.split == .certifyPool && answer.question == .review
        let isSample = sample != nil && !isChosen && stored.split != .train
        var next = record(
            stored.id,
            stored.key,
            stored.digest,
            isChosen ? .train : stored.split ?? .train,
            label,
            standing?.isLabel == true ? .corrected : .human,
            project,
            annotator: answer.annotator
        )
        next.clientID = answer.clientID
        next.question = isSample ? .sample : answer.question == .review ? .review : nil
        next.disagrees =
            standing.map { $0.decision == nil && ($0.disagrees || $0.label != label) } ?? false
        let written = try supersede(stored, with: next, &state)
        try settle(stored, sample, isChosen ? .chosen : .answered, &state)
        if isSample, answer.question == nil, sample?.state != .open {
            // Whoever labels a waiting example unasked has answered it, drawn or not.
            try leaveReview(stored, answer, "answered", &state)
        }
        if written.split == .train {
            state.add(1, to: .labels)
            state.raise(.shown, to: stored.key)
        }
        if let standing, standing.decision == .accepted, !isSample {
            state.add(1, to: standing.label == label ? .confirmed : .contradicted)
        }
        let changed = sample?.state != .open && standing?.label != label
        let voided =
            changed || sample?.state == .skipped
            ? try voidCertificates(stored, sample, "changed", &state) : []
        try relabelAfter(voided, state)
        return AnsweredExample(record: written, isNew: true, voidedCertificates: voided)
    }

    /// What was accepted under certificates that hold no longer is decided about anew, and no relabel
    /// goes on under them.
    private func relabelAfter(_ voided: [Int64], _ state: ProjectState) throws {
        let policy = state.project.policies.autoLabel
        guard !voided.isEmpty, !policy.relabelsByHand, policy.rule != .off,
            try reader.currentRelease(state.project.name) != nil
        else { return }
        _ = try addRelabel(state.project.name, cause: "void")
    }

    /// A person could not say what an example is: it is not asked about again, and a drawn one counts
    /// as wrong.
    private func skip(
        _ stored: StoredExample,
        _ sample: Sample?,
        _ answer: Answer,
        _ field: String,
        _ state: inout ProjectState
    ) throws -> AnsweredExample {
        guard !answer.skipReason.isEmpty, answer.skipReason.utf8.count <= 1024 else {
            throw Failure.invalid(
                "an answer has a class, or the reason to skip it in 1 to 1024 bytes",
                field: "\(field).skip_reason"
            )
        }
        // Unasked, a skip is about the sample while that is open, and then about the review.
        let isSample =
            sample != nil
            && (answer.question == .sample || answer.question == nil && sample?.state == .open)
        guard isSample || stored.split == nil || stored.split == .certifyPool else {
            throw Failure.precondition(
                "example \(quoted(stored.id.text)) is labelled; there is nothing to skip"
            )
        }
        var voided: [Int64] = []
        if isSample, let sample {
            guard stored.split != .train else {
                throw Failure.precondition(
                    "example \(quoted(stored.id.text)) has left its sample"
                )
            }
            try settle(stored, sample, .skipped, &state)
            try execute(
                "UPDATE sample SET reason = ? WHERE example = ?",
                [answer.skipReason, stored.key]
            )
            if sample.state == .answered {
                voided = try voidCertificates(stored, sample, "was taken back", &state)
            }
        } else {
            try leaveReview(stored, answer, answer.skipReason, &state)
        }
        try execute("DELETE FROM claim WHERE example = ?", [stored.key])
        try relabelAfter(voided, state)
        return AnsweredExample(record: nil, isNew: true, voidedCertificates: voided)
    }

    /// People are not asked about an example again.
    private func leaveReview(
        _ stored: StoredExample,
        _ answer: Answer,
        _ reason: String,
        _ state: inout ProjectState
    ) throws {
        try unqueue(stored.key, &state)
        try execute(
            """
            INSERT INTO skip (example, project, reason, annotator, created_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """,
            [stored.key, state.key, reason, answer.annotator, now]
        )
    }

    /// The examples that the review queue chose, of those that answers say it did.
    ///
    /// Only those that it listed, and each with all that it ranks before: whoever picks from the list
    /// chooses by what they know, and whatever is picked came unasked, drawn or not.
    private func chosenByReview(_ answers: [Answer], _ project: Int64) throws -> Set<ExampleID> {
        let asked = Set(answers.lazy.filter { $0.question == .review }.map(\.example))
        guard !asked.isEmpty else { return [] }
        let first = try reader.all(
            """
            SELECT example.id, EXISTS (SELECT 1 FROM shown WHERE shown.example = review.example)
            FROM review INDEXED BY review_rank JOIN example ON example.key = review.example
            WHERE review.project = ? ORDER BY review.rank, review.example LIMIT ?
            """,
            [project, asked.count]
        ) { (id: try ExampleID(try $0.text()), isShown: try $0.integer() != 0) }
        return Set(first.prefix { $0.isShown && asked.contains($0.id) }.map(\.id))
    }

    /// Notes what became of a drawn example, and takes an answered one from those that wait.
    private func settle(
        _ stored: StoredExample,
        _ sample: Sample?,
        _ outcome: SampleState,
        _ state: inout ProjectState
    ) throws {
        try execute("DELETE FROM claim WHERE example = ?", [stored.key])
        // A row of a pool goes on waiting as if it were not drawn, until it is chosen.
        if stored.split != .certifyPool || outcome == .chosen { try unqueue(stored.key, &state) }
        guard let sample, sample.state != .chosen else { return }
        try execute(
            "UPDATE sample SET state = ? WHERE example = ?",
            [outcome.code, stored.key]
        )
        if sample.state == .open {
            try execute("UPDATE draw SET open = open - 1 WHERE key = ?", [sample.draw])
        }
    }

    private func voidCertificates(
        _ stored: StoredExample,
        _ sample: Sample?,
        _ what: String,
        _ state: inout ProjectState
    ) throws -> [Int64] {
        switch stored.split {
        case .certify:
            // Rows of a draw that is not answered whole are in no certificate.
            if let sample, try reader.isOpen(draw: sample.draw) { return [] }
            return try voidCertificates(
                state.key,
                pool: nil,
                newerThan: stored.key,
                "the label of certify example \(stored.id) \(what)"
            )
        case .certifyPool:
            let draws = try reader.draws(key: state.key)
            let pool = draws.first { $0.id == sample?.draw }?.pool
            return try voidCertificates(
                state.key,
                pool: pool ?? 0,
                "the label of drawn example \(stored.id) \(what)"
            )
        case .train, .gate, .test, nil:
            return []
        }
    }

    private func checkClaim(_ stored: StoredExample, _ answer: Answer, _ field: String) throws {
        let claim = try reader.one(
            "SELECT annotator, expires_at FROM claim WHERE example = ?",
            [stored.key]
        ) { (annotator: try $0.text(), expires: try $0.integer()) }
        guard let claim, claim.annotator != answer.annotator, claim.expires > now else { return }
        throw Failure(
            .aborted,
            "example \(quoted(stored.id.text)) is claimed by \(quoted(claim.annotator)) for "
                + "\((claim.expires - now + 999) / 1000) more seconds",
            field: field,
            retryAfterMilliseconds: Int(claim.expires - now)
        )
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
    func supersede(
        _ stored: StoredExample,
        with next: LabelRecord,
        _ state: inout ProjectState
    ) throws -> LabelRecord {
        var next = next
        next.sequence = nextSequence()
        next.supersedes = stored.record
        if let sequence = stored.record {
            let standing = try reader.record(state.key, sequence)
            state.add(-1, standing: standing)
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
}

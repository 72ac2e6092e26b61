package import Domain
internal import Files
internal import GRDB

/// An example that waits for a person.
package struct ReviewItem: Hashable, Sendable {
    /// What is asked.
    package var question: Question
    /// The example's key.
    package var key: Int64
    /// The example's id.
    package var example: ExampleID
    /// The raw bytes of the example.
    package var content: [UInt8]
    /// The model's guess; nil for a sample, which is asked blind.
    package var guess: LabelDecision?
    /// The draw of a sample.
    package var draw: SequenceNumber?
    /// Milliseconds since 1970 of the example.
    package var createdAt: Int64
}

/// Where an example stands among those that wait; a page starts after one.
package struct ReviewPosition: Hashable, Sendable {
    /// Samples come first.
    package var question: Question
    /// The rank: a sample's draw and place, or the champion's confidence, the least sure first.
    package var rank: Double
    /// The example's key; a sample's place in its draw.
    package var tie: Int64
    /// How many of its kind came up to it, so that pages follow the queue's limit.
    package var count: Int

    /// Describes a position.
    package init(question: Question, rank: Double, tie: Int64, count: Int) {
        self.question = question
        self.rank = rank
        self.tie = tie
        self.count = count
    }
}

/// What is to be listed of what waits.
package struct ReviewQuery: Hashable, Sendable {
    /// The kinds of questions.
    package var questions: Set<Question>
    /// Items that others claimed are left out.
    package var annotator: String?

    /// Describes a query.
    package init(questions: Set<Question> = [.sample, .review], annotator: String? = nil) {
        self.questions = questions
        self.annotator = annotator
    }
}

extension StoreReader {
    /// Up to `limit` examples that wait for a person, after a position: samples in the order of their
    /// lots, then the champion's least sure, at most as many as the policy lets wait.
    ///
    /// - Throws: ``Failure`` (not found).
    package func reviewQueue(
        _ name: ProjectName,
        _ query: ReviewQuery = ReviewQuery(),
        after position: ReviewPosition? = nil,
        limit: Int,
        now: Int64 = 0
    ) throws -> [(position: ReviewPosition, item: ReviewItem)] {
        let (project, row) = (try key(name), try project(name))
        var items: [(position: ReviewPosition, item: ReviewItem)] = []
        if query.questions.contains(.sample), position?.question != .review {
            items = try samples(project, query, after: position, limit: limit, now: now)
        }
        guard query.questions.contains(.review), items.count < limit else { return items }
        let start = position?.question == .review ? position : nil
        let room = row.policies.review.queueLimit - (start?.count ?? 0)
        let count = min(limit - items.count, max(0, room))
        guard count > 0 else { return items }
        return items
            + (try leastSure(project, query, after: start, limit: count, now: now))
    }

    private func samples(
        _ project: Int64,
        _ query: ReviewQuery,
        after position: ReviewPosition?,
        limit: Int,
        now: Int64
    ) throws -> [(position: ReviewPosition, item: ReviewItem)] {
        try all(
            """
            SELECT sample.draw, sample.place, example.key, example.id, example.content,
                example.created_at
            FROM sample INDEXED BY sample_waiting JOIN example ON example.key = sample.example
            WHERE sample.project = ?1 AND sample.state = 1
                AND (sample.draw, sample.place) > (?2, ?3) \(Self.unclaimed)
            ORDER BY sample.draw, sample.place LIMIT ?6
            """,
            [
                project, position.flatMap { Int64(exactly: $0.rank) } ?? 0, position?.tie ?? -1,
                query.annotator, now, limit,
            ]
        ) { fields in
            let draw = try fields.integer()
            let place = try fields.integer()
            return (
                position: ReviewPosition(
                    question: .sample,
                    rank: Double(draw),
                    tie: place,
                    count: 0
                ),
                item: ReviewItem(
                    question: .sample,
                    key: try fields.integer(),
                    example: try ExampleID(try fields.text()),
                    content: try fields.bytes(),
                    guess: nil,
                    draw: draw,
                    createdAt: try fields.integer()
                )
            )
        }
    }

    private func leastSure(
        _ project: Int64,
        _ query: ReviewQuery,
        after position: ReviewPosition?,
        limit: Int,
        now: Int64
    ) throws -> [(position: ReviewPosition, item: ReviewItem)] {
        let start = position?.count ?? 0
        var items: [(position: ReviewPosition, item: ReviewItem)] = []
        try each(
            """
            SELECT review.rank, example.key, example.id, example.content, example.record,
                example.created_at, sample.guess
            FROM review INDEXED BY review_rank JOIN example ON example.key = review.example
            LEFT JOIN sample ON sample.example = review.example
            WHERE review.project = ?1 AND (review.rank, review.example) > (?2, ?3)
                \(Self.unclaimed)
            ORDER BY review.rank, review.example LIMIT ?6
            """,
            [
                project, position?.rank ?? -.infinity, position?.tie ?? 0, query.annotator, now,
                limit,
            ]
        ) { fields in
            let rank = try fields.double()
            let key = try fields.integer()
            let id = try ExampleID(try fields.text())
            let content = try fields.bytes()
            let standing = try fields.integerIfAny()
            let createdAt = try fields.integer()
            let kept = try fields.textIfAny()
            let said =
                try kept.map { try JSON.decode($0, as: LabelDecision.self) }
                ?? standing.flatMap { try guess(project, $0) }
            let position = ReviewPosition(
                question: .review,
                rank: rank,
                tie: key,
                count: start + items.count + 1
            )
            let item = ReviewItem(
                question: .review,
                key: key,
                example: id,
                content: content,
                guess: said,
                draw: nil,
                createdAt: createdAt
            )
            items.append((position, item))
        }
        return items
    }

    /// The last thing a model said, below the answers of people: whoever is asked about a row of a
    /// pool must not see whether it was drawn.
    private func guess(_ project: Int64, _ standing: SequenceNumber) throws -> LabelDecision? {
        var next: SequenceNumber? = standing
        while let sequence = next {
            let record = try record(project, sequence)
            if let decision = record.labelDecision { return decision }
            next = record.supersedes
        }
        return nil
    }

    private static let unclaimed = """
        AND (?4 IS NULL OR NOT EXISTS (SELECT 1 FROM claim WHERE claim.example = example.key
            AND claim.annotator != ?4 AND claim.expires_at > ?5))
        """
}

extension StoreWriter {
    /// Lists what waits as ``StoreReader/reviewQueue(_:_:after:limit:now:)``, and remembers that people
    /// were shown it; with an annotator, others are not shown it for as long as the claim lasts.
    ///
    /// - Throws: ``Failure`` (not found).
    package func showReview(
        _ name: ProjectName,
        _ query: ReviewQuery,
        after position: ReviewPosition?,
        limit: Int,
        claimMilliseconds: Int64
    ) throws -> [(position: ReviewPosition, item: ReviewItem)] {
        let items = try reader.reviewQueue(
            name,
            query,
            after: position,
            limit: limit,
            now: now
        )
        let sequence = try reader.sequence()
        try withProject(name) { state in
            for (_, item) in items {
                if item.question == .review {
                    // All that waited were looked through for the least sure: none of them is untouched.
                    state.raise(.shown, to: sequence)
                    try execute(
                        "INSERT INTO shown (example, project) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        [item.key, state.key]
                    )
                }
                guard let annotator = query.annotator, claimMilliseconds > 0 else { continue }
                try execute(
                    """
                    INSERT INTO claim (example, project, annotator, expires_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO UPDATE
                        SET annotator = excluded.annotator, expires_at = excluded.expires_at
                    """,
                    [item.key, state.key, annotator, now + claimMilliseconds]
                )
            }
        }
        return items
    }

    /// Puts an example among those that wait for a person, or moves it.
    func queue(_ example: Int64, _ rank: Double, _ state: inout ProjectState) throws {
        let skipped = try reader.one("SELECT 1 FROM skip WHERE example = ?", [example]) {
            try $0.integer()
        }
        guard skipped == nil else { return }
        try unqueue(example, &state)
        try execute(
            "INSERT INTO review (example, project, rank) VALUES (?, ?, ?)",
            [example, state.key, rank]
        )
        state.add(1, to: .waiting)
    }

    /// Takes an example from those that wait.
    func unqueue(_ example: Int64, _ state: inout ProjectState) throws {
        let removed = try changes("DELETE FROM review WHERE example = ?", [example])
        state.add(-Int64(removed), to: .waiting)
    }
}

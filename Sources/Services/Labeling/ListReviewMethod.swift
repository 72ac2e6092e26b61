internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/ListReview`: the examples that wait for a person.
package struct ListReviewMethod: UnaryMethod {
    package static let path = RPC.listReview.path

    /// The longest claim: a day.
    private static let claimLimit: UInt32 = 86_400

    let services: DataServices

    package func call(
        _ request: Wire.ListReviewRequest,
        context: CallContext
    ) async throws -> Wire.ListReviewReply {
        let name = try ProjectName(request.project)
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let start = try Self.position(page.after)
        let query = try Self.query(request)
        let project = try await services.store.read { try $0.project(name) }
        let fitting = max(1, Page.byteLimit / (project.input.typicalBytes + 512))
        let size = min(page.size, fitting)
        // A write, because what a person is shown cannot be drawn for a protected split any more.
        let waiting = try await services.store.write { writer in
            try writer.showReview(
                name,
                query,
                after: start,
                limit: size,
                claimMilliseconds: Int64(request.claimSeconds) * 1000
            )
        }
        var reply = Wire.ListReviewReply(items: waiting.map { Self.item($0.item, project) })
        if waiting.count == size, let last = waiting.last {
            reply.nextPageToken = Page.token(after: Self.text(last.position))
        }
        return reply
    }

    private static func query(_ request: Wire.ListReviewRequest) throws -> ReviewQuery {
        var query = ReviewQuery()
        let questions = try request.questions.enumerated().compactMap {
            index,
            question throws(Failure) in
            try question.question(field: "questions[\(index)]")
        }
        if !questions.isEmpty { query.questions = Set(questions) }
        try ExampleBatch.checkAnnotator(request.annotator, field: "annotator")
        if !request.annotator.isEmpty { query.annotator = request.annotator }
        guard request.claimSeconds <= claimLimit else {
            throw Failure.invalid(
                "a claim lasts at most \(claimLimit) seconds; got \(request.claimSeconds)",
                field: "claim_seconds"
            )
        }
        guard request.claimSeconds == 0 || query.annotator != nil else {
            throw Failure.invalid(
                "a claim has an annotator; none came",
                field: "annotator"
            )
        }
        return query
    }

    private static func item(
        _ item: ReviewItem,
        _ project: Project
    ) -> Wire.ReviewItem {
        Wire.ReviewItem(
            exampleID: item.example.text,
            input: Wire.Tensor(item.content, of: project.input),
            decision: item.guess.map {
                Wire.LabelDecision($0, classes: project.classes)
            },
            createdAt: Wire.Timestamp(milliseconds: item.createdAt),
            question: Wire.Question(item.question),
            drawID: item.draw ?? 0
        )
    }

    private static func text(_ position: ReviewPosition) -> String {
        "\(position.question.rawValue) \(position.rank.bitPattern) \(position.tie) \(position.count)"
    }

    private static func position(_ text: String) throws -> ReviewPosition? {
        if text.isEmpty { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 4, let question = Question(rawValue: String(parts[0])),
            let rank = UInt64(parts[1]), let tie = Int64(parts[2]), let count = Int(parts[3]),
            (0...1 << 40).contains(count)
        else { throw Page.foreign }
        let number = Double(bitPattern: rank)
        // A sample's is the number of its draw.
        guard number.isFinite, question == .review || Int64(exactly: number) != nil else {
            throw Page.foreign
        }
        return ReviewPosition(
            question: question,
            rank: number,
            tie: tie,
            count: count
        )
    }
}

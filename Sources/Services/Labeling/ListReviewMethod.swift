internal import Domain
package import GRPC
package import Messages
internal import Store

/// `Labeling/ListReview`: the examples that wait for a person, least sure first.
package struct ListReviewMethod: UnaryMethod {
    package static let path = RPC.listReview.path

    let services: DataServices

    package func call(
        _ request: ListReviewRequest,
        context: CallContext
    ) async throws -> ListReviewReply {
        let name = try ProjectName(request.project)
        let page = try Page(size: request.pageSize, token: request.pageToken)
        let start = try Self.position(page.after)
        return try await services.store.read { reader in
            let project = try reader.project(name)
            let fitting = max(1, Page.byteLimit / (project.input.byteCount + 512))
            let size = min(page.size, fitting)
            let waiting = try reader.reviewQueue(name, after: start, limit: size + 1)
            var reply = ListReviewReply(
                items: waiting.prefix(size).map { Self.item($0.item, project) }
            )
            if waiting.count > size {
                reply.nextPageToken = Page.token(after: Self.text(waiting[size - 1].position))
            }
            return reply
        }
    }

    private static func item(
        _ item: Store.ReviewItem,
        _ project: Store.Project
    ) -> Messages.ReviewItem {
        Messages.ReviewItem(
            exampleID: item.record.example.text,
            input: Tensor(item.content, of: project.input),
            decision: item.record.labelDecision.map {
                Messages.LabelDecision($0, classes: project.classes)
            },
            createdAt: Timestamp(milliseconds: item.record.createdAt)
        )
    }

    private static func text(_ position: ReviewPosition) -> String {
        "\(position.rank.bitPattern) \(position.example)"
    }

    private static func position(_ text: String) throws -> ReviewPosition? {
        if text.isEmpty { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let rank = UInt64(parts[0]), let example = Int64(parts[1]) else {
            throw Page.foreign
        }
        return ReviewPosition(rank: Double(bitPattern: rank), example: example)
    }
}

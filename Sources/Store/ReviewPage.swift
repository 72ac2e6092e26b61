package import Domain
internal import GRDB

/// Where an example stands in the review queue; a page starts after one.
package struct ReviewPosition: Hashable, Sendable {
    /// The rank, the least sure first.
    package var rank: Double
    /// The example's key.
    package var example: Int64

    /// Describes a position.
    package init(rank: Double, example: Int64) {
        self.rank = rank
        self.example = example
    }
}

extension StoreReader {
    /// The `limit` least sure examples that wait for a person, after a position; answers that come
    /// between two pages shift nothing.
    ///
    /// - Throws: ``Failure`` (not found).
    package func reviewQueue(
        _ name: ProjectName,
        after position: ReviewPosition?,
        limit: Int
    ) throws -> [(position: ReviewPosition, item: ReviewItem)] {
        let project = try key(name)
        let waiting = try all(
            """
            SELECT rank, review.example, example.record, example.content
            FROM review JOIN example ON example.key = review.example
            WHERE review.project = ? AND (rank, review.example) > (?, ?)
            ORDER BY rank, review.example LIMIT ?
            """,
            [project, position?.rank ?? -.infinity, position?.example ?? 0, limit]
        ) {
            (
                position: ReviewPosition(rank: try $0.double(), example: try $0.integer()),
                record: try $0.integer(), content: try $0.bytes()
            )
        }
        return try waiting.map { row in
            let standing = try record(project, row.record)
            return (row.position, ReviewItem(record: standing, content: row.content))
        }
    }
}

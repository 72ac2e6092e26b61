package import Domain
internal import GRDB

/// An example of a split with its content and the label that stands.
package struct LabeledExample: Hashable, Sendable {
    /// Its key: the sequence number of its ingest.
    package var key: Int64
    /// Its id.
    package var id: ExampleID
    /// Its raw bytes.
    package var content: [UInt8]
    /// Its class; nil: it was drawn, and whoever was asked could not say.
    package var label: Int?
    /// The number of the label, or of the decision that stands where there is none; 0 without one.
    package var record: SequenceNumber
}

/// What counts in a split at one moment; equal stamps mean equal examples with equal labels.
///
/// Records are numbered upwards and never change, so any new example or label changes the sum, and so
/// does an answer that became a skip.
package struct SplitStamp: Hashable, Sendable {
    /// The examples that count.
    package var count: Int64
    /// The sum of the numbers of the labels in force.
    package var sum: Int64
}

extension StoreReader {
    /// Up to `limit` examples of `split` that count, with keys above `after`, by key.
    ///
    /// Those that came with a label, and those of draws that are answered whole, skipped ones
    /// without a label. Of a group, whose examples may share their fate, only the first, and so of
    /// equal contents, which older data directories may hold.
    ///
    /// With `newerThan`, for weights that may have seen all that was stored until then: only examples
    /// that came later, and whose content and group did.
    ///
    /// - Throws: ``Failure`` (not found).
    package func counted(
        _ name: ProjectName,
        _ split: Split,
        newerThan: SequenceNumber = 0,
        after: Int64 = 0,
        limit: Int
    ) throws -> [LabeledExample] {
        try all(
            """
            SELECT example.key, example.id, example.content,
                CASE WHEN sample.state = ?5 THEN NULL ELSE label.class END,
                COALESCE(example.record, 0)
            \(Self.countedRows) \(newerThan > 0 ? Self.unseen : "") AND example.key > ?4
            ORDER BY example.key LIMIT ?6
            """,
            [try key(name), split.code, newerThan, after, SampleState.skipped.code, limit]
        ) {
            LabeledExample(
                key: try $0.integer(),
                id: try ExampleID(try $0.text()),
                content: try $0.bytes(),
                label: try $0.integerIfAny().map { Int($0) },
                record: try $0.integer()
            )
        }
    }

    /// The stamp of the examples of `split` that count, as for ``counted(_:_:newerThan:after:limit:)``.
    ///
    /// - Throws: ``Failure`` (not found).
    package func stamp(
        _ name: ProjectName,
        _ split: Split,
        newerThan: SequenceNumber = 0
    ) throws -> SplitStamp {
        let stamp = try one(
            """
            SELECT COUNT(*), COALESCE(SUM(8 * COALESCE(example.record, 0) + COALESCE(sample.state, 0)), 0)
            \(Self.countedRows) \(newerThan > 0 ? Self.unseen : "AND ?3 = 0")
            """,
            [try key(name), split.code, newerThan]
        ) { SplitStamp(count: try $0.integer(), sum: try $0.integer()) }
        return stamp ?? SplitStamp(count: 0, sum: 0)
    }

    /// What nobody can have seen who saw everything up to ?3.
    private static let unseen = """
        AND example.key > ?3
        AND example.digest NOT IN (SELECT digest FROM example AS older
            WHERE older.key <= ?3 AND older.project = ?1)
        AND example.digest NOT IN (SELECT digest FROM deleted_example AS older
            WHERE older.key <= ?3 AND older.project = ?1)
        AND NOT EXISTS (SELECT 1 FROM example_group AS mine
            JOIN example_group AS older
                ON older.project = mine.project AND older.name = mine.name AND older.example <= ?3
            WHERE mine.example = example.key)
        """

    /// The rows of a project ?1 and a split ?2 that count; sources 0 and 3 are no person.
    private static let countedRows = """
        FROM example INDEXED BY example_split
        LEFT JOIN label ON label.project = example.project AND label.sequence = example.record
        LEFT JOIN sample ON sample.example = example.key
        LEFT JOIN draw ON draw.key = sample.draw
        WHERE example.project = ?1 AND example.split = ?2
            AND (draw.open = 0 OR (draw.key IS NULL AND label.source NOT IN (0, 3)))
            AND NOT EXISTS (SELECT 1 FROM example AS first INDEXED BY example_protected
                WHERE first.project = example.project AND first.digest = example.digest
                    AND first.split IN (2, 3, 4, 5) AND first.key < example.key)
            AND NOT EXISTS (SELECT 1 FROM example_group AS own
                JOIN example_group AS other
                    ON other.project = own.project AND other.name = own.name
                    AND other.example < own.example
                JOIN example AS member
                    ON member.key = other.example AND member.split = example.split
                WHERE own.example = example.key)
        """
}

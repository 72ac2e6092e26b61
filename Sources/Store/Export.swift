package import Domain
internal import GRDB

/// How right the accepted labels of one class were, as far as people looked.
package struct LabelChecks: Hashable, Sendable {
    /// The class that was accepted.
    package var label: Int
    /// Accepted labels that a person answered later.
    package var checked: Int64
    /// Those for which the person named another class.
    package var wrong: Int64
}

extension StoreReader {
    /// Up to `limit` records with numbers above `after`, by number, as the store was at `moment`:
    /// what came later neither shows nor hides anything.
    ///
    /// - Parameters:
    ///   - name: The project.
    ///   - after: The last number already seen; 0 for the start.
    ///   - moment: The last number that counts.
    ///   - history: Whether also those that were superseded by then are given.
    ///   - limit: The most records.
    /// - Returns: The records, in the order of their numbers.
    /// - Throws: ``Failure`` (not found).
    package func records(
        _ name: ProjectName,
        after: SequenceNumber,
        asOf moment: SequenceNumber,
        history: Bool,
        limit: Int
    ) throws -> [LabelRecord] {
        let project = try key(name)
        // From the record that stands now back to the first one that stood at the moment.
        let stood = """
             AND (example.record = label.sequence OR (example.record > ?4 AND EXISTS (
                WITH RECURSIVE chain (number) AS (
                    SELECT example.record
                    UNION ALL
                    SELECT later.supersedes FROM chain
                    JOIN label AS later ON later.project = ?1 AND later.sequence = chain.number
                    WHERE chain.number > ?4 AND later.supersedes IS NOT NULL)
                SELECT 1 FROM chain WHERE number = label.sequence)))
            """
        return try all(
            Self.recordRows
                + " WHERE label.project = ?1 AND label.sequence > ?2 AND label.sequence <= ?4"
                + (history ? "" : stood) + " ORDER BY label.sequence LIMIT ?3",
            [project, after, limit, moment]
        ) { try Self.record(&$0) }
    }

    /// The caller's id of the record numbered `sequence`; nil: it has none.
    ///
    /// - Throws: ``Failure`` (not found).
    package func clientID(_ name: ProjectName, of sequence: SequenceNumber) throws -> String? {
        try one(
            "SELECT client FROM label WHERE project = ? AND sequence = ?",
            [try key(name), sequence]
        ) { try $0.textIfAny() } ?? nil
    }

    /// What people found about accepted labels, per class; reads the whole history.
    ///
    /// - Throws: ``Failure`` (not found).
    package func checks(_ name: ProjectName) throws -> [LabelChecks] {
        try all(
            """
            SELECT old.class, COUNT(*), SUM(new.class != old.class)
            FROM label AS new
            JOIN label AS old ON old.project = new.project AND old.sequence = new.supersedes
            WHERE new.project = ? AND new.source IN (?, ?) AND old.decision = ?
                AND old.class IS NOT NULL
            GROUP BY old.class
            """,
            [
                try key(name), LabelSource.human.code, LabelSource.corrected.code,
                Decision.accepted.code,
            ]
        ) {
            LabelChecks(
                label: Int(try $0.integer()),
                checked: try $0.integer(),
                wrong: try $0.integer()
            )
        }
    }
}

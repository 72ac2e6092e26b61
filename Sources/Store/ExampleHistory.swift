package import Domain

/// A stored example with all that was ever said about it.
package struct ExampleHistory: Sendable {
    /// The example.
    package var example: StoredExample
    /// What it belongs to; nil: nothing.
    package var group: String?
    /// Its raw bytes.
    package var content: [UInt8]
    /// Whether it compares, certifies or tests, or was drawn to, so that no model's guess about it is
    /// told.
    package var isProtected: Bool
    /// What was said, oldest first, with the caller's id of the record that each supersedes.
    package var records: [(record: LabelRecord, superseded: String?)]
}

extension StoreReader {
    /// The example `id` with its latest records.
    ///
    /// - Parameters:
    ///   - name: the project.
    ///   - id: the example.
    ///   - limit: the most records.
    /// - Returns: it, its content and its latest records.
    /// - Throws: ``Failure`` (not found).
    package func exampleHistory(
        _ name: ProjectName,
        _ id: ExampleID,
        limit: Int
    ) throws -> ExampleHistory {
        let example = try example(name, id)
        let drawn = try one("SELECT 1 FROM sample WHERE example = ?", [example.key]) {
            try $0.integer()
        }
        let records = try records(try key(name), from: example.record, limit: limit)
        return ExampleHistory(
            example: example,
            group: try group(of: example.key),
            content: try content(name, key: example.key),
            isProtected: drawn != nil || example.split.map { $0 != .train } ?? false,
            records: try records.reversed().map { record in
                (record, try record.supersedes.flatMap { try clientID(name, of: $0) })
            }
        )
    }
}

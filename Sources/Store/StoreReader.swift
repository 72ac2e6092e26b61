package import Domain
internal import GRDB

/// One consistent view of the store; valid only while its closure runs.
package struct StoreReader {
    let db: Database

    init(_ db: Database) { self.db = db }

    /// The last sequence number that was committed.
    package func sequence() throws -> SequenceNumber {
        try one("SELECT value FROM counter WHERE name = 'sequence'", []) { try $0.integer() } ?? 0
    }

    /// The rows of a query, decoded.
    func all<Value>(
        _ sql: String,
        _ arguments: [(any DatabaseValueConvertible)?],
        _ decode: (inout Fields) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try each(sql, arguments) { fields in values.append(try decode(&fields)) }
        return values
    }

    /// The first row of a query, decoded.
    func one<Value>(
        _ sql: String,
        _ arguments: [(any DatabaseValueConvertible)?],
        _ decode: (inout Fields) throws -> Value
    ) throws -> Value? {
        let statement = try db.cachedStatement(sql: sql)
        let row = try Row.fetchOne(statement, arguments: StatementArguments(arguments))
        return try row.map { row in
            var fields = Fields(row)
            return try decode(&fields)
        }
    }

    /// Each row of a query in turn, without keeping them.
    func each(
        _ sql: String,
        _ arguments: [(any DatabaseValueConvertible)?],
        _ body: (inout Fields) throws -> Void
    ) throws {
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        while let row = try cursor.next() {
            var fields = Fields(row)
            try body(&fields)
        }
    }
}

internal import Domain
internal import GRDB

/// Turns what SQLite and the decoders throw into what a caller may see.
enum StoreError {
    /// The failure for `error`.
    static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as DatabaseError: failure(error)
        case is DecodingError, is RowDecodingError:
            .dataLoss("a stored row is damaged: \(error)")
        case is CancellationError: Failure(.cancelled, "the call was cancelled")
        default: Failure(.internal, "the store failed: \(error)")
        }
    }

    private static func failure(_ error: DatabaseError) -> Failure {
        let reason = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_READONLY,
            .SQLITE_CANTOPEN, .SQLITE_NOMEM:
            return Failure(.unavailable, "the store cannot do that now: \(reason)")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return .dataLoss("the database is damaged: \(reason)")
        case .SQLITE_INTERRUPT, .SQLITE_ABORT:
            return Failure(.cancelled, "the call was cancelled: \(reason)")
        default:
            return Failure(.internal, "the store failed: \(error)")
        }
    }
}

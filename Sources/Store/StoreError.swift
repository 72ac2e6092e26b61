internal import Domain
internal import GRDB

/// Turns what SQLite and the decoders throw into what a caller may see.
enum StoreError {
    /// The failure for `error`.
    static func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let error as DatabaseError: failure(error)
        case is RowDecodingError:
            .dataLoss("a stored row is damaged: \(error)")
        case is CancellationError: Failure(.cancelled, "the call was cancelled")
        default: Failure(.internal, "the store failed: \(error)")
        }
    }

    /// Whether the disk did not take a write, or not a part of it.
    static func isOfDisk(_ error: any Error) -> Bool {
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL?, .SQLITE_IOERR?, .SQLITE_READONLY?, .SQLITE_CANTOPEN?: true
        default: false
        }
    }

    /// What keeps the store from writing, of the error that a commit failed with.
    static func trouble(_ error: any Error) -> StoreTrouble {
        let reason: StoreTrouble.Reason =
            switch (error as? DatabaseError)?.resultCode {
            case .SQLITE_FULL?: .diskFull
            case .SQLITE_READONLY?: .readOnly
            case .SQLITE_IOERR?, .SQLITE_CANTOPEN?: .ioError
            default: .other
            }
        return StoreTrouble(reason: reason, message: failure(error).message)
    }

    private static func failure(_ error: DatabaseError) -> Failure {
        let reason = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return Failure(
                .unavailable,
                "the disk is full; delete projects, examples or models, or make the disk larger"
            )
        case .SQLITE_READONLY:
            return Failure(.unavailable, "the disk takes no writes: \(reason)")
        case .SQLITE_IOERR, .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_CANTOPEN, .SQLITE_NOMEM:
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

internal import Domain
package import GRPC
internal import Messages

/// The one place where a failure becomes a gRPC status.
package enum StatusMapping {
    /// Returns what the caller is told about `error`.
    ///
    /// A ``Failure`` keeps its sentence, and its field travels as `google.rpc.BadRequest`. Anything
    /// else is a defect of ours: INTERNAL without the detail, which belongs in the log.
    package static func status(for error: any Error) -> GRPCStatus {
        switch error {
        case let failure as Failure:
            status(for: failure)
        case let error as MessageError:
            GRPCStatus(code: .invalidArgument, message: error.description)
        case is CancellationError:
            GRPCStatus(code: .cancelled, message: "the call was cancelled")
        default:
            GRPCStatus(code: .internal, message: "internal error; the server's log has the detail")
        }
    }

    private static func status(for failure: Failure) -> GRPCStatus {
        let code: GRPCStatus.Code =
            switch failure.kind {
            case .invalidArgument: .invalidArgument
            case .notFound: .notFound
            case .alreadyExists: .alreadyExists
            case .failedPrecondition: .failedPrecondition
            case .aborted: .aborted
            case .resourceExhausted: .resourceExhausted
            case .unavailable: .unavailable
            case .deadlineExceeded: .deadlineExceeded
            case .cancelled: .cancelled
            case .dataLoss: .dataLoss
            case .internal: .internal
            }
        return GRPCStatus(code: code, message: failure.message)
    }
}

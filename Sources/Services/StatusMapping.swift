package import Domain
package import GRPC
internal import Messages

/// The one place where a failure becomes a gRPC status.
package enum StatusMapping {
    /// The mapper of a server.
    package static let mapper: @Sendable (any Error) -> GRPCStatus = { status(for: $0) }

    /// Returns what the caller is told about `error`.
    ///
    /// A ``Failure`` keeps its sentence, and its field travels as `google.rpc.BadRequest`. Anything
    /// else is a defect of ours: INTERNAL without the detail, which belongs in the log.
    package static func status(for error: any Error) -> GRPCStatus {
        switch error {
        case let status as GRPCStatus: status
        case let failure as Failure: status(for: failure)
        case let error as MessageError: malformed(error)
        case is CancellationError: GRPCStatus(.cancelled, "the call was cancelled")
        default: defect("\(error)")
        }
    }

    /// Returns what the caller is told about `failure`.
    package static func status(for failure: Failure) -> GRPCStatus {
        if failure.kind == .internal { return defect(failure.message) }
        let code = code(of: failure.kind)
        let message = StatusText.cut(failure.message)
        return GRPCStatus(
            code,
            message,
            details: details(
                code,
                message,
                field: failure.field,
                retryAfterMilliseconds: failure.retryAfterMilliseconds
            ),
            retryPushbackMilliseconds: failure.retryAfterMilliseconds
        )
    }

    /// The gRPC status code of a kind of failure.
    package static func code(of kind: Failure.Kind) -> GRPCStatus.Code {
        switch kind {
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
    }

    private static func defect(_ cause: String) -> GRPCStatus {
        GRPCStatus(.internal, "internal error", cause: cause)
    }

    private static func malformed(_ error: MessageError) -> GRPCStatus {
        let message = StatusText.cut(error.description)
        return GRPCStatus(
            .invalidArgument,
            message,
            details: details(.invalidArgument, message, field: error.field)
        )
    }

    /// A serialized `google.rpc.Status` that names the field and when to try again; empty where there
    /// is neither.
    private static func details(
        _ code: GRPCStatus.Code,
        _ message: String,
        field: String,
        retryAfterMilliseconds: Int? = nil
    ) -> [UInt8] {
        var parts: [Wire.AnyMessage] = []
        if !field.isEmpty {
            // The sentence stands in the status itself; here it is only repeated.
            let violation = Wire.BadRequest.FieldViolation(
                field: StatusText.cut(field, to: 200),
                description: StatusText.cut(message, to: 256)
            )
            parts.append(part(Wire.BadRequest(fieldViolations: [violation])))
        }
        if let milliseconds = retryAfterMilliseconds {
            let delay = Wire.Duration(
                seconds: Int64(milliseconds / 1000),
                nanos: Int32(milliseconds % 1000) * 1_000_000
            )
            parts.append(part(Wire.RetryInfo(retryDelay: delay)))
        }
        guard !parts.isEmpty else { return [] }
        return Wire.Status(code: Int32(code.rawValue), message: message, details: parts).encoded()
    }

    private static func part<Detail: Message>(_ detail: Detail) -> Wire.AnyMessage {
        Wire.AnyMessage(
            typeURL: "type.googleapis.com/\(Detail.fullName)",
            value: detail.encoded()
        )
    }
}

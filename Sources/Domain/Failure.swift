/// A failure that a caller may see: its kind becomes a gRPC status, its message a sentence that says
/// what was expected and what came.
package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure, one for each gRPC status that we use.
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// A malformed field or a wrong shape.
        case invalidArgument
        /// An unknown project, model, example or job.
        case notFound
        /// The same key again with other content.
        case alreadyExists
        /// The system is not in the state the call needs, such as no trained model yet.
        case failedPrecondition
        /// A conflict with a concurrent change, such as a lost lease.
        case aborted
        /// A queue is full or a message is over its limit.
        case resourceExhausted
        /// Draining, or the disk does not take writes; a retry may succeed.
        case unavailable
        /// The caller's deadline passed.
        case deadlineExceeded
        /// The caller went away.
        case cancelled
        /// Stored bytes are not what was written.
        case dataLoss
        /// A defect of ours; the detail is logged, not sent.
        case `internal`
    }

    /// What kind of failure it is.
    package var kind: Kind
    /// A sentence for the caller.
    package var message: String
    /// The request field at fault, such as `rows[3].id`; empty when none is.
    package var field: String
    /// When the caller may try again, in milliseconds; nil: nothing is known.
    package var retryAfterMilliseconds: Int?

    package init(
        _ kind: Kind,
        _ message: String,
        field: String = "",
        retryAfterMilliseconds: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.field = field
        self.retryAfterMilliseconds = retryAfterMilliseconds
    }

    package var description: String { message }

    /// A malformed field or a wrong shape.
    package static func invalid(_ message: String, field: String = "") -> Failure {
        Failure(.invalidArgument, message, field: field)
    }

    /// Something that does not exist.
    package static func notFound(_ message: String) -> Failure { Failure(.notFound, message) }

    /// A state in which the call cannot be served.
    package static func precondition(_ message: String) -> Failure {
        Failure(.failedPrecondition, message)
    }

    /// Stored bytes that are not what was written.
    package static func dataLoss(_ message: String) -> Failure { Failure(.dataLoss, message) }
}

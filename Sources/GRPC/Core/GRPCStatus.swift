/// How a call ended; thrown by methods and clients (every code but `ok`).
package struct GRPCStatus: Error, Sendable, Hashable, CustomStringConvertible {
    /// The codes of gRPC, with their numbers on the wire.
    package enum Code: Int, Sendable, Hashable, CaseIterable {
        case ok = 0
        case cancelled = 1
        case unknown = 2
        case invalidArgument = 3
        case deadlineExceeded = 4
        case notFound = 5
        case alreadyExists = 6
        case permissionDenied = 7
        case resourceExhausted = 8
        case failedPrecondition = 9
        case aborted = 10
        case outOfRange = 11
        case unimplemented = 12
        case `internal` = 13
        case unavailable = 14
        case dataLoss = 15
        case unauthenticated = 16

        /// The name in gRPC's documents, such as `NOT_FOUND`.
        package var name: String {
            var result = ""
            for character in String(describing: self) {
                if character.isUppercase { result.append("_") }
                result.append(character.uppercased())
            }
            return result
        }
    }

    /// The code.
    package var code: Code
    /// A sentence for the caller.
    package var message: String
    /// A serialized `google.rpc.Status`; empty for none.
    package var details: [UInt8]
    /// When the caller may try again, in milliseconds (`grpc-retry-pushback-ms`); nil: not said.
    package var retryPushbackMilliseconds: Int?
    /// The detail of a defect of ours: for the log, never sent.
    package var cause: String?

    package init(
        _ code: Code,
        _ message: String,
        details: [UInt8] = [],
        retryPushbackMilliseconds: Int? = nil,
        cause: String? = nil
    ) {
        self.code = code
        self.message = message
        self.details = details
        self.retryPushbackMilliseconds = retryPushbackMilliseconds
        self.cause = cause
    }

    package var description: String { "\(code.name): \(message)" }
}

extension GRPCStatus {
    static func malformed(_ message: String) -> GRPCStatus { GRPCStatus(.internal, message) }

    static func overLimit(_ bytes: Int, limit: Int) -> GRPCStatus {
        GRPCStatus(
            .resourceExhausted,
            "the message has \(bytes) bytes, the limit is \(limit) (--max-message-bytes)"
        )
    }

    static func inflatesOverLimit(_ limit: Int) -> GRPCStatus {
        GRPCStatus(
            .resourceExhausted,
            "the message inflates to more than \(limit) bytes (--max-message-bytes)"
        )
    }

    static let deadlinePassed = GRPCStatus(.deadlineExceeded, "the deadline passed")
    static let callerGone = GRPCStatus(.cancelled, "the caller cancelled the call")
    static let draining = GRPCStatus(.unavailable, "the server is shutting down")
}

/// What the calls of one method came to; read it at any time from any thread.
package struct MethodStatistics: Sendable, Hashable {
    /// Which sides of a call are streams, in the words of gRPC's metrics.
    package enum Kind: String, Sendable, Hashable {
        /// One request, one response.
        case unary
        /// Many requests, one response.
        case clientStream = "client_stream"
        /// One request, many responses.
        case serverStream = "server_stream"
        /// Many requests, many responses.
        case bidirectionalStream = "bidi_stream"
    }

    /// The name of the method; ``unknown`` for all that the server does not have.
    package let path: MethodPath
    /// Which sides are streams; `unary` for unknown methods.
    package let kind: Kind
    /// Calls that were started.
    package var started = 0
    /// Calls that ended, by status; codes without a call are left out.
    package var handled: [GRPCStatus.Code: Int] = [:]
    /// Requests that came whole; the one of a call that has one is counted when the call ends.
    package var messagesReceived = 0
    /// Responses that were handed to the connection.
    package var messagesSent = 0
    /// How long the calls that ended took.
    package var handling = HandlingHistogram()

    /// The name under which calls of unknown methods are counted, whatever they asked for: a caller
    /// cannot make the server keep names.
    package static let unknown = MethodPath(service: "unknown", method: "unknown")

    init(_ path: MethodPath, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }
}

/// How many calls took how long, from the end of their header list to the end of their answer as it
/// is handed to the connection.
package struct HandlingHistogram: Sendable, Hashable {
    /// The upper bounds of the buckets but the last, which has none, in seconds, rising.
    package static let bounds = [
        0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
        2.5,
        5, 10,
    ]

    /// Calls by bucket, each call in one: `counts[i]` took at most `bounds[i]` and more than the
    /// bound before; one bucket more than there are bounds.
    package internal(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    /// The seconds of all calls together.
    package internal(set) var sum = 0.0

    /// The number of calls.
    package var count: Int { counts.reduce(0, +) }
}

/// What a load generator does: unary gRPC calls with ready-made bytes, over HTTP/2 in clear text.
package struct LoadPlan: Sendable {
    /// How calls follow one another.
    package enum Pace: Sendable, Hashable {
        /// So many calls at a time; each that ends starts the next.
        case closed(Int)
        /// So many calls a second, whether or not earlier ones have ended.
        case open(Double)
    }

    /// Bytes to send as the body of a request, length prefix included.
    package struct Request: Sendable {
        /// The body.
        package var body: [UInt8]
        /// Bodies of replies that are right; empty where replies are not compared.
        package var accepted: Set<[UInt8]> = []

        /// Creates a request whose replies are not compared.
        package init(body: [UInt8]) { self.body = body }
    }

    /// The server's host.
    package var host: String
    /// The server's port.
    package var port: Int
    /// The method, such as `/tutelage.v1.Prediction/Predict`.
    package var path: String
    /// Header fields besides gRPC's own.
    package var headers: [(name: String, value: String)] = []
    /// The requests; each call takes one at random.
    package var requests: [Request]
    /// How calls follow one another.
    package var pace = Pace.closed(1)
    /// Connections that share the calls.
    package var connections = 1
    /// Calls at a time on one connection at an open pace; what comes past them is not sent.
    package var streams = 250
    /// After how long no more calls start.
    package var seconds = 10.0
    /// After how many calls no more start; nil for no end but the time's.
    package var calls: Int?
    /// Asked now and then; no more calls start once it says so.
    package var isOver: (@Sendable () -> Bool)?
    /// Calls that start earlier are made and not counted.
    package var warmupSeconds = 0.0
    /// The share of calls that get a deadline, and how long it is.
    package var deadlines: (share: Double, microseconds: ClosedRange<Int>)?
    /// The share of calls that are cancelled, at once or after some others have ended.
    package var cancelShare = 0.0
    /// Whether a lost connection is opened again, as a retrying client does.
    package var reconnects = false
    /// Whether start, latency and outcome of each call are kept.
    package var keepsSamples = false
    /// The seed of what is random.
    package var seed: UInt64 = 0

    /// Creates a plan with one connection and one call at a time for ten seconds.
    package init(host: String, port: Int, path: String, requests: [Request]) {
        self.host = host
        self.port = port
        self.path = path
        self.requests = requests
    }
}

/// How calls ended, by name: a status such as `OK`, or what happened instead of one.
package struct LoadReport: Sendable {
    /// A call as it was measured.
    package struct Sample: Sendable {
        /// When it was to start, on the monotonic clock.
        package let startNanoseconds: UInt64
        /// From then to its end.
        package let microseconds: UInt32
        /// How it ended.
        package let outcome: String
    }

    /// The call's reply is none of those that are right.
    package static let mismatch = "MISMATCH"
    /// The connection ended, and whether the call was answered is not known.
    package static let lost = "LOST"
    /// The server said that it did not act on the call: safe to send again.
    package static let refused = "REFUSED"
    /// The load generator cancelled the call.
    package static let cancelled = "cancelled by the caller"
    /// The open pace found all streams taken.
    package static let unsent = "not sent"

    /// Latencies in microseconds, rising, of the calls that ended so.
    package var latencies: [String: [UInt32]] = [:]
    /// The calls that ended with OK within ``seconds``.
    package var answered = 0
    /// How long calls were started and counted.
    package var seconds = 0.0
    /// How often a connection was opened again.
    package var reconnections = 0
    /// The user and system time of this process meanwhile.
    package var processSeconds = 0.0
    /// The calls in the order of their ends, where the plan keeps them.
    package var samples: [Sample] = []
    /// A reply of the last call, where there was one.
    package var lastReply: [UInt8] = []

    /// The number of calls that ended so.
    package func count(_ outcome: String) -> Int { latencies[outcome]?.count ?? 0 }

    /// The latency in microseconds that `share` of the calls that ended so do not pass.
    package func percentile(_ share: Double, of outcome: String) -> Double {
        guard let sorted = latencies[outcome], !sorted.isEmpty else { return 0 }
        return Double(sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))])
    }

    /// Calls a second that were answered with OK.
    package var goodput: Double { seconds > 0 ? Double(answered) / seconds : 0 }
}

internal import Synchronization

/// A limit on what a peer may do to a connection; each names the flag that sets it, where there is one.
package enum TransportLimit: Int, CaseIterable, Sendable, Hashable {
    /// Stream resets, received and caused.
    case resets
    /// SETTINGS and PING frames, and frames that wait because the peer does not read.
    case controlFrames
    /// CONTINUATION frames of one header block.
    case continuationFrames
    /// Bytes of the CONTINUATION frames of one header block.
    case continuationBytes
    /// DATA frames that carry nothing.
    case emptyData
    /// Time until the peer's preface.
    case preface
    /// Time without a stream.
    case idle
    /// Time in which the peer takes no output.
    case write
    /// Time without a frame of the peer, who is then asked for one.
    case silence
    /// Time until the answer to a keepalive ping.
    case keepalive
    /// Time that a connection lives.
    case age
    /// Time that the calls of an old connection have to end.
    case grace
    /// Connections of a server.
    case connections
    /// Open streams of a connection.
    case streams
    /// Bytes waiting to be sent on a connection.
    case bufferedOutput
    /// Bytes of a header list.
    case headerList
    /// Bytes of a message.
    case message
    /// Bytes that all connections of a server hold.
    case memory
    /// Time until a message that has begun is whole.
    case messageTime
    /// No limit: the peer broke the protocol.
    case protocolErrors

    /// What a peer or a log is told: the reason, and the flag that changes it.
    package var text: String {
        switch self {
        case .resets: "too many stream resets (--max-resets)"
        case .controlFrames: "too many control frames"
        case .continuationFrames: "too many CONTINUATION frames"
        case .continuationBytes: "the header block is too large (--max-header-bytes)"
        case .emptyData: "too many empty DATA frames"
        case .preface: "no HTTP/2 preface came in time (--preface-timeout-seconds)"
        case .idle: "no call for a long time (--idle-timeout-seconds)"
        case .write: "the peer takes no output (--write-timeout-seconds)"
        case .silence: "a ping asks a silent peer for an answer (--keepalive-seconds)"
        case .keepalive: "a keepalive ping was not answered (--keepalive-timeout-seconds)"
        case .age: "the connection is old (--max-connection-age-seconds)"
        case .grace:
            "calls of an old connection did not end (--max-connection-age-grace-seconds)"
        case .connections: "the server has too many connections (--max-connections)"
        case .streams: "too many open streams (--max-streams)"
        case .bufferedOutput: "too much output waits to be taken (--max-buffered-bytes)"
        case .headerList: "the header list is too large (--max-header-bytes)"
        case .message: "the message is too large (--max-message-bytes)"
        case .memory: "the server's memory for calls is full (--memory-budget-mib)"
        case .messageTime: "the message did not end in time (--message-timeout-seconds)"
        case .protocolErrors: "the peer broke the protocol"
        }
    }

    /// A short name, such as `header_list`, for a metric's label.
    package var name: String {
        "\(self)".reduce(into: "") { name, letter in
            name += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
        }
    }
}

/// How often each limit was hit; read it at any time from any thread.
package struct TransportStatistics: Sendable, Hashable {
    private var counts: [Int]

    fileprivate init(counts: [Int]) { self.counts = counts }

    /// How often `limit` ended a connection or refused something.
    package subscript(limit: TransportLimit) -> Int { counts[limit.rawValue] }
}

/// The counters behind ``TransportStatistics``, shared by the connections of a server.
package final class TransportCounters: Sendable {
    private final class Counter: Sendable {
        let value = Atomic(0)
    }

    private let counters: [Counter]

    /// Starts at zero.
    package init() { counters = TransportLimit.allCases.map { _ in Counter() } }

    /// Counts one hit.
    package func count(_ limit: TransportLimit) {
        counters[limit.rawValue].value.add(1, ordering: .relaxed)
    }

    /// The counts so far.
    package var snapshot: TransportStatistics {
        TransportStatistics(counts: counters.map { $0.value.load(ordering: .relaxed) })
    }
}

internal import GRPC
internal import HTTP2
package import HTTP2Session
internal import NIOCore
internal import Serving

/// The metrics of limits, each named by its flag without the dashes before it, or by what it limits
/// where no flag sets it.
enum LimitMetrics {
    /// Writes what the limits are set to, and how often each was hit.
    static func write(
        _ configuration: ServerConfiguration,
        _ transport: TransportStatistics,
        _ queue: (full: Int, time: Int, requestRows: Int),
        to page: inout MetricsText
    ) {
        page.write(limits) { values in
            for (flag, value) in configuration.limitValues {
                values.add(value, [("limit", flag)])
            }
        }
        page.write(hits) { values in
            var counts = [
                "max-queue": queue.full, "max-queue-ms": queue.time, "max-request-rows": 0,
            ]
            let flag = String(configuration.batching.requestRowsFlag.drop { $0 == "-" })
            counts[flag, default: 0] += queue.requestRows
            for limit in TransportLimit.allCases {
                counts[limit.label, default: 0] += transport[limit]
            }
            for (limit, count) in counts.sorted(by: { $0.key < $1.key }) {
                values.add(count, [("limit", limit)])
            }
        }
    }

    private static let limits = MetricFamily.gauge(
        "tutelage_limit",
        "What a limit is set to, by its flag."
    )
    private static let hits = MetricFamily.counter(
        "tutelage_limit_hits_total",
        "How often a limit refused a call, ended a connection or, as keepalive-seconds, sent a ping, by "
            + "its flag or what it limits."
    )
}

extension TransportLimit {
    /// The flag that sets the limit, or what is limited where none does.
    package var label: String {
        switch self {
        case .resets: "max-resets"
        case .controlFrames: "control-frames"
        case .continuationFrames: "continuation-frames"
        case .emptyData: "empty-data-frames"
        case .preface: "preface-timeout-seconds"
        case .idle: "idle-timeout-seconds"
        case .write: "write-timeout-seconds"
        case .silence: "keepalive-seconds"
        case .keepalive: "keepalive-timeout-seconds"
        case .age: "max-connection-age-seconds"
        case .grace: "max-connection-age-grace-seconds"
        case .connections: "max-connections"
        case .streams: "max-streams"
        case .bufferedOutput: "max-buffered-bytes"
        case .continuationBytes, .headerList: "max-header-bytes"
        case .message: "max-message-bytes"
        case .memory: "memory-budget-mib"
        case .messageTime: "message-timeout-seconds"
        case .protocolErrors: "protocol"
        }
    }
}

extension ServerConfiguration {
    /// What the limits are set to, by the names of their flags.
    package var limitValues: [(flag: String, value: Double)] {
        let (http2, timeouts) = (limits.http2, limits.timeouts)
        return [
            ("max-message-bytes", Double(limits.messageBytes)),
            ("max-header-bytes", Double(http2.headerListBytes)),
            ("max-streams", Double(http2.concurrentStreams)),
            ("max-connections", Double(limits.connections)),
            ("max-resets", Double(http2.resetCapacity)),
            ("max-buffered-bytes", Double(http2.bufferedOutputBytes)),
            ("memory-budget-mib", Double(limits.memoryBytes >> 20)),
            ("message-timeout-seconds", timeouts.message.seconds),
            ("max-queue", Double(batching.maxQueueSize)),
            ("max-queue-ms", Double(batching.maxQueueMilliseconds)),
            ("max-request-rows", Double(batching.maxRequestRows)),
            ("idle-timeout-seconds", timeouts.idle.seconds),
            ("preface-timeout-seconds", timeouts.preface.seconds),
            ("keepalive-seconds", timeouts.keepalive.seconds),
            ("keepalive-timeout-seconds", timeouts.keepaliveAnswer.seconds),
            ("max-connection-age-seconds", timeouts.connectionAge?.seconds ?? .infinity),
            ("max-connection-age-grace-seconds", timeouts.connectionAgeGrace.seconds),
            ("write-timeout-seconds", timeouts.write.seconds),
        ]
    }
}

extension TimeAmount {
    fileprivate var seconds: Double { Double(nanoseconds) / 1e9 }
}

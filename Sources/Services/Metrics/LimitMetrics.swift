internal import GRPC
internal import HTTP2
internal import HTTP2Session
internal import NIOCore
internal import Serving

/// The metrics of limits, each named by its flag without the dashes before it.
enum LimitMetrics {
    /// Writes what the limits are set to.
    static func write(_ configuration: ServerConfiguration, to page: inout MetricsText) {
        page.write(limits) { values in
            for (flag, value) in configuration.limitValues {
                values.add(value, [("limit", flag)])
            }
        }
    }

    private static let limits = MetricFamily.gauge(
        "tutelage_limit",
        "What a limit is set to, by its flag."
    )
}

extension ServerConfiguration {
    /// The limits by the names of their flags.
    package var limitValues: [(flag: String, value: Double)] {
        [
            ("max-message-bytes", Double(limits.messageBytes)),
            ("max-header-bytes", Double(limits.http2.headerListBytes)),
            ("max-streams", Double(limits.http2.concurrentStreams)),
            ("max-connections", Double(limits.connections)),
            ("max-resets", Double(limits.http2.resetTokens)),
            ("max-buffered-bytes", Double(limits.http2.bufferedOutputBytes)),
            ("max-queue", Double(batching.maxQueueSize)),
            ("max-queue-ms", Double(batching.maxQueueMilliseconds)),
            ("idle-timeout-seconds", Double(limits.timeouts.idle.nanoseconds) / 1e9),
            ("preface-timeout-seconds", Double(limits.timeouts.preface.nanoseconds) / 1e9),
            ("write-timeout-seconds", Double(limits.timeouts.write.nanoseconds) / 1e9),
        ]
    }
}

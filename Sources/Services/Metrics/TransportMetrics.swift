internal import GRPC

/// The metrics of connections and frames.
enum TransportMetrics {
    static func write(
        _ statistics: ServerStatistics,
        openConnections: Int,
        to page: inout MetricsText
    ) {
        page.write(connections, statistics.connections)
        page.write(open, openConnections)
        page.write(received, statistics.framesReceived)
        page.write(sent, statistics.framesSent)
        page.write(flushes, statistics.flushes)
    }

    private static let connections = MetricFamily.counter(
        "tutelage_connections_total",
        "Connections that were accepted."
    )
    private static let open = MetricFamily.gauge(
        "tutelage_connections",
        "Connections that are open."
    )
    private static let received = MetricFamily.counter(
        "tutelage_http2_frames_received_total",
        "HTTP/2 frames received."
    )
    private static let sent = MetricFamily.counter(
        "tutelage_http2_frames_sent_total",
        "HTTP/2 frames sent."
    )
    private static let flushes = MetricFamily.counter(
        "tutelage_http2_flushes_total",
        "Writes to sockets."
    )
}

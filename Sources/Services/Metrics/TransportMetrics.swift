internal import GRPC
internal import HTTP2

/// The metrics of connections and frames.
enum TransportMetrics {
    static func write(
        _ statistics: ServerStatistics,
        openConnections: Int,
        tls: ServerTLS.Statistics?,
        to page: inout MetricsText
    ) {
        page.write(connections, statistics.connections)
        page.write(open, openConnections)
        page.write(received, statistics.framesReceived)
        page.write(sent, statistics.framesSent)
        page.write(flushes, statistics.flushes)
        page.write(handshakes) { values in
            guard let tls else { return }
            values.add(tls.handshakes, [("outcome", "done")])
            values.add(tls.failures, [("outcome", "failed")])
        }
        page.write(certificates) { values in
            guard let tls else { return }
            values.add(tls.reloads, [("outcome", "taken")])
            values.add(tls.refusals, [("outcome", "refused")])
        }
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
    private static let handshakes = MetricFamily.counter(
        "tutelage_tls_handshakes_total",
        "TLS handshakes of both ports, by outcome; none without TLS."
    )
    private static let certificates = MetricFamily.counter(
        "tutelage_tls_certificate_changes_total",
        "Changed certificate files, by outcome; none without TLS."
    )
}

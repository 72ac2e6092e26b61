internal import Serving

/// The metrics of predictions.
enum ServingMetrics {
    static func write(_ statistics: ServingStatistics, to page: inout MetricsText) {
        page.write(waitingRows, statistics.waitingRows)
        page.write(requestsOutside, statistics.requestsOutside)
    }

    private static let waitingRows = MetricFamily.gauge(
        "tutelage_queue_rows",
        "Rows that wait in the queue for their prediction."
    )
    private static let requestsOutside = MetricFamily.gauge(
        "tutelage_queue_requests_outside",
        "Requests of streams and labels that wait for room in the queue."
    )
}

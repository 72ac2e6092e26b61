internal import Serving

/// The metrics of predictions.
enum ServingMetrics {
    static func write(_ statistics: ServingStatistics, to page: inout MetricsText) {
        page.write(waitingRows, statistics.waitingRows)
    }

    private static let waitingRows = MetricFamily.gauge(
        "tutelage_queue_rows",
        "Rows that wait in the queue for their prediction."
    )
}

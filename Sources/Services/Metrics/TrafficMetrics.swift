internal import Domain
internal import Serving

/// The metrics of versions that compute beside a champion.
enum TrafficMetrics {
    static func write(_ shadows: [ShadowStatistics], to page: inout MetricsText) {
        func write(_ family: MetricFamily, _ value: (ShadowStatistics) -> Double) {
            page.write(family) { values in
                for shadow in shadows { values.add(value(shadow), labels(shadow)) }
            }
        }
        write(rows) { Double($0.rows) }
        write(disagreements) { Double($0.disagreements) }
        write(differences) { $0.confidenceDifference }
        write(dropped) { Double($0.dropped) }
        write(failed) { Double($0.failed) }
    }

    private static func labels(_ shadow: ShadowStatistics) -> MetricsText.Labels {
        [
            ("model", shadow.project.text), ("version", String(shadow.modelVersion)),
            ("champion", String(shadow.champion)),
        ]
    }

    private static let rows = MetricFamily.counter(
        "tutelage_shadow_rows_total",
        "Rows that a shadow and the champion computed."
    )
    private static let disagreements = MetricFamily.counter(
        "tutelage_shadow_disagreements_total",
        "Rows of which a shadow and the champion named different classes."
    )
    private static let differences = MetricFamily.counter(
        "tutelage_shadow_confidence_difference_total",
        "Absolute differences of a shadow's confidence from the champion's, summed."
    )
    private static let dropped = MetricFamily.counter(
        "tutelage_shadow_dropped_rows_total",
        "Rows that a shadow left out because others waited."
    )
    private static let failed = MetricFamily.counter(
        "tutelage_shadow_failed_rows_total",
        "Rows that a shadow could not compute."
    )
}

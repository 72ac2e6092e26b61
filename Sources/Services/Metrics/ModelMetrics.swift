internal import Domain
internal import Serving

/// The metrics of model versions: Triton's, by its names and labels, so that its dashboards work, and
/// the histograms that it lacks.
enum ModelMetrics {
    static func write(_ models: [ModelStatistics], to page: inout MetricsText) {
        page.write(success) { values in
            for model in models { values.add(model.succeeded, labels(model)) }
        }
        page.write(failure) { values in
            for model in models {
                for reason in PredictionRefusal.allCases {
                    let count = model.refused(reason)
                    values.add(count, labels(model) + [("reason", reason.name)])
                }
            }
        }
        page.write(inferences) { values in
            for model in models { values.add(model.rows, labels(model)) }
        }
        page.write(executions) { values in
            for model in models { values.add(model.executions, labels(model)) }
        }
        writeDurations(models, to: &page)
        page.write(batchSizes) { values in
            for model in models {
                // The numbers are rows themselves, not a part of a unit.
                add(model.batchSizes, scale: 1, labels(model), to: &values)
            }
        }
        page.write(queueSeconds) { values in
            for model in models { add(model.queueTimes, scale: 1e9, labels(model), to: &values) }
        }
    }

    private static func writeDurations(_ models: [ModelStatistics], to page: inout MetricsText) {
        func write(_ family: MetricFamily, _ nanoseconds: (ModelStatistics) -> UInt64) {
            page.write(family) { values in
                for model in models {
                    values.add(Int(clamping: nanoseconds(model) / 1000), labels(model))
                }
            }
        }
        write(requestDuration) { $0.queueTimes.sum &+ $0.requestTimes.total }
        write(queueDuration) { $0.queueTimes.sum }
        write(inputDuration) { $0.requestTimes.input }
        write(inferDuration) { $0.requestTimes.infer }
        write(outputDuration) { $0.requestTimes.output }
    }

    private static func add(
        _ histogram: Histogram,
        scale: Double,
        _ labels: MetricsText.Labels,
        to values: inout MetricsText.Values
    ) {
        values.add(
            bounds: histogram.bounds.map { Double($0) / scale },
            counts: histogram.counts,
            sum: Double(histogram.sum) / scale,
            labels
        )
    }

    private static func labels(_ model: ModelStatistics) -> MetricsText.Labels {
        [("model", model.project.text), ("version", String(model.modelVersion))]
    }

    private static let success = MetricFamily.counter(
        "nv_inference_request_success",
        "Requests that were answered with their rows."
    )
    private static let failure = MetricFamily.counter(
        "nv_inference_request_failure",
        "Requests that ended without their rows."
    )
    private static let inferences = MetricFamily.counter(
        "nv_inference_count",
        "Rows of the answered requests."
    )
    private static let executions = MetricFamily.counter(
        "nv_inference_exec_count",
        "Batches that were computed, without those of shadows."
    )
    private static let requestDuration = MetricFamily.counter(
        "nv_inference_request_duration_us",
        "Time of requests in the queue and in batches, each in full, in microseconds."
    )
    private static let queueDuration = MetricFamily.counter(
        "nv_inference_queue_duration_us",
        "Time of requests in the queue."
    )
    private static let inputDuration = MetricFamily.counter(
        "nv_inference_compute_input_duration_us",
        "Time of requests while their bytes were made network rows."
    )
    private static let inferDuration = MetricFamily.counter(
        "nv_inference_compute_infer_duration_us",
        "Time of requests in passes through the network."
    )
    private static let outputDuration = MetricFamily.counter(
        "nv_inference_compute_output_duration_us",
        "Time of requests while their answers were made."
    )
    private static let batchSizes = MetricFamily.histogram(
        "tutelage_batch_rows",
        "The same batches by their network rows: rows times views."
    )
    private static let queueSeconds = MetricFamily.histogram(
        "tutelage_queue_seconds",
        "Time of a computed request in the queue."
    )
}

internal import GRPC

/// The metrics of calls, named and labelled as the other gRPC servers' are, so that their dashboards
/// work.
enum CallMetrics {
    static func write(_ methods: [MethodStatistics], to page: inout MetricsText) {
        page.write(started) { values in
            for method in methods { values.add(method.started, labels(method)) }
        }
        page.write(handled) { values in
            for method in methods {
                for (code, count) in method.handled.sorted(by: { $0.key.rawValue < $1.key.rawValue }
                ) {
                    values.add(count, labels(method) + [("grpc_code", camelCase(code))])
                }
            }
        }
        page.write(received) { values in
            for method in methods { values.add(method.messagesReceived, labels(method)) }
        }
        page.write(sent) { values in
            for method in methods { values.add(method.messagesSent, labels(method)) }
        }
        page.write(seconds) { values in
            // A method that was never called would be 19 lines of zeros.
            for method in methods where method.handling.count > 0 {
                values.add(
                    bounds: HandlingHistogram.bounds,
                    counts: method.handling.counts,
                    sum: method.handling.sum,
                    labels(method)
                )
            }
        }
    }

    private static func labels(_ method: MethodStatistics) -> MetricsText.Labels {
        [
            ("grpc_type", method.kind.rawValue), ("grpc_service", method.path.service),
            ("grpc_method", method.path.method),
        ]
    }

    /// The name of a code as these metrics spell it, such as `NotFound`; `OK` stays.
    private static func camelCase(_ code: GRPCStatus.Code) -> String {
        guard code != .ok else { return "OK" }
        return code.name.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }
            .joined()
    }

    private static let started = MetricFamily.counter(
        "grpc_server_started_total",
        "Calls that were started."
    )
    private static let handled = MetricFamily.counter(
        "grpc_server_handled_total",
        "Calls that ended, by status."
    )
    private static let received = MetricFamily.counter(
        "grpc_server_msg_received_total",
        "Requests that came whole; the one of a call that has one, when the call ends."
    )
    private static let sent = MetricFamily.counter(
        "grpc_server_msg_sent_total",
        "Responses that were handed on."
    )
    private static let seconds = MetricFamily.histogram(
        "grpc_server_handling_seconds",
        "Time of a call, from the end of its header list until its answer is handed on."
    )
}

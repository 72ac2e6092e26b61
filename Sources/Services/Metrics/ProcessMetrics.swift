internal import Files

/// The metrics of the process, named as Prometheus' own libraries name them.
enum ProcessMetrics {
    static func write(_ statistics: ProcessStatistics, to page: inout MetricsText) {
        page.write(cpu, statistics.cpuSeconds)
        page.write(resident, statistics.residentBytes)
        page.write(virtual, statistics.virtualBytes)
        page.write(threads, statistics.threads)
        page.write(descriptors, statistics.openDescriptors)
        page.write(descriptorLimit, statistics.descriptorLimit)
        page.write(start, statistics.startSeconds)
    }

    private static let cpu = MetricFamily.counter(
        "process_cpu_seconds_total",
        "User and system time of the server, without its workers, in seconds."
    )
    private static let resident = MetricFamily.gauge(
        "process_resident_memory_bytes",
        "Memory in use, in bytes."
    )
    private static let virtual = MetricFamily.gauge(
        "process_virtual_memory_bytes",
        "Address space, in bytes."
    )
    private static let threads = MetricFamily.gauge("process_threads", "Threads.")
    private static let descriptors = MetricFamily.gauge(
        "process_open_fds",
        "Open files and sockets."
    )
    private static let descriptorLimit = MetricFamily.gauge(
        "process_max_fds",
        "The most open files and sockets."
    )
    private static let start = MetricFamily.gauge(
        "process_start_time_seconds",
        "When the process started, in seconds since 1970."
    )
}

internal import Domain
internal import Files
internal import GRPC
internal import HTTP2
internal import Serving
internal import Store
internal import Synchronization

/// The page of a server's metrics.
final class MetricsPage: Sendable {
    /// Where the figures are kept.
    struct Sources: Sendable {
        let configuration: ServerConfiguration
        let tls: ServerTLS?
        let server: GRPCServer
        let batcher: Batcher
        let registry: ModelRegistry
        let store: DataStore
    }

    private let sources = Mutex<Sources?>(nil)
    private let readiness: Readiness

    /// Creates a page of the process alone, until ``follow(_:)``.
    init(readiness: Readiness) { self.readiness = readiness }

    /// Adds the parts of a server that has started.
    func follow(_ sources: Sources) { self.sources.withLock { $0 = sources } }

    /// The page as it is now.
    func text() async -> String {
        var page = MetricsText()
        page.write(Self.ready, readiness.reason == nil ? 1 : 0)
        if let process = ProcessStatistics.read() { ProcessMetrics.write(process, to: &page) }
        guard let sources = sources.withLock(\.self) else { return page.text }
        CallMetrics.write(sources.server.methodStatistics, to: &page)
        TransportMetrics.write(
            sources.server.statistics,
            openConnections: sources.server.openConnections,
            tls: sources.tls?.statistics,
            to: &page
        )
        let models = sources.batcher.modelStatistics
        ServingMetrics.write(sources.batcher.statistics, to: &page)
        ModelMetrics.write(models, to: &page)
        TrafficMetrics.write(sources.registry.shadowStatistics, to: &page)
        let transport = sources.server.transportStatistics
        LimitMetrics.write(
            sources.configuration,
            transport,
            sources.batcher.queueRefusals,
            to: &page
        )
        StoreMetrics.write(sources.store.statistics, to: &page)
        let store = sources.store
        StoreMetrics.write(store.trouble, freeBytes: store.freeBytes, to: &page)
        let jobs = try? await sources.store.read { try $0.jobCounts() }
        StoreMetrics.write(jobs: jobs, to: &page)
        let now = Clocks.system.wallMilliseconds
        LoopMetrics.write(await LoopMetrics.read(store, now: now), to: &page)
        return page.text
    }

    private static let ready = MetricFamily.gauge(
        "tutelage_ready",
        "1 while the server takes calls, 0 while it starts or ends."
    )
}

internal import Domain
internal import GRPC
internal import HTTP2
internal import HTTP2Session
internal import Logging
internal import Serving
internal import Store

/// What watches a server from outside its calls: the side port, and what its pages show.
final class Monitor: Sendable {
    let readiness: Readiness
    /// Where the pages are; nil: nowhere.
    let port: SidePort?
    private let loops: LoopCheck
    private let metrics: MetricsPage

    private init(_ routes: SideRoutes, _ port: SidePort?) {
        readiness = routes.readiness
        loops = routes.loops
        metrics = routes.metrics
        self.port = port
    }

    /// Opens the side port of a server; what protects calls protects its pages too.
    ///
    /// - Throws: ``Failure`` (invalid argument) for an address that others can reach without TLS or
    ///   `--insecure`; an error that names the address when it is taken.
    static func start(
        _ configuration: ServerConfiguration,
        _ tls: ServerTLS?,
        logger: Logger
    ) async throws -> Monitor {
        let readiness = Readiness()
        let routes = SideRoutes(
            readiness: readiness,
            loops: LoopCheck(),
            metrics: MetricsPage(readiness: readiness)
        )
        guard let address = configuration.http else { return Monitor(routes, nil) }
        try configuration.security.validate(address, field: "http")
        if tls == nil, !address.isLocal {
            logger.warning("the pages on \(address) travel in clear text (--insecure)")
        }
        do {
            let port = try await SidePort.start(
                on: address,
                tls: tls,
                routes: routes,
                logger: logger
            )
            return Monitor(routes, port)
        } catch let error as SocketError {
            throw Failure.precondition("\(error); --http names another address, or is off")
        }
    }

    /// Shows what a server that takes calls does.
    func follow(
        _ configuration: ServerConfiguration,
        _ tls: ServerTLS?,
        _ server: GRPCServer,
        _ batcher: Batcher,
        _ registry: ModelRegistry,
        _ store: DataStore
    ) {
        loops.follow(server.eventLoops)
        metrics.follow(
            MetricsPage.Sources(
                configuration: configuration,
                tls: tls,
                server: server,
                batcher: batcher,
                registry: registry,
                store: store
            )
        )
        readiness.follow(writes: { store.trouble?.message })
        readiness.enter(.serving)
    }

    /// Closes the side port.
    func close() async { await port?.close() }
}

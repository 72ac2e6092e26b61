internal import Domain
package import Files
internal import GRPC
internal import HTTP2
internal import HTTP2Session
internal import Kernels
package import Labeling
package import Logging
internal import Serving
internal import Store

/// A whole server: its parts, and the order in which they start and end.
package final class Server: Sendable {
    /// Where it listens, `HOST:PORT`.
    package let address: String
    /// Where its pages for monitoring are; nil: nowhere.
    package var httpAddress: String? { monitor.port?.address.description }
    /// Its data directory.
    package let directory: DataDirectory
    /// What takes new certificates; nil without TLS.
    package let certificates: TLSWatch?
    private let watching: Task<Void, Never>?
    private let store: DataStore
    private let batcher: Batcher
    private let health: HealthState
    private let publicServer: GRPCServer
    private let workerServer: GRPCServer
    /// What goes on beside the calls: jobs, retraining, relabelling.
    private let loops: [Task<Void, Never>]
    private let grace: Duration
    private let monitor: Monitor
    private let logger: Logger

    /// Starts a server: the side port first, which says how far it is, then the store, then what serves, workers, and last the public address.
    ///
    /// - Parameters:
    ///   - configuration: what it is told.
    ///   - workers: starts processes that train.
    ///   - logger: where it writes what it does.
    /// - Returns: the server, which takes calls.
    /// - Throws: ``Failure``: failed precondition when another server owns the data directory,
    ///   invalid argument for an address that is not this machine's own; an error that names the
    ///   address when it is taken.
    package static func start(
        _ configuration: ServerConfiguration,
        workers: (DataDirectory) -> any WorkerLauncher,
        logger: Logger
    ) async throws -> Server {
        try configuration.security.validate(configuration.address)
        let tls = try configuration.security.makeTLS()
        configuration.security.log(configuration.address, tls, logger)
        try configuration.batching.validate()
        let directory = try DataDirectory(path: configuration.dataDirectory)
        let monitor = try await Monitor.start(configuration, tls, logger: logger)
        do {
            let launcher = workers(directory)
            return try await open(configuration, tls, directory, launcher, monitor, logger)
        } catch {
            await monitor.close()
            throw error
        }
    }

    private static func localServer(_ router: Router, _ logger: Logger) -> GRPCServer {
        GRPCServer(router: router, logger: logger, statusMapper: StatusMapping.mapper)
    }

    /// Gives the system what calls have freed, when their connections have closed: the allocator would
    /// keep it.
    private static func giveBackMemory() {
        Task(priority: .utility) {
            try? await Task.sleep(for: .seconds(1))
            FreeMemory.giveBack()
        }
    }

    private static func open(
        _ configuration: ServerConfiguration,
        _ tls: ServerTLS?,
        _ directory: DataDirectory,
        _ launcher: any WorkerLauncher,
        _ monitor: Monitor,
        _ logger: Logger
    ) async throws -> Server {
        let store = try DataStore(directory: directory, settings: configuration.store)
        if let first = store.foreignFiles.first {
            logger.notice(
                "the data directory holds files that no row names; they are left alone",
                metadata: ["count": "\(store.foreignFiles.count)", "first": "\(first)"]
            )
        }
        do {
            return try await Server(configuration, tls, store, launcher, monitor, logger)
        } catch {
            try? await store.close()
            throw error
        }
    }

    private init(
        _ configuration: ServerConfiguration,
        _ tls: ServerTLS?,
        _ store: DataStore,
        _ launcher: any WorkerLauncher,
        _ monitor: Monitor,
        _ logger: Logger
    ) async throws {
        monitor.readiness.enter(.loading)
        let registry = ModelRegistry(tellsProjects: !configuration.asksForTokens)
        let loader = ModelLoader(maxBatchSize: configuration.batching.maxBatchSize)
        let host = ServingHost(store: store, registry: registry, loader: loader)
        let relabels = RelabelSignal()
        let promotion = Promotion(store: store, host: host, relabels: relabels.send)
        try await Self.restore(store, registry, promotion, logger)
        let batcher = try Batcher(configuration.batching)
        let coordinator = JobCoordinator(
            store: store,
            promotion: promotion,
            launcher: launcher,
            settings: configuration.drainingJobs,
            logger: logger
        )
        let relabeler = Relabeler(store: store, host: host, signal: relabels, logger: logger) {
            await coordinator.queue.changed($0)
        }
        let scheduler = RetrainScheduler(store: store, coordinator: coordinator, logger: logger)
        let vault = try await Self.vault(store)
        let data = DataServices(
            store: store,
            registry: registry,
            batcher: batcher,
            loader: loader,
            promotion: promotion,
            jobs: CoordinatedJobs(store: store, coordinator: coordinator),
            runs: StoredRuns(),
            health: HealthState()
        )
        await data.traffic.restore(logger)
        publicServer = GRPCServer(
            router: Self.router(data, coordinator, relabeler, vault, configuration, logger),
            limits: configuration.limits,
            logger: logger,
            onRelief: Self.giveBackMemory,
            statusMapper: StatusMapping.mapper
        )
        workerServer = Self.localServer(Self.localRouter(coordinator, vault, logger), logger)
        do {
            try await workerServer.start(on: .unix(path: store.directory.workerSocketPath))
            address = try await Self.start(publicServer, on: configuration.address, tls)
        } catch {
            await workerServer.shutdown(grace: .zero)
            await batcher.shutdown()
            throw error
        }
        monitor.follow(configuration, tls, publicServer, batcher, registry, store)
        certificates = tls.map { TLSWatch(tls: $0, logger: logger) }
        watching = certificates.map { watch in Task { await watch.run() } }
        let watch = WriteWatch(store: store, health: data.health)
        loops = Self.run(coordinator, scheduler, relabeler, data.erasures, watch, logger)
        directory = store.directory
        grace = configuration.grace
        self.store = store
        self.batcher = batcher
        health = data.health
        self.monitor = monitor
        self.logger = logger
    }

    private static func run(
        _ coordinator: JobCoordinator,
        _ scheduler: RetrainScheduler,
        _ relabeler: Relabeler,
        _ erasures: Erasures,
        _ writes: WriteWatch,
        _ logger: Logger
    ) -> [Task<Void, Never>] {
        [
            Task { await coordinator.run() }, Task { await scheduler.run() },
            Task { await relabeler.run() }, Task { await erasures.run(logger) },
            Task { await writes.run(logger) },
        ]
    }

    private static func start(
        _ server: GRPCServer,
        on address: HTTP2Address,
        _ tls: ServerTLS?
    ) async throws -> String {
        do {
            return try await server.start(on: address, tls: tls).description
        } catch let error as SocketError {
            throw Failure.precondition("\(error); --listen names another address")
        }
    }

    /// The methods of the public port, which asks for tokens where it must.
    private static func router(
        _ data: DataServices,
        _ coordinator: JobCoordinator,
        _ relabeler: Relabeler,
        _ vault: TokenVault,
        _ configuration: ServerConfiguration,
        _ logger: Logger
    ) -> Router {
        let training = TrainingServices(
            store: data.store,
            coordinator: coordinator,
            promotion: data.promotion,
            relabeler: relabeler
        )
        var router = Router(authorizer: configuration.asksForTokens ? vault.authorizer : nil)
        Services.register(data, in: &router)
        Services.register(training, in: &router)
        TokenServices(vault: vault, isLocal: false, logger: logger).register(in: &router)
        if configuration.interop { Services.registerInterop(in: &router) }
        Services.registerDirectory(data, in: &router)
        return router
    }

    /// Ends the server: no new calls, then the end of those that run, while workers write their
    /// checkpoints; then the store is closed.
    ///
    /// - Throws: ``Failure`` when the database cannot be closed.
    package func shutdown() async throws {
        logger.info("shutting down")
        monitor.readiness.enter(.draining)
        health.isServing = false
        watching?.cancel()
        for loop in loops { loop.cancel() }
        await publicServer.shutdown(grace: grace)
        for loop in loops { await loop.value }
        await workerServer.shutdown(grace: .seconds(1))
        await batcher.shutdown()
        // Before the store, which its metrics read.
        await monitor.close()
        try await store.close()
        logger.info("shut down")
    }

    /// The tokens of a store, and in memory.
    private static func vault(_ store: DataStore) async throws -> TokenVault {
        let authorizer = TokenAuthorizer(try await store.read { try $0.tokens() }) { job in
            try await store.read { try $0.job(job).project }
        }
        return TokenVault(store: store, authorizer: authorizer)
    }

    /// The router of the socket in the data directory, for its owner.
    private static func localRouter(
        _ coordinator: JobCoordinator,
        _ vault: TokenVault,
        _ logger: Logger
    ) -> Router {
        var router = Router()
        WorkerServices(coordinator: coordinator).register(in: &router)
        TokenServices(vault: vault, isLocal: true, logger: logger).register(in: &router)
        return router
    }

    /// Puts the releases of all projects into service; a damaged one is logged, the others serve.
    private static func restore(
        _ store: DataStore,
        _ registry: ModelRegistry,
        _ promotion: Promotion,
        _ logger: Logger
    ) async throws {
        var after = ""
        while true {
            let last = after
            let page = try await store.read { try $0.projects(after: last, limit: 1000) }
            guard let end = page.last else { return }
            after = end.name.text
            for project in page {
                registry.add(project.name)
                do {
                    _ = try await promotion.restore(project.name)
                } catch {
                    logger.error("project \(project.name) has no model in service: \(error)")
                    registry.note(
                        .dataLoss(
                            "the champion of project \(project.name) cannot be loaded, the "
                                + "server's log says why; promote another version or roll back"
                        ),
                        of: project.name
                    )
                }
            }
        }
    }
}

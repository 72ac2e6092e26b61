package import HTTP2
package import HTTP2Session
package import Logging
package import NIOCore
internal import NIOPosix
internal import Synchronization

/// The threads of a server, which end when nobody can reach them any more: a task or a compute
/// thread may still hold a reply when the server has shut down.
final class EventLoops: Sendable {
    let group: MultiThreadedEventLoopGroup

    init(count: Int) { group = MultiThreadedEventLoopGroup(numberOfThreads: count) }

    deinit { group.shutdownGracefully { _ in } }
}

/// A gRPC server: listeners, connections, and a graceful end.
package final class GRPCServer: Sendable {
    private struct State {
        var listeners: [HTTP2Listener] = []
        var connections: [Int: NIOLoopBound<ServerConnection>] = [:]
        var sweeps: [ObjectIdentifier: NIOLoopBound<ConnectionSweep>] = [:]
        var isDraining = false
    }

    private let state = Mutex(State())
    private let loops: EventLoops
    private let router: Router
    private let limits: ServerLimits
    private let mapper: @Sendable (any Error) -> GRPCStatus
    private let log: CallLog
    private let counters = ServerCounters()
    private let transport = TransportCounters()
    private let memory: MemoryBudget
    private let refusals = PendingRefusals(most: min(256, max(1, DescriptorLimit.reserve / 4)))
    /// As many as the limit and the descriptors allow: more are refused before accepting fails.
    private let mostConnections: Int
    /// Connections of all servers of the process are numbered together: their logs are one.
    private static let connections = Atomic(0)

    /// Creates a server that does not listen yet.
    ///
    /// - Parameters:
    ///   - router: The methods.
    ///   - limits: What callers may use.
    ///   - logger: Gets a line for each defect of ours and, at the level of debug, for each call.
    ///   - onRelief: Called when connections hold little again after they held much.
    ///   - statusMapper: The status of an error that a method threw and that is not a
    ///     ``GRPCStatus`` itself.
    package init(
        router: Router,
        limits: ServerLimits = ServerLimits(),
        logger: Logger = Logger(label: "tutelage.grpc") { _ in SwiftLogNoOpLogHandler() },
        onRelief: @escaping @Sendable () -> Void = {},
        statusMapper: @escaping @Sendable (any Error) -> GRPCStatus
    ) {
        self.router = router
        memory = MemoryBudget(limit: limits.memoryBytes, onRelief: onRelief)
        // One connection alone is not to fill it.
        let share = max(limits.memoryBytes / 2, limits.messageBytes)
        var limits = limits
        limits.unfinishedBytes = min(limits.unfinishedBytes, share)
        limits.heldBytes = min(limits.heldBytes, share)
        self.limits = limits
        mapper = statusMapper
        log = CallLog(logger)
        mostConnections = min(limits.connections, DescriptorLimit.connections())
        loops = EventLoops(count: max(1, limits.eventLoops))
    }

    /// What the server has done.
    package var statistics: ServerStatistics {
        var statistics = counters.snapshot
        for method in methodStatistics { statistics.add(method) }
        return statistics
    }

    /// What the calls of each method came to: one entry for every method of the router, in the order
    /// of their registration, and last one for all calls of methods that there are not.
    package var methodStatistics: [MethodStatistics] { counters.methods(of: router) }

    /// The loops that serve connections, to ask whether they answer.
    package var eventLoops: [any EventLoop] { Array(loops.group.makeIterator()) }

    /// How often each limit of the connections was hit.
    package var transportStatistics: TransportStatistics { transport.snapshot }

    /// Bytes that the connections hold, as far as they have told.
    package var heldBytes: Int { memory.held }

    /// Connections that are open.
    package var openConnections: Int { state.withLock { $0.connections.count } }

    /// Starts to listen; may be called for several addresses.
    ///
    /// - Parameters:
    ///   - address: Where to listen.
    ///   - tls: The TLS of its connections; nil for clear text.
    /// - Returns: The address, with the port that the system chose.
    /// - Throws: An error that names the address, when it is taken or not ours.
    @discardableResult
    package func start(
        on address: HTTP2Address,
        tls: ServerTLS? = nil
    ) async throws -> HTTP2Address {
        let logger = log.logger
        let listener = try await HTTP2Listener.listen(
            on: address,
            group: loops.group,
            tls: tls,
            report: { logger.warning("\(address): \($0)") },
            makeConnection: { [self] loop in try makeConnection(loop) }
        )
        state.withLock { $0.listeners.append(listener) }
        return listener.address
    }

    /// The handler of one more connection, whose channel runs on `loop`: an ``HTTP2Connection``, or
    /// a ``RefusingHandler`` when there are too many.
    ///
    /// - Throws: `HTTP2Error` when memory is short.
    package func makeConnection(_ loop: any EventLoop) throws -> any ChannelHandler {
        let number = Self.connections.wrappingAdd(1, ordering: .relaxed).newValue
        let environment = ServerConnection.Environment(
            router: router,
            limits: limits,
            mapper: mapper,
            log: log,
            counters: counters,
            transport: transport,
            memory: memory,
            calls: counters.calls(on: loop, routes: router.routes.count),
            loops: loops,
            onClose: { [self] number in
                state.withLock { _ = $0.connections.removeValue(forKey: number) }
            }
        )
        let connection = ServerConnection(
            environment: environment,
            number: number,
            eventLoop: loop
        )
        let reference = NIOLoopBound(connection, eventLoop: loop)
        let (refusal, sweep) = state.withLock { state in
            admit(reference, number: number, &state)
        }
        if let refusal {
            transport.count(.connections)
            return RefusingHandler(refusal.code, refusal.text, pending: refusals)
        }
        counters.connections.add(1, ordering: .relaxed)
        return try HTTP2Connection(
            role: .server,
            limits: limits.http2,
            timeouts: limits.timeouts,
            eventLoop: loop,
            delegate: connection,
            counters: transport,
            sweep: sweep?.value,
            number: number
        )
    }

    /// Keeps a new connection and finds what looks after it, or says why it is refused.
    private func admit(
        _ connection: NIOLoopBound<ServerConnection>,
        number: Int,
        _ state: inout State
    ) -> (refusal: (code: HTTP2ErrorCode, text: String)?, sweep: NIOLoopBound<ConnectionSweep>?) {
        if state.isDraining { return ((.noError, "the server is shutting down"), nil) }
        guard state.connections.count < mostConnections else {
            return ((.enhanceYourCalm, TransportLimit.connections.text), nil)
        }
        state.connections[number] = connection
        let loop = connection.eventLoop
        if let sweep = state.sweeps[ObjectIdentifier(loop)] { return (nil, sweep) }
        let sweep = NIOLoopBound(
            ConnectionSweep(eventLoop: loop, interval: limits.timeouts.check),
            eventLoop: loop
        )
        state.sweeps[ObjectIdentifier(loop)] = sweep
        return (nil, sweep)
    }

    /// Ends the server: no new connections, then no new calls, then the end of those that run.
    ///
    /// Calls that still run after `grace` end with UNAVAILABLE.
    package func shutdown(grace: Duration) async {
        let (listeners, connections) = state.withLock { state in
            state.isDraining = true
            defer { state.listeners = [] }
            return (state.listeners, state.connections)
        }
        for listener in listeners { await listener.close() }
        for connection in connections.values {
            connection.eventLoop.execute { connection.value.startDrain() }
        }
        await waitForConnections(grace)
        for connection in state.withLock({ $0.connections }).values {
            connection.eventLoop.execute { connection.value.abort() }
        }
        await waitForConnections(.seconds(1))
    }

    private func waitForConnections(_ limit: Duration) async {
        let end = ContinuousClock.now + limit
        while !state.withLock({ $0.connections.isEmpty }), ContinuousClock.now < end {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }
}

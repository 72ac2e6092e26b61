internal import HTTP2
internal import HTTP2Session
internal import NIOCore
internal import Synchronization

/// The calls of one connection; lives on the connection's event loop.
final class ServerConnection: HTTP2Delegate {
    /// What all connections of a server share.
    struct Environment: Sendable {
        let router: Router
        let limits: ServerLimits
        let mapper: @Sendable (any Error) -> GRPCStatus
        let log: CallLog
        let counters: ServerCounters
        let transport: TransportCounters
        let calls: LoopCounters
        let loops: EventLoops
        let onClose: @Sendable (Int) -> Void
    }

    let environment: Environment
    let number: Int
    let eventLoop: any EventLoop
    var streams: [ServerStream] = []
    var deadlines = DeadlineTimer()
    private(set) var http2: HTTP2Connection?
    /// When the events that are worked on were read: a clock for each call would cost more.
    private var readAt = NIODeadline.uptimeNanoseconds(0)
    private var unfinishedBytes = 0
    private var isMarked = false
    private var drain = DrainPhase.none
    private var counted = (received: 0, sent: 0, flushes: 0)

    /// How far a graceful end is.
    private enum DrainPhase { case none, announced, final }

    init(environment: Environment, number: Int, eventLoop: any EventLoop) {
        self.environment = environment
        self.number = number
        self.eventLoop = eventLoop
    }

    var reference: NIOLoopBound<ServerConnection> { NIOLoopBound(self, eventLoop: eventLoop) }

    func address(_ stream: StreamID) -> ReplyAddress {
        ReplyAddress(connection: reference, eventLoop: eventLoop, stream: stream)
    }

    func connectionOpened(_ connection: HTTP2Connection) {
        http2 = connection
    }

    func connectionClosed(_ connection: HTTP2Connection, error: (any Error)?) {
        for slot in streams.indices where streams[slot].isLive {
            cancel(slot, .callerGone)
        }
        streams = []
        deadlines.cancel()
        countFrames(connection)
        http2 = nil
        environment.onClose(number)
    }

    func connection(_ connection: HTTP2Connection, received batch: EventBatch) {
        readAt = .now()
        for index in batch.events.indices {
            switch batch.events[index] {
            case .headers(let stream, let fields):
                begin(stream, batch.headers, fields)
            case .headersTooLarge(let stream):
                began(stream, nil)
                let limit = environment.limits.http2.headerListBytes
                let text = "the header list is larger than \(limit) bytes (--max-header-bytes)"
                fail(stream, GRPCStatus(.resourceExhausted, text))
            case .data(let stream, let bytes):
                let next = index + 1
                let isLast =
                    next < batch.events.count && batch.events[next] == .endStream(stream)
                receive(stream, batch.body, bytes, isLast: isLast)
            case .endStream(let stream): receiveEnd(stream)
            case .closed(let stream, _): close(stream)
            case .writable(let stream): noteRoom(stream)
            case .pingAnswered: continueDrain()
            case .goAway, .settings: break
            }
        }
        countFrames(connection)
    }

    private func countFrames(_ connection: HTTP2Connection) {
        let session = connection.session
        let (received, sent) = (session.framesReceived, session.framesSent)
        let counters = environment.counters
        counters.framesReceived.add(received - counted.received, ordering: .relaxed)
        counters.framesSent.add(sent - counted.sent, ordering: .relaxed)
        counters.flushes.add(connection.flushes - counted.flushes, ordering: .relaxed)
        counted = (received, sent, connection.flushes)
    }

    // MARK: Streams

    /// Begins a call in the slot of a new stream; `route` is nil where there is no such method.
    ///
    /// Every call of the connection comes by here, and then once by ``ended(_:_:at:)``.
    func began(_ stream: StreamID, _ route: Route?) {
        let slot = stream.slot
        while streams.count <= slot { streams.append(ServerStream()) }
        var new = ServerStream(id: stream, phase: .receiving)
        new.route = route
        new.method = route?.number ?? environment.router.routes.count
        new.beganAt = readAt
        environment.calls.methods[new.method].begin()
        streams[slot] = new
    }

    /// Ends a call with `code`: what still comes of it is dropped.
    func ended(_ slot: Int, _ code: GRPCStatus.Code, at now: NIODeadline = .now()) {
        streams[slot].phase = .ended
        streams[slot].onCancel = nil
        let time = now - streams[slot].beganAt
        if environment.log.isDetailed { environment.log.ended(context(slot), code, after: time) }
        environment.calls.methods[streams[slot].method].end(code, after: time)
    }

    /// What is known of the call in a slot besides its messages.
    func context(_ slot: Int, reply: ReplyMetadata? = nil) -> CallContext {
        CallContext(
            path: streams[slot].route?.path ?? MethodStatistics.unknown,
            metadata: streams[slot].metadata,
            deadline: streams[slot].deadline,
            peer: http2?.peer ?? "",
            number: CallNumber(connection: number, stream: streams[slot].id?.number ?? 0),
            reply: reply
        )
    }

    /// Whether the slot still belongs to the stream.
    func holds(_ stream: StreamID) -> Bool {
        stream.slot < streams.count && streams[stream.slot].id == stream
    }

    private func close(_ stream: StreamID) {
        guard holds(stream) else { return }
        reserve(0, slot: stream.slot)
        if streams[stream.slot].isLive { cancel(stream.slot, .callerGone) }
        streams[stream.slot] = ServerStream()
    }

    /// Ends the work of a call whose answer nobody waits for.
    func cancel(_ slot: Int, _ status: GRPCStatus) {
        let onCancel = streams[slot].onCancel
        ended(slot, status.code)
        streams[slot].call?.cancel(status)
        onCancel?()
    }

    /// Counts `bytes` of a request that is not whole; false where the connection has too many.
    @discardableResult
    func reserve(_ bytes: Int, slot: Int) -> Bool {
        unfinishedBytes += bytes - streams[slot].reserved
        streams[slot].reserved = bytes
        return unfinishedBytes <= environment.limits.unfinishedBytes
    }

    // MARK: Flushing

    /// Marks the connection; true where it was not marked.
    func markForFlush() -> Bool {
        defer { isMarked = true }
        return !isMarked
    }

    func flush() {
        isMarked = false
        guard let http2 else { return }
        http2.flush()
        countFrames(http2)
    }

    func flushSoon() { http2?.flushSoon() }

    // MARK: Draining

    func connectionShouldEnd(_ connection: HTTP2Connection) { startDrain() }

    func connectionMustEnd(_ connection: HTTP2Connection) {
        abort(GRPCStatus(.unavailable, TransportLimit.age.text))
    }

    /// Announces the end, and refuses new streams once the peer has seen that.
    func startDrain() {
        guard drain == .none, let http2 else { return }
        drain = .announced
        for slot in streams.indices {
            if let stream = streams[slot].id { drainCall(stream) }
        }
        http2.session.announceShutdown()
        http2.session.ping()
        flush()
        let reference = reference
        eventLoop.scheduleTask(in: .seconds(1)) { reference.value.continueDrain() }
    }

    /// Does with a call what its method wants when the server shuts down, if it does.
    func drainCall(_ stream: StreamID) {
        guard drain != .none, holds(stream), streams[stream.slot].isLive,
            let call = streams[stream.slot].call
        else { return }
        switch call.metadata.state.withLock(\.drainBehavior) {
        case .goOn: break
        case .end:
            end(stream, .draining)
            flushSoon()
        case .endRequests: call.inbound.finish(.failure(.draining))
        }
    }

    private func continueDrain() {
        guard drain == .announced, let http2 else { return }
        drain = .final
        http2.session.goAway()
        flushSoon()
    }

    /// Ends all calls and the connection.
    func abort(_ status: GRPCStatus = .draining) {
        for slot in streams.indices where streams[slot].isLive {
            guard let stream = streams[slot].id else { continue }
            let call = streams[slot].call
            let onCancel = streams[slot].onCancel
            fail(stream, status)
            call?.cancel(status)
            onCancel?()
        }
        // Statuses first: after the last GOAWAY nothing is sent.
        flush()
        http2?.session.terminate(.noError)
        http2?.closeAfterFlush()
    }
}

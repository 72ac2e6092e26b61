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
        let memory: MemoryBudget
        let calls: LoopCounters
        let loops: EventLoops
        let onClose: @Sendable (Int) -> Void
    }

    let environment: Environment
    let number: Int
    let eventLoop: any EventLoop
    let streams = SlotTable<ServerStream>()
    var deadlines = DeadlineTimer()
    private var callers = CallerMemory()
    private(set) var http2: HTTP2Connection?
    private var knownPeer: Peer?
    private var openHome: ConnectionHome?
    /// The header list of the last call, where that said no more than it must; and where it lies in the
    /// batch that is worked on.
    private(set) var plain: (head: CallHead?, fields: Range<Int>?)
    /// When the events that are worked on were read: a clock for each call would cost more.
    private(set) var readAt = NIODeadline.uptimeNanoseconds(0)
    private var isReading = false
    /// Calls that ended within the read, not counted yet.
    private var endedInRead = EndedCalls()
    /// The bytes of all unfinished messages together, and those of them that have come.
    var unfinishedBytes = 0
    var keptBytes = 0
    /// What the server was told last that the connection holds.
    var settledBytes = 0
    /// Whether tokens are asked for and none was shown that is right.
    private(set) var isStranger: Bool
    var openRoom: StreamRoom?
    var roomWatch: Scheduled<Void>?
    /// Calls that have a task and have not ended.
    private var tasks = 0
    /// How many of them a connection may have before the next ones yield.
    private static let promptTasks = 8
    private var isMarked = false
    var drain = GracefulEnd.none
    private var counted = (received: 0, sent: 0, flushes: 0)

    init(environment: Environment, number: Int, eventLoop: any EventLoop) {
        self.environment = environment
        isStranger = environment.router.authorizer != nil
        self.number = number
        self.eventLoop = eventLoop
    }

    /// What others hold of the connection; it holds the connection, so this lasts while it is open.
    var home: ConnectionHome {
        if let openHome { return openHome }
        let home = ConnectionHome(self)
        if http2 != nil { openHome = home }
        return home
    }

    /// Who is on the other side; asked for with the first call, after the handshake of TLS.
    var peer: Peer {
        if let knownPeer { return knownPeer }
        let peer = Peer(address: http2?.peer ?? "")
        knownPeer = peer
        return peer
    }

    func address(_ stream: StreamID) -> ReplyAddress { ReplyAddress(home: home, stream: stream) }

    func connectionOpened(_ connection: HTTP2Connection) {
        http2 = connection
    }

    func connectionClosed(_ connection: HTTP2Connection, error: (any Error)?) {
        for slot in streams.indices where streams[slot].isLive {
            cancel(slot, .callerGone)
        }
        for slot in streams.indices { streams[slot].free() }
        deadlines.cancel()
        countFrames(connection)
        http2 = nil
        openHome = nil
        openRoom = nil
        roomWatch?.cancel()
        environment.memory.remove(number)
        environment.onClose(number)
    }

    func connection(_ connection: HTTP2Connection, received batch: EventBatch) {
        readAt = .now()
        isReading = true
        plain.fields = batch.repeatedFields
        for index in batch.events.indices {
            switch batch.events[index] {
            case .headers(let stream, let fields):
                begin(stream, batch.headers, fields)
            case .headersTooLarge(let stream):
                refuseLargeHeaders(stream)
            case .data(let stream, let bytes):
                let isLast = batch.ends(stream, at: index + 1)
                receive(stream, batch.body, bytes, isLast: isLast)
            case .endStream(let stream): receiveEnd(stream)
            case .closed(let stream, _): close(stream)
            case .writable(let stream): noteRoom(stream)
            case .pingAnswered: continueDrain()
            case .goAway, .settings: break
            }
        }
        isReading = false
        countEnded()
        countFrames(connection)
        settleMemory()
    }

    /// Refuses a call whose header list is too large, or ends one that has such trailers.
    private func refuseLargeHeaders(_ stream: StreamID) {
        let limit = environment.limits.http2.headerListBytes
        let text = "the header list is larger than \(limit) bytes (--max-header-bytes)"
        let status = GRPCStatus(.resourceExhausted, text)
        guard !holds(stream) else { return end(stream, status) }
        began(takeSlot(stream), CallHead(from: peer))
        notePlain(nil, 0..<0)
        fail(stream, status)
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

    /// Who begins a call; nil where everybody may.
    ///
    /// - Throws: UNAUTHENTICATED or PERMISSION_DENIED.
    func authorize(
        _ headers: HeaderBlock,
        _ head: RequestHead,
        _ route: Route
    ) throws(GRPCStatus) -> (any Caller)? {
        guard !route.isOpen, let authorizer = environment.router.authorizer else { return nil }
        let caller = try callers.caller(headers, head.authorization, route: route, authorizer)
        isStranger = false
        return caller
    }

    /// Remembers the head of a call that said no more than it must; nil where it said more.
    func notePlain(_ head: CallHead?, _ fields: Range<Int>) {
        plain = (head, head == nil ? nil : fields)
    }

    /// The head of the last call, where the list of the next one is equal and its caller still may.
    func plainHead(_ fields: Range<Int>) -> CallHead? {
        guard let head = plain.head, plain.fields == fields else { return nil }
        if let caller = head.caller, !callers.isCurrent(caller, environment.router.authorizer) {
            return nil
        }
        return head
    }

    // MARK: Streams

    /// Makes the slot of a new stream ready.
    func takeSlot(_ stream: StreamID) -> Int {
        while streams.count <= stream.slot { streams.append(ServerStream()) }
        if streams[stream.slot].id != nil { streams[stream.slot].free() }
        streams[stream.slot].begin(stream)
        return stream.slot
    }

    /// Begins a call.
    ///
    /// Every call of the connection comes by here, and then once by ``ended(_:_:at:)``.
    func began(_ slot: Int, _ head: CallHead) {
        let method = head.route?.number ?? environment.router.routes.count
        streams[slot].note(head, method, at: readAt)
        environment.calls.methods[method].begin()
    }

    /// Ends a call with `code`: what still comes of it is dropped.
    ///
    /// - Returns: how its status is to be sent.
    @discardableResult
    func ended(
        _ slot: Int,
        _ code: GRPCStatus.Code,
        at now: NIODeadline? = nil
    ) -> CallStateMachine.Ending {
        if streams[slot].hasTask { tasks -= 1 }
        // The stream may stay open for a while, for the rest of the request.
        if streams[slot].unfinished.bytes > 0 { forgetRequest(slot) }
        let (call, ending) = streams[slot].end(code)
        if environment.log.isDetailed {
            environment.log.ended(context(slot), code, after: (now ?? .now()) - call.beganAt)
        }
        count(call, at: now)
        return ending
    }

    private func count(_ call: EndedCalls, at now: NIODeadline?) {
        guard isReading else { return environment.calls.count(call, at: now ?? .now()) }
        // One look at the clock for all that ends within a read.
        if endedInRead.isSame(call) { return endedInRead.count += 1 }
        countEnded()
        endedInRead = call
    }

    private func countEnded() {
        guard endedInRead.count > 0 else { return }
        environment.calls.count(endedInRead, at: .now())
        endedInRead.count = 0
    }

    /// What is known of the call in a slot besides its messages.
    func context(_ slot: Int, reply: ReplyMetadata? = nil) -> CallContext {
        CallContext(
            head: streams[slot].head ?? CallHead(from: peer),
            receivedAt: readAt,
            deadline: streams[slot].deadline,
            number: CallNumber(connection: number, stream: streams[slot].id?.number ?? 0),
            reply: reply
        )
    }

    /// Whether the slot still belongs to the stream.
    func holds(_ stream: StreamID) -> Bool {
        // The number is enough, and compared without a call: it is never used again.
        stream.slot < streams.count && streams[stream.slot].id?.number == stream.number
    }

    private func close(_ stream: StreamID) {
        guard holds(stream) else { return }
        if streams[stream.slot].unfinished.bytes > 0 { forgetRequest(stream.slot) }
        if streams[stream.slot].isLive { cancel(stream.slot, .callerGone) }
        streams[stream.slot].free()
    }

    /// Ends the work of a call whose answer nobody waits for.
    func cancel(_ slot: Int, _ status: GRPCStatus) {
        let onCancel = streams[slot].onCancel
        ended(slot, status.code)
        streams[slot].call?.cancel(status)
        onCancel?()
    }

    /// Counts a task for the call in a slot.
    func noteTask(_ slot: Int) {
        streams[slot].hasTask = true
        tasks += 1
    }

    /// Whether the task counted last leaves the threads of most tasks to other connections: in one line
    /// with them, a hundred large answers for one connection would hold up each small one of all others.
    var hasManyTasks: Bool { tasks > Self.promptTasks }

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
        settleMemory()
    }

    func flushSoon() { http2?.flushSoon() }
}

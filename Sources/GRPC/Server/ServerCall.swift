internal import HTTP2Session
internal import Messages
internal import NIOCore
internal import Synchronization

/// One call that runs in a task: what the task and the event loop share.
final class ServerCall: Sendable {
    let context: CallContext
    let inbound: InboundQueue
    let outbound: OutboundQueue
    let metadata: ReplyMetadata
    private let address: ReplyAddress
    private let messageBytes: Int
    private let transport: TransportCounters
    private let log: CallLog
    private let room: StreamRoom
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(
        context: CallContext,
        metadata: ReplyMetadata,
        address: ReplyAddress,
        limits: ServerLimits,
        transport: TransportCounters,
        log: CallLog,
        room: StreamRoom
    ) {
        self.context = context
        self.metadata = metadata
        self.address = address
        messageBytes = limits.messageBytes
        self.transport = transport
        self.log = log
        self.room = room
        inbound = InboundQueue(portion: max(1, limits.http2.streamWindow / 8)) { credit in
            address.home.eventLoop.execute {
                address.home.connection.giveBack(credit, stream: address.stream)
            }
        }
        outbound = OutboundQueue(highWater: limits.http2.streamOutputHighWater) {
            address.home.eventLoop.execute { address.home.connection.drain(address.stream) }
        }
    }

    /// Runs `body` in a task; what it throws ends the call.
    ///
    /// Tasks that yield have threads of their own; of the others there are few for each connection.
    func start(
        yielding: Bool,
        mapper: @escaping @Sendable (any Error) -> GRPCStatus,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        let started = Task(priority: yielding ? .utility : nil) {
            do {
                try await body()
            } catch let status as GRPCStatus {
                finish(log.told(status, context))
            } catch is CancellationError {
                finish(.callerGone)
            } catch {
                finish(log.told(mapper(error), context))
            }
        }
        task.withLock { $0 = started }
    }

    // MARK: Messages

    /// Reads the one request, in the call's task.
    func decode<Request: Message>(_ message: ReceivedMessage) throws(GRPCStatus) -> Request {
        let bytes = try message.inflated(limit: messageBytes, counters: transport)
        return try Request(received: bytes, malformed: .invalidArgument)
    }

    /// The requests, each judged by `check`.
    func requests<Request: Message>(_ check: RequestCheck<Request>?) -> RequestStream<Request> {
        RequestStream(
            queue: inbound,
            malformed: .invalidArgument,
            limit: messageBytes,
            counters: transport,
            check: check?.bound(to: context),
            room: (room, address.stream)
        )
    }

    /// The way out of many responses.
    func writer<Response: Message>() -> ResponseWriter<Response> {
        ResponseWriter(queue: outbound, reply: metadata)
    }

    /// The one response, framed and compressed as the method said.
    func framed(_ response: some Message) -> [UInt8] {
        response.framed(metadata.beginMessage())
    }

    // MARK: Endings

    /// Ends the call with OK after `message`, framed; empty for none.
    func finish(_ message: [UInt8]) {
        let address = address
        address.home.eventLoop.execute {
            address.home.connection.finish(address.stream, message: message)
        }
    }

    private func finish(_ status: GRPCStatus) {
        let address = address
        address.home.eventLoop.execute { address.home.connection.finish(address.stream, status) }
    }

    /// Tells the task that nobody waits for it any more.
    func cancel(_ status: GRPCStatus) {
        task.withLock { $0 }?.cancel()
        inbound.finish(.failure(status), dropping: true)
        outbound.fail(status)
    }
}

internal import HTTP2Session
internal import NIOCore
internal import Synchronization

/// One call of a client: what its tasks and the event loop share.
final class ClientCall: Sendable {
    private struct State {
        var stream: StreamID?
        var initial = Metadata()
        var trailing = Metadata()
        var status: GRPCStatus?
    }

    let inbound: InboundQueue
    let outbound: OutboundQueue
    private let state = Mutex(State())
    private let connection: NIOLoopBound<ClientConnection>
    private let eventLoop: any EventLoop

    init(
        connection: NIOLoopBound<ClientConnection>,
        eventLoop: any EventLoop,
        limits: HTTP2Limits
    ) {
        self.connection = connection
        self.eventLoop = eventLoop
        // The queues reach the call through a box, because they exist before it.
        let box = CallBox()
        inbound = InboundQueue(portion: max(1, limits.streamWindow / 8)) { credit in
            eventLoop.execute {
                guard let call = box.call else { return }
                connection.value.giveBack(credit, call)
            }
        }
        outbound = OutboundQueue(highWater: limits.streamOutputHighWater) {
            eventLoop.execute {
                guard let call = box.call else { return }
                connection.value.drain(call)
            }
        }
        box.set(self)
    }

    /// The stream; nil before the call has started.
    var stream: StreamID? { state.withLock { $0.stream } }

    /// Whether the call has ended.
    var isEnded: Bool { state.withLock { $0.status != nil } }

    /// What the server sent before its first message.
    var initialMetadata: Metadata { state.withLock { $0.initial } }

    /// What the server sent after its last message.
    var trailingMetadata: Metadata { state.withLock { $0.trailing } }

    /// Sends the header list, and the whole of the request where there is but one.
    func start(_ headers: HeaderBlock, deadline: NIODeadline?, request: [UInt8]?) {
        eventLoop.execute { [self] in
            connection.value.start(self, headers, deadline: deadline, request: request)
        }
    }

    /// Tells the server that no more requests come.
    func finishRequests() {
        eventLoop.execute { [self] in connection.value.finishRequests(self) }
    }

    /// Ends the call from this side.
    func cancel(_ status: GRPCStatus) {
        eventLoop.execute { [self] in connection.value.cancel(self, status) }
    }

    // MARK: The event loop's side

    func begin(_ stream: StreamID) { state.withLock { $0.stream = stream } }

    func receive(initial: Metadata) { state.withLock { $0.initial = initial } }

    func receive(trailing: Metadata) { state.withLock { $0.trailing = trailing } }

    /// Ends the call; the first status counts.
    func end(_ status: GRPCStatus, dropping: Bool) {
        let isFirst = state.withLock { state in
            guard state.status == nil else { return false }
            state.status = status
            return true
        }
        guard isFirst else { return }
        outbound.fail(status)
        inbound.finish(status.code == .ok ? .success(()) : .failure(status), dropping: dropping)
    }
}

/// A weak way back to a call.
private final class CallBox: Sendable {
    private struct Reference: Sendable { weak var call: ClientCall? }
    private let reference = Mutex(Reference())

    var call: ClientCall? { reference.withLock { $0.call } }

    func set(_ call: ClientCall) { reference.withLock { $0.call = call } }
}

/// Cancels a call when nobody reads it any more.
final class CallOwner: Sendable {
    let call: ClientCall

    init(_ call: ClientCall) { self.call = call }

    deinit {
        if !call.isEnded { call.cancel(.callerGone) }
    }
}

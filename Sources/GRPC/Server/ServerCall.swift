internal import HTTP2Session
internal import NIOCore
internal import Synchronization

/// One call that runs in a task: what the task and the event loop share.
final class ServerCall: Sendable {
    let context: CallContext
    let inbound: InboundQueue
    let outbound: OutboundQueue
    let metadata: ReplyMetadata
    private let address: ReplyAddress
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(context: CallContext, metadata: ReplyMetadata, address: ReplyAddress, limits: HTTP2Limits)
    {
        self.context = context
        self.metadata = metadata
        self.address = address
        inbound = InboundQueue(portion: max(1, limits.streamWindow / 8)) { credit in
            address.eventLoop.execute {
                address.connection.value.giveBack(credit, stream: address.stream)
            }
        }
        outbound = OutboundQueue(highWater: limits.streamOutputHighWater) {
            address.eventLoop.execute { address.connection.value.drain(address.stream) }
        }
    }

    /// Runs `body` in a task; what it throws ends the call.
    func start(
        mapper: @escaping @Sendable (any Error) -> GRPCStatus,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        let started = Task {
            do {
                try await body()
            } catch let status as GRPCStatus {
                finish(status)
            } catch is CancellationError {
                finish(.callerGone)
            } catch {
                finish(mapper(error))
            }
        }
        task.withLock { $0 = started }
    }

    /// Ends the call with OK after `message`, framed; empty for none.
    func finish(_ message: [UInt8]) {
        let address = address
        address.eventLoop.execute {
            address.connection.value.finish(address.stream, message: message)
        }
    }

    private func finish(_ status: GRPCStatus) {
        let address = address
        address.eventLoop.execute { address.connection.value.finish(address.stream, status) }
    }

    /// Tells the task that nobody waits for it any more.
    func cancel(_ status: GRPCStatus) {
        task.withLock { $0 }?.cancel()
        inbound.finish(.failure(status), dropping: true)
        outbound.fail(status)
    }
}

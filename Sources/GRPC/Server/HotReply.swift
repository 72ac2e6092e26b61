internal import HTTP2Session
package import Messages
internal import NIOCore

/// A connection as other threads hold it: its event loop, and the connection itself once there.
final class ConnectionHome: Sendable {
    let eventLoop: any EventLoop
    private let bound: NIOLoopBound<ServerConnection>

    init(_ connection: ServerConnection) {
        eventLoop = connection.eventLoop
        bound = NIOLoopBound(connection, eventLoop: connection.eventLoop)
    }

    /// The connection; on its event loop only.
    var connection: ServerConnection { bound.value }
}

/// The right to answer one call of a ``HotMethod``, once, from any thread.
package struct ReplyAddress: Sendable {
    let home: ConnectionHome
    let stream: StreamID

    /// Answers the call with the message that `encode` appends; nothing happens where the call is over
    /// already.
    ///
    /// For many answers that are ready together use ``HotReplyBatch``.
    package func complete(_ encode: (inout [UInt8]) -> Void) {
        if home.eventLoop.inEventLoop {
            let connection = home.connection
            connection.reply(stream, encode)
            connection.flushSoon()
        } else {
            var message: [UInt8] = []
            encode(&message)
            home.eventLoop.execute { [self, message] in
                home.connection.reply(stream) { $0.append(contentsOf: message) }
                home.connection.flush()
            }
        }
    }

    /// Ends the call with a status; nothing happens where the call is over already.
    package func fail(_ status: GRPCStatus) {
        if home.eventLoop.inEventLoop {
            let connection = home.connection
            connection.reply(stream, status)
            connection.flushSoon()
        } else {
            home.eventLoop.execute { [self] in
                home.connection.reply(stream, status)
                home.connection.flush()
            }
        }
    }

    /// Calls `body` on the event loop if the caller goes away or the deadline passes before the
    /// answer; only the last `body` counts.
    package func onCancel(_ body: @escaping @Sendable () -> Void) {
        if home.eventLoop.inEventLoop {
            home.connection.setOnCancel(stream, body)
        } else {
            home.eventLoop.execute { [self] in home.connection.setOnCancel(stream, body) }
        }
    }

    /// Runs `body` on the event loop, after it has read what arrived together with this call.
    package func afterReads(_ body: @escaping @Sendable () -> Void) {
        home.eventLoop.execute(body)
    }
}

/// A ``ReplyAddress`` that takes one type of response.
package struct HotReply<Response: Message>: Sendable {
    /// Where the reply goes.
    package let address: ReplyAddress

    /// Answers the call; nothing happens where the call is over already.
    package func complete(_ result: Result<Response, GRPCStatus>) {
        switch result {
        case .success(let response): address.complete { response.encode(into: &$0) }
        case .failure(let status): address.fail(status)
        }
    }

    /// Calls `body` on the event loop if the caller goes away or the deadline passes before the
    /// answer; only the last `body` counts.
    package func onCancel(_ body: @escaping @Sendable () -> Void) { address.onCancel(body) }
}

/// Answers that are ready together: each event loop is woken once, and each connection flushed once.
///
/// They are encoded on the thread that has them, into one buffer, so that event loops only copy.
package struct HotReplyBatch: Sendable {
    private struct Delivery: Sendable {
        let address: ReplyAddress
        /// Where the message lies in `bytes`; empty with a status.
        let message: Range<Int>
        let status: GRPCStatus?
    }

    private var deliveries: [Delivery] = []
    private var bytes: [UInt8] = []

    /// Creates an empty batch with room for `count` answers.
    package init(count: Int = 0) { deliveries.reserveCapacity(count) }

    /// Adds the answer that `encode` appends.
    package mutating func append(_ reply: ReplyAddress, _ encode: (inout [UInt8]) -> Void) {
        let start = bytes.count
        encode(&bytes)
        deliveries.append(
            Delivery(address: reply, message: start..<bytes.count, status: nil)
        )
    }

    /// Adds a status.
    package mutating func append(_ reply: ReplyAddress, _ status: GRPCStatus) {
        deliveries.append(Delivery(address: reply, message: 0..<0, status: status))
    }

    /// Adds an answer or a status.
    package mutating func append<Response: Message>(
        _ reply: HotReply<Response>,
        _ result: Result<Response, GRPCStatus>
    ) {
        switch result {
        case .success(let response): append(reply.address) { response.encode(into: &$0) }
        case .failure(let status): append(reply.address, status)
        }
    }

    /// Sends the answers.
    package func send() { send(freeing: [GRPCStatus]()) }

    /// Sends the answers, and frees `sources` where they are sent.
    ///
    /// What was allocated for a call on its event loop is then freed there too, where that is cheap,
    /// and not on the thread that computed.
    package func send(freeing sources: [some Sendable]) {
        let bytes = bytes
        var deliveries = deliveries
        while let loop = deliveries.first?.address.home.eventLoop {
            let own: [Delivery]
            if deliveries.allSatisfy({ $0.address.home.eventLoop === loop }) {
                own = deliveries
                deliveries = []
            } else {
                own = deliveries.filter { $0.address.home.eventLoop === loop }
                deliveries.removeAll { $0.address.home.eventLoop === loop }
            }
            loop.execute {
                withExtendedLifetime(sources) { Self.deliver(own, bytes) }
            }
        }
    }

    private static func deliver(_ deliveries: [Delivery], _ bytes: [UInt8]) {
        var touched: [ServerConnection] = []
        let now = NIODeadline.now()
        for delivery in deliveries {
            let connection = delivery.address.home.connection
            if let status = delivery.status {
                connection.reply(delivery.address.stream, status)
            } else {
                connection.reply(delivery.address.stream, at: now) {
                    $0.append(contentsOf: bytes[delivery.message])
                }
            }
            if connection.markForFlush() { touched.append(connection) }
        }
        for connection in touched { connection.flush() }
    }
}

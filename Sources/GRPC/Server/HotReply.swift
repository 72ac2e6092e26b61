internal import HTTP2Session
package import Messages
internal import NIOCore

/// Where a reply goes: a stream of a connection on an event loop.
struct ReplyAddress: Sendable {
    let connection: NIOLoopBound<ServerConnection>
    let eventLoop: any EventLoop
    let stream: StreamID
}

/// The right to answer one call of a ``HotUnaryMethod``, once, from any thread.
package struct HotReply<Response: Message>: Sendable {
    let address: ReplyAddress

    /// Answers the call; nothing happens where the call is over already.
    ///
    /// For many answers that are ready together use ``HotReplyBatch``.
    package func complete(_ result: Result<Response, GRPCStatus>) {
        let address = address
        if address.eventLoop.inEventLoop {
            address.connection.value.reply(address.stream, result)
            address.connection.value.flushSoon()
        } else {
            address.eventLoop.execute {
                address.connection.value.reply(address.stream, result)
                address.connection.value.flush()
            }
        }
    }

    /// Calls `body` on the event loop if the caller goes away or the deadline passes before the
    /// answer; only the last `body` counts.
    package func onCancel(_ body: @escaping @Sendable () -> Void) {
        let address = address
        if address.eventLoop.inEventLoop {
            address.connection.value.setOnCancel(address.stream, body)
        } else {
            address.eventLoop.execute {
                address.connection.value.setOnCancel(address.stream, body)
            }
        }
    }
}

/// Answers that are ready together: each event loop is woken once, and each connection flushed once.
package struct HotReplyBatch: Sendable {
    private struct Delivery: Sendable {
        let address: ReplyAddress
        let run: @Sendable (ServerConnection) -> Void
    }

    private var deliveries: [Delivery] = []

    /// Creates an empty batch.
    package init() {}

    /// Adds an answer.
    package mutating func append<Response: Message>(
        _ reply: HotReply<Response>,
        _ result: Result<Response, GRPCStatus>
    ) {
        let stream = reply.address.stream
        deliveries.append(Delivery(address: reply.address) { $0.reply(stream, result) })
    }

    /// Sends the answers.
    package func send() {
        HotReplyBatch.byLoop(deliveries, address: \.address) { connection, delivery in
            delivery.run(connection)
        }
    }

    /// Sends answers of one type.
    package static func complete<Response: Message>(
        _ replies: [(HotReply<Response>, Result<Response, GRPCStatus>)]
    ) {
        byLoop(replies, address: \.0.address) { connection, reply in
            connection.reply(reply.0.address.stream, reply.1)
        }
    }

    /// Runs `deliver` for each element on its event loop, one `execute` per loop.
    private static func byLoop<Element: Sendable>(
        _ elements: [Element],
        address: @escaping @Sendable (Element) -> ReplyAddress,
        deliver: @escaping @Sendable (ServerConnection, Element) -> Void
    ) {
        guard let first = elements.first else { return }
        let loop = address(first).eventLoop
        let own = elements.filter { address($0).eventLoop === loop }
        if own.count < elements.count {
            let others = elements.filter { address($0).eventLoop !== loop }
            byLoop(others, address: address, deliver: deliver)
        }
        loop.execute {
            var touched: [ServerConnection] = []
            for element in own {
                let connection = address(element).connection.value
                deliver(connection, element)
                if connection.markForFlush() { touched.append(connection) }
            }
            for connection in touched { connection.flush() }
        }
    }
}

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

extension HotReply {
    /// Runs `body` on the event loop, after it has read what arrived together with this call.
    package func afterReads(_ body: @escaping @Sendable () -> Void) {
        address.eventLoop.execute(body)
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
        HotReplyBatch.byLoop(
            deliveries,
            address: { $0.address },
            deliver: { connection, delivery in delivery.run(connection) }
        )
    }

    /// Sends answers of one type; `result` makes each on its event loop.
    ///
    /// What was allocated for a call on its event loop is then freed there too, where that is cheap,
    /// and not on the thread that computed.
    package static func complete<Element: Sendable, Response: Message>(
        _ elements: [Element],
        reply: @escaping @Sendable (Element) -> HotReply<Response>,
        result: @escaping @Sendable (Element) -> Result<Response, GRPCStatus>
    ) {
        byLoop(
            elements,
            address: { reply($0).address },
            deliver: { connection, element in
                connection.reply(reply(element).address.stream, result(element))
            }
        )
    }

    /// Runs `deliver` for each element on its event loop, one `execute` per loop.
    private static func byLoop<Element: Sendable>(
        _ elements: [Element],
        address: @escaping @Sendable (Element) -> ReplyAddress,
        deliver: @escaping @Sendable (ServerConnection, Element) -> Void
    ) {
        guard let first = elements.first else { return }
        let loop = address(first).eventLoop
        var own = elements
        if !elements.allSatisfy({ address($0).eventLoop === loop }) {
            own = elements.filter { address($0).eventLoop === loop }
            let others = elements.filter { address($0).eventLoop !== loop }
            byLoop(others, address: address, deliver: deliver)
        }
        loop.execute { [own] in
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

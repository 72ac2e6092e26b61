internal import HTTP2Session
package import NIOCore

/// The handler of a listening socket that stops to accept for a while where the process or the machine
/// has no descriptors or memory left for more connections.
///
/// The error leaves the listener readable, and NIO's `AcceptBackoffHandler` does not take it out of the
/// selector then: the event loop would try again and again. Who wants to connect waits in the backlog
/// meanwhile.
package final class AcceptPause: ChannelInboundHandler {
    package typealias InboundIn = any Channel

    private let report: @Sendable (String) -> Void
    private var toldAt: NIODeadline?
    private var resumption: Scheduled<Void>?

    /// How long nothing is accepted.
    private static let pause = TimeAmount.milliseconds(500)
    /// How often the report is made at most, however long it lasts.
    private static let interval = TimeAmount.minutes(1)

    /// Creates the handler; `report` gets a sentence for the log.
    package init(_ report: @escaping @Sendable (String) -> Void) { self.report = report }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? IOError, SocketError.isShortage(error.errnoCode) else {
            return context.fireErrorCaught(error)
        }
        let now = NIODeadline.now()
        if toldAt.map({ now - $0 >= Self.interval }) ?? true {
            toldAt = now
            let cause = SocketError.text(error.errnoCode)
            report("no more connections can be accepted for now: \(cause) (ulimit -n)")
        }
        guard resumption == nil else { return }
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        let reference = NIOLoopBound((self, context.channel), eventLoop: context.eventLoop)
        resumption = context.eventLoop.scheduleTask(in: Self.pause) {
            let (handler, channel) = reference.value
            handler.resumption = nil
            try? channel.syncOptions?.setOption(.autoRead, value: true)
        }
    }

    package func handlerRemoved(context: ChannelHandlerContext) { resumption?.cancel() }
}

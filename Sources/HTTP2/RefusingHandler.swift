package import HTTP2Session
package import NIOCore
internal import Synchronization

/// The handler of a connection that is not admitted: it says why, in a GOAWAY, and closes.
///
/// It keeps no session. Closing at once would reset the connection where the client's first bytes
/// come later, and the client would not learn why; so the peer has a moment to read and to close.
package final class RefusingHandler: ChannelInboundHandler {
    package typealias InboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    private let words: ByteBuffer
    private let pending: PendingRefusals
    private var context: ChannelHandlerContext?
    private var isCounted = false

    /// Refuses a connection for a reason.
    package init(_ code: HTTP2ErrorCode, _ text: String, pending: PendingRefusals) {
        let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
        words = ByteBuffer(bytes: settings + GoAwayFrame.bytes(last: 0, code, text))
        self.pending = pending
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { refuse(context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) { end() }

    package func channelActive(context: ChannelHandlerContext) { refuse(context) }

    package func channelInactive(context: ChannelHandlerContext) { end() }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        guard self.context == nil else { return }
        self.context = context
        isCounted = pending.enter()
        context.writeAndFlush(wrapOutboundOut(words), promise: nil)
        guard isCounted else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        let reference = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: PendingRefusals.moment) {
            reference.value.context?.close(promise: nil)
        }
    }

    private func end() {
        if isCounted { pending.leave() }
        isCounted = false
        context = nil
    }
}

/// How many refused connections wait for their peers to read why.
package final class PendingRefusals: Sendable {
    /// How long a peer has to read.
    static let moment = TimeAmount.seconds(1)
    private let most: Int
    private let count = Atomic(0)

    /// Starts with none; `most` may wait at a time.
    package init(most: Int = 256) { self.most = most }

    func enter() -> Bool {
        if count.add(1, ordering: .relaxed).newValue <= most { return true }
        leave()
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}

package import HTTP2Session
package import NIOCore

/// The NIO handler of one HTTP/2 connection: it owns the session, moves bytes, and flushes once per
/// read or wake-up.
///
/// Everything here happens on the channel's event loop. Other threads come in through
/// `eventLoop.execute`.
package final class HTTP2Connection: ChannelDuplexHandler {
    package typealias InboundIn = ByteBuffer
    package typealias OutboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    /// The session; commands on it are sent by ``flush()`` or ``flushSoon()``.
    package let session: HTTP2Session
    /// The loop that everything here happens on.
    package let eventLoop: any EventLoop
    /// Who is on the other side, such as `127.0.0.1:50412`, or `127.0.0.1:50412 (alice)` where the
    /// peer showed a certificate.
    package private(set) var peer = ""

    /// How often output went to the socket.
    package private(set) var flushes = 0

    /// The connection's place in the sweep of its event loop.
    var sweepIndex: Int?

    private let delegate: any HTTP2Delegate
    private let counters: TransportCounters
    private let sweep: ConnectionSweep
    private var context: ChannelHandlerContext?
    private var output = ByteBuffer()
    private var chunk: [UInt8] = []
    private var isReading = false
    private var isFlushing = false
    private var flushIsScheduled = false
    private var readIsHeld = false
    private var lingerWatch: Scheduled<Void>?
    private var isClosed = false
    private var isClosing = false
    private var failure: (any Error)?
    private var watch: ConnectionWatch

    private static let chunkBytes = 64 << 10
    /// What an idle connection keeps of that.
    private static let keptBytes = 4 << 10
    /// How long a stream that is answered waits for the end of its request.
    private static let linger = TimeAmount.seconds(2)
    /// How long a peer that was cut off has to read why.
    private static let moment = TimeAmount.milliseconds(250)

    /// Creates the handler of a channel on `eventLoop`.
    ///
    /// - Parameters:
    ///   - role: Which side of the connection this is.
    ///   - limits: What the peer may use.
    ///   - timeouts: How long the connection may do nothing, and live.
    ///   - eventLoop: The channel's event loop.
    ///   - delegate: What acts on the events.
    ///   - counters: Where hits of the limits are counted.
    ///   - sweep: What looks after all connections of the event loop; nil for a timer of its own.
    ///   - number: The connection's number, which varies its age.
    /// - Throws: ``HTTP2Error`` when memory is short.
    package init(
        role: HTTP2Session.Role,
        limits: HTTP2Limits,
        timeouts: HTTP2Timeouts,
        eventLoop: any EventLoop,
        delegate: any HTTP2Delegate,
        counters: TransportCounters = TransportCounters(),
        sweep: ConnectionSweep? = nil,
        number: Int = 0
    ) throws(HTTP2Error) {
        session = try HTTP2Session(role: role, limits: limits, counters: counters) {
            NIODeadline.now().uptimeNanoseconds
        }
        self.eventLoop = eventLoop
        self.delegate = delegate
        self.counters = counters
        self.sweep = sweep ?? ConnectionSweep(eventLoop: eventLoop, interval: timeouts.check)
        watch = ConnectionWatch(timeouts: timeouts, startedAt: .now(), number: number)
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { start(context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    package func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failure = failure ?? error
        context.close(promise: nil)
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isReading = true
        let buffer = unwrapInboundIn(data)
        do {
            try session.receive(buffer.readableBytesUInt8Span) { sendWithinRead() }
        } catch {
            failure = failure ?? error
        }
        deliver()
        if failure != nil { closeAfterFlush() }
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        isReading = false
        flush()
        context.fireChannelReadComplete()
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            watch.progressed(at: .now())
            flush()
        }
        context.fireChannelWritabilityChanged()
    }

    /// Holds the reads back while too much output waits for a peer that does not take it.
    package func read(context: ChannelHandlerContext) {
        guard !isClosing else { return }
        let limit = session.limits.bufferedOutputBytes
        guard session.role == .server, !context.channel.isWritable, session.bufferedOutput > limit
        else { return context.read() }
        readIsHeld = true
    }
}

// MARK: - Output

extension HTTP2Connection {
    /// Sends what the session has, while the channel is writable; during a read it waits for its end.
    package func flush() {
        guard !isReading, !isFlushing, !isClosed, let context else { return }
        isFlushing = true
        var wrote = false
        do {
            repeat {
                wrote = try writeChunk(context) || wrote
                deliver()
            } while context.channel.isWritable && session.wantsToSend
        } catch {
            failure = failure ?? error
            context.close(promise: nil)
        }
        isFlushing = false
        if wrote {
            context.flush()
            flushes += 1
        }
        if session.isFinished { closeAfterWrites(context) }
        if session.lingers, lingerWatch == nil { watchLinger() }
        if readIsHeld {
            readIsHeld = false
            read(context: context)
        }
    }

    private func watchLinger() {
        let reference = NIOLoopBound(self, eventLoop: eventLoop)
        lingerWatch = eventLoop.scheduleTask(in: Self.linger) {
            let connection = reference.value
            connection.lingerWatch = nil
            guard !connection.isClosed else { return }
            connection.session.endLingering(olderThan: UInt64(Self.linger.nanoseconds))
            connection.flush()
        }
    }

    /// Acts on what a part of a read said, and sends what that caused, before the rest is looked at.
    private func sendWithinRead() {
        deliver()
        isReading = false
        flush()
        isReading = true
    }

    /// Flushes once after the current work of the event loop, however often it is called before.
    package func flushSoon() {
        guard !isReading, !isFlushing, !flushIsScheduled, !isClosed else { return }
        flushIsScheduled = true
        let reference = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.execute {
            reference.value.flushIsScheduled = false
            reference.value.flush()
        }
    }

    /// Sends what is queued, a GOAWAY for instance, and closes.
    package func closeAfterFlush() {
        isReading = false
        flush()
        if !isClosing { context?.close(promise: nil) }
    }

    /// Closes when what was handed to the socket is on its way: a slow peer gets its last replies.
    ///
    /// Where the peer still sends, to close at once would reset the connection before it has read
    /// the GOAWAY; so nothing is read any more, and it is closed a moment later.
    private func closeAfterWrites(_ context: ChannelHandlerContext) {
        guard !isClosing else { return }
        isClosing = true
        let reference = NIOLoopBound(context, eventLoop: eventLoop)
        guard !session.hasFailed else {
            eventLoop.scheduleTask(in: Self.moment) { reference.value.close(promise: nil) }
            return
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
            reference.value.close(promise: nil)
        }
    }

    private func writeChunk(_ context: ChannelHandlerContext) throws(HTTP2Error) -> Bool {
        guard context.channel.isWritable, session.wantsToSend else { return false }
        // Gathered first: each write to the buffer asks who else has it.
        try session.takeOutput(limit: Self.chunkBytes, into: &chunk)
        guard !chunk.isEmpty else { return false }
        output.clear()
        output.writeBytes(chunk)
        chunk.removeAll(keepingCapacity: chunk.capacity <= Self.keptBytes)
        context.write(wrapOutboundOut(output), promise: nil)
        return true
    }

    private func deliver() {
        while session.hasEvents, !isClosed {
            let batch = session.takeEvents()
            if !watch.hasPreface, batch.events.contains(.settings) { watch.hasPreface = true }
            delegate.connection(self, received: batch)
            session.recycle(batch)
        }
    }
}

// MARK: - Start and end

extension HTTP2Connection {
    private func start(_ context: ChannelHandlerContext) {
        guard sweepIndex == nil, !isClosed else { return }
        peer = Self.peerText(context.remoteAddress)
        sweep.add(self, dueAt: watch.nextCheck(after: .now()))
        delegate.connectionOpened(self)
        // A server speaks second: a client of HTTP/1.1 is to get an answer that it understands.
        if session.role == .client { flush() }
    }

    /// Notes the name in the certificate that the peer showed.
    func identify(as name: String) { peer += " (\(name))" }

    /// Looks at the time-outs; returns when to look again.
    func check(at now: NIODeadline) -> NIODeadline {
        var state = ConnectionWatch.State()
        let waiting = try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)
        state.streams = session.openStreams
        state.lastStream = session.lastStream
        state.waits = session.bufferedOutput > 0 || (waiting ?? 0) > 0
        state.taken = session.bodySent - (waiting ?? 0)
        state.received = session.framesReceived
        let verdict = watch.check(state, at: now)
        switch verdict {
        case .fine: break
        case .ping:
            counters.count(.silence)
            session.ping()
            flush()
        case .idle:
            counters.count(.idle)
            session.terminate(.noError, TransportLimit.idle.text)
            flush()
        case .old:
            counters.count(.age)
            delegate.connectionShouldEnd(self)
        case .graceOver:
            counters.count(.grace)
            delegate.connectionMustEnd(self)
        case .failed(let limit): cutOff(limit)
        }
        return watch.nextCheck(after: now)
    }

    /// Says why, and closes a moment later whether or not the peer has taken that.
    package func cutOff(_ limit: TransportLimit) {
        guard failure == nil else { return }
        counters.count(limit)
        failure = HTTP2Error(limit)
        let code: HTTP2ErrorCode =
            switch limit {
            case .preface: .protocolError
            case .memory: .enhanceYourCalm
            default: .noError
            }
        session.terminate(code, limit.text)
        flush()
        let reference = NIOLoopBound(self, eventLoop: eventLoop)
        eventLoop.scheduleTask(in: Self.moment) { reference.value.context?.close(promise: nil) }
    }

    private func end() {
        guard !isClosed else { return }
        isClosed = true
        // It holds the connection, and all that this has.
        lingerWatch?.cancel()
        sweep.remove(self)
        delegate.connectionClosed(self, error: failure)
    }

    /// A peer's address for logs.
    static func peerText(_ address: SocketAddress?) -> String {
        guard let host = address?.ipAddress, let port = address?.port else { return "unix" }
        return "\(host):\(port)"
    }
}

internal import HTTP2
internal import HTTP2Session
internal import NIOCore
internal import Synchronization

/// How far a connection's graceful end is: it is announced, and refuses new streams once the peer has
/// seen that, or after a second.
enum GracefulEnd { case none, announced, final }

/// The end of a connection: at once, or after its calls.
extension ServerConnection {
    func connectionShouldEnd(_ connection: HTTP2Connection) { startDrain() }

    func connectionMustEnd(_ connection: HTTP2Connection) {
        abort(GRPCStatus(.unavailable, TransportLimit.age.text))
    }

    /// Announces the end, and refuses new streams once the peer has seen that.
    func startDrain() {
        guard drain == .none, let http2 else { return }
        drain = .announced
        for slot in streams.indices {
            if let stream = streams[slot].id { drainCall(stream) }
        }
        http2.session.announceShutdown()
        http2.session.ping()
        flush()
        let home = home
        eventLoop.scheduleTask(in: .seconds(1)) { home.connection.continueDrain() }
    }

    /// Does with a call what its method wants when the server shuts down, if it does.
    func drainCall(_ stream: StreamID) {
        guard drain != .none, holds(stream), streams[stream.slot].isLive,
            let call = streams[stream.slot].call
        else { return }
        switch call.metadata.state.withLock(\.drainBehavior) {
        case .goOn: break
        case .end:
            end(stream, .draining)
            flushSoon()
        case .endRequests: call.inbound.finish(.failure(.draining))
        }
    }

    func continueDrain() {
        guard drain == .announced, let http2 else { return }
        drain = .final
        http2.session.goAway()
        flushSoon()
    }

    /// Ends all calls and the connection.
    func abort(_ status: GRPCStatus = .draining) {
        for slot in streams.indices where streams[slot].isLive {
            guard let stream = streams[slot].id else { continue }
            let call = streams[slot].call
            let onCancel = streams[slot].onCancel
            fail(stream, status)
            call?.cancel(status)
            onCancel?()
        }
        // Statuses first: after the last GOAWAY nothing is sent.
        flush()
        http2?.session.terminate(.noError)
        http2?.closeAfterFlush()
    }
}

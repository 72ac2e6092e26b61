internal import HTTP2Session
package import NIOCore
internal import Synchronization

/// What a method knows of a call besides its messages.
///
/// Cancellation of the method's task is cancellation of the call.
package struct CallContext: Sendable {
    let head: CallHead
    /// When the call's request was read.
    package let receivedAt: NIODeadline
    /// When the call ends by itself; nil for never.
    package let deadline: NIODeadline?
    /// Whether the one request came compressed; of a stream see ``MessageStream/nextReceived()``.
    package var requestWasCompressed = false
    let number: CallNumber
    let reply: ReplyMetadata?

    /// The method's name.
    package var path: MethodPath { head.route?.path ?? MethodStatistics.unknown }
    /// What the caller sent beside the messages.
    package var metadata: Metadata { head.metadata }
    /// Who calls; nil where no credentials are asked for.
    package var caller: (any Caller)? { head.caller }
    /// The caller's address.
    package var peer: String { head.peer.address }

    /// Sends `metadata` before the first response; only the last value set before it counts.
    ///
    /// A ``HotUnaryMethod`` has no metadata of its own: there it does nothing.
    package func setInitialMetadata(_ metadata: Metadata) {
        reply?.state.withLock { $0.initial = metadata }
    }

    /// Sends `metadata` after the last response.
    ///
    /// A ``HotUnaryMethod`` has no metadata of its own: there it does nothing.
    package func setTrailingMetadata(_ metadata: Metadata) {
        reply?.state.withLock { $0.trailing = metadata }
    }

    /// Compresses responses from now on, in an encoding that the caller accepts; before the first one.
    ///
    /// Nothing happens where the caller accepts none of ours, or a response was written already. A
    /// ``HotUnaryMethod`` never compresses.
    package func compressResponses() { reply?.compress(minimumBytes: 0) }

    /// Says what happens to the call, which does not end by itself, when the server shuts down.
    ///
    /// A ``HotUnaryMethod`` always goes on: there it does nothing.
    package func whenDraining(_ behavior: DrainBehavior) { reply?.whenDraining(behavior) }
}

/// Which call of a server it is.
struct CallNumber: Hashable, Sendable {
    let connection: Int
    let stream: Int32
}

/// Who is on the other side of a connection; all its calls share one.
final class Peer: Sendable {
    /// The address, such as `127.0.0.1:50412`.
    let address: String

    init(address: String) { self.address = address }
}

/// What happens to a call when its server begins to shut down.
package enum DrainBehavior: Sendable {
    /// It goes on, at most until the grace period is over.
    case goOn
    /// It ends with UNAVAILABLE.
    case end
    /// Its requests end with UNAVAILABLE, after those that have come; then the method ends it.
    case endRequests
}

/// What a method says of its responses besides their content.
final class ReplyMetadata: Sendable {
    /// What the header list and the trailers hold.
    struct State {
        var initial = Metadata()
        var trailing = Metadata()
        var outbound = OutboundEncoding()
        var hasMessages = false
        var drainBehavior = DrainBehavior.goOn
    }

    let state = Mutex(State())
    /// The encoding that the caller accepts.
    private let accepted: MessageEncoding
    private let address: ReplyAddress

    init(accepted: MessageEncoding, address: ReplyAddress) {
        self.accepted = accepted
        self.address = address
    }

    func whenDraining(_ behavior: DrainBehavior) {
        state.withLock { $0.drainBehavior = behavior }
        let address = address
        // The server may drain already.
        address.home.eventLoop.execute { address.home.connection.drainCall(address.stream) }
    }

    /// Compresses messages of `minimumBytes` or more.
    func compress(minimumBytes: Int) {
        state.withLock { state in
            guard !state.hasMessages else { return }
            state.outbound = OutboundEncoding(encoding: accepted, minimumBytes: minimumBytes)
        }
    }

    /// How the next message is encoded; the encoding is fixed from the first on.
    func beginMessage() -> OutboundEncoding {
        state.withLock { state in
            state.hasMessages = true
            return state.outbound
        }
    }
}

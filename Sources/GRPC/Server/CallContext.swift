package import NIOCore
internal import Synchronization

/// What a method knows of a call besides its messages.
///
/// Cancellation of the method's task is cancellation of the call.
package struct CallContext: Sendable {
    /// The method's name.
    package let path: MethodPath
    /// What the caller sent beside the messages.
    package let metadata: Metadata
    /// When the call ends by itself; nil for never.
    package let deadline: NIODeadline?
    /// The caller's address.
    package let peer: String
    let reply: ReplyMetadata?

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
}

/// The metadata that a method sets.
final class ReplyMetadata: Sendable {
    let state = Mutex((initial: Metadata(), trailing: Metadata()))
}

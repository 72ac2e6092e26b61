internal import Synchronization

/// What a server has done; read it at any time from any thread.
package struct ServerStatistics: Sendable, Hashable {
    /// Connections that were accepted.
    package var connections = 0
    /// Calls that were started.
    package var calls = 0
    /// Calls that ended with OK.
    package var succeeded = 0
    /// Calls that ended otherwise, the cancelled ones included.
    package var failed = 0
    /// HTTP/2 frames received.
    package var framesReceived = 0
    /// HTTP/2 frames sent.
    package var framesSent = 0
    /// Flushes to sockets.
    package var flushes = 0
}

/// The counters behind ``ServerStatistics``.
final class ServerCounters: Sendable {
    let connections = Atomic(0)
    let openConnections = Atomic(0)
    let calls = Atomic(0)
    let succeeded = Atomic(0)
    let failed = Atomic(0)
    let framesReceived = Atomic(0)
    let framesSent = Atomic(0)
    let flushes = Atomic(0)

    var snapshot: ServerStatistics {
        ServerStatistics(
            connections: connections.load(ordering: .relaxed),
            calls: calls.load(ordering: .relaxed),
            succeeded: succeeded.load(ordering: .relaxed),
            failed: failed.load(ordering: .relaxed),
            framesReceived: framesReceived.load(ordering: .relaxed),
            framesSent: framesSent.load(ordering: .relaxed),
            flushes: flushes.load(ordering: .relaxed)
        )
    }
}

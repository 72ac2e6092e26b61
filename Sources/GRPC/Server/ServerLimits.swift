package import HTTP2
package import HTTP2Session

/// What callers may use of a server.
package struct ServerLimits: Sendable, Hashable {
    /// What one connection may use.
    package var http2 = HTTP2Limits()
    /// How long a connection may do nothing.
    package var timeouts = HTTP2Timeouts()
    /// Bytes of one message.
    package var messageBytes = 4 << 20
    /// Bytes of the requests of one connection that are not whole, as announced, together.
    package var unfinishedBytes = 64 << 20
    /// Bytes of the requests and answers that the streaming calls of one connection hold together; past
    /// them no further request is taken.
    package var heldBytes = 64 << 20
    /// Bytes that all connections may hold together; past them the one that holds most, of those first
    /// that only hold, is closed.
    package var memoryBytes = 128 << 20
    /// Bytes from which on a response is compressed where the caller accepts it; nil for never.
    ///
    /// Those of a ``HotUnaryMethod`` never are.
    package var compressedResponseBytes: Int?
    /// Connections at the same time, as far as there are descriptors; more are refused.
    package var connections = 16_384
    /// Threads that serve connections.
    package var eventLoops = 1

    package init() {}
}

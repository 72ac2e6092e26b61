package import HTTP2
package import HTTP2Session
package import NIOCore

/// What a server may use of a client.
package struct ClientLimits: Sendable, Hashable {
    /// What the connection may use.
    package var http2 = HTTP2Limits()
    /// How long the connection may do nothing.
    package var timeouts = HTTP2Timeouts()
    /// Bytes of one message.
    package var messageBytes = 64 << 20
    /// How long connecting may take.
    package var connectTimeout: TimeAmount = .seconds(5)

    /// Creates the default limits: an idle client stays connected, and so does one whose server
    /// takes its time to read.
    package init() {
        timeouts.idle = .hours(24 * 365)
        timeouts.write = .hours(24 * 365)
    }
}

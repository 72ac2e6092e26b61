package import NIOCore

/// How long a connection may do nothing.
package struct HTTP2Timeouts: Sendable, Hashable {
    /// From the connection's start to the peer's preface and settings.
    package var preface: TimeAmount = .seconds(8)
    /// Without a stream; then the connection is closed gracefully.
    package var idle: TimeAmount = .hours(1)
    /// With output waiting and none of it taken by the peer.
    package var write: TimeAmount = .seconds(60)
    /// Between the checks of these.
    package var check: TimeAmount = .seconds(1)

    /// Creates the default time-outs.
    package init() {}
}

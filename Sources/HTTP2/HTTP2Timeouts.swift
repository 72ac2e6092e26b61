package import NIOCore

/// How long a connection may do nothing, and how long it lives.
package struct HTTP2Timeouts: Sendable, Hashable {
    /// From the connection's start to the peer's preface and settings.
    package var preface: TimeAmount = .seconds(8)
    /// Without a stream; then the connection is closed gracefully.
    package var idle: TimeAmount = .hours(1)
    /// With output waiting and none of it taken by the peer.
    package var write: TimeAmount = .seconds(60)
    /// From the first byte of a message to its last, or to the end of its stream where that is to follow.
    package var message: TimeAmount = .seconds(60)
    /// Without a frame from the peer; then it is asked for a sign of life.
    package var keepalive: TimeAmount = .minutes(5)
    /// From that ping to any frame from the peer.
    package var keepaliveAnswer: TimeAmount = .seconds(20)
    /// From the connection's start to its graceful end, one tenth more or less; nil for never.
    package var connectionAge: TimeAmount?
    /// From the start of that graceful end to the end of the calls that still run.
    package var connectionAgeGrace: TimeAmount = .seconds(60)
    /// Between the checks of these.
    package var check: TimeAmount = .seconds(1)

    package init() {}
}

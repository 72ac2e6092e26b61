package import HTTP2Session

/// What acts on a connection's events; called on the connection's event loop only.
package protocol HTTP2Delegate: AnyObject {
    /// The connection is open; its session may be used from now on.
    func connectionOpened(_ connection: HTTP2Connection)

    /// Events in order; output that they cause is flushed after the read.
    func connection(_ connection: HTTP2Connection, received batch: EventBatch)

    /// The connection is gone, with the error that ended it, if any; called once, and last.
    func connectionClosed(_ connection: HTTP2Connection, error: (any Error)?)

    /// The connection is old: it is to open no new streams, and to end when its last has.
    func connectionShouldEnd(_ connection: HTTP2Connection)

    /// The connection is old, and the grace of its streams is over.
    func connectionMustEnd(_ connection: HTTP2Connection)
}

extension HTTP2Delegate {
    /// Leaves a connection alone: where no age is set, none grows old.
    package func connectionShouldEnd(_ connection: HTTP2Connection) {}

    /// Closes the connection.
    package func connectionMustEnd(_ connection: HTTP2Connection) { connection.closeAfterFlush() }
}

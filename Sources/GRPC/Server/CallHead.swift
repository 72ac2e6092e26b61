internal import NIOCore

/// What a request's header list says and comes to.
///
/// Calls whose header lists are equal share one: most of a connection.
final class CallHead: Sendable {
    /// The method; nil where there is no such method.
    let route: Route?
    /// What the caller sent that is not HTTP's or gRPC's own.
    let metadata: Metadata
    /// Whether the caller sent an `x-request-id`.
    let hasRequestID: Bool
    /// How long the caller waits; nil: as long as it takes.
    let timeout: TimeAmount?
    /// The encoding that the caller accepts.
    let acceptedEncoding: MessageEncoding
    /// Who is on the other side.
    let peer: Peer
    /// Who calls; nil where no credentials are asked for.
    let caller: (any Caller)?

    init(
        _ route: Route? = nil,
        _ metadata: Metadata = Metadata(),
        from peer: Peer,
        hasRequestID: Bool = false,
        timeout: TimeAmount? = nil,
        acceptedEncoding: MessageEncoding = .identity,
        caller: (any Caller)? = nil
    ) {
        self.route = route
        self.metadata = metadata
        self.peer = peer
        self.hasRequestID = hasRequestID
        self.timeout = timeout
        self.acceptedEncoding = acceptedEncoding
        self.caller = caller
    }

    /// The same with who calls.
    func with(_ caller: any Caller) -> CallHead {
        CallHead(
            route,
            metadata,
            from: peer,
            hasRequestID: hasRequestID,
            timeout: timeout,
            acceptedEncoding: acceptedEncoding,
            caller: caller
        )
    }
}

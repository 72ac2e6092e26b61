package import Messages

/// A method as a client calls it: its name and its message types.
package struct RPC<Request: Message, Response: Message>: Sendable, Hashable {
    /// The method's name.
    package let path: MethodPath

    /// Names a method.
    package init(_ service: String, _ method: String) {
        path = MethodPath(service: service, method: method)
    }

    /// Names a method.
    package init(_ path: MethodPath) { self.path = path }
}

/// What a client says of one call besides its messages.
package struct CallOptions: Sendable {
    /// What to send beside the messages.
    package var metadata: Metadata
    /// After how long the call ends with DEADLINE_EXCEEDED; nil for never.
    package var timeout: Duration?

    /// Creates options.
    package init(metadata: Metadata = Metadata(), timeout: Duration? = nil) {
        self.metadata = metadata
        self.timeout = timeout
    }
}

/// The answer to a unary call with all that came beside it.
package struct UnaryReply<Response: Message>: Sendable {
    /// The response.
    package let message: Response
    /// What came before it.
    package let initialMetadata: Metadata
    /// What came after it.
    package let trailingMetadata: Metadata
}

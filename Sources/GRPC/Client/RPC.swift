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
    /// How the requests are encoded.
    package var encoding: MessageEncoding

    package init(
        metadata: Metadata = Metadata(),
        timeout: Duration? = nil,
        encoding: MessageEncoding = .identity
    ) {
        self.metadata = metadata
        self.timeout = timeout
        self.encoding = encoding
    }
}

/// The answer to a unary call with all that came beside it.
package struct UnaryReply<Response: Message>: Sendable {
    /// The response.
    package let message: Response
    /// Whether it came compressed.
    package let wasCompressed: Bool
    /// What came before it.
    package let initialMetadata: Metadata
    /// What came after it.
    package let trailingMetadata: Metadata
}

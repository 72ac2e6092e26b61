package import HTTP2

/// What protects a client's connection, and what it shows with each call.
package struct ClientSecurity: Sendable {
    /// The TLS of the connection; nil for clear text.
    package var tls: ClientTLS?
    /// The bearer token of its calls; never printed.
    package var token: String?

    /// Clear text and no token, unless they are given.
    package init(tls: ClientTLS? = nil, token: String? = nil) {
        self.tls = tls
        self.token = token
    }
}

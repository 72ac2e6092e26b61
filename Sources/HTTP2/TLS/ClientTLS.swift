internal import NIOCore
internal import NIOSSL

/// The TLS of a client: whom it trusts, and who it is.
package struct ClientTLS: Sendable, Hashable {
    /// The certificates of those that a server's certificate may come from; nil: the system's.
    package var authorities: String?
    /// The client's own certificate and key, for servers that demand one.
    package var identity: TLSFiles?
    /// The name that the server's certificate must have; nil: the host that is connected to.
    package var serverName: String?

    /// Trusts `authorities`, or the system's roots.
    package init(
        authorities: String? = nil,
        identity: TLSFiles? = nil,
        serverName: String? = nil
    ) {
        self.authorities = authorities
        self.identity = identity
        self.serverName = serverName
    }

    /// Reads the files.
    ///
    /// - Throws: ``TLSError`` that names the file.
    func context() throws(TLSError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.restrictToHTTP2()
        if let authorities {
            configuration.trustRoots = .certificates(try PEMFile(authorities).certificates())
        }
        guard let identity else {
            do { return try NIOSSLContext(configuration: configuration) } catch {
                throw TLSError("TLS cannot be set up: \(error)")
            }
        }
        let files = try PEMIdentity(identity)
        configuration.certificateChain = try files.certificate.certificates()
            .map { .certificate($0) }
        configuration.privateKey = .privateKey(try files.key.privateKey())
        return try files.context(configuration)
    }

    /// The handlers that come before HTTP/2 on a connection to `host`.
    static func handlers(
        _ context: NIOSSLContext,
        host: String?,
        onHandshake: @escaping (Result<Void, TLSError>) -> Void
    ) throws -> [any ChannelHandler] {
        // An address is no server name: the certificate must then name the address itself.
        let name = host.flatMap { HTTP2Address.isNumeric($0) ? nil : $0 }
        return [
            try NIOSSLClientHandler(context: context, serverHostname: name),
            TLSGuard { result, _ in onHandshake(result) },
        ]
    }
}

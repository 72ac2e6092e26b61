import ArgumentParser
import HTTP2
import Services

/// What protects a server's port, as flags.
struct ServeSecurity: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The certificate for TLS, in PEM, with those that lead to its root; read again when it "
                + "changes and on SIGHUP.",
            valueName: "file"
        )
    )
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The certificate's private key, in PEM.", valueName: "file"))
    var tlsKey: String?
    @Option(
        help: ArgumentHelp(
            "Demand from each client a certificate that these have issued, in PEM.",
            valueName: "file"
        )
    )
    var tlsClientCa: String?
    @Flag(help: "Listen in clear text where other machines can reach the port.")
    var insecure = false
    @Flag(
        inversion: .prefixedNo,
        help: ArgumentHelp(
            "Ask each caller for a token; tutelage token makes them. [default: asked where other "
                + "machines can reach the port, unless with --insecure]"
        )
    )
    var requireTokens: Bool?

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
        guard tlsClientCa == nil || tlsCertificate != nil else {
            throw ValidationError("--tls-client-ca needs --tls-certificate and --tls-key")
        }
        guard !insecure || tlsCertificate == nil else {
            throw ValidationError("--insecure is for a server without TLS")
        }
    }

    /// The flags as the server takes them.
    var configuration: ServerSecurity {
        var security = ServerSecurity()
        if let tlsCertificate, let tlsKey {
            security.tls = TLSFiles(
                certificate: tlsCertificate,
                key: tlsKey,
                authorities: tlsClientCa
            )
        }
        security.allowsClearText = insecure
        security.requiresTokens = requireTokens
        return security
    }
}

import ArgumentParser
import Foundation
import GRPC
import HTTP2

/// How a client command reaches a server that protects its port.
struct ClientSecurityOptions: ParsableArguments {
    @Flag(help: "Use TLS; so does any --tls option, and https:// before the address.")
    var tls = false
    @Option(
        help: ArgumentHelp(
            "Whom the server's certificate must come from, in PEM. [default: the system's]",
            valueName: "file"
        )
    )
    var tlsCa: String?
    @Option(help: ArgumentHelp("The client's certificate, in PEM.", valueName: "file"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("The key of the client's certificate.", valueName: "file"))
    var tlsKey: String?
    @Option(
        help: ArgumentHelp(
            "The token. The environment variable TUTELAGE_TOKEN is better: others see a command's "
                + "words.",
            valueName: "token"
        )
    )
    var token: String?

    /// Whether an option asks for TLS.
    var usesTLS: Bool { tls || tlsCa != nil || tlsCertificate != nil }

    func validate() throws {
        guard (tlsCertificate == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-certificate and --tls-key go together")
        }
    }

    /// The options as the client takes them; `usesTLS` where the address asks for it.
    ///
    /// - Throws: `ValidationError` for a token with characters that no token has; it is not shown.
    func security(usesTLS: Bool) throws -> ClientSecurity {
        var security = ClientSecurity()
        if usesTLS || self.usesTLS {
            var identity: TLSFiles?
            if let tlsCertificate, let tlsKey {
                identity = TLSFiles(certificate: tlsCertificate, key: tlsKey)
            }
            security.tls = ClientTLS(authorities: tlsCa, identity: identity)
        }
        let given = token ?? ProcessInfo.processInfo.environment["TUTELAGE_TOKEN"] ?? ""
        let text = given.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw ValidationError("the token holds characters that no token has")
        }
        security.token = text.isEmpty ? nil : text
        return security
    }
}

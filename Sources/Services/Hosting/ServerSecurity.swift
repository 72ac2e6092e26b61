package import Domain
package import HTTP2
internal import Logging

/// What protects the port of a server.
package struct ServerSecurity: Sendable, Hashable {
    /// The certificate and key, and whom clients' certificates must come from; nil: clear text.
    package var tls: TLSFiles?
    /// Whether clear text may leave this machine.
    package var allowsClearText = false
    /// Whether callers must show a token; nil: where others can reach the port and no flag says that
    /// this is meant.
    package var requiresTokens: Bool?

    /// Clear text for this machine.
    package init() {}

    /// Whether callers of `address` must show a token.
    package func requiresTokens(on address: HTTP2Address) -> Bool {
        requiresTokens ?? (!address.isLocal && !allowsClearText)
    }

    /// Makes sure that a server may listen on `address`, which `field` names.
    ///
    /// - Throws: ``Failure`` (invalid argument) that names the flags.
    package func validate(
        _ address: HTTP2Address,
        field: String = "listen"
    ) throws(Failure) {
        guard address.isLocal || tls != nil || allowsClearText else {
            throw .invalid(
                "\(address) (--\(field)) can be reached from other machines: listen there with "
                    + "--tls-certificate and --tls-key, or with --insecure in clear text; without "
                    + "them listen on loopback only, such as 127.0.0.1 or [::1]",
                field: field
            )
        }
    }

    /// Reads the files.
    ///
    /// - Throws: ``Failure`` (invalid argument) that names the file.
    package func makeTLS() throws(Failure) -> ServerTLS? {
        guard let tls else { return nil }
        do { return try ServerTLS(tls) } catch {
            throw .invalid("TLS cannot be set up: \(error)", field: "tls")
        }
    }

    /// Says in the log who may do what.
    func log(_ address: HTTP2Address, _ tls: ServerTLS?, _ logger: Logger) {
        if let warning = tls?.warning { logger.warning("\(warning)") }
        guard !address.isLocal else { return }
        if tls == nil {
            logger.warning(
                "calls to \(address) travel in clear text, and so do their tokens (--insecure)"
            )
        }
        if !requiresTokens(on: address) {
            let who =
                tls?.demandsCertificate == true
                ? "who shows a certificate of the --tls-client-ca" : "who reaches \(address)"
            logger.warning("anyone \(who) may do anything; --require-tokens asks for tokens")
        }
    }
}

/// Takes new certificates while the server runs, and says whose handshakes failed.
package struct TLSWatch: Sendable {
    let tls: ServerTLS
    let logger: Logger

    /// How often the files are read; no more often is there a line about handshakes, whatever peers
    /// do.
    static let interval = Duration.seconds(3)

    /// Looks at the files now.
    package func check() {
        do {
            if try tls.reload() {
                logger.notice("new connections get the new certificate in \(tls.files.certificate)")
                if let warning = tls.warning { logger.warning("\(warning)") }
            }
        } catch {
            logger.error("the certificate stays as it was: \(error)")
        }
    }

    /// Looks at the files until the task is cancelled.
    func run() async {
        while (try? await Task.sleep(for: Self.interval)) != nil {
            check()
            guard let failed = tls.takeFailedHandshakes() else { continue }
            logger.info(
                "\(failed.latest)\(failed.count > 1 ? "; it is the last of \(failed.count)" : "")"
            )
        }
    }
}

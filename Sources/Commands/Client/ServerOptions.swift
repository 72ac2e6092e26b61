import ArgumentParser
import Domain
import Foundation
import GRPC
import HTTP2

/// Where the server is and how results are printed; shared by all client commands.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's address; https://HOST:PORT for TLS. [default: $TUTELAGE_SERVER or "
                + "127.0.0.1:8600]",
            valueName: "host:port"
        )
    )
    var server: String?

    @OptionGroup(title: "Security") var security: ClientSecurityOptions

    @Flag(help: "Print JSON for programs instead of tables for people.")
    var json = false

    private var text: String {
        server ?? ProcessInfo.processInfo.environment["TUTELAGE_SERVER"] ?? "127.0.0.1:8600"
    }

    /// The address as host and port.
    ///
    /// - Throws: `ValidationError` when it is not `HOST:PORT`.
    func address() throws -> (host: String, port: Int) {
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) } ?? ""
        return try Self.address(String(text.dropFirst(scheme.count)))
    }

    func validate() throws {
        _ = try address()
        if text.hasPrefix("http://"), security.usesTLS {
            throw ValidationError("http:// is without TLS; write https:// or leave the flags out")
        }
    }

    /// The TLS and the token of the connection.
    func clientSecurity() throws -> ClientSecurity {
        try security.security(usesTLS: text.hasPrefix("https://"))
    }

    /// Splits `HOST:PORT`; an IPv6 host stands in brackets.
    static func address(_ text: String) throws -> (host: String, port: Int) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (0...65535).contains(port)
        else {
            throw ValidationError(
                "an address is HOST:PORT, such as 127.0.0.1:8600; got \(quoted(text))"
            )
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else {
            throw ValidationError(
                "an address is HOST:PORT, such as 127.0.0.1:8600; got \(quoted(text))"
            )
        }
        return (host, port)
    }

    /// Prints `value` as JSON with `--json`, else what `table` makes.
    func show(_ value: @autoclosure () -> JSONValue, table: () -> String) {
        if json { Console.write(line: value().text) } else { Console.show(table()) }
    }
}

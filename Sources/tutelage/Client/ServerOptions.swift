import ArgumentParser
import Domain
import Foundation

/// Where the server is and how results are printed; shared by all client commands.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's address. [default: $TUTELAGE_SERVER or 127.0.0.1:8600]",
            valueName: "host:port"
        )
    )
    var server: String?

    @Flag(help: "Print JSON for programs instead of tables for people.")
    var json = false

    /// The address as host and port.
    ///
    /// - Throws: `ValidationError` when it is not `HOST:PORT`.
    func address() throws -> (host: String, port: Int) {
        let text =
            server ?? ProcessInfo.processInfo.environment["TUTELAGE_SERVER"] ?? "127.0.0.1:8600"
        return try Self.address(text)
    }

    func validate() throws { _ = try address() }

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
        print(json ? value().text : table())
    }
}

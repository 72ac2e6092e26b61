import ArgumentParser
import GRPC
import Messages
import Networks
import Services

/// `tutelage networks`: what can be trained by name.
struct NetworksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "networks",
        abstract:
            "List every network that --network takes, with its parameters, defaults and ranges."
    )
    @OptionGroup var options: ServerOptions

    @Flag(
        help: ArgumentHelp(
            "Print the tables of this program's own networks as Markdown; no server is asked.",
            visibility: .hidden
        )
    )
    var page = false

    func run() async throws {
        guard !page else { return Console.write(line: String(Presets.sections.dropLast())) }
        try await options.withConnection { connection in
            let reply = try await connection.unary(.listNetworks, Wire.ListNetworksRequest())
            options.show(.array(reply.networks.map(\.json))) {
                reply.networks.map(Self.text).joined(separator: "\n\n")
            }
        }
    }

    private static func text(_ network: Wire.NetworkArchitecture) -> String {
        let title = "\(network.title) (\(network.name)): \(network.summary)"
        var lines = title.wrapped(to: Console.columns)
        let source = [network.paper, network.paperURL].filter { !$0.isEmpty }
            .joined(separator: ", ")
        if !source.isEmpty {
            lines += source.wrapped(to: Console.columns - 2).map { "  \($0)" }
        }
        guard !network.parameters.isEmpty else { return lines.joined(separator: "\n") }
        var table = Table("parameter", "default", "range", "meaning")
        for parameter in network.parameters {
            table.append(
                parameter.name,
                parameter.defaultValue.isEmpty ? "unset" : parameter.defaultValue,
                parameter.rangeText,
                parameter.summary
            )
        }
        lines += table.text(columns: Console.columns - 2).split(separator: "\n").map { "  \($0)" }
        return lines.joined(separator: "\n")
    }
}

extension Wire.NetworkArchitecture {
    /// The network with its parameters.
    var json: JSONValue {
        .object([
            ("name", .string(name)), ("title", .string(title)), ("summary", .string(summary)),
            ("paper", .text(paper)), ("paper_url", .text(paperURL)),
            ("parameters", .array(parameters.map(\.json))),
        ])
    }
}

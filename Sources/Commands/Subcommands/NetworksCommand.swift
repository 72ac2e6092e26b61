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
    @OptionGroup var catalog: CatalogOptions

    func run() async throws {
        try await catalog.show(
            ownPage: Presets.sections,
            { try await $0.unary(.listNetworks, Wire.ListNetworksRequest()).networks },
            json: \.json,
            text: Self.text
        )
    }

    private static func text(_ network: Wire.NetworkArchitecture) -> String {
        CatalogOptions.text(
            title: "\(network.title) (\(network.name)): \(network.summary)",
            [CatalogOptions.source(network.paper, network.paperURL)],
            "parameter",
            network.parameters
        )
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

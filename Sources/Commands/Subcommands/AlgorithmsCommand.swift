import ArgumentParser
import GRPC
import Messages
import SemiSupervised
import Services

/// `tutelage algorithms`: what can be trained.
struct AlgorithmsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algorithms",
        abstract: "List every algorithm with its paper, hyper-parameters, defaults and ranges."
    )
    @OptionGroup var catalog: CatalogOptions

    func run() async throws {
        try await catalog.show(
            ownPage: Algorithms.page,
            { try await $0.unary(.listAlgorithms, Wire.ListAlgorithmsRequest()).algorithms },
            json: \.json,
            text: Self.text
        )
    }

    private static func text(_ algorithm: Wire.Algorithm) -> String {
        let formula = algorithm.formula.isEmpty ? "" : "minimizes " + algorithm.formula
        return CatalogOptions.text(
            title: "\(algorithm.title) (\(algorithm.name)): \(algorithm.summary)",
            [CatalogOptions.source(algorithm.paper, algorithm.paperURL), formula]
                + [algorithm.whenToUse] + algorithm.deviations,
            "hyper-parameter",
            algorithm.hyperParameters
        )
    }
}

extension Wire.Algorithm {
    /// The algorithm with its hyper-parameters.
    var json: JSONValue {
        .object([
            ("name", .string(name)), ("title", .string(title)), ("summary", .string(summary)),
            ("family", .string(family)), ("formula", .string(formula)),
            ("when_to_use", .string(whenToUse)),
            ("paper", .text(paper)), ("paper_url", .text(paperURL)),
            ("deviations", .array(deviations.map { .string($0) })),
            ("uses_unlabeled", .bool(usesUnlabeled)), ("recipe", .bool(recipe)),
            ("hyper_parameters", .array(hyperParameters.map(\.json))),
        ])
    }
}

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
    @OptionGroup var options: ServerOptions

    @Flag(
        help: ArgumentHelp(
            "Print the page of this program's own algorithms as Markdown; no server is asked.",
            visibility: .hidden
        )
    )
    var page = false

    func run() async throws {
        guard !page else { return Console.write(line: String(Algorithms.page.dropLast())) }
        try await options.withConnection { connection in
            let reply = try await connection.unary(.listAlgorithms, Wire.ListAlgorithmsRequest())
            options.show(.array(reply.algorithms.map(\.json))) {
                reply.algorithms.map(Self.text).joined(separator: "\n\n")
            }
        }
    }

    private static func text(_ algorithm: Wire.Algorithm) -> String {
        let title = "\(algorithm.title) (\(algorithm.name)): \(algorithm.summary)"
        var lines = title.wrapped(to: Console.columns)
        let source = [algorithm.paper, algorithm.paperURL].filter { !$0.isEmpty }
            .joined(separator: ", ")
        let words =
            [source, algorithm.formula.isEmpty ? "" : "minimizes " + algorithm.formula]
            + [algorithm.whenToUse] + algorithm.deviations
        for text in words where !text.isEmpty {
            lines += text.wrapped(to: Console.columns - 2).map { "  \($0)" }
        }
        guard !algorithm.hyperParameters.isEmpty else { return lines.joined(separator: "\n") }
        var table = Table("hyper-parameter", "default", "range", "meaning")
        for parameter in algorithm.hyperParameters {
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

extension Wire.HyperParameter {
    /// The range or the choices, such as `0 to 1`.
    var rangeText: String {
        guard let minimum, let maximum else { return choices.joined(separator: " or ") }
        let range = "\(plain(minimum)) to \(plain(maximum))"
        return mostValues == 0 ? range : "1 to \(mostValues) of \(range)"
    }

    /// The hyper-parameter.
    var json: JSONValue {
        .object([
            ("name", .string(name)), ("summary", .string(summary)),
            ("default", .text(defaultValue)), ("minimum", .optional(minimum)),
            ("maximum", .optional(maximum)), ("integer", .bool(integer)),
            ("choices", .array(choices.map { .string($0) })),
            ("most_values", .count(mostValues)),
        ])
    }

    private func plain(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
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
            (
                "hyper_parameters",
                .array(
                    hyperParameters.map(\.json)
                )
            ),
        ])
    }
}

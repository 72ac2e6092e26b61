import ArgumentParser
import GRPC
import Messages

/// What the commands that list what can be trained have in common.
struct CatalogOptions: ParsableArguments {
    @OptionGroup var options: ServerOptions

    @Flag(
        help: ArgumentHelp(
            "Print the page of this program's own list as Markdown; no server is asked.",
            visibility: .hidden
        )
    )
    var page = false

    /// Prints `ownPage`, or what the server lists: each entry as JSON, or as text with empty lines between.
    func show<Entry>(
        ownPage: String,
        _ entries: (GRPCClient) async throws -> [Entry],
        json: (Entry) -> JSONValue,
        text: (Entry) -> String
    ) async throws {
        guard !page else { return Console.write(line: String(ownPage.dropLast())) }
        try await options.withConnection { connection in
            let entries = try await entries(connection)
            options.show(.array(entries.map(json))) {
                entries.map(text).joined(separator: "\n\n")
            }
        }
    }

    /// One entry: its title, what is said of it, and the table of its parameters, called `kind`.
    static func text(
        title: String,
        _ words: [String],
        _ kind: String,
        _ parameters: [Wire.HyperParameter]
    ) -> String {
        var lines = title.wrapped(to: Console.columns)
        for text in words where !text.isEmpty {
            lines += text.wrapped(to: Console.columns - 2).map { "  \($0)" }
        }
        guard !parameters.isEmpty else { return lines.joined(separator: "\n") }
        var table = Table(kind, "default", "range", "meaning")
        for parameter in parameters {
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

    /// Where something was published: of its parts those that are known.
    static func source(_ parts: String...) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: ", ")
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

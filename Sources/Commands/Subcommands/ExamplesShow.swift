import ArgumentParser
import GRPC
import Messages
import Services

struct ExamplesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an example with all that was ever said about it.",
        discussion: """
            Of an example that compares, certifies or tests, or that was drawn to, no model's guess is \
            told: beside its label it would say which rows a model gets wrong.
            """
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The example's id.") var id: String
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.GetExampleRequest(project: project, exampleID: id)
            let example = try await connection.unary(.getExample, request)
            options.show(example.json) { Self.text(example) }
        }
    }

    private static func text(_ example: Wire.Example) -> String {
        var table = Table("example", example.exampleID)
        table.append("split", example.splitText)
        table.append("label", example.label ?? "-")
        table.append("group", example.group.isEmpty ? "-" : example.group)
        table.append("came", example.createdAt?.text ?? "-")
        table.append("sequence", "\(example.sequence)")
        table.append("sha-256", hexadecimal(example.inputSHA256))
        table.append(
            "champion",
            example.championVersion == 0
                ? "none"
                : "version \(example.championVersion) "
                    + (example.seenByChampion ? "may have learned from it" : "has not seen it")
        )
        guard !example.records.isEmpty else {
            return table.text + "\n\nnothing was ever said about it"
        }
        var history = Table("sequence", "when", "who", "class", "why", "version")
        for record in example.records {
            history.append(
                "\(record.sequence)",
                record.createdAt?.minuteText ?? "-",
                record.sourceText,
                record.guessText,
                record.reasonText,
                record.decision.map { $0.modelVersion == 0 ? "-" : "\($0.modelVersion)" } ?? "-"
            )
        }
        return table.text + "\n\n" + history.text
    }
}

extension Wire.Example {
    /// The split; unlabelled examples have none.
    fileprivate var splitText: String {
        split == .unspecified ? "none: it has no person's label" : split.word
    }

    /// The class that stands, if one does.
    fileprivate var label: String? {
        records.last.map(\.className).flatMap { $0.isEmpty ? nil : $0 }
    }

    fileprivate var json: JSONValue {
        .object([
            ("id", .string(exampleID)),
            ("sequence", .integer(sequence)),
            ("created_at", createdAt.map { .string($0.text) } ?? .null),
            ("split", split == .unspecified ? .null : .string(split.word)),
            ("label", label.map { .string($0) } ?? .null),
            ("group", .text(group)),
            ("sha256", .string(hexadecimal(inputSHA256))),
            ("champion", .id(championVersion)),
            ("seen_by_champion", championVersion == 0 ? .null : .bool(seenByChampion)),
            ("records", .array(records.map(\.json))),
        ])
    }
}

extension Wire.LabelRecord {
    /// Who said it: a person or a file with the name, or the model.
    fileprivate var sourceText: String {
        let name = annotator.isEmpty ? "" : " \(annotator)"
        return source == .unspecified ? "decision" : source.word + name
    }

    /// The class that was given, or guessed, with the confidence.
    fileprivate var guessText: String {
        let word = className.isEmpty ? decision?.className ?? "" : className
        guard !word.isEmpty else { return "-" }
        return decision.map { "\(word) \($0.confidenceText)" } ?? word
    }

    /// What made it so.
    fileprivate var reasonText: String {
        var words: [String] = []
        if let decision {
            words.append("\(decision.decision.word), \(decision.reason.word)")
            if decision.certificateID != 0 {
                words.append(
                    "certificate \(decision.certificateID)" + (certificateVoid ? " (void)" : "")
                )
            }
        }
        if question != .unspecified { words.append("asked as \(question.word)") }
        if !supersedes.isEmpty { words.append("supersedes \(supersedes)") }
        if disagrees { words.append("disagrees") }
        return words.isEmpty ? "-" : words.joined(separator: ", ")
    }
}

import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

/// `tutelage review`: what humans are asked, and their answers.
struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "List the examples that wait for a person, and answer them.",
        subcommands: [ReviewList.self, ReviewAnswer.self]
    )
}

struct ReviewList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the least sure examples, at most --limit of them."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "The most examples to list, 1 to 1000.") var limit: UInt32 = 20
    @Flag(help: "Draw images with characters.") var draw = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = ListReviewRequest(project: project, pageSize: limit)
            let page = try await connection.unary(.listReview, request)
            let json = JSONValue.array(
                page.items.map {
                    .object([
                        ("id", .string($0.exampleID)),
                        ("decision", $0.decision?.json ?? .null),
                        ("input", .array($0.input.map(Self.numbers) ?? [])),
                    ])
                }
            )
            options.show(json) {
                var table = Table("id", "label", "confidence", "reason")
                for item in page.items {
                    let decision = item.decision ?? LabelDecision()
                    table.append(
                        item.exampleID,
                        decision.className,
                        decision.confidenceText,
                        decision.reason.word
                    )
                }
                let drawings = draw ? page.items.compactMap(Self.drawing) : []
                return ([table.text] + drawings).joined(separator: "\n\n")
            }
        }
    }

    /// The elements of a tensor.
    private static func numbers(_ tensor: Tensor) -> [JSONValue] {
        let data = tensor.data
        guard tensor.dataType == .float32 else { return data.map { .count($0) } }
        return stride(from: 0, to: data.count - 3, by: 4).map { start in
            var bits: UInt32 = 0
            for byte in 0..<4 { bits |= UInt32(data[start + byte]) << UInt32(8 * byte) }
            return .float(Float(bitPattern: bits))
        }
    }

    /// An image of one channel as characters, dark to bright.
    private static func drawing(_ item: ReviewItem) -> String? {
        guard let input = item.input, input.shape.count == 3, input.shape[2] == 1 else {
            return nil
        }
        let width = Int(input.shape[1])
        let most = max(1, input.data.max() ?? 1)
        let shades = Array(" .:-=+*#%@")
        let lines = stride(from: 0, to: input.data.count, by: width).map { start in
            input.data[start..<min(start + width, input.data.count)].map { value in
                let shade = shades[Int(value) * (shades.count - 1) / Int(most)]
                return "\(shade)\(shade)"
            }.joined()
        }
        return ([item.exampleID] + lines).joined(separator: "\n")
    }
}

struct ReviewAnswer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Answer: each argument is ID=CLASS.",
        discussion: "A new answer supersedes the label in force; nothing is overwritten."
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: ArgumentHelp("Answers.", valueName: "id=class")) var answers: [String]
    @Option(help: "Who answers.") var annotator: String = ""
    @OptionGroup var options: ServerOptions

    func run() async throws {
        var request = SubmitLabelsRequest(project: project)
        request.requestID = UUID().uuidString
        for answer in answers {
            guard let equals = answer.lastIndex(of: "=") else {
                throw ValidationError("an answer is ID=CLASS; got \(answer)")
            }
            var label = SubmittedLabel(exampleID: String(answer[..<equals]))
            let name = String(answer[answer.index(after: equals)...])
            label.classReference = ClassReference(reference: .name(name))
            label.annotator = annotator
            request.labels.append(label)
        }
        try await options.withConnection { [request] connection in
            let reply = try await connection.unary(.submitLabels, request)
            let json = JSONValue.array(
                zip(request.labels, reply.results).map { label, result in
                    .object([
                        ("id", .string(label.exampleID)), ("label_id", .string(result.labelID)),
                        ("source", .string(result.source.word)),
                        ("supersedes", .text(result.supersedes)),
                        ("sequence", .integer(result.sequence)),
                    ])
                }
            )
            options.show(json) { "\(reply.results.count) answers are durable" }
        }
    }
}

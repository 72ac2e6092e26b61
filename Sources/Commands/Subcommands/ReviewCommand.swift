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
        abstract: "List what waits: samples first, then what the champion is least sure of."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "The most examples to list; 0: all.") var limit: Int = 20
    @Flag(help: "Only drawn examples, which are asked without a guess.") var samples = false
    @Flag(help: "Only what the champion is least sure of.") var leastSure = false
    @Option(help: "Who is going to answer: what others claimed is left out.")
    var annotator: String = ""
    @Option(
        help: "Claim what is listed for so many seconds, so that nobody else answers it unseen."
    )
    var claim: UInt32 = 0
    @Flag(help: "Draw images with characters.") var draw = false
    @Option(
        help: ArgumentHelp(
            "Of sound: write the clips as WAV files to a folder, by the ids.",
            valueName: "folder"
        )
    ) var save: String?
    @Flag(help: "Of sound: play the clips, one after the other, by aplay, paplay or afplay.")
    var play = false
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard limit >= 0 else {
            throw ValidationError("--limit is 0 or more; got \(limit)")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let items = try await items(connection)
            let json = JSONValue.array(
                items.map {
                    .object([
                        ("id", .string($0.exampleID)),
                        ("question", .string($0.question.word)),
                        ("draw", .id($0.drawID)),
                        ("decision", $0.decision?.json ?? .null),
                        ("input", $0.input.map(Self.json) ?? .array([])),
                    ])
                }
            )
            let hasTexts = items.contains { $0.input?.text != nil }
            options.show(json) {
                var table =
                    hasTexts
                    ? Table("id", "asked as", "guess", "confidence", "reason", "text")
                    : Table("id", "asked as", "guess", "confidence", "reason")
                for item in items {
                    let cells = [
                        item.exampleID, item.question.word, item.decision?.className ?? "-",
                        item.decision?.confidenceText ?? "-",
                        item.decision?.reason.word ?? "drawn by lot",
                    ]
                    table.append(cells + (hasTexts ? [item.input?.text ?? ""] : []))
                }
                let drawings = draw ? items.compactMap(Self.drawing) : []
                return ([table.text] + drawings).joined(separator: "\n\n")
            }
            let clips = items.compactMap { item in item.input?.wave.map { (item.exampleID, $0) } }
            if let save { try ReviewClips.save(clips, to: save) }
            if play { try ReviewClips.play(clips) }
        }
    }

    /// All pages, as far as they are wanted.
    private func items(_ connection: GRPCClient) async throws -> [Wire.ReviewItem] {
        let most = limit == 0 ? Int.max : limit
        var request = Wire.ListReviewRequest(project: project, annotator: annotator)
        request.claimSeconds = claim
        if samples { request.questions.append(.sample) }
        if leastSure { request.questions.append(.review) }
        var items: [Wire.ReviewItem] = []
        repeat {
            request.pageSize = UInt32(min(1000, most - items.count))
            let page = try await connection.unary(.listReview, request)
            items += page.items
            request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty && items.count < most
        return items
    }

    /// A text, or the elements of a tensor.
    private static func json(_ tensor: Wire.Tensor) -> JSONValue {
        if let text = tensor.text { return .text(text) }
        return .array(numbers(tensor))
    }

    /// The elements of a tensor.
    private static func numbers(_ tensor: Wire.Tensor) -> [JSONValue] {
        let data = tensor.data
        if tensor.dataType == .int16 {
            return stride(from: 0, to: data.count - 1, by: 2).map { start in
                let bits = UInt16(data[start]) | UInt16(data[start + 1]) << 8
                return .number(Double(Int16(bitPattern: bits)))
            }
        }
        guard tensor.dataType == .float32 else { return data.map { .count($0) } }
        return stride(from: 0, to: data.count - 3, by: 4).map { start in
            var bits: UInt32 = 0
            for byte in 0..<4 { bits |= UInt32(data[start + byte]) << UInt32(8 * byte) }
            return .float(Float(bitPattern: bits))
        }
    }

    /// An image of one channel as characters, dark to bright.
    private static func drawing(_ item: Wire.ReviewItem) -> String? {
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
        discussion: """
            A new answer supersedes the label in force; nothing is overwritten, and two people who
            name different classes are both kept and shown. A skipped sample counts as wrong.
              tutelage review answer digits digit-17=4 digit-20=9
              tutelage review answer digits digit-5 --skip "unreadable"
            """
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: ArgumentHelp("Answers; with --skip, ids.", valueName: "id=class"))
    var answers: [String]
    @Option(help: "Who answers.") var annotator: String = ""
    @Option(help: "Say why these cannot be answered, instead of a class.") var skip: String?
    @Option(
        help: """
            What was asked: sample, or review. Answering review takes a drawn example out of its \
            sample; without it, the label of a drawn example answers the sample.
            """
    ) var question: Wire.Question = .unspecified
    @OptionGroup var options: ServerOptions

    func run() async throws {
        var request = Wire.SubmitLabelsRequest(project: project)
        request.requestID = UUID().uuidString
        for answer in answers {
            if let skip {
                var label = Wire.SubmittedLabel(exampleID: answer, annotator: annotator)
                label.skipReason = skip
                label.question = question
                request.labels.append(label)
                continue
            }
            guard let equals = answer.lastIndex(of: "=") else {
                throw ValidationError("an answer is ID=CLASS; got \(answer)")
            }
            var label = Wire.SubmittedLabel(exampleID: String(answer[..<equals]))
            let name = String(answer[answer.index(after: equals)...])
            label.classReference = Wire.ClassReference(reference: .name(name))
            label.annotator = annotator
            label.question = question
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
                        ("disagrees", .bool(result.disagrees)),
                        (
                            "voided_certificates",
                            .array(result.voidedCertificates.map { .integer($0) })
                        ),
                    ])
                }
            )
            options.show(json) {
                let voided = Set(reply.results.flatMap(\.voidedCertificates)).sorted()
                let disagreeing = reply.results.count { $0.disagrees }
                var lines = ["\(reply.results.count) answers are durable"]
                if disagreeing > 0 {
                    lines.append(
                        "\(disagreeing) disagree with an earlier answer; both are kept"
                    )
                }
                for certificate in voided {
                    lines.append(
                        "certificate \(certificate) holds no longer: a label under it changed"
                    )
                }
                return lines.joined(separator: "\n")
            }
        }
    }
}

extension Wire.Question: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "sample": self = .sample
        case "review": self = .review
        default: return nil
        }
    }

    package static var allValueStrings: [String] { ["sample", "review"] }
}

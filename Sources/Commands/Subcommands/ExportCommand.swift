import ArgumentParser
import GRPC
import Messages
import Services

extension Wire.LabelSource: ExpressibleByArgument {
    package init?(argument: String) {
        guard let source = Self.known.first(where: { $0.word == argument }) else { return nil }
        self = source
    }

    package static var allValueStrings: [String] { known.map(\.word) }

    private static let known: [Wire.LabelSource] = [.human, .imported, .auto, .corrected]
}

/// `tutelage export`: labels with their provenance as JSON Lines.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print labels with their provenance, one JSON object a line."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "Only records after this sequence number.") var after: Int64 = 0
    @Option(help: "Only from this source; repeat for several.") var source: [Wire.LabelSource] =
        []
    @Flag(help: "Labels that were superseded too.") var superseded = false
    @Flag(help: "Decisions that gave no label too.") var undecided = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        var request = Wire.ExportLabelsRequest(project: project)
        request.afterSequence = after
        request.sources = source
        request.includeSuperseded = superseded
        request.includeUndecided = undecided
        try await options.withConnection { [request] connection in
            let before = try await unfinished(connection)
            let replies = connection.serverStreaming(.exportLabels, request)
            for try await reply in replies {
                Console.write(line: reply.records.map(\.json.text).joined(separator: "\n"))
            }
            if let relabel = try await unfinished(connection) ?? before {
                printError(
                    "relabel has not come to its end (\(relabel.text)): the labels that its "
                        + "certificates stand for are not all there yet; export again when it has"
                )
            }
        }
    }

    /// The relabel that has not come to its end, if there is one.
    private func unfinished(_ connection: GRPCClient) async throws -> Wire.UnfinishedRelabel? {
        try await connection.unary(.labelReport, Wire.LabelReportRequest(project: project)).relabel
    }
}

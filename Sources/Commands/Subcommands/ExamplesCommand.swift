import ArgumentParser
import Domain
import Files
import GRPC
import Messages
import Services

/// `tutelage examples`: what is stored of single examples.
struct ExamplesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "examples",
        abstract: "Show what is stored of single examples, and delete them.",
        subcommands: [ExamplesShow.self, ExamplesDelete.self]
    )
}

struct ExamplesDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete examples with their labels, for good.",
        discussion: """
            They are gone from replies, exports and later snapshots at once, and from the files within a \
            minute, or at the next start of a server that ends before. What stays is the digest of each \
            content, which was seen. Of the certify split or a drawn sample each deleted one counts as \
            wrong in later looks at certificates.
            """
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The ids of the examples.") var ids: [String] = []
    @Option(help: "A file with an id in each line; - is the standard input.") var from: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard ids.isEmpty == (from != nil) else {
            throw ValidationError("say which examples, either by their ids or with --from")
        }
    }

    func run() async throws {
        let ids = try from.map(Self.read) ?? ids
        try await options.withConnection { connection in
            var deleted: UInt64 = 0
            var refused: [(id: String, message: String)] = []
            for start in stride(from: 0, to: ids.count, by: 10_000) {
                let some = Array(ids[start..<min(start + 10_000, ids.count)])
                let reply = try await connection.unary(
                    .deleteExamples,
                    Wire.DeleteExamplesRequest(project: project, exampleIDs: some)
                )
                deleted += reply.deleted
                refused += reply.refused.map { (some[Int($0.index)], $0.message) }
            }
            let json = JSONValue.object([
                ("deleted", .count(deleted)),
                (
                    "refused",
                    .array(
                        refused.map {
                            .object([("id", .string($0.id)), ("message", .string($0.message))])
                        }
                    )
                ),
            ])
            options.show(json) {
                "\(deleted) \(deleted == 1 ? "example is" : "examples are") deleted"
                    + (refused.isEmpty ? "" : ", \(refused.count) were not there")
            }
            for one in refused.prefix(20) { printError(one.message) }
            if refused.count > 20 { printError("... and \(refused.count - 20) more") }
            if !refused.isEmpty { throw ExitCode.failure }
        }
    }

    private static func read(_ path: String) throws -> [String] {
        guard let text = String(validating: try GivenFile.bytes(of: path), as: UTF8.self) else {
            throw Failure.invalid("\(shownPath(path)) is not UTF-8")
        }
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }
}

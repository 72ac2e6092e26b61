import ArgumentParser
import Domain
import GRPC
import InputFiles
import Messages
import Services
import Synchronization

/// `tutelage label`: decides about the rows of files.
struct LabelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Decide about rows now; with --store keep examples and decisions.",
        discussion: "Prints one line a row: the decision, the class, the confidence and the reason."
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var input: InputFileOptions
    @Flag(help: "Store the examples and their labels (LabelStream).") var store = false
    @Option(
        help: "With --store, the ids of rows without one: server (made anew each time) or file-row."
    ) var ids: RowIDs = .server
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard store || ids == .server else {
            throw ValidationError("--ids is for examples that are stored: say --store too")
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(
                .getProject,
                Wire.GetProjectRequest(project: project)
            )
            let specification = try shown.specification()
            var decisions: [(id: String, decision: Wire.LabelDecision)] = []
            var refused = 0
            let stored = StoredCount()
            if store { await Interruption.say { stored.words } }
            defer { Interruption.sayNothing() }
            do {
                refused += try await inBatches(of: specification.rows(atMost: 256), specification) {
                    rows in
                    let made = try await decide(rows, specification, connection)
                    decisions += made.decisions
                    refused += made.refused
                    stored.add(made.decisions.count)
                }
            } catch {
                if store { printError(stored.words) }
                throw error
            }
            show(decisions)
            if refused > 0 { throw ExitCode.failure }
        }
    }

    private func decide(
        _ rows: [InputRow],
        _ specification: InputSpecification,
        _ connection: GRPCClient
    ) async throws -> (
        decisions: [(id: String, decision: Wire.LabelDecision)], refused: Int
    ) {
        if store { return try await stream(rows, connection) }
        var request = Wire.LabelRequest(project: project)
        request.inputs = tensor(of: rows, specification)
        if input.groupColumn != nil { request.groups = rows.map(\.group) }
        let reply = try await connection.unary(.label, request)
        return (zip(rows, reply.rows).map { ($0.shownID, $1) }, 0)
    }

    /// Stores rows; refused ones are printed.
    private func stream(
        _ rows: [InputRow],
        _ connection: GRPCClient
    ) async throws -> (
        decisions: [(id: String, decision: Wire.LabelDecision)], refused: Int
    ) {
        let exchange = connection.bidirectional(.labelStream)
        let items = rows.map { row in
            var unlabeled = row
            unlabeled.label = ""
            if row.id.isEmpty, ids == .fileRow { unlabeled.id = row.place.id }
            return unlabeled.item(split: .train)
        }
        try await exchange.write(Wire.LabelStreamRequest(project: project, items: items))
        exchange.finish()
        var result: [(id: String, decision: Wire.LabelDecision)] = []
        var refused = 0
        for try await reply in exchange.responses {
            result += reply.decisions.map { item in
                (item.exampleID, item.decision ?? Wire.LabelDecision())
            }
            for item in reply.refused {
                printError("\(rows[Int(item.index)].place): \(item.message)")
            }
            refused += reply.refused.count
        }
        return (result, refused)
    }

    private func inBatches(
        of size: Int,
        _ specification: InputSpecification,
        _ body: ([InputRow]) async throws -> Void
    ) async throws -> Int {
        var batch: [InputRow] = []
        let refused = try await input.forEachRow(of: specification, classes: []) { row in
            batch.append(row)
            guard specification.isFull(batch, most: size) else { return }
            try await body(batch)
            batch = []
        }
        if !batch.isEmpty { try await body(batch) }
        return refused
    }

    private func show(_ decisions: [(id: String, decision: Wire.LabelDecision)]) {
        let json = JSONValue.array(
            decisions.map { .object([("id", .text($0.id)), ("decision", $0.decision.json)]) }
        )
        options.show(json) {
            var table = Table("id", "decision", "label", "confidence", "reason")
            for (id, decision) in decisions {
                table.append(
                    id,
                    decision.decision.word,
                    decision.className,
                    decision.confidenceText,
                    decision.reason.word
                )
            }
            let accepted = decisions.count { $0.decision.decision == .accepted }
            return table.text
                + "\n\(decisions.count) rows: \(accepted) accepted, \(decisions.count - accepted) not"
        }
    }
}

/// How many decisions of a stream are stored.
private final class StoredCount: Sendable {
    private let count = Mutex(0)

    func add(_ more: Int) { count.withLock { $0 += more } }

    /// What is said where the rows end early.
    var words: String {
        "\(count.withLock { $0 }) rows are stored with their decisions; up to 256 more may be. Sending "
            + "all again stores nothing twice where rows have ids (--id-column, --ids file-row)"
    }
}

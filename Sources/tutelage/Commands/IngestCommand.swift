import ArgumentParser
import Domain
import GRPC
import Messages
import Services

extension Messages.Split: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "train": self = .train
        case "gate": self = .gate
        case "certify": self = .certify
        case "test": self = .test
        default: return nil
        }
    }
}

/// `tutelage ingest`: stores the examples of files.
struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Store examples, labelled or not; what is acknowledged survives a crash.",
        discussion: """
            CSV columns are an optional id, an optional label, and the input in order:
              tutelage ingest digits Tests/Data/digits/digits.csv --no-header --label-column 65
            Labelled files are dealt to splits by lot, each group and each content to one:
              tutelage ingest p labels.csv --label-column y --group-column patient \
                --split-shares train=.2,gate=.2,certify=.5,test=.1
            Sending the same ids and content again stores nothing twice. Refused rows are printed
            and make the command exit with 1; all others are stored.
            """
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var input: InputFileOptions
    @Option(help: "What labelled rows are used for: train, gate, certify or test.")
    var split: Messages.Split = .train
    @Option(
        help: ArgumentHelp(
            "Deal labelled rows to splits by lot; the shares sum to 1.",
            valueName: "split=share,..."
        )
    ) var splitShares: SplitShares?
    @Option(help: "The seed of that lot.") var splitSeed: UInt64 = 0
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard splitShares == nil || split == .train else {
            throw ValidationError("give either --split or --split-shares")
        }
        guard
            (split == .train && splitShares == nil) || input.labelColumn != nil
                || input.labels != nil
        else {
            throw ValidationError(
                "splits are for labelled rows; say where labels are with --label-column or --labels"
            )
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(.getProject, GetProjectRequest(project: project))
            let specification = try shown.specification()
            var bar = ProgressBar("ingest")
            defer { bar.finish() }
            let exchange = connection.bidirectional(.ingest)
            async let received = Self.receive(exchange)
            var sent = 0
            var batch: [IngestItem] = []
            try await input.forEachRow(of: specification) { row in
                let dealt = row.label.isEmpty ? nil : splitShares?.split(of: row, seed: splitSeed)
                batch.append(row.item(split: dealt ?? split))
                sent += 1
                guard batch.count == 1000 else { return }
                try await exchange.write(IngestRequest(project: project, items: batch))
                batch = []
                bar.update(sent, of: 0, note: "rows sent")
            }
            if !batch.isEmpty {
                try await exchange.write(IngestRequest(project: project, items: batch))
            }
            exchange.finish()
            let result = try await received
            bar.finish()
            try report(result)
        }
    }

    private struct Result: Sendable {
        var durable: UInt64 = 0
        var refused: [RefusedItem] = []
    }

    private static func receive(
        _ exchange: BidirectionalCall<IngestRequest, IngestReply>
    ) async throws -> Result {
        var result = Result()
        for try await reply in exchange.responses {
            result.durable = reply.durableCount
            result.refused += reply.refused
        }
        return result
    }

    private func report(_ result: Result) throws {
        let stored = result.durable - UInt64(result.refused.count)
        let refused = result.refused.map { item in
            JSONValue.object([
                ("index", .count(item.index)), ("code", .count(item.code)),
                ("message", .string(item.message)), ("field", .text(item.field)),
            ])
        }
        options.show(.object([("stored", .count(stored)), ("refused", .array(refused))])) {
            "\(stored) examples are durable, \(result.refused.count) refused"
        }
        for item in result.refused.prefix(20) {
            printError("row \(item.index): \(item.message)")
        }
        if result.refused.count > 20 {
            printError("... and \(result.refused.count - 20) more; --json lists all")
        }
        if !result.refused.isEmpty { throw ExitCode.failure }
    }
}

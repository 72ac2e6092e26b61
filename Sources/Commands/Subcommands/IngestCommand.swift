import ArgumentParser
import Domain
import GRPC
import InputFiles
import Messages
import Services

extension Wire.Split: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "train": self = .train
        case "gate": self = .gate
        case "certify": self = .certify
        case "test": self = .test
        default: return nil
        }
    }

    package static var allValueStrings: [String] { ["train", "gate", "certify", "test"] }
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
            Folders of images have a sub-folder a class; JSON Lines have their labels in them:
              tutelage ingest pets photos/ --resize crop --ids file-row
            Data sets come in as they are published, and most labels can stay out, as benchmarks have it:
              tutelage ingest fashion train-images-idx3-ubyte.gz --labels-per-class 4
            Sending the same ids and content again stores nothing twice. A row that cannot be read or is
            refused is printed with its file and line and makes the command exit with 1; all others are
            stored. An empty label means none.
            """
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var input: InputFileOptions
    @Option(help: "What labelled rows are used for.")
    var split: Wire.Split = .train
    @Option(
        help: ArgumentHelp(
            "Deal labelled rows to splits by lot; the shares sum to 1.",
            valueName: "split=share,..."
        ),
        transform: SplitShares.init
    ) var splitShares: SplitShares?
    @Option(help: "The seed of that lot, and of which rows keep their labels.")
    var splitSeed: UInt64 = 0
    @OptionGroup var kept: LabelDealOptions
    @Option(
        help: ArgumentHelp(
            "The ids of rows without one: server (made anew each time) or file-row.",
            discussion: """
                With file-row an id is the file's name and the line or row, such as rows.csv:12, and of an \
                image its path from the folder on, such as photos/cat/1.png, so that sending the same file \
                again stores nothing twice. Files of one name in several folders have the path as it was \
                given in its place; of what is over 128 bytes the end is left behind a digest.
                """
        )
    ) var ids: RowIDs = .server
    @Option(help: "Write a CSV file of file, row and id of each stored example.")
    var idsOut: String?
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard splitShares == nil || split == .train else {
            throw ValidationError("give either --split or --split-shares")
        }
        try kept.validate(with: input, hasShares: splitShares != nil)
        guard
            (split == .train && splitShares == nil) || input.mayHaveLabels
        else {
            throw ValidationError(
                "splits are for labelled rows; \(InputFileOptions.whereLabelsAre)"
            )
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(
                .getProject,
                Wire.GetProjectRequest(project: project)
            )
            let specification = try shown.specification()
            var deal = try await kept.deal(of: input, specification, shown.classes, splitSeed)
            var bar = ProgressBar("ingest")
            defer { bar.finish() }
            let exchange = connection.bidirectional(.ingest)
            let ledger = try IngestLedger(idsOut: idsOut, inputs: input.files)
            async let received: Void = ledger.follow(exchange)
            let size = specification.rows(atMost: 1000)
            var sent = 0
            var batch: [Wire.IngestItem] = []
            var rows: [InputRow] = []
            func send() async throws {
                guard !batch.isEmpty else { return }
                for row in rows { ledger.sent(row) }
                try await exchange.write(Wire.IngestRequest(project: project, items: batch))
                (batch, rows) = ([], [])
                bar.update(sent, of: 0, note: "rows sent")
            }
            let unread = Refusals()
            await Interruption.say { ledger.interrupted }
            defer { Interruption.sayNothing() }
            do {
                _ = try await input.forEachRow(
                    of: specification,
                    classes: shown.classes,
                    into: unread
                ) {
                    var row = $0
                    if row.id.isEmpty, ids == .fileRow { row.id = row.place.id }
                    for row in kept.rows(of: row, &deal) {
                        batch.append(row.item(split: lot(of: row)))
                        rows.append(row)
                        sent += 1
                        if specification.isFull(rows, most: size) { try await send() }
                    }
                }
                try await send()
                try kept.check(deal)
                exchange.finish()
                try await received
            } catch {
                // What is sent may still become durable, and is counted.
                exchange.finish()
                try? await received
                bar.finish()
                if let words = ledger.interrupted { printError(words) }
                if options.json { Console.write(line: json(ledger, unread, error).text) }
                throw error
            }
            bar.finish()
            try report(ledger, unread)
        }
    }

    /// What a row is used for.
    private func lot(of row: InputRow) -> Wire.Split {
        guard !row.label.isEmpty else { return split }
        return splitShares?.split(of: row, seed: splitSeed) ?? split
    }

    /// What became of all rows; `error` is what kept the others from being sent.
    private func json(
        _ ledger: IngestLedger,
        _ unread: Refusals,
        _ error: (any Error)? = nil
    ) -> JSONValue {
        let result = ledger.result
        let refused = result.refused.map { item in
            JSONValue.object([
                ("index", .count(item.index)), ("code", .count(item.code)),
                ("message", .string(item.message)), ("field", .text(item.field)),
                ("file", .text(item.place.file)),
                ("row", item.place.unit == .file ? .null : .count(item.place.row)),
            ])
        }
        let rows = unread.first.map { place, reason in
            JSONValue.object([
                ("file", .text(place.file)),
                ("row", place.unit == .file ? .null : .count(place.row)),
                ("message", .string(reason)),
            ])
        }
        let all = JSONValue.object([
            ("stored", .count(result.stored)), ("refused", .array(refused)),
            ("unread", .count(unread.count)), ("unread_rows", .array(rows)),
        ])
        return error.map { all.adding([("error", .string(UsageError.words(of: $0)))]) } ?? all
    }

    private func report(_ ledger: IngestLedger, _ unread: Refusals) throws {
        let result = ledger.result
        let all = result.refusedCount + unread.count
        options.show(json(ledger, unread)) { "\(result.storedText), \(all) refused" }
        for item in result.refused.prefix(20) { printError("\(item.place): \(item.message)") }
        if result.refusedCount > 20 {
            printError("... and \(result.refusedCount - 20) more that the server refused")
        }
        if let failure = ledger.outputFailure { printError("error: \(failure)") }
        if all > 0 || ledger.outputFailure != nil { throw ExitCode.failure }
    }
}

/// Which ids rows get that have none.
enum RowIDs: String, ExpressibleByArgument, CaseIterable {
    /// The server makes them.
    case server
    /// The file's name and the line or row, so that the same file can be sent again.
    case fileRow = "file-row"
}

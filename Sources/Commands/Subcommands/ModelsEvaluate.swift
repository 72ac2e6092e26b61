import ArgumentParser
import Domain
import GRPC
import InputFiles
import Messages
import Services

struct ModelsEvaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Let a version predict the labelled rows of files, and say how good it was.",
        discussion: """
            Rows without a label are left out; nothing is stored. JSON Lines and folders with a \
            sub-folder a class have their labels in them.
              tutelage models evaluate digits test.csv --label-column y
              tutelage models evaluate pets photos/ --resize crop
            Rows that the champion learned from are told apart, where the policy is a guarantee. Keep the \
            rows of the certify split out: whoever chooses versions by them breaks their certificates.
            """
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var input: InputFileOptions
    @Option(help: "The model version; 0 is the champion.") var modelVersion: Int64 = 0
    @OptionGroup var options: ServerOptions

    func validate() throws {
        guard input.mayHaveLabels else {
            throw ValidationError(InputFileOptions.whereLabelsAre)
        }
    }

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(
                .getProject,
                Wire.GetProjectRequest(project: project)
            )
            let specification = try shown.specification()
            // By its number: a canary may stand in for "the champion".
            let version = modelVersion == 0 ? shown.championVersion : modelVersion
            var result = FileEvaluation(version: version, classes: shown.classes)
            result.isKnown = version == shown.championVersion && version != 0
            var bar = ProgressBar("evaluate")
            defer { bar.finish() }
            var batch: [InputRow] = []
            func send() async throws {
                guard !batch.isEmpty else { return }
                var request = Wire.PredictRequest(project: project, modelVersion: version)
                request.inputs = tensor(of: batch, specification)
                let reply = try await connection.unary(.predict, request)
                let seen = await seen(batch, specification, version, connection)
                if seen == nil { result.isKnown = false }
                result.add(batch, reply.rows, seen)
                batch = []
                bar.update(result.rows, of: 0, note: "rows")
            }
            let size = specification.rows(atMost: 256)
            let refused = try await input.forEachRow(of: specification, classes: shown.classes) {
                guard !$0.label.isEmpty else { return result.unlabeled += 1 }
                batch.append($0)
                if specification.isFull(batch, most: size) { try await send() }
            }
            try await send()
            bar.finish()
            options.show(result.json) { result.text }
            if refused > 0 { throw ExitCode.failure }
        }
    }

    /// Which rows the version has learned from; nil: it is not known.
    ///
    /// What `Label` says of the champion, to those who may ask it.
    private func seen(
        _ rows: [InputRow],
        _ specification: InputSpecification,
        _ version: Int64,
        _ connection: GRPCClient
    ) async -> [Bool]? {
        var request = Wire.LabelRequest(project: project)
        request.inputs = tensor(of: rows, specification)
        if input.groupColumn != nil { request.groups = rows.map(\.group) }
        guard let reply = try? await connection.unary(.label, request),
            reply.modelVersion == version, reply.rows.count == rows.count,
            reply.rows.allSatisfy({ ![.suspended, .fixedThreshold].contains($0.reason) }),
            // Of a fixed threshold: a certified one has a certificate.
            reply.rows.allSatisfy({ $0.reason != .belowThreshold || $0.certificateID != 0 })
        else { return nil }
        return reply.rows.map { $0.reason == .seenInTraining }
    }
}

/// How a version did on the rows of files.
private struct FileEvaluation {
    let version: Int64
    var unlabeled = 0
    /// Whether it is known which rows it learned from.
    var isKnown = false
    private var all: Confusion
    private var seen = 0
    private var seenRight = 0

    init(version: Int64, classes: [String]) {
        self.version = version
        all = Confusion(classes: classes)
    }

    var rows: Int { all.total }

    mutating func add(_ rows: [InputRow], _ predictions: [Wire.RowPrediction], _ seen: [Bool]?) {
        for (index, (row, prediction)) in zip(rows, predictions).enumerated() {
            all.count(row.label, as: prediction.className)
            guard seen?[index] == true else { continue }
            self.seen += 1
            seenRight += row.label == prediction.className ? 1 : 0
        }
    }

    private var accuracy: Accuracy { Accuracy(right: all.right, count: all.total) }
    private var unseen: Accuracy {
        Accuracy(right: all.right - seenRight, count: all.total - seen)
    }

    var json: JSONValue {
        .object(
            [
                ("model_version", .integer(version)), ("rows", .count(all.total)),
                ("unlabeled", .count(unlabeled)), ("right", .count(all.right)),
            ] + accuracy.json + [
                ("seen_in_training", isKnown ? .count(seen) : .null),
                (
                    "unseen",
                    isKnown ? .object([("rows", .count(unseen.count))] + unseen.json) : .null
                ),
                ("per_class", .array(all.lines.map(\.json))),
                (
                    "confusions",
                    .array(
                        all.biggest(10).map {
                            .object([
                                ("class", .string($0.label)), ("predicted", .string($0.predicted)),
                                ("count", .count($0.count)),
                            ])
                        }
                    )
                ),
            ]
        )
    }

    var text: String {
        guard all.total > 0 else { return "no row has a label" }
        var lines = [all.text, ""]
        let biggest = all.biggest(5)
        if !biggest.isEmpty {
            let words = biggest.map { "\($0.label) for \($0.predicted) (\($0.count))" }
            lines.append("most often mistaken: \(words.joined(separator: ", "))")
        }
        if unlabeled > 0 { lines.append("\(unlabeled) rows have no label and are left out") }
        lines.append("version \(version): \(accuracy.text)")
        if !isKnown {
            lines.append("whether it learned from these rows is not known")
        } else if seen == 0 {
            lines.append("it has learned from none of them")
        } else {
            lines.append(
                "it has learned from \(seen) of them, which prove nothing"
                    + (unseen.count > 0 ? "; on the others \(unseen.text)" : "")
            )
        }
        return lines.joined(separator: "\n")
    }
}

extension Confusion.Line {
    fileprivate var json: JSONValue {
        .object([
            ("class", .string(name)), ("count", .count(count)), ("found", .count(found)),
            ("predicted", .count(predicted)),
            ("recall", count == 0 ? .null : .number(Double(found) / Double(count))),
            ("precision", predicted == 0 ? .null : .number(Double(found) / Double(predicted))),
        ])
    }
}

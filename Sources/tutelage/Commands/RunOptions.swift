import ArgumentParser
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
}

extension Standardization: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "none": self = .none
        case "columns": self = .columns
        case "channels": self = .channels
        default: return nil
        }
    }

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
    @Option(help: "The learning rate of SGD.") var learningRate: Float?
    @Option(
        help: """
            The network: linear, perceptron:HIDDEN,HIDDEN or small_convolutional:WIDTH. [default: \
            small_convolutional for images from 8 x 8, else perceptron]
            """
    )
    var network: String?
    @Option(
        help: """
            How the input is standardised by the training rows: columns (of vectors), channels (of \
            images) or none. [default: columns for vectors, none for images]
            """
    )
    var standardize: Standardization?
    @Option(help: "The share of features dropped in training.") var dropout: Float = 0
    @Option(
        help: """
            The gate: better, non_inferior:MARGIN or always. [default: the project's policy]
            """
    )
    var gate: GatePolicy?
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
        if let learningRate {
            run.optimizer = OptimizerConfiguration(
                optimizer: .sgd(.init(learningRate: learningRate))
            )
        }
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
    ) throws -> NetworkSpecification {
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
            throw ValidationError(
                "a network is linear, perceptron:HIDDEN,HIDDEN or small_convolutional:WIDTH; "
                    + "got \(network)"
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
        job = try await watch(job, connection)
        options.show(job.json) { Self.text(job) }
        if job.state != .succeeded { throw ExitCode.failure }
    }

    /// Follows `job` to its end.
    static func text(_ job: Job) -> String {
        var lines = ["job \(job.id) \(job.state.word): \(job.outcome)"]
        if let release = job.release { lines.append(release.certificateText) }
        return lines.joined(separator: "\n")
    }
}

/// Follows `job` to its end with a progress bar; returns it as it is then.
func watch(_ job: Job, _ connection: GRPCClient) async throws -> Job {
    var last = job
    var bar = ProgressBar("job \(job.id) \(job.kind.word)")
    defer { bar.finish() }
    let updates = connection.serverStreaming(.watchJob, WatchJobRequest(jobID: job.id))
    for try await update in updates {
        guard let job = update.job else { continue }
        last = job
        let loss = job.metrics.first { $0.name == "loss" }.map { "loss \(decimal($0.value, 3))" }
        bar.update(
            Int(job.progress?.step ?? 0),
            of: Int(job.progress?.steps ?? 0),
            note: [job.progress?.phase, loss].compactMap { $0 }.joined(separator: ", ")
        )
    }
    return last
}

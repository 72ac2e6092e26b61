import ArgumentParser
import Foundation
import GRPC
import Messages
import Services

/// `tutelage train`: one training run.
struct TrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train a model on a snapshot of the project, and let the gate decide about it."
    )
    @Argument(help: "The project.") var project: String
    @Option(
        help: """
            supervised, supervised_strong, pseudo_label or fix_match. [default: fix_match where \
            there are unlabelled examples, else supervised_strong]
            """
    )
    var algorithm: String?
    @Option(help: "The confidence from which a pseudo-label is used.") var threshold: Float?
    @Option(help: "Unlabelled rows per labelled row of a batch.") var unlabeledRatio: UInt32?
    @Option(help: "The weight of the unlabelled loss.") var unlabeledWeight: Float?
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var options: ServerOptions

    func validate() throws {
        let chosen = try configuration()?.algorithm
        guard threshold != nil || unlabeledRatio != nil || unlabeledWeight != nil else { return }
        switch chosen {
        case .pseudoLabel?, .fixMatch?: return
        default:
            throw ValidationError(
                "--threshold, --unlabeled-ratio and --unlabeled-weight need --algorithm "
                    + "pseudo_label or fix_match"
            )
        }
    }

    func run() async throws {
        var request = StartTrainingRequest(project: project)
        request.run = try runOptions.run()
        request.run?.algorithm = try configuration()
        request.gate = runOptions.gate
        request.requestID = UUID().uuidString
        try await options.withConnection { [request] connection in
            let job = try await connection.unary(.startTraining, request)
            try await runOptions.follow(job, connection, options)
        }
    }

    private func configuration() throws -> AlgorithmConfiguration? {
        guard let algorithm else { return nil }
        switch algorithm {
        case "supervised":
            return .init(algorithm: .supervised(.init()))
        case "supervised_strong":
            return .init(algorithm: .supervisedStrong(.init()))
        case "pseudo_label":
            let parameters = AlgorithmConfiguration.PseudoLabel(
                threshold: threshold,
                unlabeledWeight: unlabeledWeight,
                unlabeledRatio: unlabeledRatio
            )
            return .init(algorithm: .pseudoLabel(parameters))
        case "fix_match", "fixmatch":
            let parameters = AlgorithmConfiguration.FixMatch(
                threshold: threshold,
                unlabeledWeight: unlabeledWeight,
                unlabeledRatio: unlabeledRatio
            )
            return .init(algorithm: .fixMatch(parameters))
        default:
            throw ValidationError(
                "an algorithm is supervised, supervised_strong, pseudo_label or fix_match; got "
                    + algorithm
            )
        }
    }
}

extension TargetKind: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "hard": self = .hard
        case "soft": self = .soft
        default: return nil
        }
    }
}

/// `tutelage self-train`: rounds of Noisy Student.
struct SelfTrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "self-train",
        abstract: "Let the champion teach noised students, round after round (Noisy Student)."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "The first teacher's version; 0 is the champion.") var teacher: Int64 = 0
    @Option(help: "Rounds of teacher and student.") var rounds: UInt32?
    @Option(help: "The confidence from which the teacher's label is used.") var threshold: Float?
    @Option(help: "Pseudo-labels per class after balancing; 0 does not balance.")
    var examplesPerClass: UInt32?
    @Option(help: "What students learn: hard (classes) or soft (probabilities).")
    var targets: TargetKind = .soft
    @Option(help: "Unlabelled rows per labelled row of a batch.") var unlabeledRatio: UInt32?
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        var run = SelfTrainingRun(teacherVersion: teacher)
        run.rounds = rounds
        run.threshold = threshold
        run.examplesPerClass = examplesPerClass
        run.targets = targets
        run.unlabeledRatio = unlabeledRatio
        run.student = try runOptions.run()
        var request = StartSelfTrainingRequest(project: project, run: run)
        request.gate = runOptions.gate
        request.requestID = UUID().uuidString
        try await options.withConnection { [request] connection in
            let job = try await connection.unary(.startSelfTraining, request)
            try await runOptions.follow(job, connection, options)
        }
    }
}

/// `tutelage distill`: a teacher into a student.
struct DistillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "distill",
        abstract: "Distil the champion into a student, by default of half its width."
    )
    @Argument(help: "The project.") var project: String
    @Option(help: "The teacher's version; 0 is the champion.") var teacher: Int64 = 0
    @Option(help: "What the student learns: hard (classes) or soft (probabilities).")
    var targets: TargetKind = .soft
    @Option(help: "Softens the teacher's and the student's probabilities.")
    var temperature: Float?
    @Option(help: "The weight of the true labels, 0 to 1.") var labelWeight: Float?
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var options: ServerOptions

    func run() async throws {
        var run = DistillationRun(teacherVersion: teacher, targets: targets)
        run.temperature = temperature
        run.labelWeight = labelWeight
        run.student = try runOptions.run()
        var request = StartDistillationRequest(project: project, run: run)
        request.gate = runOptions.gate
        request.requestID = UUID().uuidString
        try await options.withConnection { [request] connection in
            let job = try await connection.unary(.startDistillation, request)
            try await runOptions.follow(job, connection, options)
        }
    }
}

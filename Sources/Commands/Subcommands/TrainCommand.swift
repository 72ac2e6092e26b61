import ArgumentParser
import Domain
import Foundation
import GRPC
import Messages
import SemiSupervised
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
            An algorithm, by its name in `tutelage algorithms`. [default: \
            \(Algorithms.standard(hasUnlabeled: true).card.name) where there are unlabelled \
            examples, else \(Algorithms.standard(hasUnlabeled: false).card.name)]
            """
    )
    var algorithm: String?
    @Option(help: "The confidence from which a pseudo-label is used.") var threshold: Float?
    @Option(help: "Unlabelled rows per labelled row of a batch.") var unlabeledRatio: UInt32?
    @Option(help: "The weight of the unlabelled loss.") var unlabeledWeight: Float?
    @OptionGroup var hyperParameters: HyperParameterOptions
    @Option(
        help: """
            The version to start from, whose network and standardisation are kept; from an encoder, any \
            network that has its nodes. [default: random weights]
            """
    )
    var warmStart: Int64?
    @Option(
        help: ArgumentHelp(
            "What is trained of the version to start from. [default: fine_tuned]",
            discussion: """
                frozen: its encoder stays as it is, what it makes of each example is computed once and kept, and the \
                algorithm learns a network of that (--network, linear by default). frozen_then_fine_tuned: the first \
                half of the steps that, then all of it.
                """
        )
    ) var regime: Regime?
    @Option(
        help: """
            The version that teaches, where the algorithm has a teacher. [default: the champion]
            """
    )
    var teacher: Int64?
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var options: ServerOptions

    func validate() throws {
        _ = try configuration()
        guard teacher.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--teacher is a version, from 1")
        }
        guard warmStart.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--warm-start is a version, from 1")
        }
        guard regime ?? .fineTuned == .fineTuned || warmStart != nil else {
            throw ValidationError(
                "--regime is about the encoder of a version; name it with --warm-start"
            )
        }
    }

    /// What is trained of a version.
    enum Regime: String, ExpressibleByArgument, CaseIterable {
        case fineTuned = "fine_tuned"
        case frozen
        case frozenThenFineTuned = "frozen_then_fine_tuned"

        var message: Wire.Regime {
            switch self {
            case .fineTuned: .fineTuned
            case .frozen: .frozen
            case .frozenThenFineTuned: .frozenThenFineTuned
            }
        }
    }

    func run() async throws {
        var request = Wire.StartTrainingRequest(project: project)
        request.run = try runOptions.run()
        request.run?.algorithm = try configuration()
        request.run?.initialVersion = warmStart ?? 0
        request.run?.regime = regime?.message ?? .unspecified
        request.run?.teacherVersion = teacher ?? 0
        request.gate = runOptions.gate
        request.requestID = UUID().uuidString
        try await options.withConnection { [request] connection in
            let job = try await connection.unary(.startTraining, request)
            try await runOptions.follow(job, connection, options)
        }
    }

    private static let known = Algorithms.cards.map(\.name)

    private func configuration() throws -> Wire.AlgorithmConfiguration? {
        let options = [
            ("threshold", threshold.map { "\($0)" }),
            ("unlabeled_ratio", unlabeledRatio.map { "\($0)" }),
            ("unlabeled_weight", unlabeledWeight.map { "\($0)" }),
        ]
        guard let algorithm else {
            guard hyperParameters.settings.isEmpty, options.allSatisfy({ $0.1 == nil }) else {
                throw ValidationError(
                    "hyper-parameters are an algorithm's: say --algorithm too, such as --algorithm "
                        + "fix_match"
                )
            }
            return nil
        }
        let type = try? Algorithms.named(algorithm)
        guard let type else {
            throw ValidationError(
                "none of `tutelage algorithms` is called \(quoted(algorithm))"
                    + suggestion(for: algorithm, in: Self.known)
            )
        }
        return try hyperParameters.values(of: type, options).configuration
    }
}

extension Wire.TargetKind: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "hard": self = .hard
        case "soft": self = .soft
        default: return nil
        }
    }

    package static var allValueStrings: [String] { ["hard", "soft"] }

    /// The word of the command line; nil: not given.
    var word: String? {
        switch self {
        case .hard: "hard"
        case .soft: "soft"
        case .unspecified, .unrecognized: nil
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
    @Option(help: "What students learn, classes or probabilities. [default: soft]")
    var targets: Wire.TargetKind?
    @Option(help: "Unlabelled rows per labelled row of a batch.") var unlabeledRatio: UInt32?
    @OptionGroup var hyperParameters: HyperParameterOptions
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var options: ServerOptions

    func validate() throws { _ = try values() }

    private func values() throws -> HyperParameterValues {
        try hyperParameters.values(
            of: NoisyStudent.self,
            [
                ("rounds", rounds.map { "\($0)" }), ("threshold", threshold.map { "\($0)" }),
                ("examples_per_class", examplesPerClass.map { "\($0)" }),
                ("targets", targets?.word), ("unlabeled_ratio", unlabeledRatio.map { "\($0)" }),
            ]
        )
    }

    func run() async throws {
        let values = try values()
        var run = Wire.SelfTrainingRun(teacherVersion: teacher)
        run.rounds = values["rounds"]
        run.threshold = values["threshold"]
        run.examplesPerClass = values["examples_per_class"]
        run.targets = values.targets
        run.temperature = values["temperature"]
        run.unlabeledRatio = values["unlabeled_ratio"]
        run.student = try runOptions.run()
        var request = Wire.StartSelfTrainingRequest(project: project, run: run)
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
    @Option(help: "What the student learns, classes or probabilities. [default: soft]")
    var targets: Wire.TargetKind?
    @Option(help: "Softens the teacher's and the student's probabilities.")
    var temperature: Float?
    @Option(help: "The weight of the true labels, 0 to 1.") var labelWeight: Float?
    @OptionGroup var hyperParameters: HyperParameterOptions
    @OptionGroup var runOptions: RunOptions
    @OptionGroup var options: ServerOptions

    func validate() throws { _ = try values() }

    private func values() throws -> HyperParameterValues {
        try hyperParameters.values(
            of: Distillation.self,
            [
                ("targets", targets?.word), ("temperature", temperature.map { "\($0)" }),
                ("label_weight", labelWeight.map { "\($0)" }),
            ]
        )
    }

    func run() async throws {
        let values = try values()
        var run = Wire.DistillationRun(teacherVersion: teacher, targets: values.targets)
        run.temperature = values["temperature"]
        run.labelWeight = values["label_weight"]
        run.student = try runOptions.run()
        var request = Wire.StartDistillationRequest(project: project, run: run)
        request.gate = runOptions.gate
        request.requestID = UUID().uuidString
        try await options.withConnection { [request] connection in
            let job = try await connection.unary(.startDistillation, request)
            try await runOptions.follow(job, connection, options)
        }
    }
}

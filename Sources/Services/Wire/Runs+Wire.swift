package import Domain
package import Labeling
package import Messages
package import Networks
internal import SemiSupervised
internal import Training

/// What a run has to fit.
package struct RunProject: Hashable, Sendable {
    /// What one input is.
    package var input: Domain.InputSpecification
    /// The number of classes.
    package var classes: Int
    /// Whether there are unlabelled examples to learn from.
    package var hasUnlabeled: Bool
    /// The labelled examples to learn from; 0: not known.
    package var labels: Int

    /// Describes a project.
    package init(
        input: Domain.InputSpecification,
        classes: Int,
        hasUnlabeled: Bool,
        labels: Int = 0
    ) {
        self.input = input
        self.classes = classes
        self.hasUnlabeled = hasUnlabeled
        self.labels = labels
    }
}

extension JobOrder {
    /// A training run with every default filled in.
    ///
    /// - Parameters:
    ///   - run: what the caller gave; nil: all defaults.
    ///   - initial: the network of the version to start from; nil: there is none, or it is not known
    ///     yet.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        training run: Messages.TrainingRun?,
        startingFrom initial: Graph? = nil,
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Messages.TrainingRun()
        let algorithm =
            if let message = run.algorithm {
                try SemiSupervised.AlgorithmConfiguration(message, field: "\(field).algorithm")
            } else {
                try SemiSupervised.AlgorithmConfiguration(
                    Algorithms.standard(hasUnlabeled: project.hasUnlabeled)
                )
            }
        guard !algorithm.card.isRecipe else {
            throw Failure.invalid(
                "\(algorithm.name) has a call of its own",
                field: "\(field).algorithm.name"
            )
        }
        var network = try Graph(
            run.network,
            input: project.input,
            classes: project.classes,
            field: "\(field).network"
        )
        if let initial {
            try Self.check(run.network, network, keeps: initial, "\(field).network")
            network = initial
        }
        self.init(
            kind: .train,
            specification: try Self.specification(algorithm, run, network, project.labels, field)
        )
        teacher = try Self.version(run.initialVersion, "\(field).initial_version")
    }

    /// Rounds of teacher and student with every default filled in.
    ///
    /// - Parameters:
    ///   - run: what the caller gave; nil: all defaults.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        selfTraining run: Messages.SelfTrainingRun?,
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Messages.SelfTrainingRun()
        let student = run.student ?? Messages.TrainingRun()
        try Self.check(student: student, "\(field).student")
        var settings = Settings()
        settings.add("rounds", run.rounds)
        settings.add("threshold", run.threshold)
        settings.add("examples_per_class", run.examplesPerClass)
        settings.add("targets", try Self.targets(run.targets, field))
        settings.add("temperature", run.temperature)
        settings.add("unlabeled_ratio", run.unlabeledRatio)
        self.init(
            kind: .selfTrain,
            specification: try Self.specification(
                try settings.configure(NoisyStudent.self, field: field),
                student,
                try Graph(
                    student.network,
                    input: project.input,
                    classes: project.classes,
                    field: "\(field).student.network"
                ),
                project.labels,
                "\(field).student"
            ),
            teacher: try Self.version(run.teacherVersion, "\(field).teacher_version")
        )
    }

    /// A distillation with every default filled in.
    ///
    /// - Parameters:
    ///   - run: what the caller gave; nil: all defaults.
    ///   - teacher: the teacher's version and network, which has half its width where the caller names
    ///     none for the student.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        distillation run: Messages.DistillationRun?,
        teacher: (version: ModelVersion, network: Graph),
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Messages.DistillationRun()
        let student = run.student ?? Messages.TrainingRun()
        try Self.check(student: student, "\(field).student")
        var settings = Settings()
        settings.add("targets", try Self.targets(run.targets, field))
        settings.add("temperature", run.temperature)
        settings.add("label_weight", run.labelWeight)
        let half = Messages.NetworkSpecification(teacher.network).halved
        self.init(
            kind: .distil,
            specification: try Self.specification(
                try settings.configure(Distillation.self, field: field),
                student,
                try Graph(
                    student.network,
                    orElse: half.architecture,
                    input: project.input,
                    classes: project.classes,
                    field: "\(field).student.network"
                ),
                project.labels,
                "\(field).student"
            ),
            teacher: teacher.version
        )
    }

    private static func specification(
        _ algorithm: SemiSupervised.AlgorithmConfiguration,
        _ run: Messages.TrainingRun,
        _ network: Graph,
        _ labels: Int,
        _ field: String
    ) throws -> TrainingJobSpecification {
        var specification = TrainingJobSpecification(
            algorithm: algorithm,
            network: network,
            seed: run.seed
        )
        specification.optimization = try Optimization(
            run,
            network: network,
            labels: labels,
            field: field
        )
        return specification
    }

    /// Checks that what was asked of a network is what the version has that the run starts from.
    private static func check(
        _ asked: Messages.NetworkSpecification?,
        _ network: Graph,
        keeps initial: Graph,
        _ field: String
    ) throws {
        let standardization = asked?.standardization ?? .unspecified
        guard standardization == .unspecified || network.standardization == initial.standardization
        else {
            throw Failure.invalid(
                "a run keeps the standardization of the version that it starts from; leave it unset",
                field: "\(field).standardization"
            )
        }
        guard asked?.architecture == nil || network.nodes == initial.nodes else {
            throw Failure.invalid(
                "a run keeps the network of the version that it starts from; leave it unset",
                field: field
            )
        }
    }

    private static func check(student: Messages.TrainingRun, _ field: String) throws {
        guard student.algorithm == nil else {
            throw Failure.invalid(
                "a student's algorithm is the recipe's own and must be unset",
                field: "\(field).algorithm"
            )
        }
        guard student.initialVersion == 0 else {
            throw Failure.invalid(
                "students start from random weights; got version \(student.initialVersion)",
                field: "\(field).initial_version"
            )
        }
    }

    private static func version(_ number: Int64, _ field: String) throws -> ModelVersion? {
        guard number >= 0 else {
            throw Failure.invalid("a model version is at least 1; got \(number)", field: field)
        }
        return number == 0 ? nil : number
    }

    private static func targets(
        _ kind: Messages.TargetKind,
        _ field: String
    ) throws -> String? {
        switch kind {
        case .unspecified: nil
        case .hard: SemiSupervised.TargetKind.hard.rawValue
        case .soft: SemiSupervised.TargetKind.soft.rawValue
        case .unrecognized(let number):
            throw Failure.invalid(
                "targets are hard (1) or soft (2); got \(number)",
                field: "\(field).targets"
            )
        }
    }
}

package import Domain
package import Labeling
package import Messages
package import Networks
internal import SemiSupervised
internal import Training

/// What a run has to fit.
package struct RunProject: Hashable, Sendable {
    /// What one input is.
    package var input: InputSpecification
    /// The number of classes.
    package var classes: Int
    /// Whether there are unlabelled examples to learn from.
    package var hasUnlabeled: Bool
    /// The labelled examples to learn from; 0: not known.
    package var labels: Int

    /// Describes a project.
    package init(
        input: InputSpecification,
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

/// A stored model that an order is given: to start from, or to be taught by.
package typealias GivenModel = (version: ModelVersion, network: Graph)

extension Wire.TrainingRun {
    /// The algorithm that a caller asked for, or the default.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    func configuration(
        for project: RunProject,
        field: String
    ) throws -> AlgorithmConfiguration {
        guard let algorithm else {
            return try AlgorithmConfiguration(
                Algorithms.standard(hasUnlabeled: project.hasUnlabeled)
            )
        }
        return try AlgorithmConfiguration(algorithm, field: "\(field).algorithm")
    }

    /// The version that a run of an algorithm is given: what it starts from, or its teacher; nil: none is named.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the algorithm takes none of that kind.
    func givenVersion(
        _ algorithm: AlgorithmConfiguration,
        field: String
    ) throws -> ModelVersion? {
        guard algorithm.card.teacher == .none else {
            guard initialVersion == 0 else {
                throw Failure.invalid(
                    "students start from random weights; got version \(initialVersion)",
                    field: "\(field).initial_version"
                )
            }
            return try JobOrder.version(teacherVersion, "\(field).teacher_version")
        }
        guard teacherVersion == 0 else {
            throw Failure.invalid(
                "\(algorithm.name) has no teacher; a run starts from initial_version",
                field: "\(field).teacher_version"
            )
        }
        return try JobOrder.version(initialVersion, "\(field).initial_version")
    }
}

extension JobOrder {
    /// A training run with every default filled in.
    ///
    /// - Parameters:
    ///   - run: what the caller gave; nil: all defaults.
    ///   - initial: the network of the version to start from; nil: there is none, or it is not known
    ///     yet.
    ///   - teacher: the teacher of an algorithm that must have one; nil: it is not known yet.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        training run: Wire.TrainingRun?,
        startingFrom initial: Graph? = nil,
        taughtBy teacher: GivenModel? = nil,
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Wire.TrainingRun()
        let algorithm = try run.configuration(for: project, field: field)
        let version = try run.givenVersion(algorithm, field: field)
        try self.init(
            algorithm,
            run,
            startingFrom: algorithm.card.teacher == .none ? initial : nil,
            halving: algorithm.card.teacher == .required ? teacher?.network : nil,
            for: project,
            field: field
        )
        self.teacher = version ?? teacher?.version
    }

    /// Rounds of teacher and student with every default filled in: a training run by another name.
    ///
    /// - Parameters:
    ///   - run: what the caller gave; nil: all defaults.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        selfTraining run: Wire.SelfTrainingRun?,
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Wire.SelfTrainingRun()
        let student = run.student ?? Wire.TrainingRun()
        try Self.check(student: student, "\(field).student")
        var settings = Settings()
        settings.add("rounds", run.rounds)
        settings.add("threshold", run.threshold)
        settings.add("examples_per_class", run.examplesPerClass)
        settings.add("targets", try Self.targets(run.targets, field))
        settings.add("temperature", run.temperature)
        settings.add("unlabeled_ratio", run.unlabeledRatio)
        try self.init(
            try settings.configure(NoisyStudent.self, field: field),
            student,
            for: project,
            field: "\(field).student"
        )
        teacher = try Self.version(run.teacherVersion, "\(field).teacher_version")
    }

    /// A distillation with every default filled in: a training run by another name.
    ///
    /// - Parameters:
    ///   - run: what the caller gave; nil: all defaults.
    ///   - teacher: the teacher's version and network, which has half its width where the caller names
    ///     none for the student.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    package init(
        distillation run: Wire.DistillationRun?,
        teacher: GivenModel,
        for project: RunProject,
        field: String
    ) throws {
        let run = run ?? Wire.DistillationRun()
        let student = run.student ?? Wire.TrainingRun()
        try Self.check(student: student, "\(field).student")
        var settings = Settings()
        settings.add("targets", try Self.targets(run.targets, field))
        settings.add("temperature", run.temperature)
        settings.add("label_weight", run.labelWeight)
        try self.init(
            try settings.configure(Distillation.self, field: field),
            student,
            halving: teacher.network,
            for: project,
            field: "\(field).student"
        )
        self.teacher = teacher.version
    }

    /// What all orders are: an algorithm, the network that it trains, and how.
    ///
    /// - Parameters:
    ///   - algorithm: the algorithm.
    ///   - run: network, steps, batch, seed and optimizer.
    ///   - initial: the network of the version to start from.
    ///   - teacher: a network half as wide as which is trained where the run names none.
    ///   - project: what it has to fit.
    ///   - field: the path of `run` in its request.
    /// - Throws: ``Failure`` (invalid argument) naming the field, its range and what came.
    private init(
        _ algorithm: AlgorithmConfiguration,
        _ run: Wire.TrainingRun,
        startingFrom initial: Graph? = nil,
        halving teacher: Graph? = nil,
        for project: RunProject,
        field: String
    ) throws {
        self.init(
            kind: Self.kind(of: algorithm),
            specification: try TrainingJobSpecification(
                algorithm,
                run,
                startingFrom: initial,
                halving: teacher,
                for: project,
                field
            )
        )
    }

    private static func check(student: Wire.TrainingRun, _ field: String) throws {
        guard student.algorithm == nil else {
            throw Failure.invalid(
                "a student's algorithm is the recipe's own and must be unset",
                field: "\(field).algorithm"
            )
        }
        for (version, name) in [
            (student.initialVersion, "initial_version"),
            (student.teacherVersion, "teacher_version"),
        ] where version != 0 {
            throw Failure.invalid(
                "students start from random weights, and the recipe names the teacher; got version "
                    + "\(version)",
                field: "\(field).\(name)"
            )
        }
    }

    static func version(_ number: Int64, _ field: String) throws -> ModelVersion? {
        guard number >= 0 else {
            throw Failure.invalid("a model version is at least 1; got \(number)", field: field)
        }
        return number == 0 ? nil : number
    }

    private static func targets(
        _ kind: Wire.TargetKind,
        _ field: String
    ) throws -> String? {
        switch kind {
        case .unspecified: nil
        case .hard: TargetKind.hard.rawValue
        case .soft: TargetKind.soft.rawValue
        case .unrecognized(let number):
            throw Failure.invalid(
                "targets are hard (1) or soft (2); got \(number)",
                field: "\(field).targets"
            )
        }
    }
}

extension TrainingJobSpecification {
    /// What decides a run, with every default filled in; the parameters are those of an order.
    init(
        _ algorithm: AlgorithmConfiguration,
        _ run: Wire.TrainingRun,
        startingFrom initial: Graph? = nil,
        halving teacher: Graph? = nil,
        for project: RunProject,
        _ field: String
    ) throws {
        let regime = try TrainingRegime(run, algorithm, field: field)
        let isFrozen = regime?.isFrozen == true
        var half = teacher.flatMap { Presets.describing($0) }
        half?.halve()
        let features = isFrozen ? initial.map { $0.featureCount } ?? 1 : nil
        var network = try Graph(
            run.network,
            orElse: isFrozen ? LinearPreset() : half,
            input: features.map { .vector(dimension: $0) } ?? project.input,
            classes: project.classes,
            field: "\(field).network"
        )
        if let initial, !isFrozen {
            network = try initial.started(as: network, run.network, project, "\(field).network")
        }
        self.init(algorithm: algorithm, network: network, seed: run.seed)
        self.regime = regime
        optimization = try Optimization(
            run,
            network: network,
            labels: project.labels,
            field: field
        )
    }
}

extension TrainingRegime {
    /// What a run trains of a version to start from; nil: all of it.
    ///
    /// - Throws: ``Failure`` (invalid argument) where there is no such version, or the algorithm takes a teacher.
    fileprivate init?(
        _ run: Wire.TrainingRun,
        _ algorithm: AlgorithmConfiguration,
        field: String
    ) throws {
        switch run.regime {
        case .unspecified, .fineTuned: return nil
        case .frozen: self = .frozen
        case .frozenThenFineTuned: self = .frozenThenFineTuned
        case .unrecognized(let number):
            throw Failure.invalid(
                "a regime is fine_tuned (1), frozen (2) or frozen_then_fine_tuned (3); got \(number)",
                field: "\(field).regime"
            )
        }
        guard algorithm.card.teacher == .none else {
            throw Failure.invalid(
                "\(algorithm.name) has a teacher and starts from no version, whose encoder could be frozen",
                field: "\(field).regime"
            )
        }
        guard run.initialVersion != 0 else {
            throw Failure.invalid(
                "a frozen encoder is that of initial_version, which is unset",
                field: "\(field).regime"
            )
        }
    }
}

extension Graph {
    /// The number of its features.
    fileprivate var featureCount: Int { (try? Network(self))?.features ?? 1 }

    /// The network of a run that starts from this one: this one, or of an encoder what was asked for, where it
    /// shares the encoder's nodes, and else the encoder with a layer for the classes.
    ///
    /// - Parameters:
    ///   - network: what the caller asked for, with the defaults of the project.
    ///   - asked: what the caller said of it.
    ///   - project: what the run has to fit.
    ///   - field: the path of `asked` in its request.
    /// - Returns: the network that is trained.
    /// - Throws: ``Failure`` (invalid argument) where another network or standardisation was asked for.
    fileprivate func started(
        as network: Graph,
        _ asked: Wire.NetworkSpecification?,
        _ project: RunProject,
        _ field: String
    ) throws -> Graph {
        let standardization = asked?.standardization ?? .unspecified
        guard standardization == .unspecified || network.standardization == self.standardization
        else {
            throw Failure.invalid(
                "a run keeps the standardization of the version that it starts from; leave it unset",
                field: "\(field).standardization"
            )
        }
        guard isEncoder else {
            guard asked?.isOpen ?? true || network.nodes == nodes else {
                throw Failure.invalid(
                    "a run keeps the network of the version that it starts from; leave it unset",
                    field: field
                )
            }
            return tellingNoOutliers
        }
        var started = network
        if asked?.isOpen ?? true {
            started =
                try Presets.describing(self)?.graph(input: input, classes: project.classes)
                ?? classifying(valueName(of: .embedding), classes: project.classes)
        }
        started.standardization = self.standardization
        started.frontEnd = self.frontEnd
        do {
            _ = try Network(started)
        } catch {
            throw Failure.invalid("the network's \(error.description)", field: field)
        }
        guard started.sharesNodes(with: self) else {
            throw Failure.invalid(
                "the network shares no nodes with the encoder that it starts from; leave it unset, or name "
                    + "one that has the encoder's nodes",
                field: field
            )
        }
        return started
    }
}

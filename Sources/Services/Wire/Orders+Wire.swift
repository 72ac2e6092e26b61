internal import Domain
package import Labeling
package import Messages
internal import Networks
internal import SemiSupervised
package import Training

// Stored orders as callers see them: the run with every default filled in.

extension Messages.Job.Run {
    /// The run of a stored order.
    package init(_ order: JobOrder) {
        switch order.specification.algorithm.algorithm {
        case let values as NoisyStudent:
            self = .selfTraining(Messages.SelfTrainingRun(order, values))
        case let values as Distillation:
            self = .distillation(Messages.DistillationRun(order, values))
        default:
            self = .training(
                Messages.TrainingRun(order.specification, initialVersion: order.teacher ?? 0)
            )
        }
    }
}

extension Messages.TrainingRun {
    /// How a network is trained; recipes name the algorithm elsewhere.
    package init(_ specification: TrainingJobSpecification, initialVersion: Int64 = 0) {
        let settings = specification.optimization
        self.init(
            algorithm: Messages.AlgorithmConfiguration(specification.algorithm),
            network: Messages.NetworkSpecification(specification.network),
            steps: UInt32(clamping: settings.steps),
            batchSize: UInt32(clamping: settings.labeledBatch),
            seed: specification.seed,
            optimizer: OptimizerConfiguration(settings),
            emaDecay: settings.averageDecay,
            initialVersion: initialVersion
        )
    }
}

extension Messages.SelfTrainingRun {
    /// The rounds of a stored order.
    init(_ order: JobOrder, _ values: NoisyStudent) {
        self.init(
            teacherVersion: order.teacher ?? 0,
            student: Messages.TrainingRun(order.specification)
        )
        rounds = UInt32(clamping: values.rounds)
        threshold = values.threshold
        examplesPerClass = values.examplesPerClass.map { UInt32(clamping: $0) }
        targets = Messages.TargetKind(values.targets)
        temperature = values.temperature
        unlabeledRatio = UInt32(clamping: values.unlabeledRatio)
    }
}

extension Messages.DistillationRun {
    /// The distillation of a stored order.
    init(_ order: JobOrder, _ values: Distillation) {
        self.init(
            teacherVersion: order.teacher ?? 0,
            student: Messages.TrainingRun(order.specification)
        )
        targets = Messages.TargetKind(values.targets)
        temperature = values.temperature
        labelWeight = values.labelWeight
    }
}

extension Messages.TargetKind {
    init(_ kind: SemiSupervised.TargetKind) {
        switch kind {
        case .hard: self = .hard
        case .soft: self = .soft
        }
    }
}

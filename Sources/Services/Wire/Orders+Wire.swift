internal import Domain
package import Labeling
package import Messages
internal import Networks
internal import SemiSupervised
internal import Training

// Stored orders as callers see them: the run with every default filled in.

extension Wire.Job.Run {
    /// The run of a stored order.
    package init(_ order: JobOrder) {
        switch order.specification.algorithm.algorithm {
        case let values as NoisyStudent:
            self = .selfTraining(Wire.SelfTrainingRun(order, values))
        case let values as Distillation:
            self = .distillation(Wire.DistillationRun(order, values))
        default:
            self = .training(Wire.TrainingRun(order))
        }
    }
}

extension Wire.TrainingRun {
    /// The run of a stored order, whatever its algorithm.
    package init(_ order: JobOrder) {
        self.init(order.specification)
        algorithm = Wire.AlgorithmConfiguration(order.specification.algorithm)
        if order.specification.algorithm.card.teacher == .none {
            initialVersion = order.teacher ?? 0
        } else {
            teacherVersion = order.teacher ?? 0
        }
    }

    /// How a network is trained, without the algorithm.
    init(_ specification: TrainingJobSpecification) {
        let settings = specification.optimization
        self.init(
            network: Wire.NetworkSpecification(specification.network),
            steps: UInt32(clamping: settings.steps),
            batchSize: UInt32(clamping: settings.labeledBatch),
            seed: specification.seed,
            optimizer: Wire.OptimizerConfiguration(settings),
            emaDecay: settings.averageDecay,
            regime: Wire.Regime(specification.regime)
        )
    }
}

extension Wire.SelfTrainingRun {
    /// The rounds of a stored order.
    init(_ order: JobOrder, _ values: NoisyStudent) {
        self.init(
            teacherVersion: order.teacher ?? 0,
            student: Wire.TrainingRun(order.specification)
        )
        rounds = UInt32(clamping: values.rounds)
        threshold = values.threshold
        examplesPerClass = values.examplesPerClass.map { UInt32(clamping: $0) }
        targets = Wire.TargetKind(values.targets)
        temperature = values.temperature
        unlabeledRatio = UInt32(clamping: values.unlabeledRatio)
    }
}

extension Wire.DistillationRun {
    /// The distillation of a stored order.
    init(_ order: JobOrder, _ values: Distillation) {
        self.init(
            teacherVersion: order.teacher ?? 0,
            student: Wire.TrainingRun(order.specification)
        )
        targets = Wire.TargetKind(values.targets)
        temperature = values.temperature
        labelWeight = values.labelWeight
    }
}

extension Wire.TargetKind {
    init(_ kind: TargetKind) {
        switch kind {
        case .hard: self = .hard
        case .soft: self = .soft
        }
    }
}

extension Wire.Regime {
    /// That of a stored order.
    fileprivate init(_ regime: TrainingRegime?) {
        self =
            switch regime {
            case nil, .fineTuned: .fineTuned
            case .frozen: .frozen
            case .frozenThenFineTuned: .frozenThenFineTuned
            }
    }
}

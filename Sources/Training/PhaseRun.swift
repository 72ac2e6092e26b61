internal import Augmentation
internal import Domain
internal import Networks
internal import SemiSupervised

/// One phase of a run, in progress.
struct PhaseRun: ~Copyable {
    /// What a checkpoint holds.
    struct State: Sendable {
        var trainer: Trainer.State
        var source: BatchSource.State
        var objective: any Objective
    }

    /// What a phase is made from.
    struct Inputs: Sendable {
        var specification: TrainingJobSpecification
        var data: TrainingData
        var augmentation: AugmentationSettings
        var range: ValueRange
        var phase: TrainingPhase
        var seed: UInt64
        var teacher: TrainedModel?
        var threads: Int
    }

    let phase: TrainingPhase
    private var trainer: Trainer
    private var source: BatchSource
    private var objective: any Objective

    /// Creates a phase at its beginning, or one that continues `state`.
    ///
    /// A teacher that stores its word says it here, on the rows as they are, in evaluation mode; so
    /// a phase that continues computes the same again instead of keeping it.
    init(_ inputs: Inputs, state: State?) throws(Failure) {
        let specification = inputs.specification
        let phase = inputs.phase
        let objective: any Objective
        if let state {
            objective = state.objective
        } else {
            objective = try phase.algorithm.objective()
        }
        let plan = objective.views
        var selection: [Int]?
        var storedTargets: Matrix?
        if plan.needsStoredTargets {
            guard let teacher = inputs.teacher else {
                throw .precondition("\(phase.name) needs a teacher; none was given")
            }
            let targets = try ModelPredictor(teacher).unlabeledProbabilities(inputs.data)
            storedTargets = targets
            selection = Self.selection(targets, phase, seed: inputs.seed)
        }
        guard inputs.teacher != nil || !plan.needsTeacher || phase.teacher == .none else {
            throw .precondition("\(phase.algorithm.name.rawValue) needs a teacher; none was given")
        }
        let network: Network
        do {
            network = try Network(phase.network)
        } catch {
            throw error.failure
        }
        let initial = phase.teacher == .none ? inputs.teacher : nil
        let statistics = Self.statistics(network, state, initial, inputs.data)
        let source = try BatchSource(
            data: inputs.data,
            plan: plan,
            augmenter: Augmenter(
                input: inputs.data.input,
                settings: inputs.augmentation,
                range: inputs.range,
                scales: Self.scales(statistics, inputs.data.input),
                seed: inputs.seed
            ),
            labeledBatch: specification.optimization.labeledBatch,
            unlabeledRatio: phase.algorithm.unlabeledRatio,
            selection: selection,
            storedTargets: storedTargets,
            seed: inputs.seed,
            state: state?.source
        )
        let trainer = try Trainer(
            network: network,
            settings: specification.optimization,
            steps: phase.steps,
            rows: source.rowsOfPass,
            teacher: plan.needsTeacher && phase.teacher != .none ? inputs.teacher : nil,
            initial: initial,
            statistics: statistics,
            seed: inputs.seed,
            shards: specification.shards,
            threads: inputs.threads,
            state: state?.trainer
        )
        self.phase = phase
        self.source = source
        self.objective = objective
        self.trainer = trainer
    }

    /// Steps done.
    var step: Int { trainer.state.step }
    /// Whether all steps are done.
    var isFinished: Bool { step >= phase.steps }
    /// What a checkpoint holds.
    var state: State {
        State(trainer: trainer.state, source: source.state, objective: objective)
    }
    /// The averaged student.
    var model: TrainedModel {
        TrainedModel(network: phase.network, parameters: trainer.state.average)
    }

    /// Takes one step.
    ///
    /// - Throws: ``Failure`` (failed precondition) when the loss is no number any more.
    mutating func advance() throws(Failure) -> (report: LossReport, rate: Float) {
        let step = step
        let rate = trainer.learningRate
        let batch = source.next(step: step)
        trainer.beginStep()
        let context = StepContext(step: step, totalSteps: phase.steps)
        let report = objective.accumulate(batch, in: context, on: &trainer)
        guard report.total.isFinite else {
            throw .precondition(
                "the loss of step \(step) of \(phase.name) is \(report.total): the run diverged; "
                    + "a learning rate below \(rate) may help"
            )
        }
        trainer.endStep()
        return (report, rate)
    }

    /// By what the phase's network standardises: what the run has so far, or the model that it starts
    /// from, or else the statistics of the data.
    private static func statistics(
        _ network: Network,
        _ state: State?,
        _ initial: TrainedModel?,
        _ data: TrainingData
    ) -> InputStatistics? {
        guard let standardization = network.graph.standardization else { return nil }
        if let parameters = state?.trainer.student ?? initial?.parameters,
            parameters.statistics.count == network.layout.statisticsCount
        {
            return network.inputStatistics(of: parameters)
        }
        return data.inputStatistics(standardization)
    }

    /// Views are drawn before the network standardises, so they know a vector's scales; those of an
    /// image are drawn from its range.
    private static func scales(
        _ statistics: InputStatistics?,
        _ input: InputSpecification
    ) -> ColumnScales? {
        guard let statistics, case .vector = input else { return nil }
        return ColumnScales(means: statistics.means, deviations: statistics.deviations)
    }

    private static func selection(
        _ targets: Matrix,
        _ phase: TrainingPhase,
        seed: UInt64
    ) -> [Int]? {
        guard case .noisyStudent(let parameters) = phase.algorithm else { return nil }
        var generator = SeededGenerator(seed: seed).fork(5)
        let selection = PseudoLabelSelection(
            PseudoTargets(probabilities: targets, indices: Array(0..<targets.rows)),
            parameters: parameters,
            generator: &generator
        )
        return selection.rows
    }
}

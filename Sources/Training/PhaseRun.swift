internal import Augmentation
internal import Domain
internal import Networks
internal import SemiSupervised
internal import Text

/// A phase of a run that takes optimizer steps, in progress.
struct PhaseRun: ~Copyable {
    /// What a checkpoint holds.
    struct State: Sendable {
        var trainer: Trainer.State
        var source: BatchSource.State
        var objective: StateTensors
    }

    /// What a phase is made from.
    struct Inputs: Sendable {
        var specification: TrainingJobSpecification
        var data: TrainingData
        var augmentation: AugmentationSettings
        var range: ValueRange
        /// What is known of the words of texts; nil: nothing is asked of it.
        var words: WordStatistics?
        var phase: Phase
        var seed: UInt64
        /// What the run was given.
        var given: TrainedModel?
        /// What the phase before ended with.
        var previous: TrainedModel?
        var threads: Int

        /// The model that a phase names.
        func model(_ source: Phase.Source?) -> TrainedModel? {
            switch source {
            case .given?: given
            case .previous?: previous
            case nil: nil
            }
        }

        /// The fixed teacher of the phase; nil: it has none.
        ///
        /// - Throws: ``Failure`` (failed precondition) where the phase needs one that was not given.
        func teacher() throws(Failure) -> TrainedModel? {
            let teacher = model(phase.teacher)
            guard teacher != nil || phase.teacher == nil else {
                throw .precondition(
                    "\(specification.algorithm.name) needs a teacher; none was given"
                )
            }
            return teacher
        }
    }

    let phase: Phase
    private let inputs: Inputs
    private let random: SeededGenerator
    /// The labelled examples of each class.
    private let classCounts: [Int]
    private var trainer: Trainer
    private var source: BatchSource
    private var objective: any Objective
    private var augmenter: Augmenter
    /// What teaches the augmenter; nil: it learns nothing.
    private var probe: LevelProbe?
    /// What surveys have made of the unlabelled pool.
    private var change: PoolChange?

    /// Creates a phase at its beginning, or one that continues `state`.
    ///
    /// A phase that continues makes a teacher's first survey again, instead of keeping what came of it; what its own
    /// networks said can not be said again.
    init(_ inputs: Inputs, _ objective: any Objective, state: State?) throws(Failure) {
        let specification = inputs.specification
        let phase = inputs.phase
        var objective = objective
        let needs = objective.needs
        let network = try Network.compiled(phase.network)
        let rows = BatchRows(
            needs,
            labeledBatch: specification.optimization.labeledBatch,
            labeledCount: inputs.data.labeledCount,
            classes: Set(inputs.data.labels).count,
            input: network.graph.input
        )
        let teacher = try inputs.teacher()
        let initial = inputs.model(phase.start)
        let statistics = Self.statistics(network, state, initial, inputs.data)
        let trainer = try Trainer(
            Trainer.Plan(
                network: network,
                settings: specification.optimization,
                average: phase.average,
                steps: phase.steps,
                optimizers: phase.optimizers,
                needs: needs,
                rows: rows.ofPass,
                teacher: teacher,
                initial: initial,
                statistics: statistics,
                seed: inputs.seed,
                shards: specification.shards,
                threads: inputs.threads
            ),
            state: state?.trainer
        )
        var augmenter = try inputs.augmenter(statistics)
        var change = try inputs.survey(
            { ($0.role == .teacher || state == nil) && $0.isDue(at: 0) },
            step: 0,
            &objective,
            trainer.state,
            augmenter,
            on: trainer.pool
        )
        if var kept = state?.objective {
            change = kept.takeChange(classes: inputs.data.classes) ?? change
            // After a teacher's first survey, which has the views that it had when nothing was learned.
            try kept.takeRates(into: &augmenter)
            try kept.restore(&objective)
        }
        source = try BatchSource(
            data: inputs.data,
            needs: needs,
            input: network.graph.input,
            rows: rows,
            augmenter: augmenter,
            change: change,
            seed: inputs.seed,
            state: state?.source
        )
        self.phase = phase
        self.inputs = inputs
        self.objective = objective
        self.trainer = trainer
        self.augmenter = augmenter
        probe = LevelProbe(augmenter, needs)
        self.change = change
        random = SeededGenerator(seed: inputs.seed).fork(6)
        classCounts = inputs.data.rowsByClass().map(\.count)
    }

    /// Steps done.
    var step: Int { trainer.state.step }
    /// Whether all steps are done.
    var isFinished: Bool { step >= phase.steps }
    /// What a checkpoint holds.
    var state: State {
        var objective = objective
        var tensors = StateTensors(of: &objective)
        if let change, !phase.surveys.allSatisfy({ $0.role == .teacher && $0.every == nil }) {
            tensors.add(change)
        }
        if let controller = augmenter.controller { tensors.add(controller) }
        return State(trainer: trainer.state, source: source.state, objective: tensors)
    }
    /// What the phase ends with: the averaged student, or what is released of it.
    ///
    /// - Throws: ``Failure`` where the network that is released does not fit.
    func model() throws(Failure) -> TrainedModel {
        try inputs.released(
            TrainedModel(network: phase.network, parameters: trainer.state.average)
        )
    }

    /// Takes one step.
    ///
    /// - Throws: ``Failure`` (failed precondition) when the loss is no number any more.
    mutating func advance() throws(Failure) -> (report: LossReport, rate: Float) {
        let step = step
        let rate = trainer.learningRate
        if step > 0 { try surveyAgain() }
        source.draw(step: step, on: trainer.pool)
        trainer.beginStep()
        teachLevels(step: step)
        var context = StepContext(
            step: step,
            totalSteps: phase.steps,
            random: SeededRandom(random.fork(UInt64(step))),
            classCounts: classCounts,
            unlabeledCount: inputs.data.unlabeledCount,
            inputDeviations: trainer.inputDeviations
        )
        let report = objective.step(source.batch, in: &context, on: &trainer)
        guard report.total.isFinite else {
            let terms = report.brokenTerms.joined(separator: ", ")
            throw .precondition(
                "the loss of step \(step) of \(phase.name) is \(report.total)"
                    + (terms.isEmpty ? "" : " by its term \(terms)") + ": the run diverged; "
                    + "a learning rate below \(rate) may help"
            )
        }
        trainer.endStep()
        return (report, rate)
    }

    /// Shows the model probes of the batch's labelled rows; what it says is for the views of the next step.
    private mutating func teachLevels(step: Int) {
        guard probe != nil else { return }
        probe?.teach(
            &augmenter,
            source.batch.labeled,
            of: inputs.data,
            step: step,
            on: &trainer
        )
        source.augmenter = augmenter
    }

    /// Makes the surveys that are due before the next step.
    private mutating func surveyAgain() throws(Failure) {
        let step = step
        let change = try inputs.survey(
            { $0.isDue(at: step) },
            step: step,
            &objective,
            trainer.state,
            augmenter,
            on: trainer.pool
        )
        guard let change else { return }
        try source.follow(change, step: step)
        self.change = change
    }

    /// By what the phase's network standardises: what the run has so far, or the model that it starts
    /// from, or else the statistics of the data.
    static func statistics(
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
}

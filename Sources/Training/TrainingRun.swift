internal import Augmentation
package import Domain
internal import Files
internal import Kernels
internal import Networks
package import SemiSupervised
internal import Text

/// A whole run: every phase of an algorithm over one set of data, step by step.
///
/// Belongs to one thread. The result depends on the specification, the data and the given teacher,
/// and not on the number of threads, nor on where the run was interrupted and resumed.
package struct TrainingRun: ~Copyable {
    /// What is run.
    package let specification: TrainingJobSpecification
    /// The phases.
    package let phases: [Phase]
    private let data: TrainingData
    private let given: TrainedModel?
    private let augmentation: AugmentationSettings
    private let range: ValueRange
    private let words: WordStatistics?
    private let threads: Int
    private var index: Int
    /// What the phase before ended with.
    private var previous: TrainedModel?
    private var current: RunningPhase
    /// The steps, over all phases, of the last checkpoint that was read or written; nil: none was.
    private var lastCheckpoint: Int?

    /// Begins a run, or continues one from a checkpoint.
    ///
    /// - Parameters:
    ///   - specification: What to run.
    ///   - data: What to learn from.
    ///   - teacher: The teacher of a distillation, or the first teacher of Noisy Student; of any
    ///     other algorithm, the model whose weights and standardisation the run starts from.
    ///   - threads: The number of threads; it does not change the result.
    ///   - checkpoint: Where to continue; nil: at the beginning.
    ///   - allowingOtherHardware: Whether a checkpoint of another instruction set or BLAS core is
    ///     taken; the result then differs in its last bits.
    /// - Throws: ``Failure``: invalid argument or failed precondition when specification, data and
    ///   teacher do not fit, data loss when the checkpoint is not of this run.
    package init(
        _ specification: TrainingJobSpecification,
        data: TrainingData,
        teacher: TrainedModel? = nil,
        threads: Int = 1,
        resuming checkpoint: Checkpoint? = nil,
        allowingOtherHardware: Bool = false
    ) throws(Failure) {
        let phases = try specification.recipe(given: teacher?.network).phases
        try specification.validate(for: data, phases)
        if let checkpoint {
            try checkpoint.check(
                specification,
                data,
                teacher,
                phases: phases.count,
                allowingOtherHardware: allowingOtherHardware
            )
        }
        let augmentation =
            specification.augmentation
            ?? AugmentationSettings(defaultsFor: data.input, moments: data.frontEnd.shape.moments)
        let range = data.valueRange()
        let words = data.wordStatistics(for: augmentation)
        let index = checkpoint?.header.phase ?? 0
        let inputs = PhaseRun.Inputs(
            specification: specification,
            data: data,
            augmentation: augmentation,
            range: range,
            words: words,
            phase: phases[index],
            seed: Self.seed(specification.seed, phase: index),
            given: teacher,
            previous: checkpoint?.previous,
            threads: threads
        )
        let current = try RunningPhase(inputs, state: checkpoint?.state)
        self.specification = specification
        self.phases = phases
        self.data = data
        self.augmentation = augmentation
        self.range = range
        self.words = words
        self.threads = threads
        self.index = index
        given = teacher
        previous = checkpoint?.previous
        self.current = current
        if let checkpoint {
            lastCheckpoint = phases[..<index].reduce(checkpoint.header.step) { $0 + $1.steps }
        }
    }

    /// Whether every step of every phase is done.
    package var isFinished: Bool { index == phases.count - 1 && current.isFinished }

    /// What the phase that is running, or ran last, would end with now.
    ///
    /// - Throws: ``Failure`` where the network that is released does not fit.
    package func model() throws(Failure) -> TrainedModel { try current.model() }

    /// What phases before the current one ended with: the teacher of this one.
    package var teacher: TrainedModel? { previous ?? given }

    /// Takes one step, which may be the first of a new phase.
    ///
    /// - Throws: ``Failure`` (failed precondition) when the run diverged, or a teacher is sure of no
    ///   example.
    package mutating func advance() throws(Failure) -> TrainingProgress {
        precondition(!isFinished, "the run has ended")
        if current.isFinished {
            let model = try current.model()
            let next = try RunningPhase(inputs(of: index + 1, previous: model), state: nil)
            previous = model
            index += 1
            current = next
        }
        let (report, rate) = try current.advance()
        let before = phases[..<index].reduce(0) { $0 + $1.steps }
        return TrainingProgress(
            phase: index,
            phases: phases.count,
            name: phases[index].name,
            step: current.step,
            steps: phases[index].steps,
            overallStep: before + current.step,
            overallSteps: phases.reduce(0) { $0 + $1.steps },
            loss: report.total,
            supervisedLoss: report.supervised,
            consistencyLoss: report.consistency,
            utilization: report.utilization,
            learningRate: rate
        )
    }

    /// Takes steps until the end, or until it is told to stop.
    ///
    /// - Parameters:
    ///   - checkpointPath: Where checkpoints are written; nil: nowhere.
    ///   - report: Called after each step; its answer is what happens next.
    /// - Returns: How the run ended.
    /// - Throws: ``Failure`` of a step, with the last checkpoint before it, or of writing a checkpoint.
    package mutating func run(
        checkpointPath: String? = nil,
        _ report: (TrainingProgress) -> TrainingDirective = { _ in .proceed }
    ) throws(Failure) -> TrainingOutcome {
        while !isFinished {
            let progress: TrainingProgress
            do throws(Failure) {
                progress = try advance()
            } catch {
                throw naming(lastCheckpoint, error)
            }
            switch report(progress) {
            case .proceed:
                continue
            case .checkpoint:
                try save(to: checkpointPath)
            case .checkpointAndStop:
                try save(to: checkpointPath)
                return .stopped
            case .cancel:
                return .cancelled
            }
        }
        return .finished(try model())
    }

    /// Everything that a later ``init(_:data:teacher:threads:resuming:allowingOtherHardware:)``
    /// needs to go on as if nothing had happened.
    ///
    /// - Throws: ``Failure`` (internal) when the given teacher cannot be encoded.
    package func checkpoint() throws(Failure) -> Checkpoint {
        let state = current.state
        return Checkpoint(
            header: Checkpoint.Header(
                specification: specification,
                instructionSet: InstructionSet.best.rawValue,
                blasCore: BLAS.coreName,
                data: Checkpoint.fingerprint(of: data),
                teacher: given.map(Checkpoint.fingerprint(of:)),
                phase: index,
                step: state.trainer.step,
                source: state.source,
                optimizers: state.trainer.optimizers,
                previousNetwork: previous?.network
            ),
            objective: state.objective,
            student: state.trainer.student,
            average: state.trainer.average,
            previousParameters: previous?.parameters
        )
    }

    private mutating func save(to path: String?) throws(Failure) {
        guard let path else { return }
        try checkpoint().write(to: path)
        lastCheckpoint = phases[..<index].reduce(current.step) { $0 + $1.steps }
    }

    /// A failure of a step with how far its run had come when all was well.
    private func naming(_ step: Int?, _ failure: Failure) -> Failure {
        guard let step else { return failure }
        var failure = failure
        failure.message += "; the last checkpoint, of step \(step), had only numbers"
        return failure
    }

    private func inputs(of index: Int, previous: TrainedModel?) -> PhaseRun.Inputs {
        PhaseRun.Inputs(
            specification: specification,
            data: data,
            augmentation: augmentation,
            range: range,
            words: words,
            phase: phases[index],
            seed: Self.seed(specification.seed, phase: index),
            given: given,
            previous: previous,
            threads: threads
        )
    }

    private static func seed(_ seed: UInt64, phase: Int) -> UInt64 {
        var generator = SeededGenerator(seed: seed).fork(UInt64(phase))
        return generator.next()
    }
}

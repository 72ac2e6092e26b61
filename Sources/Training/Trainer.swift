internal import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised

/// The networks of a phase: the student, its averaged weights and a teacher; and what moves the student.
struct Trainer: ~Copyable, Models {
    /// The state that a checkpoint holds.
    struct State: Sendable {
        var student: Parameters
        var average: Parameters
        /// One for each plan of the phase.
        var optimizers: [Optimizer]
        /// Optimizer steps done.
        var step: Int
    }

    /// What a trainer is made from.
    struct Plan {
        /// The student's network.
        var network: Network
        /// Optimizer, schedule and average.
        var settings: Optimization
        /// How much of the average stays in a step; nil: as in the settings.
        var average: AverageDecay?
        /// The length of the schedule.
        var steps: Int
        /// What moves which parameters.
        var optimizers: [OptimizerPlan]
        /// What the objective asks for.
        var needs: Needs
        /// The most rows of one pass, by the shape of a row.
        var rows: [Shape: Int]
        /// The fixed teacher; nil: there is none.
        var teacher: TrainedModel?
        /// A model to start from; nil: random weights.
        var initial: TrainedModel?
        /// What a network that standardises its input starts with at random weights; a model to start from
        /// brings its own.
        var statistics: InputStatistics?
        /// The seed of the first weights and of dropout.
        var seed: UInt64
        /// The parts of a batch.
        var shards: Int
        /// The number of threads.
        var threads: Int
    }

    /// What moves some of the parameters.
    private struct Mover {
        let others: [Range<Int>]
        let schedule: LearningRateSchedule
    }

    private let settings: Optimization
    private let average: AverageDecay
    private let steps: Int
    private let movers: [Mover]
    private let noise: SeededGenerator
    private let networks: SizedNetworks
    private let heads: [HeadName]
    /// Passes of the step so far; each has its own noise.
    private var passes: UInt64 = 0
    /// The gradients as the optimizers are given them; kept, since an array of that size costs page faults.
    private var gradients: [Float]
    /// By what the network divides the values of a row; empty: it does not standardise.
    let inputDeviations: [Float]
    private let teacher: FrozenTeacher?
    private(set) var state: State

    /// Creates a trainer at rest, or one that continues `state`.
    ///
    /// - Throws: ``Failure`` when memory does not suffice, or the state or the model to start from is another
    ///   network's.
    init(_ plan: Plan, state: State?) throws(Failure) {
        let network = plan.network
        let root = SeededGenerator(seed: plan.seed)
        var weights = root.fork(1)
        let first = try network.parameters(
            startingFrom: plan.initial,
            statistics: plan.statistics,
            seed: weights.next()
        )
        let asked = plan.settings.optimizer
        let start =
            state
            ?? State(
                student: first,
                average: first,
                optimizers: plan.optimizers.map { $0.optimizer ?? asked },
                step: 0
            )
        try network.check(start.student)
        try network.check(start.average)
        let fixed: FrozenTeacher? =
            if let teacher = plan.teacher { try FrozenTeacher(teacher) } else { nil }
        networks = try SizedNetworks(
            network,
            rows: plan.rows,
            needs: plan.needs,
            shards: plan.shards,
            threads: plan.threads
        )
        settings = plan.settings
        average = plan.average ?? .constant(plan.settings.averageDecay)
        steps = plan.steps
        movers = plan.optimizers.map { part in
            Mover(
                others: part.parameters.others(network.layout),
                schedule: part.schedule ?? plan.settings.schedule(steps: plan.steps)
            )
        }
        noise = root.fork(2)
        inputDeviations = network.inputStatistics(of: start.student)?.deviations ?? []
        gradients = Array(repeating: 0, count: network.layout.parameterCount)
        teacher = fixed
        self.state = start
        heads = plan.needs.heads
    }

    /// The network that is trained.
    var network: Network { networks.network }
    /// The threads that its passes have.
    var pool: ThreadPool { networks.pool }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass {
        precondition(role == .student, "the \(role) is not trained")
        let place = networks.place(for: inputs, from: start)
        networks.hold(place)
        return Pass(
            role: role,
            slot: place.number,
            values: train(role, inputs, mode, place, from: start)
        )
    }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        let place = SizedNetworks.Place(number: pass.slot)
        networks.release(place)
        return networks[place].backward(
            gradients,
            parameters: state.student,
            inputGradient: wantingRows,
            pass: place.slot
        )
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        let place = SizedNetworks.Place(number: pass.slot)
        networks.release(place)
        return networks[place].rowGradient(
            gradients,
            parameters: state.student,
            pass: place.slot
        )
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        let place = networks.place(for: inputs, from: nil)
        guard mode == .evaluate else { return train(role, inputs, mode, place) }
        switch role {
        case .student: return networks[place].evaluate(inputs, parameters: state.student)
        case .average: return networks[place].evaluate(inputs, parameters: state.average)
        default: return fixedTeacher.evaluate(inputs)
        }
    }

    private var fixedTeacher: FrozenTeacher {
        guard let teacher else { preconditionFailure("a phase without a teacher") }
        return teacher
    }

    /// Runs the student or its average with batch statistics and noise.
    private mutating func train(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        _ place: SizedNetworks.Place,
        from start: HeadName? = nil
    ) -> HeadValues {
        var generator = noise.fork(UInt64(state.step)).fork(passes)
        passes += 1
        let statistics: Statistics = mode == .train ? .updating : .frozen
        let seed = generator.next()
        if role == .student {
            return networks[place].forward(
                inputs,
                parameters: &state.student,
                statistics: statistics,
                seed: seed,
                pass: place.slot,
                heads: heads,
                from: start
            )
        }
        precondition(role == .average, "the \(role) is run in evaluation mode only")
        return networks[place].forward(
            inputs,
            parameters: &state.average,
            statistics: statistics,
            seed: seed,
            pass: place.slot,
            heads: heads
        )
    }

    /// The rate of the next step: that of the first plan.
    var learningRate: Float { movers.first?.schedule.rate(at: state.step) ?? 0 }

    /// Forgets the gradients of the step before.
    mutating func beginStep() {
        networks.begin()
        passes = 0
    }

    /// Moves the student by its gradients, and the average after it.
    mutating func endStep() {
        networks.readGradients(into: &gradients)
        if let limit = settings.gradientNormLimit {
            GradientClipping.clip(&gradients, norm: limit)
        }
        for (index, mover) in movers.enumerated() {
            state.optimizers[index].step(
                &state.student,
                gradients: gradients,
                layout: network.layout,
                rate: mover.schedule.rate(at: state.step),
                skipping: mover.others
            )
        }
        let step = Float(state.step)
        state.average.follow(
            state.student,
            decay: min(average.value(step: state.step, of: steps), (step + 1) / (step + 10)),
            statistics: .averaged,
            fixed: network.layout.fixedStatistics
        )
        state.step += 1
    }
}

/// A model that teaches and does not change; its weights are packed once, and its memory is kept.
private final class FrozenTeacher {
    private let network: ServingNetwork
    private let scratch: ServingNetwork.Scratch

    init(_ model: TrainedModel) throws(Failure) {
        let compiled: Network
        do {
            compiled = try Network(model.network)
        } catch {
            throw error.failure
        }
        network = try ServingNetwork(network: compiled, parameters: model.parameters)
        scratch = network.makeScratch()
    }

    func evaluate(_ inputs: [Matrix]) -> HeadValues {
        network.evaluate(Matrix(joining: inputs), scratch: scratch)
    }
}

internal import Domain
internal import Networks
internal import SemiSupervised

/// The networks of a phase: the student, its averaged weights and a teacher; and the student's optimizer.
struct Trainer: ~Copyable, Models {
    /// The state that a checkpoint holds.
    struct State: Sendable {
        var student: Parameters
        var average: Parameters
        var optimizer: Optimizer
        /// Optimizer steps done.
        var step: Int
    }

    private let settings: Optimization
    private let schedule: LearningRateSchedule
    private let noise: SeededGenerator
    private var workspace: Workspace
    private let heads: [HeadName]
    /// Passes of the step so far; each has its own noise.
    private var passes: UInt64 = 0
    /// Which slots hold a pass that is to go backward.
    private var isHeld: [Bool]
    private let teacher: FrozenTeacher?
    private(set) var state: State

    /// Creates a trainer at rest, or one that continues `state`.
    ///
    /// - Parameters:
    ///   - network: The student's network.
    ///   - settings: Optimizer, schedule and average.
    ///   - steps: The length of the schedule.
    ///   - needs: What the objective asks for.
    ///   - rows: The most rows of one pass.
    ///   - teacher: The fixed teacher; nil: there is none.
    ///   - initial: A model to start from; nil: random weights.
    ///   - isWhole: Whether that is one of the same network; otherwise what it does not have is random.
    ///   - statistics: What a network that standardises its input starts with at random weights; a
    ///     model to start from brings its own.
    ///   - seed: The seed of the first weights and of dropout.
    ///   - shards: The parts of a batch.
    ///   - threads: The number of threads.
    ///   - state: Where to continue; nil: at the beginning.
    /// - Throws: ``Failure`` when memory does not suffice or the state is another network's.
    init(
        network: Network,
        settings: Optimization,
        steps: Int,
        needs: Needs,
        rows: Int,
        teacher: TrainedModel?,
        initial: TrainedModel? = nil,
        isWhole: Bool = true,
        statistics: InputStatistics? = nil,
        seed: UInt64,
        shards: Int,
        threads: Int,
        state: State?
    ) throws(Failure) {
        let root = SeededGenerator(seed: seed)
        var weights = root.fork(1)
        if isWhole, let initial, initial.network != network.graph {
            throw .invalid(
                "a run starts from a model of its own network; the initial version has another",
                field: "network"
            )
        }
        let first = try Self.first(network, initial, isWhole, statistics, seed: weights.next())
        let start =
            state
            ?? State(student: first, average: first, optimizer: Optimizer(settings), step: 0)
        try network.check(start.student)
        try network.check(start.average)
        let fixed: FrozenTeacher? =
            if let teacher { try FrozenTeacher(teacher) } else { nil }
        let workspace = try Workspace(
            for: network,
            rows: rows,
            passes: needs.passes,
            exposing: needs.heads,
            threads: threads,
            shards: shards
        )
        self.settings = settings
        schedule =
            settings.constantRate
            ? .constant(rate: settings.learningRate)
            : .cosine(rate: settings.learningRate, steps: steps, warmUp: settings.warmUpSteps)
        noise = root.fork(2)
        self.teacher = fixed
        self.state = start
        self.workspace = workspace
        heads = needs.heads
        isHeld = Array(repeating: false, count: needs.passes)
    }

    /// The network that is trained.
    var network: Network { workspace.network }

    private static func first(
        _ network: Network,
        _ initial: TrainedModel?,
        _ isWhole: Bool,
        _ statistics: InputStatistics?,
        seed: UInt64
    ) throws(Failure) -> Parameters {
        if let initial, isWhole { return initial.parameters }
        var first = network.initialParameters(seed: seed)
        guard let initial else {
            if let statistics { network.setInputStatistics(statistics, in: &first) }
            return first
        }
        do {
            network.adopt(initial.parameters, of: try Network(initial.network), into: &first)
        } catch {
            throw error.failure
        }
        return first
    }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass {
        precondition(role == .student, "the \(role) is not trained")
        let slot = freeSlot()
        isHeld[slot] = true
        return Pass(role: role, slot: slot, values: train(role, inputs, mode, slot, from: start))
    }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        isHeld[pass.slot] = false
        return workspace.backward(
            gradients,
            parameters: state.student,
            inputGradient: wantingRows,
            pass: pass.slot
        )
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        guard mode == .evaluate else { return train(role, inputs, mode, freeSlot()) }
        switch role {
        case .student: return workspace.evaluate(inputs, parameters: state.student)
        case .average: return workspace.evaluate(inputs, parameters: state.average)
        default: return fixedTeacher.evaluate(inputs)
        }
    }

    private var fixedTeacher: FrozenTeacher {
        guard let teacher else { preconditionFailure("a phase without a teacher") }
        return teacher
    }

    private func freeSlot() -> Int {
        guard let slot = isHeld.firstIndex(of: false) else {
            preconditionFailure("\(isHeld.count) passes are alive, as many as were asked for")
        }
        return slot
    }

    /// Runs the student or its average with batch statistics and noise.
    private mutating func train(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        _ slot: Int,
        from start: HeadName? = nil
    ) -> HeadValues {
        var generator = noise.fork(UInt64(state.step)).fork(passes)
        passes += 1
        let statistics: Statistics = mode == .train ? .updating : .frozen
        let seed = generator.next()
        if role == .student {
            return workspace.forward(
                inputs,
                parameters: &state.student,
                statistics: statistics,
                seed: seed,
                pass: slot,
                heads: heads,
                from: start
            )
        }
        precondition(role == .average, "the \(role) is run in evaluation mode only")
        return workspace.forward(
            inputs,
            parameters: &state.average,
            statistics: statistics,
            seed: seed,
            pass: slot,
            heads: heads
        )
    }

    /// The gradients that the objective accumulated.
    var gradients: [Float] { workspace.gradients }

    /// The rate of the next step.
    var learningRate: Float { schedule.rate(at: state.step) }

    /// Forgets the gradients of the step before.
    mutating func beginStep() {
        workspace.clearGradients()
        passes = 0
        for slot in isHeld.indices { isHeld[slot] = false }
    }

    /// Moves the student by its gradients, and the average after it.
    mutating func endStep() {
        var gradients = workspace.gradients
        if let limit = settings.gradientNormLimit {
            GradientClipping.clip(&gradients, norm: limit)
        }
        state.optimizer.step(
            &state.student,
            gradients: gradients,
            layout: workspace.network.layout,
            rate: learningRate
        )
        let step = Float(state.step)
        state.average.follow(
            state.student,
            decay: min(settings.averageDecay, (step + 1) / (step + 10)),
            statistics: .averaged,
            fixed: workspace.network.layout.fixedStatistics
        )
        state.step += 1
    }
}

/// A model that teaches and does not change; its weights are packed once.
private final class FrozenTeacher: Sendable {
    private let network: ServingNetwork

    init(_ model: TrainedModel) throws(Failure) {
        let compiled: Network
        do {
            compiled = try Network(model.network)
        } catch {
            throw error.failure
        }
        network = try ServingNetwork(network: compiled, parameters: model.parameters)
    }

    func evaluate(_ inputs: [Matrix]) -> HeadValues {
        let values = inputs.flatMap(\.values)
        let rows = inputs.reduce(0) { $0 + $1.rows }
        let matrix = Matrix(rows: rows, columns: network.network.inputs, values: values)
        return network.evaluate(matrix, scratch: network.makeScratch())
    }
}

internal import Domain
internal import Networks
internal import SemiSupervised

/// A phase of a run that solves for the classifier of a network, in progress.
///
/// The table is computed by the network as it serves, so that a row's features are those that its classifier will
/// be given. It is computed again by a phase that continues, and is not a part of a checkpoint.
struct SolverRun: ~Copyable {
    let phase: Phase
    private let inputs: PhaseRun.Inputs
    private let network: Network
    private let parameters: Parameters
    private let table: FeatureTable
    private var solver: any Solver
    private(set) var step: Int

    /// Creates a phase at its beginning, or one that continues `state`.
    init(_ inputs: PhaseRun.Inputs, _ solver: any Solver, state: PhaseRun.State?) throws(Failure) {
        let phase = inputs.phase
        let network = try Network.compiled(phase.network)
        let rows = TableSample(
            inputs.data,
            solver.rows,
            generator: SeededGenerator(seed: inputs.seed).fork(7)
        )
        var parameters: Parameters
        if let state {
            parameters = state.trainer.student
        } else {
            let initial = inputs.model(phase.start)
            var weights = SeededGenerator(seed: inputs.seed).fork(1)
            parameters = try network.parameters(
                startingFrom: initial,
                statistics: PhaseRun.statistics(network, nil, initial, inputs.data),
                seed: weights.next()
            )
            try Self.prepare(&parameters, of: network, solver, rows, inputs.data)
        }
        try network.check(parameters)
        let features = try rows.values(
            TrainedModel(network: phase.network, parameters: parameters),
            inputs.data
        )
        var current = solver
        if let state { try state.objective.restore(&current) }
        table = FeatureTable(
            centering: features,
            labels: rows.labeled.map { inputs.data.labels[$0] },
            classes: network.classes,
            generator: SeededGenerator(seed: inputs.seed).fork(8)
        )
        step = state?.trainer.step ?? 0
        self.phase = phase
        self.inputs = inputs
        self.network = network
        self.parameters = parameters
        self.solver = current
    }

    /// Whether all rounds are done.
    var isFinished: Bool { step >= phase.steps }

    /// What a checkpoint holds.
    var state: PhaseRun.State {
        var solver = solver
        return PhaseRun.State(
            trainer: Trainer.State(
                student: parameters,
                average: parameters,
                optimizers: [],
                step: step
            ),
            source: [:],
            objective: StateTensors(of: &solver)
        )
    }

    /// What the phase ends with: the network with the classifier that was found.
    ///
    /// - Throws: ``Failure`` where the network that is released does not fit.
    func model() throws(Failure) -> TrainedModel {
        var solved = TrainedModel(network: phase.network, parameters: parameters)
        if let graph = solver.released(table) { solved = try solved.part(graph) }
        try Network.compiled(solved.network).set(solver.solution(table), in: &solved.parameters)
        return try inputs.released(solved)
    }

    /// Does one round.
    ///
    /// - Throws: ``Failure`` (failed precondition) where the table has no answer.
    mutating func advance() throws(Failure) -> LossReport {
        let progress = try solver.advance(table)
        guard progress.objective.isFinite else {
            throw .precondition("the objective of round \(step) of \(phase.name) is no number")
        }
        step += 1
        return LossReport(
            total: Float(progress.objective),
            supervised: Float(progress.labeledLoss),
            consistency: Float(progress.unlabeledLoss),
            // The share alone is reported of what single rows weigh.
            weights: [Float(progress.utilization)]
        )
    }

    /// Sets the weights below the features, where the solver makes them from values of the network.
    private static func prepare(
        _ parameters: inout Parameters,
        of network: Network,
        _ solver: any Solver,
        _ rows: TableSample,
        _ data: TrainingData
    ) throws(Failure) {
        guard let source = solver.source else { return }
        let probe = try TrainedModel(network: network.graph, parameters: parameters)
            .part(network.graph.yielding(source))
        let shape = network.outputShape(of: HeadName(source))
        let values = try rows.shuffled(most: solver.rows.prepared).values(probe, data)
        network.set(solver.prepare(values, shape: shape), in: &parameters)
    }
}

extension Network {
    /// Writes tensors over those of the same names.
    fileprivate func set(_ tensors: [String: [Float]], in parameters: inout Parameters) {
        for (name, values) in tensors {
            guard let entry = layout[name], entry.range.count == values.count else {
                preconditionFailure("\(values.count) values for '\(name)'")
            }
            parameters.values.replaceSubrange(entry.range, with: values)
        }
    }
}

extension Graph {
    /// The network up to a value, which is then its head `embedding`.
    fileprivate func yielding(_ value: String) -> Graph {
        var graph = self
        graph.nodes = nodes(before: value)
        graph.heads = [.embedding: value]
        guard graph.nodes.isEmpty else { return graph }
        // A network has at least one node: all channels of the input.
        graph.nodes = [Node("all", Slice(first: 0, count: input.channels), [value])]
        graph.heads = [.embedding: "all"]
        return graph
    }
}

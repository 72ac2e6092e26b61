internal import Augmentation
internal import Domain
internal import Kernels
internal import Networks
internal import SemiSupervised

extension PhaseRun.Inputs {
    /// Makes the phase's surveys; those of a student are a part of the objective's state, and not made again.
    ///
    /// - Throws: ``Failure`` where a model that looks has a network that is not valid.
    func survey(
        _ objective: inout any Objective,
        student: TrainedModel,
        _ augmenter: Augmenter,
        on pool: ThreadPool,
        isContinuing: Bool
    ) throws(Failure) -> PoolChange? {
        var change: PoolChange?
        for (number, plan) in phase.surveys.enumerated() {
            guard plan.role == .teacher || !isContinuing else { continue }
            let looking = plan.role == .teacher ? model(phase.teacher) ?? student : student
            let predictor = try ModelPredictor(looking)
            let count = data.count(of: plan.pool)
            let rows = Self.spread(count, most: plan.limit ?? count)
            let values = predictor.values(of: plan.heads, rows, of: plan.pool, data) {
                rows,
                first in
                let input = looking.network.input
                var views = Matrix(
                    rows: rows.rows,
                    columns: plan.view.shape(of: input).count
                )
                augmenter.write(
                    plan.view,
                    of: rows.values,
                    input,
                    step: first,
                    stream: 1 << 24 + number,
                    on: pool,
                    to: &views
                )
                return views
            }
            let survey = Survey(
                plan: plan,
                values: values,
                labels: plan.pool == .labeled ? rows.map { data.labels[$0] } : [],
                generator: SeededGenerator(seed: seed).fork(5)
            )
            change = objective.take(survey) ?? change
        }
        return change
    }

    /// What the phase makes of the model that it ends with.
    ///
    /// - Throws: ``Failure`` where the network that is released does not fit.
    func released(_ trained: TrainedModel) throws(Failure) -> TrainedModel {
        switch phase.release {
        case .whole: trained
        case .part(let graph): try trained.part(graph)
        case .nearestSupport(let encoder, let temperature, let most):
            try nearestSupport(trained.part(encoder), temperature, most: most)
        }
    }

    /// A classifier by the likeness to labelled rows.
    private func nearestSupport(
        _ encoder: TrainedModel,
        _ temperature: Float,
        most: Int
    ) throws(Failure) -> TrainedModel {
        let rows = Self.spread(data.labeledCount, most: most)
        let support = try ModelPredictor(encoder).values(of: [.embedding], rows, of: .labeled, data)
            .features
        let graph = Graph.nearestSupport(
            of: encoder.network,
            rows: rows.count,
            classes: data.classes,
            temperature: temperature
        )
        var model = try encoder.part(graph)
        let network = try Network.compiled(graph)
        network.setSupport(
            support,
            labels: rows.map { data.labels[$0] },
            in: &model.parameters
        )
        return model
    }

    /// At most so many of some places, spread evenly over them.
    private static func spread(_ count: Int, most: Int) -> [Int] {
        guard count > most else { return Array(0..<count) }
        return (0..<most).map { $0 * count / most }
    }
}

extension TrainedModel {
    /// Another network with those of the weights that have the same names; others are as they start.
    func part(_ graph: Graph) throws(Failure) -> TrainedModel {
        let network = try Network.compiled(graph)
        var part = network.initialParameters(seed: 0)
        network.adopt(parameters, of: try Network.compiled(self.network), into: &part)
        return TrainedModel(network: graph, parameters: part)
    }
}

extension Network {
    /// Compiles a graph.
    ///
    /// - Throws: ``Failure`` (invalid argument) naming the node that does not fit.
    static func compiled(_ graph: Graph) throws(Failure) -> Network {
        do {
            return try Network(graph)
        } catch {
            throw error.failure
        }
    }
}

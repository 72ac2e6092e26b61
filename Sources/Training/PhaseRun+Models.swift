internal import Augmentation
package import Domain
internal import Kernels
package import Networks
internal import SemiSupervised

extension PhaseRun.Inputs {
    /// What draws the views of a network that standardises by `statistics`.
    ///
    /// Views are drawn before that, so they know a vector's scales; those of an image are drawn from its range.
    func augmenter(_ statistics: InputStatistics?) throws(Failure) -> Augmenter {
        var scales: ColumnScales?
        if case .vector = data.input {
            scales = statistics.map { ColumnScales(means: $0.means, deviations: $0.deviations) }
        }
        return try Augmenter(
            input: data.input,
            elements: data.frontEnd.elements,
            settings: augmentation,
            range: range,
            scales: scales,
            words: (words, data.frontEnd.mask),
            seed: seed
        )
    }

    /// Makes those surveys of the phase that `isWanted` wants, before step `step`.
    ///
    /// - Returns: What becomes of the unlabelled pool; nil: what became of it before.
    /// - Throws: ``Failure`` where a model that looks has a network that is not valid.
    func survey(
        _ isWanted: (SurveyPlan) -> Bool,
        step: Int,
        _ objective: inout any Objective,
        _ own: Trainer.State,
        _ augmenter: Augmenter,
        on pool: ThreadPool
    ) throws(Failure) -> PoolChange? {
        var change: PoolChange?
        for (number, plan) in phase.surveys.enumerated() where isWanted(plan) {
            let weights = plan.role == .average ? own.average : own.student
            let student = TrainedModel(network: phase.network, parameters: weights)
            let looking = plan.role == .teacher ? model(phase.teacher) ?? student : student
            let count = data.count(of: plan.pool)
            let rows = Self.spread(count, most: plan.limit ?? count)
            var generator = SeededGenerator(seed: seed).fork(5)
            if step > 0 { generator = generator.fork(UInt64(step)) }
            let survey = Survey(
                plan: plan,
                // Each time other views are drawn.
                values: try values(
                    of: looking,
                    plan,
                    rows,
                    augmenter,
                    stream: step << 32 + 1 << 24 + number,
                    on: pool
                ),
                labels: plan.pool == .labeled ? rows.map { data.labels[$0] } : [],
                generator: generator
            )
            let made = objective.take(survey)
            precondition(made == nil || rows.count == count, "a change of a pool by a part of it")
            change = made ?? change
        }
        return change
    }

    private func values(
        of model: TrainedModel,
        _ plan: SurveyPlan,
        _ rows: [Int],
        _ augmenter: Augmenter,
        stream: Int,
        on pool: ThreadPool
    ) throws(Failure) -> HeadValues {
        let input = model.network.input
        let columns = plan.view.shape(of: input).mostValues
        let isText = if case .text = data.input { true } else { false }
        return try ModelPredictor(model).values(of: plan.heads, rows, of: plan.pool, data) {
            piece,
            first in
            var views = Matrix(rows: piece.count, columns: columns)
            let rows = Array(piece)
            augmenter.write(
                plan.view,
                of: rows,
                in: plan.pool,
                of: data,
                read: isText ? [] : data.matrix(rows, of: plan.pool).values,
                input,
                step: first,
                stream: stream,
                on: pool,
                to: &views
            )
            return views
        }
    }

    /// What the phase makes of the model that it ends with.
    ///
    /// - Throws: ``Failure`` where the network that is released does not fit.
    func released(_ trained: TrainedModel) throws(Failure) -> TrainedModel {
        switch phase.release {
        case .whole: trained
        case .part(let graph): try trained.part(graph)
        case .nearestSupport(let encoder, let temperature, let neighbors, let most):
            try nearestSupport(trained.part(encoder), temperature, neighbors, most: most)
        }
    }

    /// A classifier by the likeness to labelled rows.
    private func nearestSupport(
        _ encoder: TrainedModel,
        _ temperature: Float,
        _ neighbors: Int,
        most: Int
    ) throws(Failure) -> TrainedModel {
        let rows = Self.support(of: data.labels, most: most)
        let support = try ModelPredictor(encoder).values(of: [.embedding], rows, of: .labeled, data)
            .features
        let graph = Graph.nearestSupport(
            of: encoder.network,
            rows: rows.count,
            classes: data.classes,
            temperature: temperature,
            neighbors: neighbors
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

    /// At most so many of the places of `labels`, spread evenly over them, with one of each class at least: where
    /// there are more classes than places, one of each.
    ///
    /// A class without any takes the place of the last row of the one that has the most.
    private static func support(of labels: [Int], most: Int) -> [Int] {
        var chosen = spread(labels.count, most: most)
        var counts: [Int: Int] = [:]
        for row in chosen { counts[labels[row], default: 0] += 1 }
        for (row, label) in labels.enumerated() where counts[label] == nil {
            counts[label] = 1
            let largest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
            if let largest, largest.value > 1,
                let place = chosen.lastIndex(where: { labels[$0] == largest.key })
            {
                chosen.remove(at: place)
                counts[largest.key] = largest.value - 1
            }
            chosen.append(row)
        }
        return chosen.sorted()
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
    package static func compiled(_ graph: Graph) throws(Failure) -> Network {
        do {
            return try Network(graph)
        } catch {
            throw error.failure
        }
    }
}

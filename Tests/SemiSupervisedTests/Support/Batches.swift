import Networks
import SemiSupervised
import Testing

extension Batch {
    /// A batch of the two streams that most algorithms have; what is empty is left out.
    init(
        labeled: [Matrix],
        labels: [Int],
        unlabeled: [Matrix] = [],
        labeledIndices: [Int] = [],
        indices: [Int] = [],
        storedTargets: Matrix? = nil
    ) {
        self.init([:])
        if !labeled.isEmpty {
            streams[.labeled] = Stream(views: labeled, labels: labels, indices: labeledIndices)
        }
        if !unlabeled.isEmpty {
            streams[.unlabeled] = Stream(
                views: unlabeled,
                indices: indices,
                targets: storedTargets
            )
        }
    }

    /// The views of the labelled rows.
    var labeledViews: [Matrix] {
        get { streams[.labeled]?.views ?? [] }
        set { streams[.labeled]?.views = newValue }
    }

    /// The views of the unlabelled rows.
    var unlabeledViews: [Matrix] {
        get { streams[.unlabeled]?.views ?? [] }
        set { streams[.unlabeled]?.views = newValue }
    }
}

extension Needs {
    /// The views of a stream; none where it is not drawn.
    func views(_ stream: StreamName) -> [View] { streams[stream]?.views ?? [] }
}

extension Objective {
    /// One step at `context`, which is not kept.
    mutating func step(
        _ batch: Batch,
        at context: StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        var context = context
        return step(batch, in: &context, on: &models)
    }
}

extension PseudoTargets {
    /// What was said as probabilities.
    init(probabilities: Matrix, indices: [Int]) {
        self.init(.probabilities(probabilities), indices: indices)
    }
}

extension AlgorithmConfiguration {
    /// The last phase of a run.
    func lastPhase() throws -> Phase {
        let network = Graph.linear(inputs: 2, classes: 2)
        let recipe = try recipe(for: TaskFacts(network: network, steps: 100))
        guard let phase = recipe.phases.last else { preconditionFailure("a recipe without phases") }
        return phase
    }

    /// What the last phase of a run minimizes.
    func objective() throws -> any Objective { try #require(try lastPhase().objective) }
}

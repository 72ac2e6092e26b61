internal import Augmentation
internal import Domain
internal import Networks
internal import SemiSupervised

/// Teaches CTAugment, <https://arxiv.org/abs/1911.09785>, how far images may be changed: before each step the averaged
/// model is shown probes of the step's labelled rows, and what it says of them moves the rates of their levels.
///
/// As in the code of FixMatch, probes are weak views that are then changed at uniform levels, without a cutout. There
/// batches are prepared ahead, so that levels follow what was learned some steps later; here in the next step.
struct LevelProbe {
    private var rows: [Float] = []
    private var views = Matrix(rows: 0, columns: 0)

    /// Creates a probe; nil where views have no levels to learn, or a phase has no labelled rows or classifier to learn
    /// them with: levels then stay uniform.
    init?(_ augmenter: Augmenter, _ needs: Needs) {
        guard augmenter.controller != nil, needs.heads.contains(.classifier),
            let plan = needs.streams[.labeled], plan.pool ?? .labeled == .labeled,
            plan.turns == .none
        else { return nil }
    }

    /// Moves the rates of `augmenter` by the labelled rows of a step.
    mutating func teach(
        _ augmenter: inout Augmenter,
        _ labeled: Batch.Stream,
        of data: TrainingData,
        step: Int,
        on trainer: inout Trainer
    ) {
        rows.removeAll(keepingCapacity: true)
        for index in labeled.indices { data.append(index, of: .labeled, to: &rows) }
        if views.values.count != rows.count {
            views = Matrix(rows: labeled.indices.count, columns: data.frontEnd.elements)
        }
        let policies = augmenter.writeProbes(
            of: rows,
            step: step,
            on: trainer.pool,
            to: &views.values
        )
        let said = softmax(
            trainer.predict(.average, [views], .evaluate).classifierLogits
        )
        for (row, policy) in policies.enumerated() {
            let probabilities = said.values.span.extracting(
                row * said.columns..<(row + 1) * said.columns
            )
            augmenter.controller?.update(
                policy,
                proximity: CTAugmentController.proximity(
                    of: probabilities,
                    label: labeled.labels[row]
                )
            )
        }
    }
}

extension StateTensors {
    private static let rates = "ctaugment.rates"

    /// Holds what was learned of levels, beside the state of the objective.
    mutating func add(_ controller: CTAugmentController) {
        parts[Self.rates] = .floats(controller.rates)
    }

    /// Takes out what an augmenter has learned of levels, if it learns.
    ///
    /// - Throws: ``Failure`` (data loss) where nothing is held that fits.
    mutating func takeRates(into augmenter: inout Augmenter) throws(Failure) {
        guard let controller = augmenter.controller else { return }
        guard case .floats(let rates)? = parts.removeValue(forKey: Self.rates),
            rates.count == controller.rates.count
        else { throw .dataLoss("the checkpoint has no rates of levels, '\(Self.rates)'") }
        augmenter.controller = CTAugmentController(
            depth: controller.depth,
            threshold: controller.threshold,
            decay: controller.decay,
            rates: rates
        )
    }
}

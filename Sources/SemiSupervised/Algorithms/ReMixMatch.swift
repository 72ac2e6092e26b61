package import Domain
package import Networks

/// ReMixMatch, <https://arxiv.org/abs/1911.09785>: MixMatch with aligned targets of the weak view, which strong views
/// learn; rows that are turned teach features.
package struct ReMixMatch: BaseAlgorithm {
    /// The parameter of the Beta distribution of the share.
    package var alpha: Float = 0.75
    /// Sharpens the targets.
    package var temperature: Float = 0.5
    /// How much of the average prediction stays in a step.
    package var momentum: Float = 0.999
    /// The weight of the mixed unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 1.5
    /// The weight of the first strong view's loss, which is not mixed, after its ramp.
    package var unmixedWeight: Float = 0.5
    /// The weight of the turns, of which only square images have any; 0: none.
    package var turnWeight: Float = 0.5
    /// The share of the steps over which the weights rise from 0.
    package var ramp: Float = 1.0 / 64
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 1
    /// What is mixed.
    package var mixing = MixedPart.rows

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "re_mix_match",
        title: "ReMixMatch",
        summary:
            "Mixed strong views learn aligned, sharpened targets of weak ones; turns teach too.",
        whenToUse: "Few labels, and classes whose sizes are known by the labels.",
        family: .mixing,
        formula:
            "mean CE(y', x') + ramp (unlabeled_weight mean CE(q', u') + unmixed_weight mean CE(q, strong u)) "
            + "+ turn_weight mean CE(k, turned u), q = sharpen(align p(weak u), T)",
        paper: "Berthelot et al., ReMixMatch: Semi-Supervised Learning with Distribution Alignment "
            + "and Augmentation Anchoring, 2020",
        paperAddress: "https://arxiv.org/abs/1911.09785",
        deviations: [
            "Two strong views, an average of all batches and one share a step, as in USB; the paper has 8, "
                + "the last 128 and one for each row.",
            "Turned rows are strong views of other unlabelled rows of the batch.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "alpha",
                \.alpha,
                0.001...100,
                "The parameter of the Beta distribution of the share."
            ),
            .number("temperature", \.temperature, 0.01...100, "Sharpens the targets."),
            .momentum(\.momentum),
            .unlabeledWeight(\.unlabeledWeight, afterRamp: true),
            .number(
                "unmixed_weight",
                \.unmixedWeight,
                0...100,
                "The weight of the first strong view's loss, which is not mixed, after its ramp."
            ),
            .turnWeight(\.turnWeight),
            .ramp(\.ramp),
            .unlabeledRatio(\.unlabeledRatio),
            .mixing(\.mixing),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .decorated(base, for: task)
    }

    package var base: any DecoratedObjective { ReMixMatchObjective(self) }
}

/// One step of ReMixMatch.
package struct ReMixMatchObjective: DecoratedObjective {
    private let parameters: ReMixMatch
    private let reference: Reference
    private let schedule: WeightSchedule
    private var passes: MixedPasses
    private var turning: TurningTerm
    package var policy: any PseudoLabelPolicy
    package var auxiliary: (any AuxiliaryTerm)?

    /// Creates an objective.
    ///
    /// With ``Reference/usb`` mixed features teach the classifier alone, as the code of USB does it.
    package init(_ parameters: ReMixMatch, reference: Reference = .paper) {
        self.parameters = parameters
        self.reference = reference
        schedule = .ramp(to: 1, from: 0, until: Double(parameters.ramp))
        passes = MixedPasses(alpha: parameters.alpha, loss: .crossEntropy)
        turning = TurningTerm(weight: parameters.turnWeight)
        policy = LabelAlignment(parameters)
    }

    package mutating func prepare(_ network: Graph) throws(ShapeError) -> Graph {
        if !network.isTurnable { turning.weight = 0 }
        return turning.weight > 0 ? try network.turning(isDeep: false) : network
    }

    package var needs: Needs {
        var streams: [StreamName: StreamPlan] = [
            .labeled: StreamPlan([.weak]),
            .unlabeled: StreamPlan([.weak, .strong, .strong], ratio: parameters.unlabeledRatio),
        ]
        if turning.weight > 0 {
            var plan = StreamPlan([.strong], of: .unlabeled, ratio: parameters.unlabeledRatio)
            plan.turns = .drawn
            streams[.turned] = plan
        }
        let mixesFeatures = parameters.mixing == .features
        var needs = Needs(
            streams: streams,
            heads: [.classifier] + (turning.weight > 0 ? [.turn] : [])
                + (mixesFeatures ? [.embedding] : [])
                + (auxiliary?.heads.filter { !mixesFeatures || $0 != .embedding } ?? []),
            // The three views and the labelled rows wait for the gradient of their mixed features.
            passes: mixesFeatures ? 5 : auxiliary == nil ? 1 : 2,
            rowsOfPass: .largestView
        )
        needs.changesRows = !mixesFeatures
        return needs
    }

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        let ramp = schedule.weight(in: context)
        let (guesses, weak, losses) =
            switch parameters.mixing {
            case .rows: mixedRows(batch, ramp, &context, &models)
            case .features: mixedFeatures(batch, ramp, &context, &models)
            }
        let (unmixed, extra) = learnUnmixed(
            batch,
            weak,
            guesses,
            scale: ramp * parameters.unmixedWeight,
            &context,
            &models
        )
        let turned = turning.learn(batch, &models)
        let terms = extra?.terms ?? [:]
        var report = LossReport(
            total: losses.supervised + ramp * parameters.unlabeledWeight * losses.consistency
                + ramp * parameters.unmixedWeight * unmixed + turning.weight * turned
                + terms.values.reduce(0, +),
            supervised: losses.supervised,
            consistency: losses.consistency,
            weights: Array(repeating: 1, count: guesses.rows),
            pseudoLabels: guesses.largestColumns()
        )
        report.terms = terms
        report.terms["unmixed"] = unmixed
        report.terms["turned"] = turned
        return report
    }

    /// Mixes input rows.
    ///
    /// - Returns: The targets, the weak view's values, and the losses.
    private mutating func mixedRows(
        _ batch: Batch,
        _ ramp: Float,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> (guesses: Matrix, weak: HeadValues, losses: MixedPasses.Losses) {
        let views = batch.unlabeled.views
        let weak = models.predict(.student, [views[0]], .trainFrozenStatistics)
        let guesses = targets(weak, batch, context)
        let rows = batch.labeled.views + [views[1], views[2], views[0]]
        let losses = learnMixed(rows, from: nil, guesses, batch, ramp, &context, &models)
        return (guesses, weak, losses)
    }

    /// Mixes what the classifier takes, and hands the gradient back to the rows that it is of.
    private mutating func mixedFeatures(
        _ batch: Batch,
        _ ramp: Float,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> (guesses: Matrix, weak: HeadValues, losses: MixedPasses.Losses) {
        let views = batch.unlabeled.views
        let weak = models.forward(.student, [views[0]], .trainFrozenStatistics)
        let first = models.forward(.student, [views[1]], .trainFrozenStatistics)
        let second = models.forward(.student, [views[2]], .trainFrozenStatistics)
        let mode: PassMode = reference == .usb ? .trainFrozenStatistics : .train
        let labeled = models.forward(.student, batch.labeled.views, mode)
        let values = weak.values
        let guesses = targets(values, batch, context)
        let features = [labeled.values, first.values, second.values, values].map(\.features)
        let losses = learnMixed(
            features,
            from: .embedding,
            guesses,
            batch,
            ramp,
            &context,
            &models
        )
        guard reference == .paper else { return (guesses, values, losses) }
        let (known, count, gradient) = (batch.labeled.count, guesses.rows, losses.gradient)
        let ends = (0...3).map { known + $0 * count }
        models.backward(labeled, [.embedding: gradient.rows(0..<known)])
        models.backward(first, [.embedding: gradient.rows(ends[0]..<ends[1])])
        models.backward(second, [.embedding: gradient.rows(ends[1]..<ends[2])])
        models.backward(weak, [.embedding: gradient.rows(ends[2]..<ends[3])])
        return (guesses, values, losses)
    }

    /// What the rows are taken to be, by what the network says of their weak view.
    private mutating func targets(
        _ weak: HeadValues,
        _ batch: Batch,
        _ context: StepContext
    ) -> Matrix {
        let said = PseudoTargets(.logits(weak.classifierLogits), indices: batch.unlabeled.indices)
        let targets = policy.judge(said, in: context).targets
        return targets.probabilities(classes: said.probabilities.columns)
    }

    /// Learns from the labelled rows and three views, mixed with each other; or from their values at `start`.
    private mutating func learnMixed(
        _ parts: [Matrix],
        from start: HeadName?,
        _ guesses: Matrix,
        _ batch: Batch,
        _ ramp: Float,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> MixedPasses.Losses {
        passes.learn(
            parts,
            labels: batch.labeled.labels,
            guesses: [guesses, guesses, guesses],
            weight: ramp * parameters.unlabeledWeight,
            from: start,
            &context.random,
            &models
        )
    }

    /// Learns from the first strong view as it is, and from what a decoration sees beside it.
    private mutating func learnUnmixed(
        _ batch: Batch,
        _ weak: HeadValues,
        _ guesses: Matrix,
        scale: Float,
        _ context: inout StepContext,
        _ models: inout some Models & ~Copyable
    ) -> (loss: Float, extra: AuxiliaryPart?) {
        let strong = models.forward(.student, [batch.unlabeled.views[1]], .trainFrozenStatistics)
        let (loss, gradient) = crossEntropy(strong.logits, .soft(guesses)).mean(scale: scale)
        guard auxiliary != nil else {
            models.backward(strong, [.classifier: gradient])
            return (loss, nil)
        }
        let known = models.forward(.student, batch.labeled.views, .trainFrozenStatistics)
        let rows = AuxiliaryRows(
            known: known.values,
            weak: weak,
            strong: strong.values,
            labels: batch.labeled.labels
        )
        let extra = auxiliary?.evaluate(rows, in: &context)
        let gradients = extra?.gradients ?? [:]
        models.backward(known, gradients.mapValues { $0.rows(rows.labeled) })
        models.backward(
            strong,
            gradients.mapValues { $0.rows(rows.strong) }.merging([.classifier: gradient]) { $1 }
        )
        return (loss, extra)
    }
}

/// Aligned to the shares of the labels, then sharpened.
private struct LabelAlignment: PseudoLabelPolicy {
    private let temperature: Float
    /// Nil: a decoration aligns.
    private var alignment: AlignmentAverage?

    init(_ parameters: ReMixMatch) {
        temperature = parameters.temperature
        alignment = AlignmentAverage(to: .labels, momentum: parameters.momentum)
    }

    mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let aligned =
            alignment?.align(said.probabilities, counts: context.classCounts) ?? said.probabilities
        return Judgement(
            weights: Array(repeating: 1, count: aligned.rows),
            targets: .soft(tempered(aligned, temperature: temperature))
        )
    }

    mutating func stopAligning() { alignment = nil }

    mutating func visit(_ visitor: inout some StateVisitor) { alignment?.visit(&visitor) }
}

package import Domain
package import Networks

/// OpenMatch, <https://arxiv.org/abs/2105.14148>: a classifier for each class says whether a row is of it at all;
/// FixMatch learns from rows that are of their likeliest one.
package struct OpenMatch: Algorithm {
    /// The confidence from which a pseudo-label of an inlier is used; 0: all are, as in the paper's code.
    package var threshold: Float = 0
    /// Softens pseudo-labels before they are judged.
    package var temperature: Float = 1
    /// The weight of the entropy of the decisions on unlabelled rows.
    package var entropyWeight: Float = 0.1
    /// The weight of the decisions' difference between views.
    package var consistencyWeight: Float = 0.5
    /// The share of the steps before pseudo-labels are used.
    package var warmUp: Float = 0.2
    /// After which share of the steps inliers are chosen again.
    package var refresh: Float = 0.02
    /// The weight of the pseudo-labels' loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 2 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "open_match",
        title: "OpenMatch",
        summary: "Rows of no class are told from others, and taught no class.",
        whenToUse: "Where unlabelled rows may be of classes that no label names.",
        family: .openSet,
        formula:
            "mean CE(y, x) + mean (-log in_y(x) + max_k -log out_k(x)) + entropy_weight mean H(in(u)) "
            + "+ consistency_weight mean |in(u) - in(u')|^2 + mean [inlier] CE(argmax p(weak u), strong u)",
        paper: "Saito et al., OpenMatch: Open-set Consistency Regularization for Semi-supervised "
            + "Learning with Outliers, 2021",
        paperAddress: "https://arxiv.org/abs/2105.14148",
        deviations: [
            "The pseudo-labels' rows are the inliers of the same batch, and their loss the mean over those.",
            "4 unlabelled rows per labelled one, where the paper has 2.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence from which a pseudo-label of an inlier is used; 0: all are."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Softens pseudo-labels before they are judged."
            ),
            .number(
                "entropy_weight",
                \.entropyWeight,
                0...100,
                "The weight of the entropy of the decisions on unlabelled rows."
            ),
            .number(
                "consistency_weight",
                \.consistencyWeight,
                0...100,
                "The weight of the decisions' difference between views."
            ),
            .number(
                "warm_up",
                \.warmUp,
                0...1,
                "The share of the steps before pseudo-labels are used."
            ),
            .refresh(\.refresh),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        var recipe = Recipe.single(OpenMatchObjective(self), for: task)
        recipe.phases[0].network = task.network.rejecting
        recipe.phases[0].release = .part(recipe.phases[0].network.tellingOutliers)
        var look = SurveyPlan.refreshing(refresh, of: task.steps)
        look.first = max(1, Int((warmUp * Float(task.steps)).rounded()))
        look.heads = [.classifier, .openSet]
        recipe.phases[0].surveys = [look]
        return recipe
    }
}

/// One step of OpenMatch.
package struct OpenMatchObjective: JointObjective {
    package static let labeledViews: [View] = [.weak, .weak]
    package static let views: [View] = [.weak, .weak, .strong]
    package static let heads: [HeadName] = [.classifier, .openSet]

    private let parameters: OpenMatch
    /// Whether each row of the pool is of its likeliest class; empty before the first look.
    private var inliers: [Int] = []

    /// Creates an objective.
    package init(_ parameters: OpenMatch) { self.parameters = parameters }

    package var unlabeledRatio: Int { parameters.unlabeledRatio }

    package func losses(
        of pass: JointPass,
        in context: inout StepContext
    ) -> JointLosses {
        let (logits, open) = (pass.logits, pass[.openSet])
        let (known, indices) = (pass.known, pass.unlabeled.indices)
        let labels = pass.labeled.labels
        let losses = OpenMatchLosses(
            parameters,
            labels: labels + labels,
            logits: logits.rows(known),
            open: open.rows(known),
            views: (open.rows(pass.view(0)), open.rows(pass.view(1))),
            weak: logits.rows(pass.view(0)),
            strong: logits.rows(pass.view(2)),
            inliers: indices.map { inliers.isEmpty ? 0 : Float(inliers[$0]) }
        )
        return JointLosses(
            losses.report,
            [
                .classifier: pass.gradient(
                    .classifier,
                    [(known, losses.labeledGradient), (pass.view(2), losses.strongGradient)]
                ),
                .openSet: pass.gradient(
                    .openSet,
                    [
                        (known, losses.openGradient), (pass.view(0), losses.viewGradients.0),
                        (pass.view(1), losses.viewGradients.1),
                    ]
                ),
            ]
        )
    }

    package mutating func take(_ survey: Survey) -> PoolChange? {
        guard let open = survey.values[.openSet] else { return nil }
        inliers = OneVersusAll(open).strangeness(of: survey.logits.largestColumns())
            .map { $0 < 0.5 ? 1 : 0 }
        return nil
    }

    /// A whole number for each example, again in a checkpoint and its file; decisions and their gradients.
    package func extraValues(_ extent: Extent) -> Int {
        6 * extent.unlabeled + 16 * (extent.rows[.unlabeled] ?? 0) * extent.classes
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.integers("inliers", &inliers)
    }
}

/// The losses of a step of OpenMatch and their gradients.
package struct OpenMatchLosses: Sendable {
    /// The terms, unweighted: of labels, of decisions on labelled rows, of their entropy, of views, of pseudo-labels.
    package let supervised, open, entropy, consistency, pseudo: Float
    /// What the step reports.
    package let report: LossReport
    /// The gradients with respect to each part.
    package let labeledGradient, openGradient, strongGradient: Matrix
    /// Those with respect to the decisions on both views.
    package let viewGradients: (Matrix, Matrix)

    /// Evaluates the losses.
    ///
    /// - Parameters:
    ///   - parameters: The weights.
    ///   - labels: The classes of the labelled rows in both views, `[2 B]`.
    ///   - logits: Their logits, `[2 B, C]`.
    ///   - decisions: Theirs, `[2 B, 2 C]`.
    ///   - views: The decisions on two weak views, `[M, 2 C]` each.
    ///   - weak: The logits of weak views, `[M', C]`, constant.
    ///   - strong: Those of strong views.
    ///   - inliers: 1 for each of those rows that is an inlier, else 0, `[M']`.
    package init(
        _ parameters: OpenMatch,
        labels: [Int],
        logits: Matrix,
        open decisions: Matrix,
        views: (Matrix, Matrix),
        weak: Matrix,
        strong: Matrix,
        inliers: [Float]
    ) {
        let term = crossEntropy(logits, .hard(labels)).mean()
        let open = OneVersusAll(decisions).hardNegatives(labels)
        let (first, second) = (OneVersusAll(views.0), OneVersusAll(views.1))
        // The mean over both views.
        let scale = parameters.entropyWeight / 2
        let (one, two) = (first.entropy(scale: scale), second.entropy(scale: scale))
        let pair = first.consistency(with: second, scale: parameters.consistencyWeight)
        let said = PseudoTargets(
            .probabilities(softmax(weak, temperature: parameters.temperature)),
            indices: []
        )
        let judged = said.confidence.map { $0 >= parameters.threshold ? Float(1) : 0 }
        let weights = zip(judged, inliers).map { $0 * $1 }
        let share = Float(inliers.count) / max(inliers.reduce(0, +), 1)
        let part = crossEntropy(strong, .hard(said.labels))
            .mean(weights: weights, scale: parameters.unlabeledWeight * share)
        supervised = term.loss
        self.open = open.loss
        entropy = (one.loss + two.loss) / 2
        consistency = pair.loss
        pseudo = share * part.loss
        labeledGradient = term.gradient
        openGradient = open.gradient
        strongGradient = part.gradient
        viewGradients = (one.gradient.plus(pair.own), two.gradient.plus(pair.others))
        var report = LossReport(
            total: term.loss + open.loss + parameters.entropyWeight * entropy
                + parameters.consistencyWeight * pair.loss
                + parameters.unlabeledWeight * share * part.loss,
            supervised: term.loss,
            consistency: share * part.loss,
            weights: weights,
            pseudoLabels: said.labels
        )
        report.terms = ["open": open.loss, "entropy": entropy, "consistency": pair.loss]
        self.report = report
    }
}

package import Domain
package import Networks

/// CRMatch, <https://arxiv.org/abs/2112.05825>: FixMatch whose features of strong views are pushed away from those of
/// weak ones while the classes agree, beside turns that teach features.
package struct CRMatch: BaseAlgorithm {
    /// What the features of two views shall be.
    package enum Features: String, Sendable, Hashable, CaseIterable {
        /// Unlike: the features tell how a row was augmented, and the classifier ignores it.
        case equivariant
        /// Alike.
        case invariant
    }

    /// The confidence from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// The weight of the distance of features.
    package var distanceWeight: Float = 1
    /// What the features of two views shall be.
    package var features = Features.equivariant
    /// The weight of the turns, of which only square images have any; 0: none.
    package var turnWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "cr_match",
        title: "CRMatch",
        summary: "FixMatch, with a distance of features between views and turned rows.",
        whenToUse:
            "Images without a preferred side up, where features should know the augmentation.",
        family: .consistency,
        formula:
            "FixMatch + distance_weight mean [sure] max(0, cos(d(strong u), d(weak u))) "
            + "+ turn_weight mean CE(k, turned u)",
        paper:
            "Fan et al., Revisiting Consistency Regularization for Semi-Supervised Learning, 2021",
        paperAddress: "https://arxiv.org/abs/2112.05825",
        deviations: [
            "Turned rows go through the network in a pass of their own.",
            "4 unlabelled rows per labelled one, where the paper has 7.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(\.threshold, "The confidence from which a pseudo-label is used."),
            .unlabeledWeight(\.unlabeledWeight),
            .number(
                "distance_weight",
                \.distanceWeight,
                0...100,
                "The weight of the distance of features."
            ),
            .choice(
                "features",
                \.features,
                "Whether the features of two views are unlike or alike."
            ),
            .turnWeight(\.turnWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        try .decorated(base, for: task)
    }

    package var base: any DecoratedObjective { CRMatchObjective(self) }
}

/// One step of CRMatch: FixMatch's, with a term on features, and one of turns.
package struct CRMatchObjective: DecoratedObjective {
    private let parameters: CRMatch
    private var base: ConsistencyObjective
    private var turning: TurningTerm

    /// Creates an objective; `teachesWeak`: whether weak views learn from the distance too.
    package init(_ parameters: CRMatch, teachesWeak: Bool = true) {
        self.parameters = parameters
        base = .weakToStrong(
            policy: FixedThreshold(parameters.threshold),
            weight: parameters.unlabeledWeight,
            ratio: parameters.unlabeledRatio
        )
        base.auxiliary = FeatureDistance(
            weight: parameters.distanceWeight,
            kind: parameters.features,
            teachesWeak: teachesWeak
        )
        turning = TurningTerm(weight: parameters.turnWeight)
    }

    package var policy: any PseudoLabelPolicy {
        get { base.policy }
        set { base.policy = newValue }
    }

    package var auxiliary: (any AuxiliaryTerm)? {
        get { base.auxiliary }
        set { base.auxiliary = newValue }
    }

    package mutating func prepare(_ network: Graph) throws(ShapeError) -> Graph {
        if !network.isTurnable { turning.weight = 0 }
        let described = try network.describingViews()
        return turning.weight > 0 ? try described.turning(isDeep: true) : described
    }

    package var needs: Needs {
        var needs = base.needs
        if turning.weight > 0 {
            var plan = StreamPlan([.weak], of: .unlabeled)
            plan.turns = .every
            needs.streams[.turned] = plan
            needs.heads.append(.turn)
        }
        return needs
    }

    package mutating func step(
        _ batch: Batch,
        in context: inout StepContext,
        on models: inout some Models & ~Copyable
    ) -> LossReport {
        var report = base.step(batch, in: &context, on: &models)
        let turned = turning.learn(batch, &models)
        report.total += turning.weight * turned
        report.terms["turned"] = turned
        return report
    }
}

/// The likeness of the features of two views, of rows whose pseudo-labels count.
package struct FeatureDistance: AuxiliaryTerm {
    private let weight: Float
    private let kind: CRMatch.Features
    private let teachesWeak: Bool

    /// Creates a term; `teachesWeak`: whether the features of weak views learn too.
    package init(weight: Float, kind: CRMatch.Features, teachesWeak: Bool) {
        self.weight = weight
        self.kind = kind
        self.teachesWeak = teachesWeak
    }

    package var heads: [HeadName] { [.viewFeatures] }

    package func evaluate(_ rows: AuxiliaryRows, in context: inout StepContext) -> AuxiliaryPart {
        let features = rows[.viewFeatures]
        let weak = UnitRows(features.rows(rows.weak), epsilon: 1e-8)
        let strong = UnitRows(features.rows(rows.strong), epsilon: 1e-8)
        let count = rows.strong.count
        var loss: Float = 0
        var weakGradient = Matrix(rows: count, columns: features.columns)
        var strongGradient = weakGradient
        for row in 0..<count {
            var cosine: Float = 0
            for column in 0..<features.columns {
                cosine += weak.rows[row, column] * strong.rows[row, column]
            }
            let share = rows.weights[row] / Float(max(count, 1))
            loss += share * (kind == .equivariant ? max(0, cosine) : 1 - cosine)
            let slope = kind == .equivariant ? (cosine > 0 ? share : 0) : -share
            for column in 0..<features.columns {
                strongGradient[row, column] = weight * slope * weak.rows[row, column]
                weakGradient[row, column] = weight * slope * strong.rows[row, column]
            }
        }
        var parts = [(rows.strong, strong.gradient(strongGradient))]
        if teachesWeak { parts.append((rows.weak, weak.gradient(weakGradient))) }
        return AuxiliaryPart(
            terms: ["distance": weight * loss],
            gradients: [.viewFeatures: rows.gradient(parts, of: .viewFeatures)]
        )
    }
}

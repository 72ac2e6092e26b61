package import Domain
internal import Networks

/// FlexMatch, <https://arxiv.org/abs/2110.08263>: FixMatch with a threshold for each class, which is lower the
/// fewer rows the class has won.
package struct FlexMatch: BaseAlgorithm {
    /// The confidence from which a row is won for its class, and the highest threshold.
    package var threshold: Float = 0.95
    /// Whether rows that no class has won count as a class of their own while they are most.
    package var warmsUp = WarmUp.on
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4

    /// Whose targets and views are used.
    package var targets = Targets.hard

    /// What is made of a row that counts.
    package enum Targets: String, Sendable, Hashable, CaseIterable {
        /// The likeliest class of the weak view, for the strong one: FixMatch.
        case hard
        /// Its sharpened probabilities: UDA.
        case sharpened
        /// The likeliest class of the weak view, for itself: Pseudo-Label.
        case ownView = "own_view"
    }

    /// Whether thresholds warm up.
    package enum WarmUp: String, Sendable, Hashable, CaseIterable {
        case on
        case off
    }

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "flex_match",
        title: "FlexMatch",
        summary: "Classes that few rows are sure of have lower thresholds.",
        whenToUse:
            "Where some classes are harder than others, and FixMatch never becomes sure of them.",
        family: .consistency,
        formula:
            "mean CE(y, weak x) + weight mean [max p >= threshold b_c / (2 - b_c)] CE(c, strong u), "
            + "c = argmax p, b_c = rows won by c, as a share of the most",
        paper: "Zhang et al., FlexMatch: Boosting Semi-Supervised Learning with Curriculum Pseudo "
            + "Labeling, 2021",
        paperAddress: "https://arxiv.org/abs/2110.08263",
        deviations: ["4 unlabelled rows per labelled one, where the paper has 7."]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .threshold(
                \.threshold,
                "The confidence from which a row is won for its class, and the highest threshold."
            ),
            .choice(
                "thresholds_warm_up",
                \.warmsUp,
                "Whether rows that no class has won hold thresholds down while they are most."
            ),
            .choice(
                "targets",
                \.targets,
                "Whose targets and views are used: FixMatch's, or sharpened ones of UDA, or Pseudo-Label's own view."
            ),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe { .single(objective, for: task) }

    package var base: any DecoratedObjective { objective }

    /// What is minimized.
    package var objective: ConsistencyObjective {
        var objective: ConsistencyObjective
        switch targets {
        case .hard:
            var parameters = FixMatch()
            parameters.unlabeledWeight = unlabeledWeight
            parameters.unlabeledRatio = unlabeledRatio
            objective = parameters.objective()
        case .sharpened:
            var parameters = UDA()
            parameters.unlabeledWeight = unlabeledWeight
            parameters.unlabeledRatio = unlabeledRatio
            objective = parameters.objective()
        case .ownView:
            var parameters = PseudoLabel()
            parameters.unlabeledWeight = unlabeledWeight
            parameters.unlabeledRatio = unlabeledRatio
            objective = parameters.objective
        }
        objective.policy = ClassCurriculum(
            threshold: threshold,
            warmsUp: warmsUp == .on,
            on: objective.policy
        )
        return objective
    }
}

/// UDA with the thresholds of FlexMatch.
package struct FlexUDA: AlgorithmVariant, BaseAlgorithm {
    package var origin = FlexMatch()

    /// Creates the defaults.
    package init() { origin.targets = .sharpened }

    package static let chosen: Set = ["targets"]

    package static let card = AlgorithmCard(
        name: "flex_uda",
        title: "Flex-UDA",
        summary: "UDA, where classes that few rows are sure of have lower thresholds.",
        whenToUse: "As FlexMatch, where soft pseudo-labels are wanted.",
        family: .consistency,
        formula:
            "mean CE(y, weak x) + weight mean [max p >= threshold b_c / (2 - b_c)] H(sharpen p, strong u), "
            + "b_c = rows won by c, as a share of the most",
        paper: FlexMatch.card.paper,
        paperAddress: FlexMatch.card.paperAddress,
        deviations: FlexMatch.card.deviations
    )
}

/// Pseudo-Label with the thresholds of FlexMatch.
package struct FlexPseudoLabel: AlgorithmVariant, BaseAlgorithm {
    package var origin = FlexMatch()

    /// Creates the defaults.
    package init() {
        origin.targets = .ownView
        origin.unlabeledRatio = PseudoLabel().unlabeledRatio
    }

    package static let chosen: Set = ["targets"]

    package static let card = AlgorithmCard(
        name: "flex_pseudo_label",
        title: "Flex-Pseudo-Label",
        summary: "Pseudo-Label, where classes that few rows are sure of have lower thresholds.",
        whenToUse: "As Pseudo-Label, where some classes are harder than others.",
        family: .consistency,
        formula:
            "mean CE(y, weak x) + weight mean [max p >= threshold b_c / (2 - b_c)] CE(c, weak u), "
            + "c = argmax p, b_c = rows won by c, as a share of the most",
        paper: FlexMatch.card.paper,
        paperAddress: FlexMatch.card.paperAddress
    )
}

package import Domain
internal import Networks

/// CoSSL, <https://arxiv.org/abs/2112.04564>: representation and classifier of classes of unequal size are learned
/// apart, each from what the other says.
///
/// A first phase is a base, such as FixMatch; a second one trains a classifier on balanced, enhanced features; in the third the
/// balanced classifier says the pseudo-labels that the encoder learns from.
package struct CoSSL: Algorithm {
    /// Who says the pseudo-labels of the last phase.
    package enum Teacher: String, Sendable, Hashable, CaseIterable {
        /// The balanced classifier, on the averaged encoder's features.
        case balancedClassifier = "balanced_classifier"
        /// The student itself, as USB has it.
        case student
    }

    /// The algorithm of the first phase.
    package var base = Algorithms.standardBase
    /// The confidence from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4
    /// The share of the steps that only learn the representation.
    package var representation: Float = 0.8
    /// The share of the steps in which the balanced classifier is made ready.
    package var preparation: Float = 0.1
    /// The least share of a feature that is mixed.
    package var leastShare: Float = 0.6
    /// The learning rate of the balanced classifier.
    package var classifierRate: Float = 0.002
    /// Who says the pseudo-labels of the last phase.
    package var teacher = Teacher.balancedClassifier

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "co_ssl",
        title: "CoSSL",
        summary:
            "A classifier on balanced, enhanced features of the averaged encoder labels what the "
            + "encoder learns from.",
        whenToUse:
            "Where some classes have far fewer examples than others, and all count the same.",
        family: .imbalanced,
        formula:
            "encoder: mean CE(y, weak x) + weight mean [max q >= threshold] CE(argmax q, strong u), "
            + "q = balanced classifier of averaged features; classifier: mean CE(y, s f(x) + (1 - s) f(u))",
        paper: "Fan et al., CoSSL: Co-Learning of Representation and Classifier for Imbalanced "
            + "Semi-Supervised Learning, 2022",
        paperAddress: "https://arxiv.org/abs/2112.04564",
        deviations: [
            "The three stages are shares of the steps, each with a schedule of its own.",
            "The representation learns with the optimizer that was asked for; the paper has Adam.",
            "The averages of encoder and classifier have the same decay.",
            "The last phase learns from pseudo-labels over a threshold whatever the base; the code of the paper "
                + "mixes there too.",
            "At most 20,000 unlabelled rows are looked at for the balanced set.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .base(\.base),
            .threshold(\.threshold, "The confidence from which a pseudo-label is used."),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
            .number(
                "representation",
                \.representation,
                0.01...0.98,
                "The share of the steps that only learn the representation."
            ),
            .number(
                "preparation",
                \.preparation,
                0.01...0.98,
                "The share of the steps in which the balanced classifier is made ready."
            ),
            .number(
                "least_share",
                \.leastShare,
                0...1,
                "The least share of a feature that is mixed."
            ),
            .number(
                "classifier_rate",
                \.classifierRate,
                1e-6...1,
                "The learning rate of the balanced classifier."
            ),
            .choice("teacher", \.teacher, "Who says the pseudo-labels of the last phase."),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        guard representation + preparation < 1 else {
            throw .invalid(
                "representation and preparation leave steps for the last phase: below 1 together; got "
                    + "\(representation) and \(preparation)",
                field: "representation"
            )
        }
        let networks = BalancedNetworks(task.network)
        func steps(_ share: Float) -> Int { max(1, Int((Float(task.steps) * share).rounded())) }
        let (first, second) = (steps(representation), steps(preparation))
        let (start, network) = try beginning(on: networks.first)
        let looks = [
            SurveyPlan(.student, of: .labeled, heads: [.embedding]),
            SurveyPlan(.student, of: .unlabeled, view: .weak, heads: [.embedding], limit: 20_000),
            SurveyPlan(.student, of: .unlabeled, view: .strong, heads: [.embedding], limit: 20_000),
        ]
        let head = OptimizerPlan(
            .only([networks.balanced]),
            .adamW(AdamW(weightDecay: 5e-4)),
            schedule: .constant(rate: classifierRate)
        )
        var phases = [
            Phase(
                "representation",
                start,
                network: network,
                steps: first,
                start: task.isModelGiven ? .given : nil
            ),
            Phase(
                "classifier",
                BalancedClassifierObjective(),
                network: networks.both,
                steps: second,
                start: .previous,
                surveys: looks
            ),
            Phase(
                "both",
                CoSSLObjective(self),
                network: networks.both,
                steps: max(1, task.steps - first - second),
                start: .previous
            ),
        ]
        phases[1].optimizers = [head]
        phases[2].optimizers = [OptimizerPlan(.except([networks.balanced])), head]
        phases[2].release = .part(networks.released)
        return Recipe(phases)
    }

    /// What the first phase minimizes, and its network.
    ///
    /// - Throws: ``Failure`` (invalid argument) where the network has no features.
    private func beginning(
        on network: Graph
    ) throws(Failure) -> (objective: any Objective, network: Graph) {
        var fixMatch = FixMatch()
        fixMatch.threshold = threshold
        fixMatch.unlabeledWeight = unlabeledWeight
        fixMatch.unlabeledRatio = unlabeledRatio
        var objective = base == FixMatch.card.name ? fixMatch.base : Algorithms.base(base)
        do {
            let prepared = try objective.prepare(network)
            return (objective, prepared)
        } catch {
            throw error.failure
        }
    }
}

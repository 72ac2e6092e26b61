package import Domain
internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Dash, <https://arxiv.org/abs/2109.00650>: an unlabelled row counts while its loss against its own
/// pseudo-label is below a threshold, which falls from the mean loss of the labelled rows.
///
/// A first phase learns from labels; the mean loss `rho` of its model over them is where the second one
/// begins.
package struct Dash: Algorithm {
    /// The share of the steps that learn from labels only.
    package var warmUp: Float = 0.1
    /// What the threshold begins with, in mean losses of the labelled rows; just above 1.
    package var scale: Float = 1.0001
    /// By what the threshold is divided at each refresh.
    package var decay: Float = 1.27
    /// The share of the steps between two refreshes.
    package var period: Float = 0.01
    /// The lowest threshold, from which on pseudo-labels are hard.
    package var leastLoss: Float = 0.05
    /// Softens pseudo-labels before that.
    package var temperature: Float = 0.5
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 4

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "dash",
        title: "Dash",
        summary:
            "A threshold on the loss, which falls from that of the labelled rows, chooses what "
            + "is learned.",
        whenToUse:
            "Where confidence says little early on: what is learned widens first, then narrows.",
        family: .consistency,
        formula: "mean CE(y, weak x) + weight mean [H(t, weak u) <= rho] H(t, strong u), "
            + "rho = max(scale decay^-k rho0, least_loss)",
        paper: "Xu et al., Dash: Semi-Supervised Learning with Dynamic Thresholding, 2021",
        paperAddress: "https://arxiv.org/abs/2109.00650",
        deviations: [
            "rho0 is the mean loss of the warmed-up model over the labelled rows, as the paper has it; "
                + "USB takes that of the untrained network over the test rows.",
            "Warm-up and refreshes are shares of the steps; the warm-up has a schedule of its own.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "warm_up",
                \.warmUp,
                0...0.9,
                "The share of the steps that learn from labels only."
            ),
            .number(
                "scale",
                \.scale,
                1...100,
                "What the threshold begins with, in mean losses of the labelled rows."
            ),
            .number(
                "decay",
                \.decay,
                1...100,
                "By what the threshold is divided at each refresh."
            ),
            .number("period", \.period, 1e-6...1, "The share of the steps between two refreshes."),
            .number(
                "least_loss",
                \.leastLoss,
                0...10,
                "The lowest threshold, from which on pseudo-labels are hard."
            ),
            .number("temperature", \.temperature, 0.01...100, "Softens pseudo-labels before that."),
            .unlabeledWeight(\.unlabeledWeight),
            .unlabeledRatio(\.unlabeledRatio),
        ]
    }

    package func recipe(for task: TaskFacts) -> Recipe {
        let first = min(Int((Double(task.steps) * Double(warmUp)).rounded()), task.steps - 1)
        var learning = task
        learning.steps = task.steps - first
        var recipe = Recipe.single(objective(), for: learning)
        recipe.phases[0].surveys = [SurveyPlan(.student, of: .labeled)]
        guard first > 0 else { return recipe }
        learning.steps = first
        let warmUp = Recipe.single(SupervisedObjective(view: .weak), for: learning)
        recipe.phases[0].start = .previous
        recipe.phases.insert(contentsOf: warmUp.phases, at: 0)
        recipe.phases[0].name = "warm-up"
        return recipe
    }

    /// What the second phase minimizes; `startLoss` is `rho0` where no survey tells it.
    package func objective(
        startLoss: Double? = nil,
        passes: Passes = .joint
    ) -> ConsistencyObjective {
        .weakToStrong(
            policy: DashThreshold(self, startLoss: startLoss ?? .infinity),
            weight: unlabeledWeight,
            ratio: unlabeledRatio,
            passes: passes
        )
    }
}

/// A threshold on the loss of a row against its own pseudo-label.
private struct DashThreshold: PseudoLabelPolicy {
    private let parameters: Dash
    /// The mean loss of the labelled rows before the phase, nats.
    private var startLoss: Double
    private var refreshes = 0
    private var rho = Double.infinity

    init(_ parameters: Dash, startLoss: Double) {
        self.parameters = parameters
        self.startLoss = startLoss
    }

    mutating func take(_ survey: Survey) {
        let losses = crossEntropy(survey.logits, .hard(survey.labels)).values
        startLoss = losses.reduce(0) { $0 + Double($1) } / Double(max(losses.count, 1))
    }

    mutating func judge(_ said: PseudoTargets, in context: StepContext) -> Judgement {
        let steps = (Double(parameters.period) * Double(context.totalSteps)).rounded()
        if context.step % max(Int(steps), 1) == 0 {
            let factor =
                Double(parameters.scale) * pow(Double(parameters.decay), -Double(refreshes))
            rho = max(factor * startLoss, Double(parameters.leastLoss))
            refreshes += 1
        }
        let isHard = rho == Double(parameters.leastLoss)
        let transform: TargetTransform =
            isHard ? .harden : .sharpen(temperature: parameters.temperature)
        let targets = transform.targets(said)
        let losses = crossEntropy(said.logits, targets).values
        return Judgement(weights: losses.map { Double($0) <= rho ? 1 : 0 }, targets: targets)
    }

    mutating func visit(_ visitor: inout some StateVisitor) {
        visitor.scalar("start_loss", &startLoss)
        visitor.scalar("rho", &rho)
        visitor.integer("refreshes", &refreshes)
    }
}

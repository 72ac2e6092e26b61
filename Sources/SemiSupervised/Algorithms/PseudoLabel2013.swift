package import Domain

/// Pseudo-Label as it was published, Lee 2013: the likeliest class of every unlabelled row counts as true, by a
/// weight that rises late; each class has a logistic loss of its own.
package struct PseudoLabel2013: Algorithm {
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 3
    /// Unlabelled rows per labelled row of a batch; 8 in the paper.
    package var unlabeledRatio = 4
    /// The share of the steps before the weight rises; 100 epochs of 3,000 in the paper.
    package var rampStart: Float = 0.1
    /// The share of the steps after which it stays.
    package var rampEnd: Float = 0.6

    /// Creates the defaults.
    package init() {}

    package static let card = AlgorithmCard(
        name: "pseudo_label_2013",
        title: "Pseudo-Label, 2013",
        summary: "The likeliest class of every row counts as true, late in the run.",
        whenToUse:
            "To compare with the paper; `pseudo_label` is the form that later work compares with.",
        family: .consistency,
        formula: "mean BCE(y, weak x) + weight ramp mean BCE(argmax p, weak u), "
            + "BCE the sum of logistic losses over the classes",
        paper: "Lee, Pseudo-Label: The Simple and Efficient Semi-Supervised Learning Method "
            + "for Deep Neural Networks, 2013",
        deviations: [
            "Labels are of the current weights in each step; no denoising auto-encoder comes first.",
            "The ramp is in shares of the steps.",
        ]
    )

    package static var fields: [HyperParameterField<Self>] {
        [
            .unlabeledWeight(\.unlabeledWeight, afterRamp: true),
            .unlabeledRatio(\.unlabeledRatio),
            .number(
                "ramp_start",
                \.rampStart,
                0...1,
                "The share of the steps before the weight rises."
            ),
            .number("ramp_end", \.rampEnd, 0...1, "The share of the steps after which it stays."),
        ]
    }

    package func recipe(for task: TaskFacts) throws(Failure) -> Recipe {
        guard rampStart <= rampEnd else {
            throw .invalid(
                "ramp_start is at most ramp_end, \(rampEnd); got \(rampStart)",
                field: "ramp_start"
            )
        }
        return .single(objective, for: task)
    }

    /// What is minimized.
    package var objective: ConsistencyObjective {
        ConsistencyObjective(
            supervised: SupervisedTerm(view: .weak, loss: .sigmoidCrossEntropy),
            source: .student(nil),
            studentView: .weak,
            unlabeledRatio: unlabeledRatio,
            policy: FixedThreshold.everything(.harden),
            loss: .sigmoidCrossEntropy,
            schedule: .ramp(
                to: unlabeledWeight,
                from: Double(rampStart),
                until: Double(rampEnd)
            ),
            passes: .separateFrozen
        )
    }
}

/// Learning from labels alone.
package struct Supervised: HyperParameters {
    /// The share of each label that is spread over all classes.
    package var labelSmoothing: Float = 0

    /// Creates the defaults.
    package init() {}

    package static var fields: [HyperParameterField<Self>] {
        [.number("label_smoothing", \.labelSmoothing, 0...0.5, "Label smoothing.")]
    }
}

/// Pseudo-Label, Lee 2013, with the threshold of later work.
package struct PseudoLabel: HyperParameters {
    /// The confidence from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss after its ramp.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch.
    package var unlabeledRatio = 1
    /// The share of the steps over which the weight rises from 0.
    package var ramp: Float = 0.4

    /// Creates the defaults.
    package init() {}

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "threshold",
                \.threshold,
                0...1,
                "The confidence from which a pseudo-label is used."
            ),
            .number(
                "unlabeled_weight",
                \.unlabeledWeight,
                0...100,
                "The weight of the unlabelled loss after its ramp."
            ),
            .integer(
                "unlabeled_ratio",
                \.unlabeledRatio,
                1...16,
                "Unlabelled rows per labelled row of a batch."
            ),
            .number(
                "ramp",
                \.ramp,
                0...1,
                "The share of the steps over which the unlabelled weight rises from 0."
            ),
        ]
    }
}

/// FixMatch, <https://arxiv.org/abs/2001.07685>.
package struct FixMatch: HyperParameters {
    /// The confidence of the weak view from which a pseudo-label is used.
    package var threshold: Float = 0.95
    /// The weight of the unlabelled loss.
    package var unlabeledWeight: Float = 1
    /// Unlabelled rows per labelled row of a batch; 7 in the paper.
    package var unlabeledRatio = 4
    /// Softens pseudo-labels; nil: they are hard, as in the paper.
    package var temperature: Float?

    /// Creates the defaults.
    package init() {}

    package static var fields: [HyperParameterField<Self>] {
        [
            .number(
                "threshold",
                \.threshold,
                0...1,
                "The confidence of the weak view from which a pseudo-label is used."
            ),
            .number(
                "unlabeled_weight",
                \.unlabeledWeight,
                0...100,
                "The weight of the unlabelled loss."
            ),
            .integer(
                "unlabeled_ratio",
                \.unlabeledRatio,
                1...16,
                "Unlabelled rows per labelled row of a batch."
            ),
            .optionalNumber(
                "temperature",
                \.temperature,
                0.01...100,
                "Softens pseudo-labels; unset: they are hard, the class itself."
            ),
        ]
    }
}

/// What a student learns from.
package enum TargetKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// The teacher's class.
    case hard
    /// The teacher's probabilities.
    case soft
}

/// Noisy Student, <https://arxiv.org/abs/1911.04252>: rounds of teacher and noised student.
package struct NoisyStudent: HyperParameters {
    /// The students, one after another.
    package var rounds = 3
    /// The confidence from which the teacher's label is used.
    package var threshold: Float = 0.3
    /// Pseudo-labelled examples per class after balancing; 0: no balancing; nil: the mean over the
    /// classes.
    package var examplesPerClass: Int?
    /// Whether students learn from the teacher's classes or probabilities.
    package var targets = TargetKind.soft
    /// Softens the teacher's probabilities; for soft targets only.
    package var temperature: Float = 1
    /// Unlabelled rows per labelled row of a batch, which is also the weight of their loss.
    package var unlabeledRatio = 2

    /// Creates the defaults.
    package init() {}

    package static var fields: [HyperParameterField<Self>] {
        [
            .integer("rounds", \.rounds, 1...20, "The students, one after another."),
            .number(
                "threshold",
                \.threshold,
                0...1,
                "The confidence from which the teacher's label is used."
            ),
            .optionalInteger(
                "examples_per_class",
                \.examplesPerClass,
                0...1_000_000,
                "Pseudo-labelled examples per class: the surest are kept, too few are repeated; "
                    + "0: no balancing; unset: the mean over the classes."
            ),
            .choice(
                "targets",
                \.targets,
                "Whether students learn from the teacher's classes or probabilities."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Softens the teacher's probabilities; for soft targets only."
            ),
            .integer(
                "unlabeled_ratio",
                \.unlabeledRatio,
                1...16,
                "Unlabelled rows per labelled row of a batch, which is also the weight of their loss."
            ),
        ]
    }
}

/// Distillation: a student learns a teacher's word on unlabelled rows,
/// <https://arxiv.org/abs/1503.02531>, <https://arxiv.org/abs/2006.10029>.
package struct Distillation: HyperParameters {
    /// Whether the student learns from the teacher's classes or probabilities.
    package var targets = TargetKind.soft
    /// Softens the teacher's and the student's probabilities; for soft targets only.
    package var temperature: Float = 2
    /// The weight of the true labels' loss; the teacher's gets the rest of 1.
    package var labelWeight: Float = 0.1

    /// Creates the defaults.
    package init() {}

    package static var fields: [HyperParameterField<Self>] {
        [
            .choice(
                "targets",
                \.targets,
                "Whether the student learns from the teacher's classes or probabilities."
            ),
            .number(
                "temperature",
                \.temperature,
                0.01...100,
                "Softens the teacher's and the student's probabilities; for soft targets only."
            ),
            .number(
                "label_weight",
                \.labelWeight,
                0...1,
                "The weight of the true labels' loss beside the teacher's: 0: labels are not used; "
                    + "1: only labels."
            ),
        ]
    }
}

package import Networks

/// Where the targets of the unlabelled rows come from.
package enum TargetSource: Sendable, Hashable {
    /// The student's own word on a view, in training mode, held constant; nil: on the rows that it learns
    /// from.
    case student(View?)
    /// A model's word on a view, without gradient; nil: on the rows that the student learns from.
    case model(Role, View?, PassMode)
    /// What a survey said before the phase.
    case stored

    /// The view that is drawn beside the student's.
    var view: View? {
        switch self {
        case .student(let view), .model(_, let view, _): view
        case .stored: nil
        }
    }
}

/// What a teacher said of rows, before any temperature.
package enum Prediction: Sendable, Hashable {
    /// `[M, C]`, unbounded.
    case logits(Matrix)
    /// `[M, C]`, rows of sum 1.
    case probabilities(Matrix)

    /// The probabilities at `temperature`, `[M, C]`.
    package func probabilities(temperature: Float = 1) -> Matrix {
        switch self {
        case .logits(let logits): softmax(logits, temperature: temperature)
        case .probabilities(let stored): tempered(stored, temperature: temperature)
        }
    }
}

/// What is made of the targets before the loss sees them.
///
/// A policy judges the confidence of the untempered probabilities.
package enum TargetTransform: Sendable, Hashable {
    /// The most likely class, smoothed.
    case harden(LabelSmoothing)
    /// All probabilities: sharper below temperature 1, softer above.
    case sharpen(temperature: Float)

    /// Sharpened targets, or with nil hard ones.
    package init(temperature: Float?) {
        self = temperature.map { .sharpen(temperature: $0) } ?? .harden
    }

    /// The most likely class.
    package static let harden = TargetTransform.harden(.none)

    /// The targets of what was said.
    package func targets(_ said: PseudoTargets) -> ClassTargets {
        switch self {
        case .harden(.none):
            .hard(said.labels)
        case .harden(let smoothing):
            .soft(
                smoothedTargets(
                    said.labels,
                    classes: said.probabilities.columns,
                    smoothing: smoothing
                )
            )
        case .sharpen(let temperature):
            .soft(said.prediction.probabilities(temperature: temperature))
        }
    }
}

/// How labelled and unlabelled rows go through the student.
package enum Passes: String, Sendable, Hashable {
    /// One pass over all rows: batch normalization sees them together (`use_cat` in USB).
    case joint
    /// A pass for each view, all of them followed by the running statistics.
    case separate
    /// A pass for each view; the running statistics follow the labelled rows only.
    case separateFrozen
}

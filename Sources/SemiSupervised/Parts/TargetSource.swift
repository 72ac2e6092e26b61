package import Networks

/// Where the targets of the unlabelled rows come from.
package enum TargetSource: Sendable, Hashable, Codable {
    /// The student's own word on `view`, in training mode, held constant.
    case student(View)
    /// The learner's teacher on `view`, in evaluation mode.
    case teacher(View)
    /// ``Batch/storedTargets``, said before the run.
    case stored
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
/// It is applied beside the weighting policy, not before it: a policy judges the confidence of the
/// untempered probabilities. A transform of those probabilities themselves, such as the alignment
/// of their mean to a known distribution, belongs between the prediction and the policy.
package enum TargetTransform: Sendable, Hashable, Codable {
    /// The most likely class, smoothed.
    case harden(LabelSmoothing)
    /// All probabilities: sharper below temperature 1, softer above.
    case sharpen(temperature: Float)

    /// The most likely class.
    package static let harden = TargetTransform.harden(.none)

    /// The targets of `prediction`; `labels` are its most likely classes.
    package func targets(_ prediction: Prediction, labels: [Int], classes: Int) -> ClassTargets {
        switch self {
        case .harden(.none):
            .hard(labels)
        case .harden(let smoothing):
            .soft(smoothedTargets(labels, classes: classes, smoothing: smoothing))
        case .sharpen(let temperature):
            .soft(prediction.probabilities(temperature: temperature))
        }
    }
}

/// How labelled and unlabelled rows go through the student.
package enum Passes: String, Sendable, Hashable, Codable {
    /// One pass over all rows: batch normalization sees them together (`use_cat` in USB).
    case joint
    /// A pass for each view, all of them followed by the running statistics.
    case separate
    /// A pass for each view; the running statistics follow the labelled rows only.
    case separateFrozen
}

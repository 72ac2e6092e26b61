package import Networks

/// The distance between the student's logits and the targets.
package enum ConsistencyLoss: Sendable, Hashable {
    /// Cross-entropy with `softmax(z / temperature)`.
    case crossEntropy(temperature: Float)
    /// The mean squared difference of probabilities.
    case squaredError
    /// The Kullback-Leibler divergence of the targets from `softmax(z / temperature)`.
    case kullbackLeibler(temperature: Float)
    /// One logistic cross-entropy per class.
    case sigmoidCrossEntropy

    /// Cross-entropy at temperature 1.
    package static let crossEntropy = ConsistencyLoss.crossEntropy(temperature: 1)

    /// The loss of each row of `logits`, `[N, C]`.
    package func rows(_ logits: Matrix, _ targets: ClassTargets) -> RowLosses {
        switch self {
        case .crossEntropy(let temperature):
            SemiSupervised.crossEntropy(logits, targets, temperature: temperature)
        case .squaredError:
            SemiSupervised.squaredError(logits, targets)
        case .kullbackLeibler(let temperature):
            SemiSupervised.kullbackLeibler(logits, targets, temperature: temperature)
        case .sigmoidCrossEntropy:
            SemiSupervised.sigmoidCrossEntropy(logits, targets)
        }
    }
}

package import Networks

/// The labelled part of a loss: `weight * mean(loss)` over the labelled rows.
package struct SupervisedTerm: Sendable, Hashable {
    /// The view of the labelled rows.
    package var view: View
    /// The distance between logits and labels.
    package var loss: ConsistencyLoss
    /// How hard the labels are.
    package var smoothing: LabelSmoothing
    /// The weight of the term.
    package var weight: Float

    /// Creates a term.
    package init(
        view: View = .weak,
        loss: ConsistencyLoss = .crossEntropy,
        smoothing: LabelSmoothing = .none,
        weight: Float = 1
    ) {
        self.view = view
        self.loss = loss
        self.smoothing = smoothing
        self.weight = weight
    }

    /// The unweighted mean loss of `logits`, `[B, C]`, and the weighted gradient, `[B, C]`.
    package func evaluate(_ logits: Matrix, labels: [Int]) -> (loss: Float, gradient: Matrix) {
        let targets = smoothedTargets(labels, classes: logits.columns, smoothing: smoothing)
        return loss.rows(logits, .soft(targets)).mean(scale: weight)
    }
}

package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

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
    /// Which rows count as the run goes on.
    package var annealing = SignalAnnealing.none

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
    ///
    /// `progress` is the share of the steps that is done, `weights` those of the rows, `[B]`; nil: all are 1.
    package func evaluate(
        _ logits: Matrix,
        labels: [Int],
        weights: [Float]? = nil,
        progress: Double = 0
    ) -> (loss: Float, gradient: Matrix) {
        let targets = smoothedTargets(labels, classes: logits.columns, smoothing: smoothing)
        return loss.rows(logits, .soft(targets))
            .mean(weights: counting(weights, annealing, logits, progress), scale: weight)
    }

    private func counting(
        _ weights: [Float]?,
        _ annealing: SignalAnnealing,
        _ logits: Matrix,
        _ progress: Double
    ) -> [Float]? {
        guard let kept = annealing.weights(logits, progress: progress) else { return weights }
        return weights.map { zip($0, kept).map { $0 * $1 } } ?? kept
    }
}

/// Training-signal annealing, <https://arxiv.org/abs/1904.12848>: labelled rows that the student is already
/// sure of do not count; how sure rises over the run, from the even `1 / C` to 1.
package enum SignalAnnealing: String, Sendable, Hashable, CaseIterable {
    /// Every row counts.
    case none
    /// The bound rises as a line.
    case linear
    /// It rises late: for problems that are easy to overfit.
    case exponential
    /// It rises early.
    case logarithmic

    /// The confidence up to which a row counts.
    package func threshold(_ progress: Double, classes: Int) -> Double {
        let share: Double =
            switch self {
            case .none: 1
            case .linear: progress
            case .exponential: exp(5 * (progress - 1))
            case .logarithmic: 1 - exp(-5 * progress)
            }
        return share * (1 - 1 / Double(classes)) + 1 / Double(classes)
    }

    /// 1 for each row that counts, else 0; nil: all do.
    fileprivate func weights(_ logits: Matrix, progress: Double) -> [Float]? {
        guard self != .none else { return nil }
        let most = threshold(progress, classes: logits.columns)
        let said = softmax(logits)
        return said.largestColumns().enumerated()
            .map { row, column in Double(said[row, column]) <= most ? 1 : 0 }
    }
}

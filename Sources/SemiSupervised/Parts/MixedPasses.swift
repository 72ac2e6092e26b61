import Domain
package import Networks

/// Passes over rows that are mixed with each other, and so are their targets: MixMatch and ReMixMatch.
package struct MixedPasses: Sendable {
    private let alpha: Float
    private let loss: ConsistencyLoss
    /// The mixed rows of a pass; their memory is used again.
    private var piece = Matrix(rows: 0, columns: 0)

    /// The losses of a step.
    package struct Losses: Sendable {
        /// The mean cross-entropy of the mostly labelled rows.
        package var supervised: Float = 0
        /// The mean loss of the mostly unlabelled rows.
        package var consistency: Float = 0
        /// The gradient with respect to the rows before they were mixed; without rows for input rows.
        package var gradient: Matrix
    }

    /// Plans passes; `loss` is that of the mostly unlabelled rows, `alpha` the parameter of the Beta distribution.
    package init(alpha: Float, loss: ConsistencyLoss) {
        self.alpha = alpha
        self.loss = loss
    }

    /// Mixes rows and targets and learns from them, as many rows at a time as there are labels.
    ///
    /// - Parameters:
    ///   - parts: The labelled rows, then those of each view; or their values at `start`.
    ///   - labels: The classes of the labelled rows, `[B]`.
    ///   - guesses: The targets of the rows of each view, `[M, C]`.
    ///   - weight: That of the unlabelled loss.
    ///   - start: What the rows are the values of; nil: the input.
    ///   - random: What share and order are drawn from.
    ///   - models: What learns.
    /// - Returns: The unweighted losses, and the gradient of their weighted sum.
    package mutating func learn(
        _ parts: [Matrix],
        labels: [Int],
        guesses: [Matrix],
        weight: Float,
        from start: HeadName? = nil,
        _ random: inout any RandomSource,
        _ models: inout some Models & ~Copyable
    ) -> Losses {
        let known = smoothedTargets(labels, classes: guesses[0].columns, smoothing: .none)
        let targets = Matrix(joining: [known] + guesses)
        let (rows, columns, count) = (targets.rows, parts[0].columns, labels.count)
        let mixing = Mixing(count: rows, alpha: alpha, &random)
        let mixedTargets = mixing.mixed(targets)
        var losses = Losses(gradient: Matrix(rows: 0, columns: start == nil ? 0 : columns))
        for first in stride(from: 0, to: rows, by: count) {
            let range = first..<min(first + count, rows)
            if piece.rows != range.count || piece.columns != columns {
                piece = Matrix(rows: range.count, columns: columns)
            }
            mixing.mix(parts, range, into: &piece)
            let wanted = ClassTargets.soft(mixedTargets.rows(range))
            // The mostly labelled rows alone move the running statistics.
            let mode: PassMode = first == 0 ? .train : .trainFrozenStatistics
            let pass = models.forward(.student, [piece], mode, from: start)
            let share = Float(range.count) / Float(rows - count)
            let (loss, delta) =
                first == 0
                ? crossEntropy(pass.logits, wanted).mean()
                : self.loss.rows(pass.logits, wanted).mean(scale: weight * share)
            if first == 0 { losses.supervised = loss } else { losses.consistency += share * loss }
            let deltas: HeadValues = [.classifier: delta]
            if let part = models.backward(pass, deltas, wantingRows: start != nil) {
                let before = losses.gradient
                losses.gradient = Matrix(joining: before.rows == 0 ? [part] : [before, part])
            }
        }
        if start != nil { losses.gradient = mixing.unmixed(losses.gradient) }
        return losses
    }
}

extension HyperParameterField {
    /// `mixing`.
    static func mixing(_ path: any WritableKeyPath<Root, MixedPart> & Sendable) -> Self {
        .choice("mixing", path, "What is mixed: input rows, or what the classifier takes.")
    }
}

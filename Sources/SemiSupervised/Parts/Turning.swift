internal import Networks

/// Which of four quarter turns a row was given, <https://arxiv.org/abs/1803.07728>.
package struct TurningTerm: Sendable, Hashable {
    /// The weight.
    package var weight: Float

    /// Creates a term.
    package init(weight: Float) { self.weight = weight }

    /// Learns from the turned rows of a batch, in a pass of their own that moves no running statistics.
    ///
    /// - Returns: The mean cross-entropy without its weight; 0 where the weight is 0.
    package func learn(_ batch: Batch, _ models: inout some Models & ~Copyable) -> Float {
        guard weight > 0 else { return 0 }
        let rows = batch[.turned]
        let pass = models.forward(.student, rows.views, .trainFrozenStatistics)
        guard let logits = pass.values[.turn] else { preconditionFailure("no head of turns") }
        let (loss, gradient) = crossEntropy(logits, .hard(rows.labels)).mean(scale: weight)
        models.backward(pass, [.turn: gradient])
        return loss
    }
}

package import Networks

/// A loss of each row and its gradient with respect to that row's logits.
///
/// How rows count is decided once, by ``mean(weights:scale:)``, for every loss alike.
package struct RowLosses: Sendable, Hashable {
    /// The loss of each row in nats, `[N]`.
    package var values: [Float]
    /// The gradient of each row's loss with respect to the logits of that row, `[N, C]`.
    package var gradient: Matrix

    /// Averages over all rows, those of weight 0 included.
    ///
    /// - Parameters:
    ///   - weights: The weight of each row, `[N]`; nil when each counts 1.
    ///   - scale: What the gradient, but not the loss, is multiplied with.
    /// - Returns: The mean of `weight * loss`, and `scale` times its gradient, `[N, C]`; both 0
    ///   without rows.
    package func mean(
        weights: [Float]? = nil,
        scale: Float = 1
    )
        -> (loss: Float, gradient: Matrix)
    {
        if let weights {
            precondition(
                weights.count == values.count,
                "\(weights.count) weights of \(values.count) rows"
            )
        }
        var sum: Float = 0
        var gradient = gradient
        let columns = gradient.columns
        let share = 1 / Float(max(values.count, 1))
        var elements = gradient.values.mutableSpan
        for row in values.indices {
            let weight = weights.map { $0[row] } ?? 1
            let factor = weight * share * scale
            if weight != 0 { sum += weight * values[row] }
            for index in row * columns..<(row + 1) * columns {
                elements[index] = factor == 0 ? 0 : elements[index] * factor
            }
        }
        return (sum * share, gradient)
    }
}

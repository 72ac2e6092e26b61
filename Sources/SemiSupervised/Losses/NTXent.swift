package import Networks

/// NT-Xent, the contrastive loss of SimCLR between two views of each example.
///
/// `mean_i -log(exp(s_ip / T) / sum_{j != i} exp(s_ij / T))` over all `2N` rows, with `s` the cosine
/// of two rows and `p` the other view of row `i` (Chen et al. 2020, https://arxiv.org/abs/2002.05709).
/// SimCLR's code adds the means of the two views, which is twice this.
///
/// - Parameters:
///   - vectors: `[view 1 (N); view 2 (N)]`, `[2N, D]`; normalised here.
///   - temperature: `T`, above 0.
///   - isBankDetached: Whether the rows that a row is compared with are constants, as in the code of
///     PAWS. The loss is the same.
/// - Returns: The loss in nats and its gradient with respect to the vectors, `[2N, D]`.
package func ntXent(
    _ vectors: Matrix,
    temperature: Float,
    isBankDetached: Bool = false
) -> (loss: Float, gradient: Matrix) {
    let units = UnitRows(vectors)
    let (loss, gradient) = ntXentOfProducts(
        units.rows,
        temperature: temperature,
        isBankDetached: isBankDetached
    )
    return (loss, units.gradient(gradient))
}

/// ``ntXent(_:temperature:isBankDetached:)`` of vectors as they are: `s` is the inner product.
package func ntXentOfProducts(
    _ vectors: Matrix,
    temperature: Float,
    isBankDetached: Bool = false
) -> (loss: Float, gradient: Matrix) {
    precondition(vectors.rows.isMultiple(of: 2), "\(vectors.rows) rows are not two views")
    precondition(temperature > 0, "temperature \(temperature) is not positive")
    let (rows, half) = (vectors.rows, vectors.rows / 2)
    var logits = vectors.timesTransposed(vectors).scaled(by: 1 / temperature)
    // Far below every other, and finite so that 0 times it is 0.
    for row in 0..<rows { logits[row, row] = -1e9 }
    let partners = (0..<rows).map { ($0 + half) % rows }
    let (loss, deltas) = crossEntropy(logits, .hard(partners)).mean(scale: 1 / temperature)
    let queries = deltas.times(vectors)
    return (loss, isBankDetached ? queries : queries.plus(deltas.transposedTimes(vectors)))
}

extension Matrix {
    /// The sum of two matrices of one shape.
    func plus(_ other: Matrix) -> Matrix {
        precondition(
            rows == other.rows && columns == other.columns,
            "[\(rows), \(columns)] plus [\(other.rows), \(other.columns)]"
        )
        return Matrix(rows: rows, columns: columns, values: zip(values, other.values).map(+))
    }
}

package import Networks

/// The Brier-like distance `mean_c (softmax(z)_c - q_c)^2` of each row.
///
/// With `p = softmax(z)` and `d = p - q` its gradient is `2 / C p_k (d_k - sum_c d_c p_c)`. The
/// targets `q` are constants. Pi-Model and Mean Teacher use it, <https://arxiv.org/abs/1610.02242>,
/// <https://arxiv.org/abs/1703.01780>.
package func squaredError(_ logits: Matrix, _ targets: ClassTargets) -> RowLosses {
    let columns = logits.columns
    let probabilities = softmax(logits).values
    let wanted = checked(targets, for: logits).values
    var losses: [Float] = []
    var gradient = [Float](repeating: 0, count: wanted.count)
    for start in stride(from: 0, to: wanted.count, by: max(columns, 1)) {
        var sum: Float = 0
        var inner: Float = 0
        for index in start..<start + columns {
            let difference = probabilities[index] - wanted[index]
            sum += difference * difference
            inner += difference * probabilities[index]
        }
        losses.append(sum / Float(columns))
        for index in start..<start + columns {
            let difference = probabilities[index] - wanted[index]
            gradient[index] = 2 / Float(columns) * probabilities[index] * (difference - inner)
        }
    }
    return RowLosses(
        values: losses,
        gradient: Matrix(rows: logits.rows, columns: columns, values: gradient)
    )
}

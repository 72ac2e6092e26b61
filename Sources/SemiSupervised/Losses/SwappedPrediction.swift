package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Assignments of rows to prototypes, each prototype about as often: `iterations` rounds of Sinkhorn and Knopp.
///
/// SwAV, <https://arxiv.org/abs/2006.09882>: `exp(s / epsilon)`, whose columns and rows are scaled in turn, in double
/// precision.
///
/// - Parameters:
///   - scores: The cosines of rows and prototypes, `[B, K]`.
///   - epsilon: How soft assignments are, above 0.
///   - iterations: The rounds.
/// - Returns: Assignments, `[B, K]`, whose rows sum to 1.
package func evenAssignments(_ scores: Matrix, epsilon: Float, iterations: Int) -> Matrix {
    let (rows, columns) = (scores.rows, scores.columns)
    // The largest is taken off, which scales all alike.
    let most = Double(scores.values.max() ?? 0)
    var values = scores.values.map { exp((Double($0) - most) / Double(epsilon)) }
    let total = values.reduce(0, +)
    for index in values.indices { values[index] /= total }
    for _ in 0..<iterations {
        for column in 0..<columns {
            let places = stride(from: column, to: values.count, by: columns)
            let sum = max(places.reduce(0) { $0 + values[$1] }, .leastNormalMagnitude)
            for place in places { values[place] /= sum * Double(columns) }
        }
        for row in 0..<rows {
            let places = row * columns..<(row + 1) * columns
            let sum = max(places.reduce(0) { $0 + values[$1] }, .leastNormalMagnitude)
            for place in places { values[place] /= sum * Double(rows) }
        }
    }
    return Matrix(
        rows: rows,
        columns: columns,
        values: values.map { Float($0 * Double(rows)) }
    )
}

/// The loss of swapped predictions: each of the first two views' assignments is what all other views should say.
///
/// - Parameters:
///   - scores: The cosines of the rows of all views with the prototypes, view after view, `[V B, K]`.
///   - assignments: Those of the first two views, `[B, K]` each; constant.
///   - temperature: Divides scores, above 0.
/// - Returns: The mean over both of the mean over the other views, nats; its gradient, `[V B, K]`.
package func swappedPrediction(
    _ scores: Matrix,
    _ assignments: [Matrix],
    temperature: Float
) -> (loss: Float, gradient: Matrix) {
    let count = assignments[0].rows
    let views = scores.rows / max(count, 1)
    var loss: Float = 0
    var gradient = Matrix(rows: scores.rows, columns: scores.columns)
    let share = 1 / Float(assignments.count * max(views - 1, 1))
    for (number, assignment) in assignments.enumerated() {
        for view in 0..<views where view != number {
            let rows = view * count..<(view + 1) * count
            let part = crossEntropy(scores.rows(rows), .soft(assignment), temperature: temperature)
                .mean(scale: share)
            loss += share * part.loss
            let start = rows.lowerBound * scores.columns
            for index in part.gradient.values.indices {
                gradient.values[start + index] += part.gradient.values[index]
            }
        }
    }
    return (loss, gradient)
}

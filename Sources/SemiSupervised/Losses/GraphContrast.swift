package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The contrastive loss of CoMatch between two views, whose pairs a graph of pseudo-labels weighs.
///
/// `mean_i -sum_j G_ij log(S_ij + 1e-7)` with `S = row-softmax(a b^T / T)`.
///
/// - Parameters:
///   - a: The vectors of one view, `[M, D]`.
///   - b: Those of the other, `[M, D]`.
///   - graph: `G`, `[M, M]`, constant.
///   - temperature: `T`, above 0.
/// - Returns: The loss in nats and its gradients with respect to `a` and `b`.
package func graphContrast(
    _ a: Matrix,
    _ b: Matrix,
    graph: Matrix,
    temperature: Float
) -> (loss: Float, a: Matrix, b: Matrix) {
    precondition(
        graph.rows == a.rows && graph.columns == b.rows && a.columns == b.columns,
        "a graph [\(graph.rows), \(graph.columns)] of \(a.rows) and \(b.rows) vectors"
    )
    let similarities = softmax(a.timesTransposed(b), temperature: temperature)
    var deltas = similarities
    var loss: Double = 0
    let share = 1 / Float(max(a.rows, 1))
    let columns = graph.columns
    for row in 0..<graph.rows {
        var inner: Float = 0
        for index in row * columns..<(row + 1) * columns {
            let (weight, similarity) = (graph.values[index], similarities.values[index] + 1e-7)
            loss -= Double(weight * log(similarity))
            deltas.values[index] = -weight / similarity * share
            inner += deltas.values[index] * similarities.values[index]
        }
        for index in row * columns..<(row + 1) * columns {
            deltas.values[index] =
                similarities.values[index] * (deltas.values[index] - inner) / temperature
        }
    }
    return (Float(loss) * share, deltas.times(b), deltas.transposedTimes(a))
}

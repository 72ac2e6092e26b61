package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The entropy `h = -sum_c p_c log p_c` of each row, `p = softmax(z)`: minimized by Grandvalet and
/// Bengio 2005.
///
/// The gradient flows through both factors: `-p_k (log p_k + h)`.
package func entropy(_ logits: Matrix) -> RowLosses {
    let columns = logits.columns
    let logarithms = logSoftmax(logits).values
    var losses: [Float] = []
    var gradient = [Float](repeating: 0, count: logarithms.count)
    for start in stride(from: 0, to: logarithms.count, by: max(columns, 1)) {
        var loss: Float = 0
        for index in start..<start + columns {
            loss -= exp(logarithms[index]) * logarithms[index]
        }
        losses.append(loss)
        for index in start..<start + columns {
            gradient[index] = -exp(logarithms[index]) * (logarithms[index] + loss)
        }
    }
    return RowLosses(
        values: losses,
        gradient: Matrix(rows: logits.rows, columns: columns, values: gradient)
    )
}

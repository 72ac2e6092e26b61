package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The sum over classes of `-q_c log s(z_c) - (1 - q_c) log(1 - s(z_c))` of each row, with the
/// logistic function `s`: the loss of Pseudo-Label, Lee 2013.
///
/// Its gradient is `s(z) - q`. Computed as `max(z, 0) - z q + log(1 + exp(-|z|))`, which never
/// overflows.
package func sigmoidCrossEntropy(_ logits: Matrix, _ targets: ClassTargets) -> RowLosses {
    let columns = logits.columns
    let wanted = checked(targets, for: logits).values
    var losses: [Float] = []
    var gradient = [Float](repeating: 0, count: wanted.count)
    for start in stride(from: 0, to: wanted.count, by: max(columns, 1)) {
        var loss: Float = 0
        for index in start..<start + columns {
            let logit = logits.values[index]
            let decayed = exp(-abs(logit))
            loss += max(logit, 0) - logit * wanted[index] + log1p(decayed)
            let probability = logit >= 0 ? 1 / (1 + decayed) : decayed / (1 + decayed)
            gradient[index] = probability - wanted[index]
        }
        losses.append(loss)
    }
    return RowLosses(
        values: losses,
        gradient: Matrix(rows: logits.rows, columns: columns, values: gradient)
    )
}

package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The cross-entropy `-sum_c q_c log softmax(z / T)_c` of each row.
///
/// Its gradient is `(softmax(z / T) sum_c q_c - q) / T`. The targets `q` are constants.
///
/// - Parameters:
///   - logits: `z`, `[N, C]`.
///   - targets: `q`, hard or soft; not tempered here.
///   - temperature: `T`, above 0.
/// - Returns: Losses `[N]` in nats and gradients `[N, C]`.
package func crossEntropy(
    _ logits: Matrix,
    _ targets: ClassTargets,
    temperature: Float = 1
) -> RowLosses {
    let columns = logits.columns
    let logarithms = logSoftmax(logits, temperature: temperature).values
    let wanted = checked(targets, for: logits).values
    var losses: [Float] = []
    losses.reserveCapacity(logits.rows)
    var gradient = [Float](repeating: 0, count: wanted.count)
    for start in stride(from: 0, to: wanted.count, by: max(columns, 1)) {
        var loss: Float = 0
        var mass: Float = 0
        for index in start..<start + columns {
            loss -= wanted[index] * logarithms[index]
            mass += wanted[index]
        }
        losses.append(loss)
        for index in start..<start + columns {
            gradient[index] = (exp(logarithms[index]) * mass - wanted[index]) / temperature
        }
    }
    return RowLosses(
        values: losses,
        gradient: Matrix(rows: logits.rows, columns: columns, values: gradient)
    )
}

/// The Kullback-Leibler divergence `sum_c q_c log(q_c / softmax(z / T)_c)` of each row.
///
/// Its gradient is that of the cross-entropy; a class of probability 0 adds nothing.
///
/// - Parameters:
///   - logits: `z`, `[N, C]`.
///   - targets: `q`, hard or soft; not tempered here.
///   - temperature: `T`, above 0.
/// - Returns: Losses `[N]` in nats and gradients `[N, C]`.
package func kullbackLeibler(
    _ logits: Matrix,
    _ targets: ClassTargets,
    temperature: Float = 1
) -> RowLosses {
    var result = crossEntropy(logits, targets, temperature: temperature)
    let wanted = checked(targets, for: logits).values
    let columns = logits.columns
    for row in result.values.indices {
        for index in row * columns..<(row + 1) * columns where wanted[index] > 0 {
            result.values[row] += wanted[index] * log(wanted[index])
        }
    }
    return result
}

/// The probabilities of `targets`, checked to be of the shape of `logits`.
func checked(_ targets: ClassTargets, for logits: Matrix) -> Matrix {
    let probabilities = targets.probabilities(classes: logits.columns)
    precondition(
        probabilities.rows == logits.rows && probabilities.columns == logits.columns,
        "targets [\(probabilities.rows), \(probabilities.columns)] for logits "
            + "[\(logits.rows), \(logits.columns)]"
    )
    return probabilities
}

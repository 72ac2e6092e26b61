package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Class probabilities `exp(z / T) / sum exp(z / T)` of each row of `logits`, `[N, C]`.
package func softmax(_ logits: Matrix, temperature: Float = 1) -> Matrix {
    precondition(temperature > 0, "temperature \(temperature) is not positive")
    return normalized(logits) { $0 / temperature }
}

/// Probabilities sharpened or softened to `p ^ (1 / T)`, each row divided by its sum, `[N, C]`.
///
/// Equals `softmax(z / T)` for `p = softmax(z)`.
package func tempered(_ probabilities: Matrix, temperature: Float) -> Matrix {
    precondition(temperature > 0, "temperature \(temperature) is not positive")
    guard temperature != 1 else { return probabilities }
    return normalized(probabilities) { log($0) / temperature }
}

/// Row-wise softmax of `logit` of each element.
private func normalized(_ matrix: Matrix, _ logit: (Float) -> Float) -> Matrix {
    var result = matrix
    let columns = matrix.columns
    var values = result.values.mutableSpan
    for start in stride(from: 0, to: matrix.rows * columns, by: max(columns, 1)) {
        let range = start..<start + columns
        for index in range { values[index] = logit(values[index]) }
        values.softmax(in: range)
    }
    return result
}

/// Row-wise `log softmax(z / T)`, `[N, C]`; finite for finite logits.
func logSoftmax(_ logits: Matrix, temperature: Float = 1) -> Matrix {
    precondition(temperature > 0, "temperature \(temperature) is not positive")
    var result = logits
    let columns = logits.columns
    var values = result.values.mutableSpan
    for start in stride(from: 0, to: logits.rows * columns, by: max(columns, 1)) {
        var largest = -Float.infinity
        for index in start..<start + columns {
            values[index] /= temperature
            largest = max(largest, values[index])
        }
        var sum: Float = 0
        for index in start..<start + columns { sum += exp(values[index] - largest) }
        let shift = largest + log(sum)
        for index in start..<start + columns { values[index] -= shift }
    }
    return result
}

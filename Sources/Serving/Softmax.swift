internal import Foundation

/// Adds `softmax(logits[range] / temperature)` to `sums[start...]`; returns false, and adds nothing,
/// when a logit is not finite.
///
/// The largest logit is taken off first, so that nothing overflows. The order of the sum is fixed.
func addSoftmax(
    _ logits: Span<Float>,
    _ range: Range<Int>,
    _ temperature: Float,
    to sums: inout MutableSpan<Float>,
    at start: Int
) -> Bool {
    var largest = -Float.infinity
    for index in range {
        guard logits[index].isFinite else { return false }
        largest = max(largest, logits[index])
    }
    // Exponentials are computed twice rather than stored: classes are few, and memory would have to
    // be allocated for each row.
    var total: Float = 0
    for index in range { total += exp((logits[index] - largest) / temperature) }
    for index in range {
        sums[start + index - range.lowerBound] +=
            exp((logits[index] - largest) / temperature) / total
    }
    return true
}

/// Writes `softmax(logits[range] / temperature)` to `row[start...]`; returns false, and writes
/// nothing, when a logit is not finite.
///
/// The same bits as ``addSoftmax(_:_:_:to:at:)`` onto zeros, with half of its exponentials.
func writeSoftmax(
    _ logits: Span<Float>,
    _ range: Range<Int>,
    _ temperature: Float,
    to row: inout MutableSpan<Float>,
    at start: Int
) -> Bool {
    var largest = -Float.infinity
    for index in range {
        guard logits[index].isFinite else { return false }
        largest = max(largest, logits[index])
    }
    var total: Float = 0
    for index in range {
        let value = exp((logits[index] - largest) / temperature)
        row[start + index - range.lowerBound] = value
        total += value
    }
    for index in start..<start + range.count { row[index] /= total }
    return true
}

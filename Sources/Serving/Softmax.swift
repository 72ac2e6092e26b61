internal import Networks

/// Writes `softmax(logits[range] / temperature)` to `row[start...]`; returns false, and writes
/// nothing, when a logit is not finite.
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
    // The difference is divided: a logit over a low temperature may be infinite.
    for index in range {
        row[start + index - range.lowerBound] = (logits[index] - largest) / temperature
    }
    row.softmax(in: start..<start + range.count)
    return true
}

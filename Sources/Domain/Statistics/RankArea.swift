/// The area under the curve of true against false positives: how likely a positive has a higher score than a negative,
/// of equal ones half.
///
/// - Parameters:
///   - scores: `[N]`, numbers.
///   - positives: Which are positive, `[N]`.
/// - Returns: 0 to 1; nil where all are of one kind.
package func rankArea(of scores: [Double], positives: [Bool]) -> Double? {
    precondition(
        scores.count == positives.count,
        "\(scores.count) scores, \(positives.count) kinds"
    )
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var (rankSum, first) = (0.0, 0)
    while first < order.count {
        var last = first
        while last + 1 < order.count, scores[order[last + 1]] == scores[order[first]] { last += 1 }
        let rank = Double(first + last) / 2 + 1
        for place in first...last where positives[order[place]] { rankSum += rank }
        first = last + 1
    }
    let count = Double(positives.count { $0 })
    let others = Double(positives.count) - count
    guard count > 0, others > 0 else { return nil }
    return (rankSum - count * (count + 1) / 2) / (count * others)
}

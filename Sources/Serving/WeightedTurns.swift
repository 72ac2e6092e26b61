/// Deals calls to choices by their weights: smooth weighted round robin.
///
/// Of any run of as many calls as the sum of the weights (divided by what they have in common) each
/// choice gets exactly its weight, spread evenly: at 10 % every tenth call, at one place.
package struct WeightedTurns: Sendable {
    private let weights: [Int]
    private let total: Int
    private var credits: [Int]

    /// Creates turns of `weights.count` choices; the weights are not negative, and one is positive.
    package init(weights: [Int]) {
        total = weights.reduce(0, +)
        precondition(total > 0 && weights.allSatisfy { $0 >= 0 }, "\(weights)")
        self.weights = weights
        credits = Array(repeating: 0, count: weights.count)
    }

    /// The choice whose turn it is.
    package mutating func next() -> Int {
        var best = 0
        for index in credits.indices {
            credits[index] += weights[index]
            if credits[index] > credits[best] { best = index }
        }
        credits[best] -= total
        return best
    }
}

internal import Domain

/// Draws rows with replacement, each class that has any as likely as any other.
package struct BalancedSampler: Sendable, Codable, Hashable {
    private let seed: UInt64
    private var draws = 0

    /// Creates a sampler.
    package init(seed: UInt64) { self.seed = seed }

    /// The probability of each row of `0..<labels.count` in a draw.
    package static func probabilities(of labels: [Int], classes: Int) -> [Double] {
        var counts = Array(repeating: 0, count: classes)
        for label in labels { counts[label] += 1 }
        let present = Double(counts.count { $0 > 0 })
        return labels.map { 1 / (present * Double(counts[$0])) }
    }

    /// The next `size` rows.
    ///
    /// - Parameters:
    ///   - size: The number of rows.
    ///   - members: The rows of each class.
    package mutating func next(_ size: Int, of members: [[Int]]) -> [Int] {
        var generator = SeededGenerator(seed: seed).fork(UInt64(draws))
        draws += 1
        let members = members.filter { !$0.isEmpty }
        return (0..<size).map { _ in
            let rows = members[generator.below(members.count)]
            return rows[generator.below(rows.count)]
        }
    }
}

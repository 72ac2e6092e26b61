internal import Domain

/// Draws rows with replacement, each class that has any as likely as any other.
package struct BalancedSampler: Sendable, Codable, Hashable {
    private let seed: UInt64
    private var draws = 0

    /// Creates a sampler.
    package init(seed: UInt64) { self.seed = seed }

    /// The next `size` rows.
    ///
    /// - Parameters:
    ///   - size: The number of rows.
    ///   - members: The rows of each class.
    /// - Returns: The rows, in the order in which they were drawn.
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

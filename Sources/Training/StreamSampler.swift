internal import SemiSupervised

/// What draws the rows of a stream; a checkpoint holds it.
enum StreamSampler: Sendable, Codable, Hashable {
    case permuted(PermutationSampler)
    case balanced(BalancedSampler)
    case perClass(ClassSampler)

    /// Creates the sampler of a plan.
    ///
    /// - Parameters:
    ///   - sampling: How rows are chosen.
    ///   - count: The rows of the pool, at least 1.
    ///   - classes: The classes of which there are rows.
    ///   - seed: What it draws from.
    init(_ sampling: Sampling, count: Int, classes: Int, seed: UInt64) {
        switch sampling {
        case .permuted: self = .permuted(PermutationSampler(count: count, seed: seed))
        case .balanced: self = .balanced(BalancedSampler(seed: seed))
        case .perClass(let some, let each):
            let sampler = ClassSampler(
                classes: min(some ?? classes, classes),
                each: each,
                seed: seed
            )
            self = .perClass(sampler)
        }
    }

    /// Whether another one may take this one's place: it draws from as many rows.
    func isOf(_ other: StreamSampler) -> Bool {
        switch (self, other) {
        case (.permuted(let one), .permuted(let other)): one.count == other.count
        case (.balanced, .balanced): true
        case (.perClass(let one), .perClass(let other)):
            one.classes == other.classes && one.each == other.each
        default: false
        }
    }

    /// The next `size` rows; `members` are the rows of each class.
    mutating func next(_ size: Int, of members: [[Int]]) -> [Int] {
        switch self {
        case .permuted(var sampler):
            // Moved out while it changes, so that its order is not copied.
            self = .balanced(BalancedSampler(seed: 0))
            let rows = sampler.next(size)
            self = .permuted(sampler)
            return rows
        case .balanced(var sampler):
            let rows = sampler.next(size, of: members)
            self = .balanced(sampler)
            return rows
        case .perClass(var sampler):
            let rows = sampler.next(of: members)
            self = .perClass(sampler)
            return rows
        }
    }
}

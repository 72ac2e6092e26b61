#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The exact 95 % interval of a share, by Clopper and Pearson (1934).
package struct AccuracyInterval: Hashable, Sendable {
    /// The least share at which as many or more right ones have probability 2.5 %.
    package let low: Double
    /// The largest share at which as many or fewer right ones have probability 2.5 %.
    package let high: Double

    /// The interval of `right` out of `count`, which is at least 1.
    package init(right: Int, of count: Int) {
        precondition(count > 0 && (0...count).contains(right), "\(right) of \(count)")
        let tails = BinomialTails(right: right, of: count)
        low = right == 0 ? 0 : Self.solve { tails.atLeast($0) < 0.025 }
        high = right == count ? 1 : Self.solve { tails.atMost($0) > 0.025 }
    }

    /// The share at which `isBelow` turns from true to false.
    private static func solve(_ isBelow: (Double) -> Bool) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}

/// The tails of a binomial count on both sides of one value, for any share inside `0...1`.
///
/// A tail is summed from its largest term on, until terms no longer matter: about the square root of
/// the count, so that a split of a million examples costs nothing.
private struct BinomialTails {
    private let right: Int
    private let count: Int
    private let logChoices: Double

    init(right: Int, of count: Int) {
        self.right = right
        self.count = count
        let fewer = min(right, count - right)
        // A sum of logarithms: the C library's log-gamma keeps a sign in a global variable.
        logChoices = (0..<fewer).reduce(0) {
            $0 + log(Double(count - $1) / Double($1 + 1))
        }
    }

    func atMost(_ share: Double) -> Double {
        Double(right) <= Double(count) * share ? down(share) : 1 - up(share) + mass(share)
    }

    func atLeast(_ share: Double) -> Double {
        Double(right) >= Double(count) * share ? up(share) : 1 - down(share) + mass(share)
    }

    private func mass(_ share: Double) -> Double {
        exp(logChoices + Double(right) * log(share) + Double(count - right) * log1p(-share))
    }

    private func down(_ share: Double) -> Double {
        var term = mass(share)
        var sum = term
        for number in stride(from: right, to: 0, by: -1) {
            guard term > sum * 1e-17 else { break }
            term *= Double(number) / Double(count - number + 1) * (1 - share) / share
            sum += term
        }
        return sum
    }

    private func up(_ share: Double) -> Double {
        var term = mass(share)
        var sum = term
        for number in right..<count {
            guard term > sum * 1e-17 else { break }
            term *= Double(count - number) / Double(number + 1) * share / (1 - share)
            sum += term
        }
        return sum
    }
}

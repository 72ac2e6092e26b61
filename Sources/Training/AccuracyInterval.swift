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
        low = right == 0 ? 0 : Self.solve { 1 - Self.atMost(right - 1, of: count, $0) < 0.025 }
        high = right == count ? 1 : Self.solve { Self.atMost(right, of: count, $0) > 0.025 }
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

    /// The probability of at most `right` of `count` at `share`, which is inside `0...1`.
    private static func atMost(_ right: Int, of count: Int, _ share: Double) -> Double {
        // Masses in the log domain, from their ratios: no log-gamma, whose state is not thread-safe.
        let odds = log(share) - log1p(-share)
        var logMass = Double(count) * log1p(-share)
        var sum = exp(logMass)
        for number in stride(from: 1, through: right, by: 1) {
            logMass += odds + log(Double(count - number + 1) / Double(number))
            sum += exp(logMass)
        }
        return min(sum, 1)
    }
}

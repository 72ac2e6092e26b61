#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Student's t distribution.
package enum StudentT {
    /// The value that is exceeded with probability `tail`.
    ///
    /// - Parameters:
    ///   - tail: Above 0 and at most 1/2.
    ///   - degrees: The degrees of freedom, at least 1.
    /// - Returns: The value, at least 0.
    package static func quantile(exceededWith tail: Double, degrees: Int) -> Double {
        precondition(tail > 0 && tail <= 0.5, "a tail of \(tail)")
        precondition(degrees >= 1, "\(degrees) degrees of freedom")
        var (low, high) = (0.0, 1.0)
        while exceeding(high, degrees) > tail { high *= 2 }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { break }
            if exceeding(middle, degrees) > tail { low = middle } else { high = middle }
        }
        return high
    }

    /// The probability of a value above `value`, which is at least 0.
    ///
    /// `I_x(n/2, 1/2) / 2` at `x = n / (n + t^2)`, Abramowitz and Stegun, 26.7.1.
    static func exceeding(_ value: Double, _ degrees: Int) -> Double {
        let n = Double(degrees)
        return incompleteBeta(n / (n + value * value), n / 2, 0.5) / 2
    }

    /// The regularized incomplete beta function, by its continued fraction (Abramowitz and Stegun, 26.5.8).
    private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        guard x > 0, x < 1 else { return x <= 0 ? 0 : 1 }
        // The fraction converges fast below the mean; above it the other tail has it.
        guard x <= (a + 1) / (a + b + 2) else { return 1 - incompleteBeta(1 - x, b, a) }
        var logFactor = lgamma(a + b) - lgamma(a) - lgamma(b)
        logFactor += a * log(x) + b * log(1 - x) - log(a)
        // From the last term to the first: no division by what may vanish.
        var tail = 1.0
        for m in stride(from: 300, through: 1, by: -1) {
            let k = Double(m)
            let place = a + 2 * k
            let even = k * (b - k) * x / ((place - 1) * place)
            let odd = -(a + k) * (a + b + k) * x / (place * (place + 1))
            tail = 1 + even / (1 + odd / tail)
        }
        let first = -(a + b) * x / (a + 1)
        return exp(logFactor) / (1 + first / tail)
    }
}

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Exact probabilities of a binomial count, without tables or normal approximations.
///
/// The mass is Loader's saddle-point form ("Fast and accurate computation of binomial
/// probabilities", 2000), which loses no digits for large counts as sums of log-gamma do; tails are
/// sums of masses by their ratios, taken on the side where they are small.
package enum Binomial {
    /// The probability of exactly `successes` in `trials` at `probability`.
    package static func mass(_ successes: Int, of trials: Int, at probability: Double) -> Double {
        check(trials, probability)
        guard (0...trials).contains(successes) else { return 0 }
        if probability == 0 { return successes == 0 ? 1 : 0 }
        if probability == 1 { return successes == trials ? 1 : 0 }
        let n = Double(trials)
        let x = Double(successes)
        if successes == 0 { return exp(n * log1p(-probability)) }
        if successes == trials { return exp(n * log(probability)) }
        let exponent =
            stirlingError(trials) - stirlingError(successes) - stirlingError(trials - successes)
            - deviance(x, n * probability) - deviance(n - x, n * (1 - probability))
        return exp(exponent) / (2 * Double.pi * x * (1 - x / n)).squareRoot()
    }

    /// The probability of at most `successes` in `trials` at `probability`.
    package static func atMost(_ successes: Int, of trials: Int, at probability: Double) -> Double {
        check(trials, probability)
        if successes < 0 { return 0 }
        if successes >= trials { return 1 }
        guard Double(successes) <= Double(trials) * probability else {
            return 1 - upperSum(from: successes + 1, trials, probability)
        }
        return lowerSum(from: successes, trials, probability)
    }

    /// The probability of at least `successes` in `trials` at `probability`.
    package static func atLeast(_ successes: Int, of trials: Int, at probability: Double) -> Double
    {
        check(trials, probability)
        if successes <= 0 { return 1 }
        if successes > trials { return 0 }
        guard Double(successes) >= Double(trials) * probability else {
            return 1 - lowerSum(from: successes - 1, trials, probability)
        }
        return upperSum(from: successes, trials, probability)
    }

    /// The sum of the masses of `0...start`; `start` is at most the mean.
    private static func lowerSum(from start: Int, _ trials: Int, _ probability: Double) -> Double {
        guard probability < 1 else { return 0 }
        var term = 1.0
        var sum = 1.0
        var x = start
        while x > 0, term > sum * 0x1p-60 {
            term *= Double(x) / Double(trials - x + 1) * (1 - probability) / probability
            sum += term
            x -= 1
        }
        return min(1, mass(start, of: trials, at: probability) * sum)
    }

    /// The sum of the masses of `start...trials`; `start` is at least the mean.
    private static func upperSum(from start: Int, _ trials: Int, _ probability: Double) -> Double {
        guard probability > 0 else { return 0 }
        var term = 1.0
        var sum = 1.0
        var x = start
        while x < trials, term > sum * 0x1p-60 {
            term *= Double(trials - x) / Double(x + 1) * probability / (1 - probability)
            sum += term
            x += 1
        }
        return min(1, mass(start, of: trials, at: probability) * sum)
    }

    /// `ln n! - ln(sqrt(2 pi n) (n / e)^n)`.
    private static func stirlingError(_ count: Int) -> Double {
        let n = Double(count)
        guard count > 15 else {
            let factorial = (1...max(1, count)).reduce(1.0) { $0 * Double($1) }
            return log(factorial) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi)
        }
        let square = n * n
        let series = 1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square
        return (1.0 / 12 - (1.0 / 360 - series / square) / square) / n
    }

    /// `x ln(x / mean) + mean - x`, by its series where the difference would cancel.
    private static func deviance(_ x: Double, _ mean: Double) -> Double {
        guard abs(x - mean) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
        let v = (x - mean) / (x + mean)
        var sum = (x - mean) * v
        var power = 2 * x * v
        var divisor = 3.0
        while true {
            power *= v * v
            let next = sum + power / divisor
            if next == sum { return sum }
            sum = next
            divisor += 2
        }
    }

    private static func check(_ trials: Int, _ probability: Double) {
        precondition(trials >= 0, "\(trials) trials")
        precondition((0...1).contains(probability), "probability \(probability)")
    }
}

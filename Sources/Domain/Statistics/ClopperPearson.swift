#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Clopper and Pearson's exact one-sided bound of a rate (Biometrika 26, 1934).
package enum ClopperPearson {
    /// The largest rate at which `successes` or fewer of `trials` still has probability
    /// `1 - confidence`; 1 when nothing was left out.
    package static func upperBound(
        _ successes: Int,
        of trials: Int,
        confidence: Double = 0.95
    ) -> Double {
        precondition((0...trials).contains(successes), "\(successes) of \(trials)")
        precondition(confidence > 0 && confidence < 1, "confidence \(confidence)")
        guard successes < trials else { return 1 }
        // The tail falls in the rate, so bisection halves the interval to the last bit.
        var low = Double(successes) / Double(trials)
        var high = 1.0
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { return high }
            if Binomial.atMost(successes, of: trials, at: middle) > 1 - confidence {
                low = middle
            } else {
                high = middle
            }
        }
    }

    /// The fewest trials whose upper bound is at most `rate` when none succeeds.
    package static func leastTrials(toShow rate: Double, confidence: Double = 0.95) -> Int {
        precondition(rate > 0 && rate < 1, "rate \(rate)")
        return Int((log(1 - confidence) / log1p(-rate)).rounded(.up))
    }
}

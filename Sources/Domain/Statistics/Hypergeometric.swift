/// Exact probabilities of a count in a sample without replacement.
///
/// The mass is a quotient of binomial masses at the sampled share, which keeps the digits of
/// ``Binomial``; tails are sums of masses by their ratios, taken on the side where they are small.
package enum Hypergeometric {
    /// The probability of exactly `count` marked ones among `drawn` of a population of `population`
    /// with `marked` marked ones.
    package static func mass(
        _ count: Int,
        drawn: Int,
        marked: Int,
        population: Int
    ) -> Double {
        check(drawn, marked, population)
        guard range(drawn, marked, population).contains(count) else { return 0 }
        guard population > 0 else { return 1 }
        let share = Double(drawn) / Double(population)
        return Binomial.mass(count, of: marked, at: share)
            * Binomial.mass(drawn - count, of: population - marked, at: share)
            / Binomial.mass(drawn, of: population, at: share)
    }

    /// The probability of at most `count` marked ones among `drawn` of a population of `population`
    /// with `marked` marked ones.
    package static func atMost(
        _ count: Int,
        drawn: Int,
        marked: Int,
        population: Int
    ) -> Double {
        check(drawn, marked, population)
        let possible = range(drawn, marked, population)
        if count < possible.lowerBound { return 0 }
        if count >= possible.upperBound { return 1 }
        let mean = Double(drawn) * Double(marked) / Double(population)
        let isLower = Double(count) <= mean
        let start = isLower ? count : count + 1
        var term = 1.0
        var sum = 1.0
        var x = start
        while isLower ? x > possible.lowerBound : x < possible.upperBound, term > sum * 0x1p-60 {
            // P(x) / P(x - 1), or its inverse, one step away from the mean.
            let upper = isLower ? x : x + 1
            let up = Double(marked - upper + 1) * Double(drawn - upper + 1)
            let down = Double(upper) * Double(population - marked - drawn + upper)
            term *= isLower ? down / up : up / down
            sum += term
            x += isLower ? -1 : 1
        }
        let tail = min(
            1,
            mass(start, drawn: drawn, marked: marked, population: population) * sum
        )
        return isLower ? tail : 1 - tail
    }

    private static func range(_ drawn: Int, _ marked: Int, _ population: Int) -> ClosedRange<Int> {
        max(0, drawn - (population - marked))...min(drawn, marked)
    }

    private static func check(_ drawn: Int, _ marked: Int, _ population: Int) {
        precondition(
            (0...population).contains(drawn) && (0...population).contains(marked),
            "\(drawn) drawn and \(marked) marked of \(population)"
        )
    }
}

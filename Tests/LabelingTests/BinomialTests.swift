import Domain
import Labeling
import Testing

/// A tail and its value.
struct Tail: Sendable, CustomStringConvertible {
    var successes: Int
    var trials: Int
    var probability: Double
    var expected: Double

    var description: String { "\(successes) of \(trials) at \(probability)" }
}

private func tail(
    _ successes: Int,
    _ trials: Int,
    _ probability: Double,
    _ expected: Double
) -> Tail {
    Tail(successes: successes, trials: trials, probability: probability, expected: expected)
}

@Suite("Binomial tails are exact")
struct BinomialTests {
    /// Sums in 60-digit decimal arithmetic.
    @Test(
        "Lower tails",
        arguments: [
            tail(0, 59, 0.05, 0.048494525249423229),
            tail(4, 200, 0.05, 0.0264468000091201),
            tail(12, 100, 0.05, 0.99853565199196559),
            tail(3, 1000, 0.0005, 0.99825626881989526),
            tail(950, 1000, 0.97, 0.00042076654524820205),
            tail(20_000, 1_000_000, 0.0205, 0.0002015813420674299),
            tail(999, 1000, 0.9999, 0.095167106441443772),
            tail(300, 1000, 0.5, 8.8328390039750682e-38),
            tail(0, 5_000_000, 1e-6, 0.0067379301542277968),
            tail(40, 40_000, 0.003, 1.8998210227033832e-17),
        ]
    )
    func lower(_ tail: Tail) {
        let value = Binomial.atMost(tail.successes, of: tail.trials, at: tail.probability)
        #expect(isClose(value, tail.expected, relative: 1e-9), "\(value): \(tail.expected)")
    }

    @Test(
        "Upper tails",
        arguments: [
            tail(9, 12, 0.5, 0.072998046875),
            tail(1, 1, 0.5, 0.5),
            tail(700, 1000, 0.5, 8.8328390039750682e-38),
            tail(3, 1000, 0.0001, 0.00015422348474725467),
            tail(60, 500, 0.05, 5.7127171679980948e-10),
        ]
    )
    func upper(_ tail: Tail) {
        let value = Binomial.atLeast(tail.successes, of: tail.trials, at: tail.probability)
        #expect(isClose(value, tail.expected, relative: 1e-9), "\(value): \(tail.expected)")
    }

    @Test("The edges", arguments: [0, 1, 7])
    func edges(trials: Int) {
        #expect(Binomial.atMost(-1, of: trials, at: 0.3) == 0)
        #expect(Binomial.atMost(trials, of: trials, at: 0.3) == 1)
        #expect(Binomial.atLeast(0, of: trials, at: 0.3) == 1)
        #expect(Binomial.atLeast(trials + 1, of: trials, at: 0.3) == 0)
        #expect(Binomial.atMost(0, of: trials, at: 0) == 1)
        #expect(Binomial.atLeast(trials, of: trials, at: 1) == 1)
    }

    @Test("The masses of all counts sum to one")
    func masses() {
        for trials in [1, 2, 17, 333] {
            let sum = (0...trials).reduce(0.0) { $0 + Binomial.mass($1, of: trials, at: 0.31) }
            #expect(isClose(sum, 1, relative: 1e-13), "\(trials) trials: \(sum)")
        }
    }

    @Test("The upper bound of a rate is where the tail is 5 %")
    func bound() {
        for (lost, count) in [(0, 100), (1, 100), (7, 50), (49, 50)] {
            let bound = ClopperPearson.upperBound(lost, of: count)
            let tail = Binomial.atMost(lost, of: count, at: bound)
            #expect(isClose(tail, 0.05, relative: 1e-9), "\(lost) of \(count): \(tail)")
        }
        #expect(ClopperPearson.upperBound(50, of: 50) == 1)
    }
}

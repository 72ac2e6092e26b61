internal import Domain

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Sets the threshold of an auto-label guarantee by Learn-then-Test with a fixed sequence,
/// <https://arxiv.org/abs/2110.01052>.
///
/// The thresholds are fixed from the gate split before any certify label is read; going down from
/// a start, "more than `epsilon` of the accepted are wrong" is tested by the exact binomial tail,
/// and the last threshold that rejects it is the result. No correction is needed within the
/// sequence; the looks at one certify split share `delta` as `delta / (look * (look + 1))`, and the
/// classes of one look share its level in equal parts.
package struct Certifier: Hashable, Sendable {
    /// The number of thresholds that the gate split gives.
    package static let gridSize = 64

    /// The error rate to be promised, in `0..<1`.
    package let epsilon: Double
    /// The probability that the promise may fail, over all looks.
    package let delta: Double
    /// Which look at the certify split this is, from 1.
    package let look: Int
    /// How many classes share the level, each certified by itself; 1 where all have one threshold.
    package private(set) var classCount = 1

    package init(epsilon: Double, delta: Double, look: Int) {
        precondition(epsilon > 0 && epsilon < 1, "epsilon \(epsilon)")
        precondition(delta > 0 && delta < 1, "delta \(delta)")
        precondition(look > 0, "look \(look)")
        self.epsilon = epsilon
        self.delta = delta
        self.look = look
    }

    /// The certifier of one of `classCount` classes that share the level.
    func with(classCount: Int) -> Certifier {
        var certifier = self
        certifier.classCount = classCount
        return certifier
    }

    /// The level of this look.
    package var level: Double { delta / (Double(look) * Double(look + 1)) }

    /// The level of one sequence of tests: that of the look, shared by the classes.
    package var testLevel: Double { level / Double(classCount) }

    /// The accepted certify examples needed when none is wrong, of one class where each is certified
    /// by itself.
    package var minimum: Int { Int((log(testLevel) / log1p(-epsilon)).rounded(.up)) }

    /// The fewest certify examples, of one class where each is certified by itself, with which a look is worth its price.
    package var leastCount: Int { Int((1.2 * Double(minimum)).rounded(.up)) }

    /// Looks for the lowest threshold that keeps the promise.
    ///
    /// - Parameters:
    ///   - gateConfidences: the confidences of the same model, with the same views, over the gate
    ///     split; at least one.
    ///   - examples: the certify split, in any order.
    /// - Returns: the outcome with every test that was made.
    package func certify(
        gateConfidences: [Float],
        examples: [ScoredExample]
    ) -> Certification {
        precondition(!gateConfidences.isEmpty, "the grid comes from the gate split, which is empty")
        let count = examples.count
        if let refusal = refusal(certifyCount: count) { return refusal }
        let grid = Self.grid(of: gateConfidences)
        let (tests, last) = sequence(grid: grid, examples: examples)
        if let last { return result(count, tests, .certified(last)) }
        let more = moreLabels(grid: grid, examples: examples)
        return result(count, tests, .errorTooHigh(more: more))
    }

    /// Says how many labels are missing where there are too few for a look; nil where there are
    /// enough.
    package func refusal(certifyCount count: Int) -> Certification? {
        guard Double(count) < 1.2 * Double(minimum) else { return nil }
        return result(count, [], .tooFewLabels(missing: leastCount - count))
    }

    /// Every test from the start down to the first that is not rejected, and the last that is.
    func sequence(
        grid: [GridPoint],
        examples: [ScoredExample]
    ) -> (tests: [ThresholdTest], last: ThresholdTest?) {
        var tests: [ThresholdTest] = []
        var last: ThresholdTest?
        for point in grid[startIndex(in: grid, certifyCount: examples.count)...] {
            let test = test(point.threshold, on: examples)
            tests.append(test)
            guard test.probability <= testLevel else { break }
            last = test
        }
        return (tests, last)
    }

    /// A threshold and the share of the gate split that it accepts.
    struct GridPoint: Hashable {
        var threshold: Float
        var share: Double
    }

    /// The thresholds that accept `j / 64` of the gate split, from high to low, ties merged; of none that could be
    /// accepted one that accepts nothing.
    static func grid(of gateConfidences: [Float]) -> [GridPoint] {
        let sorted = gateConfidences.sorted(by: >)
        var grid: [GridPoint] = []
        for j in 1...gridSize {
            let threshold = sorted[(j * sorted.count + gridSize - 1) / gridSize - 1]
            if let last = grid.last, threshold >= last.threshold { continue }
            guard threshold > ScoredExample.neverAccepted else { break }
            let accepted = sorted.count { $0 >= threshold }
            grid.append(
                GridPoint(
                    threshold: threshold,
                    share: Double(accepted) / Double(sorted.count)
                )
            )
        }
        return grid.isEmpty ? [GridPoint(threshold: ScoredExample.beyond, share: 0)] : grid
    }

    /// The highest threshold that is expected to accept enough of `certifyCount` examples.
    ///
    /// Enough is half of them, and 1.2 times the minimum: a start further up dies of one early error.
    func startIndex(in grid: [GridPoint], certifyCount: Int) -> Int {
        let count = Double(certifyCount)
        let enough = max(1.2 * Double(minimum), count / 2)
        return grid.firstIndex { $0.share * count >= enough } ?? grid.count - 1
    }

    func test(_ threshold: Float, on examples: [ScoredExample]) -> ThresholdTest {
        var accepted = 0
        var wrong = 0
        for example in examples where example.confidence >= threshold {
            accepted += 1
            if !example.isCorrect { wrong += 1 }
        }
        let probability = Binomial.atMost(wrong, of: accepted, at: epsilon)
        return ThresholdTest(
            threshold: threshold,
            accepted: accepted,
            wrong: wrong,
            probability: probability
        )
    }

    private func result(
        _ count: Int,
        _ tests: [ThresholdTest],
        _ outcome: Certification.Outcome
    ) -> Certification {
        Certification(
            epsilon: epsilon,
            look: look,
            level: level,
            minimum: minimum,
            certifyCount: count,
            tests: tests,
            outcome: outcome
        )
    }
}

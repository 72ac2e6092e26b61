internal import Domain

/// A pool as a certification names it.
package struct PoolSummary: Hashable, Sendable, Codable {
    /// Its number in the project, from 1.
    package var number: Int64
    /// The examples that the promise is about.
    package var count: Int

    /// Describes a pool.
    package init(number: Int64, count: Int) {
        self.number = number
        self.count = count
    }
}

/// Sets the threshold of a promise about a finished pool, whatever the model memorised of it.
///
/// The certify rows are drawn uniformly at random from the pool and stay in training as unlabelled
/// rows like all others, so that training cannot tell them apart. The grid is the thresholds that
/// accept `j / 64` of the pool; at each, going down, "more than `epsilon` of the accepted are wrong"
/// is tested by the exact hypergeometric tail. The levels are those of ``Certifier``, counted for
/// each pool by itself.
package struct PoolCertifier: Hashable, Sendable {
    /// The error rate to be promised, in `0..<1`.
    package let epsilon: Double
    /// The probability that the promise may fail, over all looks at this pool.
    package let delta: Double
    /// Which look at the pool's certify labels this is, from 1.
    package let look: Int
    /// The number of the pool.
    package let number: Int64

    package init(epsilon: Double, delta: Double, look: Int, number: Int64) {
        precondition(epsilon > 0 && epsilon < 1, "epsilon \(epsilon)")
        precondition(delta > 0 && delta < 1, "delta \(delta)")
        precondition(look > 0, "look \(look)")
        self.epsilon = epsilon
        self.delta = delta
        self.look = look
        self.number = number
    }

    /// The level of this look.
    package var level: Double { delta / (Double(look) * Double(look + 1)) }

    /// The fewest accepted certify rows that could certify a whole pool of `poolCount` rows when none
    /// is wrong; at least one row.
    package func minimum(poolCount: Int) -> Int {
        precondition(poolCount > 0, "an empty pool")
        let marked = least(wrongOf: poolCount)
        var (tooFew, enough) = (0, poolCount)
        while enough - tooFew > 1 {
            let middle = (tooFew + enough) / 2
            let probability = Hypergeometric.atMost(
                0,
                drawn: middle,
                marked: marked,
                population: poolCount
            )
            if probability <= level { enough = middle } else { tooFew = middle }
        }
        return enough
    }

    /// The fewest certify rows with which a look is worth its price.
    package func leastCount(poolCount: Int) -> Int {
        Int((1.2 * Double(minimum(poolCount: poolCount))).rounded(.up))
    }

    /// Looks for the lowest threshold that keeps the promise.
    ///
    /// - Parameters:
    ///   - pool: the confidences of all rows that the promise is about, the drawn ones included.
    ///   - drawn: the certify rows; skipped ones are wrong.
    ///   - chosen: rows of the drawn pool that people labelled by a choice of their own afterwards:
    ///     the sample stands for them too, so they count among the accepted, with what is known of
    ///     them.
    /// - Returns: the outcome with every test that was made.
    package func certify(
        pool: [Float],
        drawn: [ScoredExample],
        chosen: [ScoredExample] = []
    ) -> Certification {
        if let refusal = refusal(poolCount: pool.count, certifyCount: drawn.count) {
            return refusal
        }
        let grid = Certifier.grid(of: pool)
        var tests: [ThresholdTest] = []
        var last: ThresholdTest?
        for point in grid[startIndex(in: grid, pool.count, certifyCount: drawn.count)...] {
            let accepted = Int((point.share * Double(pool.count)).rounded())
            let test = test(point.threshold, accepted, drawn, chosen)
            tests.append(test)
            guard test.probability <= level else { break }
            last = test
        }
        if let last { return result(pool.count, drawn.count, tests, .certified(last)) }
        let more = moreLabels(tests[0], pool.count, drawn.count)
        return result(pool.count, drawn.count, tests, .errorTooHigh(more: more))
    }

    /// Says how many certify rows are missing where there are too few for a look; nil where there
    /// are enough.
    package func refusal(poolCount: Int, certifyCount: Int) -> Certification? {
        guard poolCount > 0 else {
            return result(0, certifyCount, [], .tooFewLabels(missing: 1))
        }
        let least = leastCount(poolCount: poolCount)
        // Where all of a small pool is answered nothing is left to draw.
        guard certifyCount < least, certifyCount < poolCount else { return nil }
        return result(
            poolCount,
            certifyCount,
            [],
            .tooFewLabels(missing: least - certifyCount)
        )
    }

    /// The fewest wrong ones with which the promise about `count` accepted rows is broken.
    ///
    /// The product is nudged up so that 5 % of 300 is 15 although 0.05 is no binary fraction.
    private func least(wrongOf count: Int) -> Int {
        min(count, Int((epsilon * Double(count) + 1e-9).rounded(.down)) + 1)
    }

    private func startIndex(
        in grid: [Certifier.GridPoint],
        _ poolCount: Int,
        certifyCount: Int
    ) -> Int {
        let count = Double(certifyCount)
        let enough = max(1.2 * Double(minimum(poolCount: poolCount)), count / 2)
        return grid.firstIndex { $0.share * count >= enough } ?? grid.count - 1
    }

    private func test(
        _ threshold: Float,
        _ poolAccepted: Int,
        _ drawn: [ScoredExample],
        _ chosen: [ScoredExample]
    ) -> ThresholdTest {
        let accepted = drawn.count { $0.confidence >= threshold }
        let wrong = drawn.count { $0.confidence >= threshold && !$0.isCorrect }
        let known = chosen.count { $0.confidence >= threshold }
        let knownWrong = chosen.count { $0.confidence >= threshold && !$0.isCorrect }
        let marked = min(least(wrongOf: poolAccepted) + knownWrong, poolAccepted + known)
        let probability =
            accepted == 0
            ? 1
            : Hypergeometric.atMost(
                wrong,
                drawn: accepted,
                marked: marked,
                population: poolAccepted + known
            )
        return ThresholdTest(
            threshold: threshold,
            accepted: accepted,
            wrong: wrong,
            probability: probability,
            poolAccepted: poolAccepted
        )
    }

    /// How many more certify rows would let the next look succeed at `test`'s threshold if the error
    /// rate stays what it is; nil when not even the whole pool would do.
    private func moreLabels(_ test: ThresholdTest, _ poolCount: Int, _ count: Int) -> Int? {
        guard let poolAccepted = test.poolAccepted, test.accepted > 0 else { return nil }
        let next = PoolCertifier(epsilon: epsilon, delta: delta, look: look + 1, number: number)
        var size = max(count + 1, next.leastCount(poolCount: poolCount))
        while size <= poolCount {
            let growth = Double(size) / Double(count)
            let accepted = min(poolAccepted, Int(Double(test.accepted) * growth))
            let wrong = min(accepted, Int((Double(test.wrong) * growth).rounded(.up)))
            let probability = Hypergeometric.atMost(
                wrong,
                drawn: accepted,
                marked: least(wrongOf: poolAccepted),
                population: poolAccepted
            )
            if probability <= next.level { return size - count }
            size += max(1, size / 50)
        }
        return nil
    }

    private func result(
        _ poolCount: Int,
        _ count: Int,
        _ tests: [ThresholdTest],
        _ outcome: Certification.Outcome
    ) -> Certification {
        Certification(
            epsilon: epsilon,
            look: look,
            level: level,
            minimum: poolCount == 0 ? 0 : minimum(poolCount: poolCount),
            certifyCount: count,
            tests: tests,
            outcome: outcome,
            pool: PoolSummary(number: number, count: poolCount)
        )
    }
}

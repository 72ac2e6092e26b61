import Domain
import Testing

@Suite("Paired differences over splits")
struct PairedSplitsTests {
    @Test("Quantiles of Student's t are those of the tables")
    func quantiles() {
        for (tail, degrees, value) in [
            (0.025, 1, 12.706_204_736), (0.025, 4, 2.776_445_105), (0.025, 24, 2.063_898_562),
            (0.005, 9, 3.249_835_542), (0.05, 14, 1.761_310_136), (0.025, 1000, 1.962_339_081),
            (0.0005, 2, 31.599_054_577),
        ] {
            let found = StudentT.quantile(exceededWith: tail, degrees: degrees)
            #expect(abs(found - value) < 1e-8 * value, "\(tail) \(degrees): \(found)")
        }
    }

    @Test("The interval is the corrected resampled t test's")
    func interval() {
        // Mean 0.05, deviation 0.0790569; (1/5 + 1/4) and t(4).
        let found = PairedSplits(
            differences: [0.1, 0, 0.15, -0.05, 0.05],
            tested: 20,
            trained: 80,
            alpha: 0.05
        )
        let reach = 2.776_445_105 * (0.45 * 0.006_25).squareRoot()
        #expect(abs(found.mean - 0.05) < 1e-12)
        #expect(abs(found.low - (0.05 - reach)) < 1e-9 && abs(found.high - (0.05 + reach)) < 1e-9)
        #expect(!found.isDistinct)
    }

    @Test("Splits that agree by chance have no interval of length 0")
    func agreeing() {
        let small = PairedSplits(
            differences: [0.125, 0.125, 0.125],
            tested: 8,
            trained: 16,
            alpha: 0.05
        )
        #expect(!small.isDistinct && small.high > small.mean)
        let none = PairedSplits(differences: [0, 0], tested: 8, trained: 8, alpha: 0.05)
        // Sixteen rows without a difference are no proof that there is none, nor that all rows differ.
        #expect(none.mean == 0 && none.low < -0.1 && none.high > 0.1)
        let all = PairedSplits(
            differences: [1, 1, 1, 1, 1],
            tested: 8,
            trained: 32,
            alpha: 0.05
        )
        #expect(all.isDistinct && all.low < 0.95 && all.high == 1)
        // More rows narrow it.
        let more = PairedSplits(differences: [0, 0], tested: 80, trained: 80, alpha: 0.05)
        #expect(more.low > none.low && more.low < 0)
        let one = PairedSplits(differences: [0.5], tested: 8, trained: 8, alpha: 0.05)
        #expect(one.low == -1 && one.high == 1)
    }

    @Test("Between methods that are as good, intervals leave 0 out as seldom as they say")
    func coverage() {
        var generator = SeededGenerator(seed: 11)
        var wrong = 0
        for _ in 0..<2000 {
            // Tested rows of one split are right with 80 % for both, each by itself.
            let differences = (0..<10).map { _ in
                Double(
                    (0..<20).reduce(0) { sum, _ in
                        sum + (generator.uniform() < 0.8 ? 1 : 0)
                            - (generator.uniform() < 0.8 ? 1 : 0)
                    }
                ) / 20
            }
            let found = PairedSplits(
                differences: differences,
                tested: 20,
                trained: 180,
                alpha: 0.05
            )
            if found.isDistinct { wrong += 1 }
        }
        #expect(wrong <= 100)
    }
}

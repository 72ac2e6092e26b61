import Domain
import Labeling
import Testing

@Suite("The gate passes a challenger only on evidence")
struct GateTests {
    @Test("The first model passes and says so")
    func first() {
        let decision = Gate(.better).first(3)
        #expect(decision.passed)
        #expect(decision.reference == nil)
        #expect(decision.standard == 3)
        #expect(decision.reason == "promoted as the first model of the project")
    }

    @Test("Better needs p of at most 5 %", arguments: [(4, 0, false), (5, 0, true), (9, 3, false)])
    func better(won: Int, lost: Int, passes: Bool) {
        let decision = Gate(.better).decide(
            GateComparison(count: 100, won: won, lost: lost),
            reference: 7
        )
        #expect(decision.passed == passes)
        #expect(decision.reference == 7)
        #expect(decision.statistic == McNemar.probability(won: won, lost: lost))
        #expect(decision.reason.contains("\(won) are newly right and \(lost) newly wrong"))
    }

    @Test(
        "Both sides of McNemar's test, which do not ask who is first",
        arguments: [
            (0, 0, 1), (5, 0, 0.0625), (6, 0, 0.03125), (7, 7, 1), (10, 20, 0.09873714670538902),
            (3, 54, 4.290179322907761e-13),
        ] as [(Int, Int, Double)]
    )
    func twoSided(one: Int, other: Int, expected: Double) {
        for probability in [
            McNemar.twoSidedProbability(one, other), McNemar.twoSidedProbability(other, one),
        ] {
            #expect(abs(probability - expected) <= 1e-12 * expected, "\(probability)")
        }
    }

    @Test("Better without gate labels refuses and says why")
    func betterWithoutLabels() {
        let decision = Gate(.better).decide(
            GateComparison(count: 0, won: 0, lost: 0),
            reference: 1
        )
        #expect(!decision.passed)
        #expect(decision.reason.contains("the gate split has no labelled examples"))
    }

    @Test("A margin that the gate split cannot show is refused with the number that could")
    func marginOutOfReach() {
        let decision = Gate(.nonInferior(margin: 0.02)).decide(
            GateComparison(count: 148, won: 20, lost: 0),
            reference: 2
        )
        #expect(!decision.passed)
        #expect(decision.statistic == nil)
        #expect(decision.reason.contains("148 gate examples cannot show a margin of 2 %"))
        #expect(decision.reason.contains("149 could"))
    }

    @Test(
        "Non-inferior bounds what is newly wrong",
        arguments: [(100, 0, 0.03, true), (100, 1, 0.03, false), (100, 1, 0.05, true)]
    )
    func nonInferior(count: Int, lost: Int, margin: Double, passes: Bool) {
        let decision = Gate(.nonInferior(margin: margin)).decide(
            GateComparison(count: count, won: 0, lost: lost),
            reference: 2
        )
        #expect(decision.passed == passes, "\(decision.reason)")
    }

    @Test("Always passes without a test")
    func always() {
        let decision = Gate(.always).decide(
            GateComparison(count: 10, won: 0, lost: 10),
            reference: 2
        )
        #expect(decision.passed)
        #expect(decision.statistic == nil)
    }

    @Test("A comparison counts only examples on which the two differ")
    func comparison() {
        let comparison = GateComparison(
            challenger: [true, true, false, false, true],
            reference: [true, false, true, false, false]
        )
        #expect(comparison == GateComparison(count: 5, won: 2, lost: 1))
    }
}

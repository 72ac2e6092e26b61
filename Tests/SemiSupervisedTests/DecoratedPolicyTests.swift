import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Policies that others decorate")
struct DecoratedPolicyTests {
    private static func context(step: Int) -> StepContext {
        StepContext(step: step, totalSteps: 100, classCounts: [12, 4, 1], unlabeledCount: 6)
    }

    private static let said = PseudoTargets(
        .logits(randomMatrix(6, 3, seed: 51)),
        indices: Array(0..<6),
        labeled: randomMatrix(4, 3, seed: 52)
    )

    @Test("DARP refines in the first step after its warm-up, between two intervals too")
    func firstRefinement() {
        var parameters = DARP()
        parameters.interval = 1000
        parameters.warmUp = 0.1
        var policy = RefinedLabels(FixedThreshold(0), parameters, .hard)
        policy.refinement = { said, _ in
            // The next class of each row.
            said.indices.map { said[$0 / 3 * 3 + ($0 + 2) % 3] }
        }
        let before = policy.judge(Self.said, in: Self.context(step: 5)).targets
        #expect(before == .hard(Self.said.labels))
        let after = policy.judge(Self.said, in: Self.context(step: 11)).targets
        #expect(after == .hard(Self.said.labels.map { ($0 + 1) % 3 }))
    }

    @Test(
        "CReST+ aligns to a power of the shares, also where its base has an alignment of its own",
        arguments: ["fix_match", "re_mix_match", "ada_match", "soft_match"]
    )
    func powers(_ name: String) throws {
        let type = try #require(Algorithms.bases.first { $0.card.name == name })
        func means(_ power: Float) throws -> [Float] {
            var algorithm = type.init()
            for (field, value) in ["targets": "soft", "temperature": "1"]
            where type.catalog.contains(where: { $0.name == field }) {
                try algorithm.set(field, to: value)
            }
            var policy = algorithm.base.policy
            policy.stopAligning()
            var aligned = PowerAlignment(policy, power: power, momentum: 0.999)
            let targets = aligned.judge(Self.said, in: Self.context(step: 1)).targets
            let rows = targets.probabilities(classes: 3)
            return (0..<3).map { column in
                (0..<rows.rows).reduce(0) { $0 + rows[$1, column] } / Float(rows.rows)
            }
        }
        let (even, shares) = (try means(0), try means(1))
        #expect(shares[0] > even[0] + 0.1, "\(even), \(shares)")
        #expect(shares[2] < even[2] - 0.1)
    }
}

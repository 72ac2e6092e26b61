import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("SimMatch compares with examples that it has seen")
struct SimMatchTests {
    /// What two steps come to, of which the first sees two of four labelled examples and the second some.
    private static func steps(
        _ smoothing: Float,
        second examples: [Int],
        reference: Reference = .paper
    ) -> [LossReport] {
        var parameters = SimMatch()
        (parameters.threshold, parameters.temperature, parameters.warmUp) = (0, 0.5, 0)
        (parameters.smoothing, parameters.width) = (smoothing, 3)
        var objective = SimMatchObjective(parameters, reference: reference)
        var models = SlicedModels([(.classifier, 4), (.projection, 3)])
        return [[0, 1], examples, [0, 1]].enumerated().map { step, examples in
            let seed = UInt64(60 + 10 * step)
            let batch = Batch(
                labeled: [randomMatrix(2, 7, seed: seed)],
                labels: examples.map { [1, 1, 2, 3][$0] },
                unlabeled: [
                    randomMatrix(5, 7, seed: seed + 1), randomMatrix(5, 7, seed: seed + 2),
                ],
                labeledIndices: examples,
                indices: Array(0..<5)
            )
            let context = StepContext(
                step: step,
                totalSteps: 9,
                classCounts: [0, 2, 1, 1],
                unlabeledCount: 5
            )
            return objective.step(batch, at: context, on: &models)
        }
    }

    @Test("None corrects a pseudo-label before all were seen")
    func unseen() {
        // With smoothing 1 a pseudo-label is its own; with 0 it is what examples say.
        for third in [[0, 1], [1, 2]] {
            let (own, corrected) = (Self.steps(1, second: third), Self.steps(0, second: third))
            for step in 0..<3 {
                #expect(own[step].consistency == corrected[step].consistency, "\(third) \(step)")
                #expect(own[step].total == own[step].supervised + own[step].consistency)
            }
        }
        let (own, corrected) = (Self.steps(1, second: [2, 3]), Self.steps(0, second: [2, 3]))
        for step in 0..<2 { #expect(own[step].consistency == corrected[step].consistency) }
        #expect(own[2].consistency != corrected[2].consistency)
        #expect(corrected[2].terms["instance"].map { corrected[2].total > $0 } == true)
        // Nothing is of the first class, of which there is no example.
        #expect(!corrected[2].pseudoLabels.contains(0))
    }

    @Test("As USB has it, they are of the first class until they are seen")
    func reference() {
        let (own, corrected) = (
            Self.steps(1, second: [0, 1], reference: .usb),
            Self.steps(0, second: [0, 1], reference: .usb)
        )
        #expect(corrected[0].pseudoLabels.allSatisfy { $0 == 0 })
        #expect(own[0].consistency != corrected[0].consistency)
    }
}

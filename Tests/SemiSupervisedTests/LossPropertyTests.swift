import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Properties of losses")
struct LossPropertyTests {
    @Test(
        "Rows of a softmax sum to 1, at any temperature",
        arguments: [Float(0.01), 0.5, 1, 7, 100]
    )
    func softmaxRows(_ temperature: Float) {
        let probabilities = softmax(
            randomMatrix(9, 6, seed: 1, spread: 20),
            temperature: temperature
        )
        for row in 0..<9 {
            let values = probabilities.rows(row..<row + 1).values
            expectClose(values.reduce(0, +), 1)
            #expect(values.allSatisfy { (0...1).contains($0) })
        }
    }

    @Test(
        "Tempered probabilities are the softmax of tempered logits",
        arguments: [Float(0.5), 1, 2]
    )
    func tempering(_ temperature: Float) {
        let logits = randomMatrix(5, 4, seed: 2)
        expectClose(
            tempered(softmax(logits), temperature: temperature).values,
            softmax(logits, temperature: temperature).values
        )
    }

    @Test("Logits of any size give finite losses and gradients")
    func extremes() {
        let logits = Matrix(rows: 2, columns: 3, values: [1e4, -1e4, 0, -3e38, 3e38, 0])
        let targets = ClassTargets.hard([1, 0])
        for loss in LossGradientTests.losses.filter({ $0 != .crossEntropy(temperature: 0.5) }) {
            let rows = loss.rows(logits, targets)
            #expect(rows.gradient.values.allSatisfy { $0.isFinite }, "\(loss)")
            #expect(rows.values.allSatisfy { !$0.isNaN }, "\(loss)")
        }
    }

    @Test("A row of weight 0 has gradient 0, even where its loss is not a number")
    func weightZero() {
        let logits = Matrix(rows: 2, columns: 2, values: [.nan, 0, 1, 2])
        let rows = crossEntropy(logits, .hard([0, 1]))
        let (loss, gradient) = rows.mean(weights: [0, 1])
        #expect(loss.isFinite)
        #expect(gradient.values.prefix(2).allSatisfy { $0 == 0 })
        #expect(gradient.values.suffix(2).allSatisfy { $0.isFinite && $0 != 0 })
    }

    @Test("No rows: loss 0, no gradient")
    func empty() {
        let rows = crossEntropy(Matrix(rows: 0, columns: 3), .hard([]))
        #expect(rows.mean().loss == 0)
        #expect(rows.mean().gradient.values.isEmpty)
    }

    @Test(
        "Smoothed labels sum to 1 and keep their class",
        arguments: [LabelSmoothing.none, .uniform(0.1), .others(0.3)]
    )
    func smoothing(_ smoothing: LabelSmoothing) {
        let labels = randomLabels(8, classes: 4, seed: 3)
        let targets = smoothedTargets(labels, classes: 4, smoothing: smoothing)
        for row in 0..<8 { expectClose(targets.rows(row..<row + 1).values.reduce(0, +), 1) }
        #expect(PseudoTargets(probabilities: targets, indices: Array(0..<8)).labels == labels)
    }

    @Test("The Kullback-Leibler divergence of equal distributions is 0")
    func divergence() {
        let logits = randomMatrix(4, 5, seed: 4)
        let rows = kullbackLeibler(logits, .soft(softmax(logits)))
        expectClose(rows.values, [0, 0, 0, 0])
        expectClose(rows.gradient.values, Array(repeating: Float(0), count: 20))
    }

    @Test("Of equal probabilities the first is the label")
    func ties() {
        let even = Matrix(rows: 2, columns: 2, values: [0.5, 0.5, 0.25, 0.75])
        let targets = PseudoTargets(probabilities: even, indices: [0, 1])
        #expect(targets.labels == [0, 1])
        #expect(targets.confidence == [0.5, 0.75])
    }
}

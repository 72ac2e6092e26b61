import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Gradients of losses equal central differences")
struct LossGradientTests {
    /// Every loss that has soft targets.
    static let losses: [ConsistencyLoss] = [
        .crossEntropy, .crossEntropy(temperature: 0.5), .crossEntropy(temperature: 3),
        .squaredError, .kullbackLeibler(temperature: 1), .kullbackLeibler(temperature: 2),
        .sigmoidCrossEntropy,
    ]

    @Test("Soft targets", arguments: losses, [1, 2, 7])
    func soft(_ loss: ConsistencyLoss, _ rows: Int) {
        let logits = randomMatrix(rows, 5, seed: 1, spread: 1)
        let targets = ClassTargets.soft(softmax(randomMatrix(rows, 5, seed: 2)))
        let weights = (0..<rows).map { Float($0 % 3) / 2 + 0.25 }
        let analytic = loss.rows(logits, targets).mean(weights: weights, scale: 1).gradient
        let numeric = centralDifferences(at: logits) {
            loss.rows($0, targets).mean(weights: weights).loss
        }
        expectClose(analytic.values, numeric.values, absolute: 5e-5, relative: 1e-3, "\(loss)")
    }

    @Test("Hard targets", arguments: losses, [1, 6])
    func hard(_ loss: ConsistencyLoss, _ rows: Int) {
        let logits = randomMatrix(rows, 4, seed: 3, spread: 1)
        let targets = ClassTargets.hard(randomLabels(rows, classes: 4, seed: 4))
        let analytic = loss.rows(logits, targets).mean(scale: 2).gradient
        let numeric = centralDifferences(at: logits) { 2 * loss.rows($0, targets).mean().loss }
        expectClose(analytic.values, numeric.values, absolute: 5e-5, relative: 1e-3, "\(loss)")
    }

    @Test("Entropy", arguments: [1, 5])
    func entropyGradient(_ rows: Int) {
        let logits = randomMatrix(rows, 4, seed: 5, spread: 1)
        let analytic = entropy(logits).mean().gradient
        let numeric = centralDifferences(at: logits) { entropy($0).mean().loss }
        expectClose(analytic.values, numeric.values, absolute: 5e-5, relative: 1e-3)
    }

    @Test("The contrast of two views by a graph", arguments: [1, 6])
    func graphContrastGradient(_ rows: Int) {
        let (a, b) = (randomMatrix(rows, 3, seed: 8), randomMatrix(rows, 3, seed: 9))
        let graph = softmax(randomMatrix(rows, rows, seed: 10))
        func loss(_ a: Matrix, _ b: Matrix) -> Float {
            graphContrast(a, b, graph: graph, temperature: 0.5).loss
        }
        let analytic = graphContrast(a, b, graph: graph, temperature: 0.5)
        let first = centralDifferences(at: a) { loss($0, b) }
        let second = centralDifferences(at: b) { loss(a, $0) }
        expectClose(analytic.a.values, first.values, absolute: 5e-5, relative: 2e-3)
        expectClose(analytic.b.values, second.values, absolute: 5e-5, relative: 2e-3)
        if rows > 1 { #expect(analytic.a.values.contains { abs($0) > 0.01 }) }
    }

    @Test(
        "The labeled term with smoothing and weight",
        arguments: [LabelSmoothing.none, .uniform(0.1)]
    )
    func supervisedTerm(_ smoothing: LabelSmoothing) {
        let term = SupervisedTerm(smoothing: smoothing, weight: 0.7)
        let logits = randomMatrix(6, 4, seed: 6, spread: 1)
        let labels = randomLabels(6, classes: 4, seed: 7)
        let analytic = term.evaluate(logits, labels: labels).gradient
        let numeric = centralDifferences(at: logits) {
            0.7 * term.evaluate($0, labels: labels).loss
        }
        expectClose(analytic.values, numeric.values, absolute: 5e-5, relative: 1e-3)
    }
}

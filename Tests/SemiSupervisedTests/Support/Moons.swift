import Domain
import Foundation
import Networks
import SemiSupervised

/// Two interleaved half circles with noise, of which a few points are labeled.
struct Moons {
    /// Every point, `[N, 2]`; those of even rows are of class 0.
    let points: Matrix
    /// The classes, `[N]`.
    let labels: [Int]
    /// The rows whose label is known.
    let labeled: [Int]

    /// Draws `count` points; `known` of each class are labeled.
    init(count: Int, known: Int, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var values: [Float] = []
        for row in 0..<count {
            let angle = generator.uniform(0, .pi)
            let (x, y) =
                row % 2 == 0 ? (cos(angle), sin(angle)) : (1 - cos(angle), 0.5 - sin(angle))
            values.append(x + 0.08 * generator.normal())
            values.append(y + 0.08 * generator.normal())
        }
        points = Matrix(rows: count, columns: 2, values: values)
        labels = (0..<count).map { $0 % 2 }
        labeled = Array(0..<2 * known)
    }

    /// A view of `rows`: what is more than clean is moved at random.
    func view(_ view: View, of rows: [Int], _ generator: inout SeededGenerator) -> Matrix {
        var result = concatenated(rows.map { points.rows($0..<$0 + 1) })
        let spread: Float =
            switch view {
            case .clean: 0
            case .weak: 0.05
            case .medium, .strong, .cleanOrStrong, .crop: 0.25
            }
        for index in result.values.indices { result.values[index] += spread * generator.normal() }
        return result
    }

    /// A batch of all points for `needs`.
    func batch(
        _ needs: Needs,
        stored: Matrix? = nil,
        _ generator: inout SeededGenerator
    ) -> Batch {
        let all = Array(labels.indices)
        return Batch(
            labeled: needs.views(.labeled).map { view($0, of: labeled, &generator) },
            labels: labeled.map { labels[$0] },
            unlabeled: needs.views(.unlabeled).map { view($0, of: all, &generator) },
            indices: all,
            storedTargets: stored
        )
    }

    /// The share of points whose class `logits` tell.
    func accuracy(_ logits: Matrix) -> Double {
        let predicted = PseudoTargets(probabilities: softmax(logits), indices: labels).labels
        return Double(zip(predicted, labels).filter { $0 == $1 }.count) / Double(labels.count)
    }
}

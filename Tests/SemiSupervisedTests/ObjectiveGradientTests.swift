import Networks
import SemiSupervised
import TestSupport
import Testing

/// Whole steps whose further terms are inside an objective.
@Suite("Gradients of whole steps equal central differences of their totals")
struct ObjectiveGradientTests {
    private static let (known, count, classes) = (3, 6, 4)

    /// Differentiates the total with respect to all rows but the weak ones, whose words are constants.
    private static func check(
        _ objective: some Objective,
        _ heads: [(name: HeadName, width: Int)],
        begins: [String: [Double]] = [:],
        average: HeadValues? = nil,
        _ context: StepContext,
        weak: Matrix? = nil
    ) throws {
        let columns = heads.reduce(0) { $0 + $1.width }
        let views = [
            randomMatrix(known, columns, seed: 51, spread: 1),
            weak ?? randomMatrix(count, columns, seed: 52),
            randomMatrix(count, columns, seed: 53, spread: 1),
        ]
        func step(_ rows: Matrix) -> (report: LossReport, gradient: Matrix) {
            var objective = objective
            var writer = StateWriter(values: begins)
            objective.visit(&writer)
            var models = SlicedModels(heads, average: average)
            let batch = Batch(
                labeled: [rows.rows(0..<known)],
                labels: [0, 2, 1],
                unlabeled: [
                    rows.rows(known..<known + count), rows.rows(known + count..<rows.rows),
                ],
                labeledIndices: [4, 0, 2],
                indices: Array(0..<count)
            )
            let report = objective.step(batch, at: context, on: &models)
            return (report, concatenated(models.gradients))
        }
        let rows = Matrix(joining: views)
        let (report, gradient) = step(rows)
        #expect(report.consistency > 0)
        let numeric = centralDifferences(at: rows) { step($0).report.total }
        for range in [0..<known, known + count..<rows.rows] {
            expectClose(
                gradient.rows(range).values,
                numeric.rows(range).values,
                absolute: 2e-4,
                relative: 4e-3,
                "rows \(range)"
            )
        }
        #expect(gradient.rows(known..<known + count).values.allSatisfy { $0 == 0 })
        // Each head learns.
        var first = 0
        for head in heads {
            let columns = first..<first + head.width
            let isReached = (known + count..<rows.rows).contains { row in
                columns.contains { abs(gradient[row, $0]) > 1e-4 }
            }
            #expect(isReached, "\(head.name)")
            first += head.width
        }
    }

    private static var context: StepContext {
        StepContext(step: 5, totalSteps: 10, classCounts: [2, 2, 1, 1], unlabeledCount: count)
    }

    @Test("SimMatch: classes, and the likeness to labelled examples")
    func simMatch() throws {
        var parameters = SimMatch()
        (parameters.threshold, parameters.temperature) = (0, 0.7)
        (parameters.warmUp, parameters.width) = (0, 3)
        (parameters.unlabeledWeight, parameters.instanceWeight) = (0.6, 0.8)
        let memory = UnitRows(randomMatrix(6, 3, seed: 54)).rows
        try Self.check(
            SimMatchObjective(parameters),
            [(.classifier, Self.classes), (.projection, 3)],
            begins: [
                "memory.embeddings": memory.values.map(Double.init),
                "memory.labels": [1, 3, 0, 2, 1, 0],
            ],
            Self.context
        )
    }

    @Test("DASO: blended labels, and the likeness to prototypes")
    func daso() throws {
        var parameters = DASO()
        (parameters.threshold, parameters.temperature, parameters.warmUp) = (0, 0.6, 0)
        (parameters.unlabeledWeight, parameters.semanticWeight) = (0.6, 0.8)
        (parameters.memory, parameters.blend) = (2, 0.5)
        let features = randomMatrix(Self.classes * 2, 3, seed: 55)
        try Self.check(
            DASOObjective(parameters),
            [(.classifier, Self.classes), (.embedding, 3)],
            begins: [
                "memory.features": features.values.map(Double.init), "memory.seen": [2, 2, 2, 2],
            ],
            // Prototypes are constants: the average, which they are of, does not move with the rows.
            average: [
                .classifier: Matrix(rows: Self.known, columns: Self.classes),
                .embedding: randomMatrix(Self.known, 3, seed: 56),
            ],
            Self.context
        )
    }

    @Test("MultiMatch: each classifier, by what the other two say")
    func multiMatch() throws {
        var parameters = MultiMatch()
        // Averages that stay at 0 leave no row out.
        (parameters.momentum, parameters.unlabeledWeight) = (1, 0.9)
        let one = randomMatrix(Self.count, Self.classes, seed: 57)
        var weak = Matrix(rows: Self.count, columns: 3 * Self.classes)
        for row in 0..<Self.count {
            for column in 0..<weak.columns {
                // The second classifier has a word of its own on the first row.
                let isOther = row == 0 && column / Self.classes == 1
                let sign: Float = isOther ? -1 : 1
                weak[row, column] = sign * one[row, column % Self.classes]
            }
        }
        try Self.check(
            MultiMatchObjective(parameters),
            HeadName.classifiers.map { ($0, Self.classes) },
            begins: ["confidence": [0, 0, 0]],
            Self.context,
            weak: weak
        )
    }

    @Test("DebiasPL: the margins of the average are added to the strong view")
    func debiasPL() throws {
        var parameters = DebiasPL()
        parameters.strength = 0.8
        var plain = FixMatch()
        (plain.threshold, plain.unlabeledWeight) = (0, 0.7)
        var objective = plain.objective()
        objective.policy = Debiasing(objective.policy, parameters, .paper)
        try Self.check(
            objective,
            [(.classifier, Self.classes)],
            begins: ["average": [0.55, 0.05, 0.3, 0.1]],
            Self.context
        )
    }
}

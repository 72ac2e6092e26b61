import Domain
import Foundation
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Rounds that label rows")
struct SelfLabelingTests {
    /// Says of row `i` that it is of class `i % 2`, as sure as its place in `confidences`.
    private static func said(_ confidences: [Double], _ asked: [Int]) -> DoubleMatrix {
        var matrix = DoubleMatrix(rows: asked.count, columns: 2)
        for (place, row) in asked.enumerated() {
            matrix[place, row % 2] = confidences[row]
            matrix[place, 1 - row % 2] = 1 - confidences[row]
        }
        return matrix
    }

    @Test("The surest rows get labels, of equally sure ones the first; as many as there are")
    func best() {
        let confidences = [1, 1, 0.9, 0.8, 0.9, 0.9, 0.6]
        var labels = SelfTrainingLabels([0, 1] + Array(repeating: nil, count: 5))
        labels.advance(.best(2)) { known, labels, asked in
            #expect(known == [0, 1] && labels == [0, 1] && asked == [2, 3, 4, 5, 6])
            return Self.said(confidences, asked)
        }
        #expect(labels.rounds == [0, 0, 1, -1, 1, -1, -1])
        labels.advance(.best(9)) { known, _, asked in
            #expect(known == [0, 1, 2, 4])
            return Self.said(confidences, asked)
        }
        #expect(labels.rounds == [0, 0, 1, 2, 1, 2, 2] && labels.isSettled)
        #expect(labels.labels == [0, 1, 0, 1, 0, 1, 0])
    }

    @Test("A threshold is strict; a round that adds nothing is the last; labels stay")
    func threshold() {
        var labels = SelfTrainingLabels([1, nil, nil])
        labels.advance(.above(0.8)) { _, _, asked in Self.said([1, 0.8, 0.81], asked) }
        #expect(labels.rounds == [0, -1, 1] && labels.labels[0] == 1 && !labels.isSettled)
        labels.advance(.above(0.8)) { _, _, asked in Self.said([1, 0.8, 0.81], asked) }
        #expect(labels.isSettled && labels.round == 2)
        let before = labels
        labels.advance(.above(0)) { _, _, asked in
            Issue.record("a round after the last")
            return Self.said([1, 1, 1], asked)
        }
        #expect(labels == before)
        #expect(SelfTrainingLabels([0, 1]).isSettled, "no row is left")
    }

    @Test("Two views: the first one's labels hold, each class has its rows, the pool is filled")
    func views() {
        var labels = CoTrainingLabels(
            [0, 1] + Array(repeating: nil, count: 8),
            order: [9, 8, 7, 6, 5, 4, 3, 2],
            poolSize: 4
        )
        #expect(labels.pool == [9, 8, 7, 6])
        let first = [[0.9, 0.1], [0.5, 0.5], [0.2, 0.8], [0.2, 0.8]]
        let second = [[0.1, 0.9], [0.6, 0.4], [0.5, 0.5], [0.4, 0.6]]
        let added = labels.advance(counts: [1, 1]) { view, pool in
            #expect(pool == [9, 8, 7, 6])
            let rows = view == 0 ? first : second
            return DoubleMatrix(rows: 4, columns: 2, values: rows.flatMap { $0 })
        }
        // The second view names 9 as well, of the other class; of equally sure rows 6 is before 7.
        #expect(added == [6, 9, 8])
        #expect(labels.labels == [0, 1, -1, -1, -1, -1, 1, -1, 0, 0])
        #expect(labels.pool == [7, 5, 4, 3])
        var rounds = 0
        while !labels.pool.isEmpty {
            labels.advance(counts: [2, 1]) { _, pool in
                DoubleMatrix(
                    rows: pool.count,
                    columns: 2,
                    values: pool.flatMap { _ in [0.5, 0.5] }
                )
            }
            rounds += 1
        }
        // Both views name 3 and 4, then 5 and 7, then 2.
        #expect(rounds == 3 && labels.known.count == 10)
        #expect(labels.advance(counts: [1, 1]) { _, _ in DoubleMatrix(rows: 0, columns: 2) } == [])
    }
}

@Suite("Classifiers that self-training and co-training fit")
struct BaseClassifierTests {
    private static let settings = BaseClassifier.Settings(cost: 10, smoothing: 0.01)

    @Test(
        "Probabilities sum to 1, clouds are told apart, a class without rows is never told",
        arguments: BaseClassifier.allCases
    )
    func clouds(base: BaseClassifier) {
        let (table, truth) = TransductiveSVMTests.clouds(3, distance: 6)
        let labels = table.labels.map { $0 == 0 ? 0 : $0 + 1 }
        let fit = base.fitted(
            to: table.features.rows(0..<table.labeled),
            labels: labels,
            classes: 4,
            Self.settings
        )
        let said = fit.probabilities(table.features)
        var right = 0
        for row in 0..<said.rows {
            let values = (0..<4).map { said[row, $0] }
            #expect(abs(values.reduce(0, +) - 1) < 1e-12 && values[1] == 0)
            guard row >= table.labeled else { continue }
            let label = truth[row - table.labeled]
            right += values[label == 0 ? 0 : label + 1] == values.max() ? 1 : 0
        }
        #expect(Double(right) > 0.95 * Double(truth.count), "\(right) of \(truth.count)")
    }

    @Test("The polynomial is the logits", arguments: BaseClassifier.allCases)
    func polynomial(base: BaseClassifier) {
        let (table, _) = TransductiveSVMTests.clouds(3, distance: 2)
        let fit = base.fitted(
            to: table.features.rows(0..<table.labeled),
            labels: table.labels,
            classes: 3,
            Self.settings
        )
        let logits = fit.logits(table.features)
        let polynomial = fit.polynomial
        for row in 0..<logits.rows {
            let values = (0..<3).map { label in
                (0..<2).reduce(polynomial.biases[label]) { sum, column in
                    let x = table.features[row, column]
                    return sum + x
                        * (polynomial.linear[label, column] + x * polynomial.squares[label, column])
                }
            }
            expectClose(values, (0..<3).map { logits[row, $0] }, absolute: 1e-8, relative: 1e-10)
        }
    }

    @Test("A logistic regression's gradient is 0 at its end")
    func stationary() {
        let (table, _) = TransductiveSVMTests.clouds(3, labeled: 12, distance: 1.5)
        let rows = table.features.rows(0..<table.labeled)
        let fit = BaseClassifier.logistic.fitted(
            to: rows,
            labels: table.labels,
            classes: 3,
            Self.settings
        )
        let said = fit.probabilities(rows)
        for label in 0..<3 {
            let slopes = table.labels.indices.map {
                10 * (said[$0, label] - (table.labels[$0] == label ? 1 : 0))
            }
            #expect(abs(slopes.reduce(0, +)) < 0.02)
            for (column, sum) in rows.transposedTimes(slopes).enumerated() {
                #expect(abs(sum + fit.polynomial.linear[label, column]) < 0.02)
            }
        }
    }

    @Test("Equal rows, and a single one of each class: numbers", arguments: BaseClassifier.allCases)
    func degenerate(base: BaseClassifier) {
        let same = DoubleMatrix(rows: 4, columns: 3, values: Array(repeating: 2, count: 12))
        let pair = DoubleMatrix(rows: 2, columns: 1, values: [0, 1e-9])
        for (rows, labels) in [(same, [0, 1, 1, 1]), (pair, [0, 1])] {
            let fit = base.fitted(to: rows, labels: labels, classes: 2, Self.settings)
            let said = fit.probabilities(rows)
            #expect(said.values.allSatisfy { (0...1).contains($0) }, "\(said.values)")
        }
    }
}

@Suite("The solvers behind self-training and co-training")
struct SelfLabelingSolverTests {
    private static func logits(
        _ algorithm: any Algorithm,
        _ features: Matrix,
        labels: [Int],
        classes: Int
    ) throws -> Matrix {
        let task = TaskFacts(
            network: .linear(inputs: features.columns, classes: classes),
            steps: 1
        )
        let phase = try #require(try algorithm.recipe(for: task).phases.first)
        guard case .solve(var solver) = phase.work else {
            throw GoldenError(description: "no solver")
        }
        let prepared = solver.prepare(features, shape: .vector(features.columns))
        #expect(prepared.isEmpty, "these tests have features as they come")
        let table = FeatureTable(centering: features, labels: labels, classes: classes)
        for _ in 0..<solver.rounds {
            let progress = try solver.advance(table)
            #expect(progress.objective.isFinite && progress.labeledLoss.isFinite)
            #expect(progress.unlabeledLoss.isFinite && (0...1).contains(progress.utilization))
        }
        let rows = DoubleMatrix(
            rows: features.rows,
            columns: features.columns,
            values: features.values.map(Double.init)
        )
        return try answer(phase.network, solver.solution(table), rows)
    }

    private static var algorithms: [any Algorithm] {
        BaseClassifier.allCases.flatMap { base -> [any Algorithm] in
            var (alone, together) = (SelfTraining(), CoTraining())
            alone.features = .raw
            alone.classifier = base
            together.classifier = base
            return [alone, together]
        }
    }

    @Test("Rows of any place and scale; a class without labels is never told")
    func clouds() throws {
        let (table, truth) = TransductiveSVMTests.clouds(3, distance: 6)
        // Twice the columns, so that each half would do alone.
        let values = (0..<table.features.rows).flatMap { row in
            [0, 1, 0, 1].map { Float(40 + 0.3 * table.features[row, $0]) }
        }
        let features = Matrix(rows: table.features.rows, columns: 4, values: values)
        for algorithm in Self.algorithms {
            let name = type(of: algorithm).card.name
            let logits = try Self.logits(
                algorithm,
                features,
                labels: table.labels.map { $0 == 0 ? 0 : $0 + 1 },
                classes: 4
            )
            #expect(logits.values.allSatisfy { $0.isFinite })
            let guesses = logits.largestColumns()[table.labeled...]
            let right = zip(guesses, truth).count { $0 == ($1 == 0 ? 0 : $1 + 1) }
            #expect(Double(right) > 0.95 * Double(truth.count), "\(name): \(right)")
            for row in 0..<logits.rows { #expect(logits[row, 1] < -1e20) }
        }
    }

    @Test("No unlabelled rows, equal rows: numbers; one class is refused")
    func degenerate() throws {
        let same = Matrix(rows: 6, columns: 2, values: Array(repeating: 3, count: 12))
        let line = Matrix(rows: 4, columns: 2, values: [0, 1, 2, 3, 4, 5, 6, 7])
        for algorithm in Self.algorithms {
            let name = type(of: algorithm).card.name
            for (features, labels) in [(same, [0, 1, 1]), (line, [0, 0, 1, 1])] {
                let logits = try Self.logits(algorithm, features, labels: labels, classes: 2)
                #expect(logits.values.allSatisfy { $0.isFinite }, "\(name)")
            }
            let failure = #expect(throws: Failure.self) {
                try Self.logits(algorithm, line, labels: [1, 1], classes: 2)
            }
            #expect(failure?.kind == .failedPrecondition)
            #expect(failure?.message.contains("all 2 are of one") == true)
        }
    }

    @Test("Views need two columns")
    func column() throws {
        let line = Matrix(rows: 4, columns: 1, values: [0, 1, 2, 3])
        let failure = #expect(throws: Failure.self) {
            try Self.logits(CoTraining(), line, labels: [0, 1], classes: 2)
        }
        #expect(failure?.kind == .failedPrecondition)
    }

    @Test("Co-training multiplies the posteriors of both views", arguments: BaseClassifier.allCases)
    func product(base: BaseClassifier) throws {
        let (table, _) = TransductiveSVMTests.clouds(3, labeled: 8, unlabeled: 0, distance: 2)
        var algorithm = CoTraining()
        algorithm.classifier = base
        let features = Matrix(
            rows: table.features.rows,
            columns: 2,
            values: table.features.values.map { Float($0) }
        )
        let logits = try Self.logits(algorithm, features, labels: table.labels, classes: 3)
        let centered = FeatureTable(centering: features, labels: table.labels, classes: 3).features
        let settings = BaseClassifier.Settings(
            cost: Double(algorithm.cost),
            smoothing: Double(algorithm.smoothing)
        )
        let views = (0..<2).map { column in
            let view = DoubleMatrix(
                rows: centered.rows,
                columns: 1,
                values: (0..<centered.rows).map { centered[$0, column] }
            )
            return base.fitted(to: view, labels: table.labels, classes: 3, settings)
                .probabilities(view)
        }
        var product = views[0]
        for place in product.values.indices { product.values[place] *= views[1].values[place] }
        product.divideRowsBySums()
        expectClose(
            softmax(logits).values.map(Double.init),
            product.values,
            absolute: 1e-4,
            relative: 1e-4
        )
    }

    @Test(
        "What is out of range is refused by its name",
        arguments: [
            ("self_training", "threshold", "1.1"), ("self_training", "k_best", "0"),
            ("self_training", "classifier", "forest"), ("co_training", "pool_size", "0"),
            ("co_training", "first_view", "0"), ("label_propagation", "neighbors", "0"),
            ("label_spreading", "alpha", "1"), ("label_spreading", "rows", "1000000"),
            ("label_propagation", "kernel", "cosine"),
        ]
    )
    func refused(name: String, parameter: String, text: String) throws {
        let type = try Algorithms.named(name)
        let failure = #expect(throws: Failure.self) {
            try AlgorithmConfiguration(type, settings: [parameter: text])
        }
        #expect(failure?.field == parameter && failure?.kind == .invalidArgument)
    }
}

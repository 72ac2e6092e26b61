import Domain
import Foundation
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Labels that are handed on between rows")
struct LabelDiffusionTests {
    private static let rules: [LabelDiffusion.Rule] = [.propagation, .spreading(alpha: 0.7)]
    private static let kernels: [RowKernel] = [.gaussian(gamma: 0.5), .nearest(5)]

    private static func clouds() -> (table: FeatureTable, truth: [Int], labels: [Int?]) {
        let (table, truth) = TransductiveSVMTests.clouds(3, distance: 5)
        return (table, truth, table.labels + Array(repeating: nil, count: table.unlabeled))
    }

    private static func settled(
        _ rule: LabelDiffusion.Rule,
        _ kernel: RowKernel,
        _ rows: DoubleMatrix,
        _ labels: [Int?],
        classes: Int
    ) -> LabelDiffusion {
        var graph = LabelGraph(kernel, from: rows, to: rows)
        rule.normalize(&graph)
        var diffusion = LabelDiffusion(rule, tolerance: 1e-12, labels: labels, classes: classes)
        while !diffusion.isSettled && diffusion.steps < 100_000 {
            diffusion.advance(over: graph, labels: labels)
        }
        return diffusion
    }

    @Test("Rows sum to 1, and clouds are told apart", arguments: rules, kernels)
    func clouds(rule: LabelDiffusion.Rule, kernel: RowKernel) {
        let (table, truth, labels) = Self.clouds()
        let known = Self.settled(rule, kernel, table.features, labels, classes: 3).distributions
        var right = 0
        for row in 0..<known.rows {
            let values = (0..<3).map { known[row, $0] }
            #expect(values.allSatisfy { (0...1 + 1e-12).contains($0) })
            #expect(abs(values.reduce(0, +) - 1) < 1e-12)
            guard row >= table.labeled else { continue }
            right += values[truth[row - table.labeled]] == values.max() ? 1 : 0
        }
        #expect(Double(right) > 0.97 * Double(truth.count), "\(right) of \(truth.count)")
    }

    @Test("Propagation keeps labels; spreading outvotes a wrong one")
    func labeledRows() {
        let values = (0..<18).map { (row: Int) -> Double in
            let first = row < 9 ? 0.0 : 7.1
            return first + 0.1 * Double(row)
        }
        let rows = DoubleMatrix(rows: 18, columns: 1, values: values)
        var labels = [Int?](repeating: nil, count: 18)
        for row in [0, 2, 5, 7] { labels[row] = 0 }
        labels[4] = 1
        labels[12] = 1
        let kernel = RowKernel.gaussian(gamma: 1)
        let kept = Self.settled(.propagation, kernel, rows, labels, classes: 2).distributions
        #expect(kept[4, 1] == 1 && kept[4, 0] == 0)
        let changed = Self.settled(.spreading(alpha: 0.9), kernel, rows, labels, classes: 2)
            .distributions
        #expect(changed[4, 0] > changed[4, 1])
        #expect(changed[13, 1] > 0.9 && kept[13, 1] > 0.9)
    }

    @Test("The limit of spreading solves its equations", arguments: [0.1, 0.5, 0.95])
    func limit(alpha: Double) throws {
        let (table, _, labels) = Self.clouds()
        let rule = LabelDiffusion.Rule.spreading(alpha: alpha)
        let kernel = RowKernel.gaussian(gamma: 0.5)
        let found = Self.settled(rule, kernel, table.features, labels, classes: 3).masses
        var graph = LabelGraph(kernel, from: table.features, to: table.features)
        rule.normalize(&graph)
        var system = graph.times(.identity(found.rows))
        for place in system.values.indices { system.values[place] *= -alpha }
        for row in 0..<system.rows { system[row, row] += 1 }
        let factor = try #require(Cholesky(system))
        for label in 0..<3 {
            let solved = factor.solve(labels.map { $0 == label ? 1 - alpha : 0 })
            expectClose((0..<found.rows).map { found[$0, label] }, solved, absolute: 1e-10)
        }
    }

    @Test("The order of rows does not matter", arguments: rules, kernels)
    func permuted(rule: LabelDiffusion.Rule, kernel: RowKernel) {
        let (table, _, labels) = Self.clouds()
        var generator = SeededGenerator(seed: 4)
        let order = generator.permutation(labels.count)
        let found = Self.settled(rule, kernel, table.features, labels, classes: 3).masses
        let moved = Self.settled(
            rule,
            kernel,
            table.features.rows(order),
            order.map { labels[$0] },
            classes: 3
        )
        expectClose(moved.masses.values, found.rows(order).values, absolute: 1e-8)
    }

    @Test("Equal rows, one row, no unlabelled ones, one class: numbers, and what was given")
    func degenerate() {
        for rule in Self.rules {
            for kernel in Self.kernels {
                let same = DoubleMatrix(rows: 6, columns: 2, values: Array(repeating: 3, count: 12))
                let cases: [(DoubleMatrix, [Int?], Int)] = [
                    (same, [0, 1, nil, nil, nil, nil], 2), (same, [0, 0, 1, 1, 1, 0], 2),
                    (same.rows(0..<1), [1], 2), (same, [0, nil, nil, nil, nil, nil], 1),
                ]
                for (rows, labels, classes) in cases {
                    let known = Self.settled(rule, kernel, rows, labels, classes: classes)
                        .distributions
                    #expect(known.values.allSatisfy { $0.isFinite && $0 >= 0 })
                }
            }
        }
        // Nothing reaches a far row: it knows nothing, and its walk stays where it is.
        let far = DoubleMatrix(rows: 3, columns: 1, values: [0, 0.1, 1e6])
        for rule in Self.rules {
            let kernel = RowKernel.gaussian(gamma: 1)
            let known = Self.settled(rule, kernel, far, [0, nil, nil], classes: 2).distributions
            #expect(known[1, 0] == 1 && known[2, 0] == 0 && known[2, 1] == 0)
        }
    }

    @Test("The nearest rows: the row itself, then others, of equally near ones the first")
    func nearest() {
        let rows = DoubleMatrix(rows: 4, columns: 1, values: [0, 1, 2, 9])
        let graph = LabelGraph(.nearest(2), from: rows, to: rows).times(.identity(4))
        #expect(
            graph.values == [1, 1, 0, 0, /* */ 1, 1, 0, 0, /* */ 0, 1, 1, 0, /* */ 0, 0, 1, 1]
        )
        let all = LabelGraph(.nearest(9), from: rows, to: rows).times(.identity(4))
        #expect(all.values.allSatisfy { $0 == 1 })
    }
}

@Suite("The solver behind label propagation and label spreading")
struct LabelDiffusionSolverTests {
    /// What a run's solver releases, asked for the rows of a table as they came.
    private static func logits(
        _ algorithm: any LabelDiffusing,
        _ features: Matrix,
        labels: [Int],
        classes: Int,
        asking queries: Matrix
    ) throws -> Matrix {
        let task = TaskFacts(
            network: .linear(inputs: features.columns, classes: classes),
            steps: 1
        )
        let phase = try #require(try algorithm.recipe(for: task).phases.first)
        guard case .solve(var solver) = phase.work else {
            throw GoldenError(description: "no solver")
        }
        let table = FeatureTable(centering: features, labels: labels, classes: classes)
        for _ in 0..<solver.rounds {
            let progress = try solver.advance(table)
            #expect(progress.objective.isFinite && progress.labeledLoss.isFinite)
            #expect(progress.unlabeledLoss.isFinite && (0...1).contains(progress.utilization))
        }
        let graph = try #require(solver.released(table))
        let asked = DoubleMatrix(
            rows: queries.rows,
            columns: queries.columns,
            values: queries.values.map(Double.init)
        )
        return try answer(graph, solver.solution(table), asked)
    }

    private static var algorithms: [any LabelDiffusing] {
        [NeighborGraph.Kernel.gaussian, .nearest].flatMap { kernel -> [any LabelDiffusing] in
            var (propagation, spreading) = (LabelPropagation(), LabelSpreading())
            propagation.graph.kernel = kernel
            spreading.graph.kernel = kernel
            // Far enough to reach the end of a moon.
            spreading.alpha = 0.9
            return [propagation, spreading]
        }
    }

    @Test("Two moons of any place and scale: from four labels to most of the points")
    func moons() throws {
        let moons = LearningTests.moons
        let rest = moons.labels.indices.filter { !moons.labeled.contains($0) }
        let order = moons.labeled + rest
        var points = Matrix(joining: order.map { moons.points.rows($0..<$0 + 1) })
        for place in points.values.indices { points.values[place] = 50 + 3 * points.values[place] }
        for algorithm in Self.algorithms {
            var algorithm = algorithm
            algorithm.graph.maxIterations = 1000
            algorithm.graph.gamma = 60
            let logits = try Self.logits(
                algorithm,
                points,
                labels: moons.labeled.map { moons.labels[$0] },
                classes: 2,
                asking: points
            )
            let right = order.indices.count { row in
                let guess = logits[row, 1] > logits[row, 0] ? 1 : 0
                return guess == moons.labels[order[row]]
            }
            let share = Double(right) / Double(order.count)
            let name = "\(type(of: algorithm).card.name), \(algorithm.graph.kernel)"
            #expect(share > 0.9, "\(name): \(share)")
        }
    }

    @Test("Far queries, equal rows, no unlabelled ones, one class, a class without labels: numbers")
    func degenerate() throws {
        let same = Matrix(rows: 5, columns: 2, values: Array(repeating: 7, count: 10))
        let line = Matrix(rows: 5, columns: 2, values: (0..<10).map(Float.init))
        let far = Matrix(rows: 3, columns: 2, values: [1e6, -1e6, 0, 0, 5, 5])
        for algorithm in Self.algorithms {
            let name = "\(type(of: algorithm).card.name), \(algorithm.graph.kernel)"
            for (features, labels) in [
                (same, [0, 2]), (same, [1]), (line, [0, 2, 0, 2, 2]), (line, [2, 2]),
            ] {
                let logits = try Self.logits(
                    algorithm,
                    features,
                    labels: labels,
                    classes: 3,
                    asking: far
                )
                #expect(logits.values.allSatisfy { $0.isFinite }, "\(name), \(labels)")
                let known = Set(labels)
                for row in 0..<logits.rows {
                    let best = logits.largestColumns()[row]
                    #expect(known.contains(best), "\(name), \(labels): class \(best)")
                }
            }
        }
    }

    @Test("A state continues with the same bits, wherever it was taken")
    func resumed() throws {
        let (table, _) = TransductiveSVMTests.clouds(3, distance: 3)
        for algorithm in Self.algorithms {
            let task = TaskFacts(network: .linear(inputs: 2, classes: 3), steps: 1)
            guard case .solve(var whole) = try algorithm.recipe(for: task).phases[0].work,
                case .solve(var resumed) = try algorithm.recipe(for: task).phases[0].work
            else { throw GoldenError(description: "no solver") }
            for _ in 0..<5 { _ = try whole.advance(table) }
            var state = StoredState()
            whole.visit(&state)
            state.isWriting = true
            resumed.visit(&state)
            for _ in 0..<10 {
                #expect(try whole.advance(table) == resumed.advance(table))
            }
            #expect(whole.solution(table) == resumed.solution(table))
        }
    }
}

/// A state by name: read first, then written.
struct StoredState: StateVisitor {
    var isWriting = false
    private var floats: [String: [Float]] = [:]
    private var integers: [String: [Int]] = [:]
    private var scalars: [String: Double] = [:]

    init() {}

    mutating func tensor(_ name: String, _ values: inout [Float]) {
        if isWriting { values = floats[name] ?? [] } else { floats[name] = values }
    }

    mutating func integers(_ name: String, _ values: inout [Int]) {
        if isWriting { values = integers[name] ?? [] } else { integers[name] = values }
    }

    mutating func scalar(_ name: String, _ value: inout Double) {
        if isWriting { value = scalars[name] ?? 0 } else { scalars[name] = value }
    }
}

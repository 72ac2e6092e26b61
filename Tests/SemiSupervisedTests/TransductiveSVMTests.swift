import Domain
import Foundation
import Networks
import SemiSupervised
import Testing

extension Double {
    /// The natural logarithm.
    var logarithm: Double { log(self) }
}

@Suite("Semi-supervised support vector machines")
struct TransductiveSVMTests {
    /// Round clouds of rows, of which the first are labelled.
    static func clouds(
        _ classes: Int,
        labeled: Int = 2,
        unlabeled: Int = 40,
        distance: Double,
        seed: UInt64 = 1
    ) -> (table: FeatureTable, truth: [Int]) {
        var generator = SeededGenerator(seed: seed)
        let labels = (0..<classes * (labeled + unlabeled)).map { $0 % classes }
        var values: [Double] = []
        for label in labels {
            let angle = 2 * Double.pi * Double(label) / Double(classes)
            values.append(distance * cos(angle) + Double(generator.normal()))
            values.append(distance * sin(angle) + Double(generator.normal()))
        }
        let known = Array(labels[..<(classes * labeled)])
        let features = DoubleMatrix(rows: labels.count, columns: 2, values: values)
        return (
            FeatureTable(features, labels: known, classes: classes),
            Array(labels[known.count...])
        )
    }

    static func settings(
        _ search: TransductiveSVM.Search,
        classes: Int,
        cost: Double = 1,
        unlabeledCost: Double = 0.1
    ) -> TransductiveSVM.Settings {
        TransductiveSVM.Settings(
            search: search,
            cost: cost,
            unlabeledCost: unlabeledCost,
            shares: Array(repeating: 1 / Double(classes), count: classes)
        )
    }

    static func solved(
        _ settings: TransductiveSVM.Settings,
        _ table: FeatureTable
    ) -> TransductiveSVM {
        var solver = TransductiveSVM(settings)
        while solver.round < solver.rounds { solver.advance(table) }
        return solver
    }

    @Test(
        "What is apart is told apart, by any search",
        arguments: TransductiveSVM.Search.allCases,
        [2, 3, 5]
    )
    func separable(search: TransductiveSVM.Search, classes: Int) {
        let (table, truth) = Self.clouds(classes, distance: 12)
        let solver = Self.solved(Self.settings(search, classes: classes), table)
        #expect(solver.labels == truth)
        for label in 0..<classes {
            #expect(solver.labels.filter { $0 == label }.count == 40)
        }
    }

    @Test(
        "Swaps lower the objective in every round, and keep the classes' sizes",
        arguments: [2, 4]
    )
    func switching(classes: Int) {
        let (table, _) = Self.clouds(classes, unlabeled: 100, distance: 1.2)
        var settings = Self.settings(.switching, classes: classes)
        settings.roundsEach = 6
        settings.tolerance = 1e-7
        var solver = TransductiveSVM(settings)
        solver.advance(table)
        var (before, pairs) = (Double.infinity, 0)
        while solver.round < solver.rounds {
            // The cost of unlabelled rows rises.
            if (solver.round - 1) % settings.roundsEach == 0 { before = .infinity }
            solver.advance(table)
            #expect(solver.objective <= before * (1 + 1e-7), "\(solver.round)")
            before = solver.objective
            pairs += solver.swaps
            for label in 0..<classes {
                #expect(solver.labels.filter { $0 == label }.count == 100, "\(solver.round)")
            }
        }
        #expect(pairs > 0, "nothing was swapped: the test is of nothing")
    }

    @Test("Labels are balanced by the rows that it costs least")
    func balance() {
        #expect(LabelSwitching.counts([0.5, 0, 0.3, 0.2], of: 7) == [4, 0, 2, 1])
        #expect(LabelSwitching.counts([1 / 3.0, 1 / 3.0, 1 / 3.0], of: 3) == [1, 1, 1])
        let costs = DoubleMatrix(
            rows: 4,
            columns: 3,
            values: [0, 5, 9, 0, 2, 9, 0, 1, 9, 0, 9, 4]
        )
        var labels = [0, 0, 0, 0]
        LabelSwitching.balance(&labels, counts: [1, 2, 1], costs: costs)
        #expect(labels == [0, 1, 1, 2])
    }

    @Test("The order of rows does not matter", arguments: TransductiveSVM.Search.allCases)
    func permutation(search: TransductiveSVM.Search) {
        let (table, _) = Self.clouds(3, distance: 3)
        let solver = Self.solved(Self.settings(search, classes: 3), table)
        var generator = SeededGenerator(seed: 9)
        let labeled = generator.permutation(table.labeled)
        let unlabeled = generator.permutation(table.unlabeled)
        let moved = FeatureTable(
            table.features.rows(labeled + unlabeled.map { table.labeled + $0 }),
            labels: labeled.map { table.labels[$0] },
            classes: 3
        )
        let other = Self.solved(Self.settings(search, classes: 3), moved)
        #expect(abs(other.objective - solver.objective) <= 1e-3 * solver.objective)
        let agreement = unlabeled.indices.filter {
            other.labels[$0] == solver.labels[unlabeled[$0]]
        }
        #expect(agreement.count >= table.unlabeled * 99 / 100, "\(agreement.count)")
    }

    @Test("Searches come near the least of all labellings, and never below")
    func enumeration() {
        var near: [TransductiveSVM.Search: Int] = [:]
        var best = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            let (table, _) = Self.clouds(2, labeled: 1, unlabeled: 4, distance: 1.5, seed: seed)
            let least = Self.least(table, cost: 1, unlabeledCost: 0.5)
            var isNear = false
            for search in TransductiveSVM.Search.allCases {
                var settings = Self.settings(search, classes: 2, unlabeledCost: 0.5)
                settings.loss = HingeLoss(smoothing: 1e-3)
                settings.tolerance = 1e-8
                settings.temperatures = 0.01...10
                settings.cooling = 1.5
                let found = Self.solved(settings, table).objective
                #expect(found >= least * (1 - 1e-5), "\(search), seed \(seed)")
                guard found <= least * 1.05 else { continue }
                near[search, default: 0] += 1
                isNear = true
            }
            if isNear { best += 1 }
        }
        // Clouds that touch, and one label each: searches of labels may end elsewhere.
        #expect(near.values.allSatisfy { $0 >= 14 } && best >= 17, "\(near), any: \(best)")
    }

    /// The least objective of all labellings of two classes of one size.
    private static func least(
        _ table: FeatureTable,
        cost: Double,
        unlabeledCost: Double
    ) -> Double {
        let svm = LinearSVM(loss: HingeLoss(smoothing: 1e-3), tolerance: 1e-8)
        var least = Double.infinity
        for code in 0..<(1 << table.unlabeled) where code.nonzeroBitCount == table.unlabeled / 2 {
            let signs =
                table.labels.map { $0 == 0 } + (0..<table.unlabeled).map { code >> $0 & 1 == 1 }
            let costs = signs.indices.map { $0 < table.labeled ? cost : unlabeledCost }
            var machine = LinearMachine(weights: [0, 0])
            let objective = svm.train(
                &machine,
                on: table.features,
                RowCosts(
                    positive: zip(signs, costs).map { $0 ? $1 : 0 },
                    negative: zip(signs, costs).map { $0 ? 0 : $1 }
                )
            )
            least = min(least, objective)
        }
        return least
    }

    @Test("Without unlabelled rows it is a support vector machine, in one round")
    func supervised() {
        let (table, _) = Self.clouds(3, labeled: 20, unlabeled: 0, distance: 8)
        var solver = TransductiveSVM(
            Self.settings(.annealing, classes: 3, unlabeledCost: 0)
        )
        #expect(solver.rounds == 1)
        solver.advance(table)
        let values = solver.byClass.map { $0.values(table.features) }
        for (row, label) in table.labels.enumerated() {
            #expect((0..<3).allSatisfy { values[$0][row] <= values[label][row] })
        }
    }
}

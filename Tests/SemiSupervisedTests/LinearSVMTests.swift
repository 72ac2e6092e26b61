import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Support vector machines in the primal")
struct LinearSVMTests {
    /// Normal numbers, `[rows, columns]`.
    static func rows(_ rows: Int, _ columns: Int, seed: UInt64) -> DoubleMatrix {
        var generator = SeededGenerator(seed: seed)
        return DoubleMatrix(
            rows: rows,
            columns: columns,
            values: (0..<rows * columns).map { _ in Double(generator.normal()) }
        )
    }

    @Test("The rounded hinge is above the hinge by a quarter of its smoothing at most")
    func hinge() {
        for smoothing in [0, 1e-3, 0.1, 1] {
            let loss = HingeLoss(smoothing: smoothing)
            for step in -40...80 {
                let margin = Double(step) / 20 + 0.0123
                let above = loss.value(margin) - max(0, 1 - margin)
                #expect(above >= -1e-15 && above <= smoothing / 4 + 1e-15, "\(margin)")
                let slope = (loss.value(margin + 1e-6) - loss.value(margin - 1e-6)) / 2e-6
                #expect(abs(loss.slope(margin) - slope) < 1e-4, "\(margin), \(smoothing)")
                guard abs(abs(margin - 1) - smoothing) > 1e-5 else { continue }
                let curvature = (loss.slope(margin + 1e-6) - loss.slope(margin - 1e-6)) / 2e-6
                #expect(abs(loss.curvature(margin) - curvature) < 1e-3, "\(margin), \(smoothing)")
            }
        }
    }

    @Test("Two points on a line: their middle, and a margin of 1")
    func twoPoints() {
        let features = DoubleMatrix(rows: 2, columns: 1, values: [3, -1])
        var machine = LinearMachine(weights: [0])
        let svm = LinearSVM(loss: HingeLoss(smoothing: 1e-4), tolerance: 1e-9)
        let costs = RowCosts(positive: [10, 0], negative: [0, 10])
        let objective = svm.train(&machine, on: features, costs)
        #expect(abs(machine.weights[0] - 0.5) < 1e-3 && abs(machine.bias + 0.5) < 1e-3)
        #expect(abs(objective - 0.125) < 1e-3)
    }

    @Test("No other machine has a lower objective", arguments: [1e-3, 0.1], [0.01, 1, 100])
    func optimality(smoothing: Double, cost: Double) {
        let features = Self.rows(60, 7, seed: 3)
        var generator = SeededGenerator(seed: 4)
        // Some rows may be either.
        let costs = RowCosts(
            positive: (0..<60).map { $0 % 3 == 0 ? 0 : cost * Double(generator.uniform()) },
            negative: (0..<60).map { $0 % 3 == 1 ? 0 : cost * Double(generator.uniform()) }
        )
        var machine = LinearMachine(weights: Array(repeating: 0, count: 7))
        let svm = LinearSVM(loss: HingeLoss(smoothing: smoothing), tolerance: 1e-7)
        let least = svm.train(&machine, on: features, costs)
        for size in [1e-4, 1e-2, 1] {
            for _ in 0..<40 {
                var other = machine
                for column in 0..<7 { other.weights[column] += size * Double(generator.normal()) }
                other.bias += size * Double(generator.normal())
                let value = svm.objective(other, other.values(features), costs)
                #expect(value >= least - 1e-7 * (1 + least), "\(size)")
            }
        }
        var again = LinearMachine(weights: Array(repeating: 1, count: 7), bias: -2)
        let other = svm.train(&again, on: features, costs)
        #expect(abs(other - least) <= 1e-6 * (1 + least), "another start: \(other), \(least)")
    }

    @Test(
        "Gradients of both objectives are central differences",
        arguments: [TransductiveObjective.Losses.hat, .gaussian]
    )
    func gradients(losses: TransductiveObjective.Losses) {
        let features = Self.rows(12, 4, seed: 7)
        let signs = [1.0, -1, 1, 1, -1]
        let objective = TransductiveObjective(losses, cost: 1.5, unlabeledCost: 0.7)
        let machine = LinearMachine(weights: [0.3, -0.8, 0.5, 0.2], bias: 0.1)
        let gradient = objective.evaluate(machine, on: features, signs: signs).gradient
        func difference(_ change: (inout LinearMachine, Double) -> Void) -> Double {
            var (up, down) = (machine, machine)
            change(&up, 1e-6)
            change(&down, -1e-6)
            let above = objective.evaluate(up, on: features, signs: signs).value
            return (above - objective.evaluate(down, on: features, signs: signs).value) / 2e-6
        }
        let weights = (0..<4).map { column in difference { $0.weights[column] += $1 } }
        expectClose(gradient.weights, weights, absolute: 1e-6, relative: 1e-6, "\(losses) w")
        let bias = difference { $0.bias += $1 }
        expectClose([gradient.bias], [bias], absolute: 1e-6, relative: 1e-6, "\(losses) b")
    }

    @Test("Parts of classes sum to 1, and classes have their shares", arguments: [10, 1, 0.05])
    func assignment(temperature: Double) {
        let shares = [0.5, 0.1, 0, 0.25, 0.15]
        let costs = Self.rows(80, shares.count, seed: 11)
        let assignment = AnnealedAssignment(costs: costs, shares: shares, tolerance: 1e-8)
        var offsets = Array(repeating: 0.0, count: shares.count)
        let parts = assignment.solve(temperature: temperature, offsets: &offsets)
        for (column, share) in shares.enumerated() {
            let sum = (0..<80).reduce(0) { $0 + parts[$1, column] }
            #expect(abs(sum - 80 * share) < 1e-5, "class \(column): \(sum)")
        }
        for row in 0..<80 {
            let sum = (0..<shares.count).reduce(0) { $0 + parts[row, $1] }
            #expect(abs(sum - 1) < 1e-12)
            // Between two classes the parts are as the costs and offsets say.
            let ratio = (parts[row, 0] / parts[row, 3]).logarithm
            let costs =
                (costs[row, 3] - offsets[3] - costs[row, 0] + offsets[0]) / temperature
            #expect(abs(ratio - costs) < 1e-6 * (1 + abs(costs)), "row \(row)")
        }
    }
}

import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Golden: semi-supervised support vector machines")
struct TransductiveGoldenTests {
    @Test("Objectives and gradients, annealing, and optima found by enumeration")
    func replay() throws {
        let cases = try GoldenCases(reading: "others/s3vm.json")
        let tolerance = try Tolerance(cases.file)
        try cases.forEach { record, place in
            switch try record.get("name").text() {
            case "s3vm_objectives": try objectives(record, place, tolerance)
            case "s3vm_global_optimum": try optimum(record, place)
            case "annealing_step": try annealing(record, place, tolerance)
            case let name: throw GoldenError(description: "no test of \(name)")
            }
        }
    }

    /// The rows of a case, the labelled ones first.
    private func rows(_ inputs: GoldenValue) throws -> (features: DoubleMatrix, signs: [Double]) {
        let labeled = try inputs.get("X_labeled").tensor()
        let unlabeled = try inputs.get("X_unlabeled").tensor()
        let signs = try inputs.get("y").numbers()
        guard labeled.shape.count == 2, labeled.shape[0] == signs.count,
            unlabeled.shape.count == 2, unlabeled.shape[1] == labeled.shape[1],
            signs.allSatisfy({ $0 == 1 || $0 == -1 })
        else { throw GoldenError(description: "rows of \(labeled.shape), \(unlabeled.shape)") }
        let features = DoubleMatrix(
            rows: labeled.shape[0] + unlabeled.shape[0],
            columns: labeled.shape[1],
            values: labeled.values + unlabeled.values
        )
        return (features, signs)
    }

    private func objectives(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let (inputs, parameters) = try (record.get("inputs"), record.get("params"))
        let (outputs, gradients) = try (record.get("outputs"), record.get("grads"))
        let (features, signs) = try rows(inputs)
        let machine = LinearMachine(
            weights: try inputs.get("w").numbers(),
            bias: try inputs.get("b").number()
        )
        let kinds: [(TransductiveObjective.Losses, String, String)] = [
            (.hat, "hinge_hat_objective", "hinge"),
            (.gaussian, "squared_hinge_gauss_objective", "gauss"),
        ]
        try outputs.requireOnly(Set(kinds.map(\.1)), "outputs")
        try gradients.requireOnly(Set(kinds.flatMap { ["\($0.2)/w", "\($0.2)/b"] }), "gradients")
        for (losses, name, short) in kinds {
            let objective = TransductiveObjective(
                losses,
                cost: try parameters.get("C").number(),
                unlabeledCost: try parameters.get("C_unl").number()
            )
            let (value, gradient) = objective.evaluate(machine, on: features, signs: signs)
            try tolerance.check([value], outputs.get(name), "\(place), \(name)")
            try tolerance.check(
                gradient.weights,
                gradients.get("\(short)/w"),
                "\(place), \(short)/w"
            )
            try tolerance.check(
                [gradient.bias],
                gradients.get("\(short)/b"),
                "\(place), \(short)/b"
            )
        }
    }

    private func annealing(
        _ record: GoldenValue,
        _ place: String,
        _ tolerance: Tolerance
    ) throws {
        let (outputs, parameters) = try (record.get("outputs"), record.get("params"))
        let cost = try parameters.get("C_unl").number()
        let share = try parameters.get("positive_fraction").number()
        let costs = try record.get("inputs").get("f").numbers().map {
            TransductiveSVM.assignmentCost($0, cost: cost, loss: HingeLoss())
        }
        try tolerance.check(costs, outputs.get("g"), "\(place), g")
        let assignment = AnnealedAssignment(
            costs: DoubleMatrix(rows: costs.count, columns: 2, values: costs.flatMap { [$0, 0] }),
            shares: [share, 1 - share],
            tolerance: 1e-9
        )
        var offsets = [0.0, 0.0]
        let parts = assignment.solve(
            temperature: try parameters.get("T").number(),
            offsets: &offsets
        )
        try tolerance.check([offsets[0] - offsets[1]], outputs.get("nu"), "\(place), nu")
        try tolerance.check(
            costs.indices.map { parts[$0, 0] },
            outputs.get("p"),
            "\(place), p"
        )
    }

    private func optimum(_ record: GoldenValue, _ place: String) throws {
        let (outputs, parameters) = try (record.get("outputs"), record.get("params"))
        let (features, signs) = try rows(record.get("inputs"))
        let table = FeatureTable(features, labels: signs.map { $0 > 0 ? 0 : 1 }, classes: 2)
        let objective = TransductiveObjective(
            .hat,
            cost: try parameters.get("C").number(),
            unlabeledCost: try parameters.get("C_unl").number()
        )
        let balance = try parameters.get("balance_positive").integer()
        let free = try outputs.get("unconstrained").get("objective").number()
        let tied = try outputs.get("balanced").get("objective").number()
        var (least, leastTied) = (Double.infinity, Double.infinity)
        for search in TransductiveSVM.Search.allCases {
            let found = (0...table.unlabeled).map { positive in
                solve(table, objective, search, positive: positive)
            }
            for result in found {
                // Freed of its labels, a row costs what the likelier one does.
                #expect(result.hat >= free * (1 - 1e-6), "\(place), \(search): below the least")
            }
            let balanced = found[balance].hinge
            #expect(balanced >= tied * (1 - 1e-6), "\(place), \(search): below the least")
            least = found.reduce(least) { min($0, $1.hat) }
            leastTied = min(leastTied, balanced)
        }
        // A search may end in another minimum; not all of them do.
        #expect(least <= free * 1.05, "\(place): got \(least), the least is \(free)")
        #expect(leastTied <= tied * 1.05, "\(place): got \(leastTied), the least is \(tied)")
    }

    /// The objective with so many positive labels: that of the labels found, and of the hat loss.
    private func solve(
        _ table: FeatureTable,
        _ objective: TransductiveObjective,
        _ search: TransductiveSVM.Search,
        positive: Int
    ) -> (hinge: Double, hat: Double) {
        let share = Double(positive) / Double(table.unlabeled)
        var settings = TransductiveSVM.Settings(
            search: search,
            cost: objective.cost,
            unlabeledCost: objective.unlabeledCost,
            shares: [share, 1 - share]
        )
        settings.loss = HingeLoss(smoothing: 1e-3)
        settings.tolerance = 1e-8
        settings.temperatures = 0.01...10
        settings.cooling = 1.5
        var solver = TransductiveSVM(settings)
        while solver.round < solver.rounds { solver.advance(table) }
        #expect(solver.labels.filter { $0 == 0 }.count == positive)
        let machine = solver.machines[0]
        let values = machine.values(table.features)
        let signs = (table.labels + solver.labels).map { $0 == 0 ? 1.0 : -1.0 }
        var hinge = machine.weights.reduce(0) { $0 + $1 * $1 } / 2
        for (row, value) in values.enumerated() {
            let cost = row < table.labeled ? objective.cost : objective.unlabeledCost
            hinge += cost * max(0, 1 - signs[row] * value)
        }
        let known = Array(signs[..<table.labeled])
        let hat = objective.evaluate(machine, on: table.features, signs: known).value
        return (hinge, hat)
    }
}

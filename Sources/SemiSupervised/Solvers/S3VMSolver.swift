package import Domain
package import Networks

/// Solves for the classifier of ``S3VM``: a ``TransductiveSVM`` over a table, and what a network makes of it.
package struct S3VMSolver: Solver {
    /// The names of what a network is given.
    package typealias Layers = SolverLayers

    /// The logit of a class that no labelled row is of.
    private static let never = -30.0

    private let parameters: S3VM
    private let layers: Layers
    /// The machines, once there is a table; those of the classes that have labelled rows.
    private var machines: TransductiveSVM?

    /// Creates a solver.
    package init(_ parameters: S3VM, _ layers: Layers) {
        self.parameters = parameters
        self.layers = layers
    }

    package var rows: TableRows {
        TableRows(
            hasUnlabeled: parameters.unlabeledWeight > 0,
            most: parameters.rows,
            prepared: layers.kernel?.prepared ?? 0
        )
    }

    package var source: String? { layers.kernel?.source }

    package var rounds: Int {
        TransductiveSVM(settings(cost: rows.hasUnlabeled ? 1 : 0, shares: [1, 0])).rounds
    }

    package func prepare(_ values: Matrix, shape: Shape) -> [String: [Float]] {
        layers.kernel?.weights(of: values, shape: shape) ?? [:]
    }

    package mutating func advance(_ table: FeatureTable) throws(Failure) -> SolverProgress {
        let known = try Self.known(table)
        var current =
            machines
            ?? TransductiveSVM(
                settings(
                    cost: cost(table),
                    shares: known.map { Double(table.counts[$0]) / Double(table.labeled) }
                )
            )
        current.advance(table.only(known))
        machines = current
        return progress(table.only(known), current)
    }

    /// The classes that have labelled rows.
    private static func known(_ table: FeatureTable) throws(Failure) -> [Int] {
        let known = table.counts.indices.filter { table.counts[$0] > 0 }
        guard known.count > 1 else {
            throw .precondition(
                "machines tell classes apart: expected labelled examples of two classes at least; "
                    + "all \(table.labeled) are of one"
            )
        }
        return known
    }

    private func settings(cost: Double, shares: [Double]) -> TransductiveSVM.Settings {
        TransductiveSVM.Settings(
            search: parameters.search,
            cost: Double(parameters.cost),
            unlabeledCost: cost,
            shares: shares
        )
    }

    /// The cost of an unlabelled row: all together cost so many times what all labelled rows do, and one no
    /// more than a labelled one.
    private func cost(_ table: FeatureTable) -> Double {
        guard table.unlabeled > 0 else { return 0 }
        let share =
            Double(parameters.unlabeledWeight) * Double(table.labeled) / Double(table.unlabeled)
        return Double(parameters.cost) * min(1, share)
    }

    private func progress(
        _ table: FeatureTable,
        _ machines: TransductiveSVM
    ) -> SolverProgress {
        let losses = TransductiveObjective(.hat, cost: 1, unlabeledCost: 1)
        let values = machines.machines.map { $0.values(table.features) }
        var (labeled, unlabeled, outside) = (0.0, 0.0, 0)
        for row in 0..<table.features.rows {
            var loss = 0.0
            for (index, column) in values.enumerated() {
                loss +=
                    row < table.labeled
                    ? losses.labeled(column[row], sign: table.labels[row] == index ? 1 : -1).loss
                    : losses.unlabeled(column[row]).loss
            }
            if row < table.labeled { labeled += loss } else { unlabeled += loss }
            if row >= table.labeled, loss == 0 { outside += 1 }
        }
        let count = Double(max(1, table.unlabeled))
        return SolverProgress(
            objective: machines.objective,
            labeledLoss: labeled / Double(table.labeled),
            unlabeledLoss: unlabeled / count,
            utilization: Double(outside) / count
        )
    }

    /// The classifier: the machines' weights as rows of the network's features, calibrated on the labels given and found.
    package func solution(_ table: FeatureTable) -> [String: [Float]] {
        let (width, classes) = (table.features.columns, table.classes)
        var weights = Array(repeating: Float(0), count: classes * width)
        var biases = Array(repeating: Float(0), count: classes)
        guard let machines, machines.round > 0, let known = try? Self.known(table) else {
            return named(weights, biases)
        }
        let each = machines.byClass
        let values = each.map { $0.values(table.features) }
        let place = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
        let factor = DecisionCalibration.factor(
            values,
            labels: table.labels.map { place[$0] ?? 0 } + machines.labels
        )
        for label in 0..<classes {
            guard let machine = place[label].map({ each[$0] }) else {
                biases[label] = Float(Self.never)
                continue
            }
            var bias = machine.bias
            for column in 0..<width {
                let weight = machine.weights[column] * table.scale
                bias -= weight * table.center[column]
                weights[label * width + column] = Float(factor * weight)
            }
            biases[label] = Float(factor * bias)
        }
        return named(weights, biases)
    }

    private func named(_ weights: [Float], _ biases: [Float]) -> [String: [Float]] {
        ["\(layers.classifier).weight": weights, "\(layers.classifier).bias": biases]
    }

    package func byteCount(rows: Int, width: Int, classes: Int) -> Int {
        // The rows near a margin are copied; values, costs and slopes of a machine; costs and parts of classes,
        // which a step tries; weights and directions of all machines.
        MemoryLayout<Double>.stride
            * (rows * width + rows * (12 + 5 * classes) + width * (4 * classes + 60))
            + (layers.kernel?.byteCount ?? 0)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        // A problem is known by its costs and shares: what made it is the table, which is not at hand here.
        var cost = [machines?.settings.unlabeledCost ?? 0]
        var shares = machines?.settings.shares ?? []
        visitor.numbers("cost", &cost)
        visitor.numbers("shares", &shares)
        var current = machines ?? TransductiveSVM(settings(cost: cost[0], shares: shares))
        if machines?.settings.shares != shares {
            current = TransductiveSVM(settings(cost: cost[0], shares: shares))
        }
        current.visit(&visitor)
        machines = shares.isEmpty ? nil : current
    }
}

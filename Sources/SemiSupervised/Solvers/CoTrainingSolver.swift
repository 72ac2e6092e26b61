package import Domain
package import Networks

/// Solves for the classifier of ``CoTraining``: a round fits one to each view, and each labels rows for both.
///
/// What is released is the product of both posteriors: their logits add up.
package struct CoTrainingSolver: Solver {
    private let parameters: CoTraining
    private let layers: SolverLayers
    private var labels: CoTrainingLabels?
    private var losses = LabelLosses()

    /// Creates a solver.
    package init(_ parameters: CoTraining, _ layers: SolverLayers) {
        self.parameters = parameters
        self.layers = layers
    }

    package var rows: TableRows { TableRows(hasUnlabeled: true, most: parameters.rows) }

    package var source: String? { nil }

    package var rounds: Int { parameters.rounds }

    package func prepare(_ values: Matrix, shape: Shape) -> [String: [Float]] { [:] }

    package mutating func advance(_ table: FeatureTable) throws(Failure) -> SolverProgress {
        try table.requireTwoClasses()
        guard table.features.columns > 1 else {
            throw .precondition("two views of a row need two columns at least; there is one")
        }
        var current = labels ?? begin(table)
        let before = current.labels
        guard !current.pool.isEmpty else {
            return losses.progress(of: before, given: table.labeled)
        }
        let said = views(table).map { columns in
            let view = table.features.columns(columns)
            return fit(view, current, table.classes).probabilities(view)
        }
        current.advance(counts: parameters.counts(table)) { view, pool in said[view].rows(pool) }
        labels = current
        var both = said[0]
        for place in both.values.indices { both.values[place] *= said[1].values[place] }
        both.divideRowsBySums()
        losses = LabelLosses(both, before, given: table.labeled)
        return losses.progress(of: current.labels, given: table.labeled)
    }

    private func begin(_ table: FeatureTable) -> CoTrainingLabels {
        var generator = table.generator.fork(1)
        return CoTrainingLabels(
            table.rowLabels,
            order: generator.permutation(table.unlabeled).map { table.labeled + $0 },
            poolSize: parameters.poolSize
        )
    }

    /// The columns of each view.
    private func views(_ table: FeatureTable) -> [[Int]] {
        let columns = table.features.columns
        var order = Array(0..<columns)
        if parameters.split == .random {
            var generator = table.generator.fork(2)
            order = generator.permutation(columns)
        }
        let first = max(1, min(parameters.firstView ?? columns / 2, columns - 1))
        return [order[..<first].sorted(), order[first...].sorted()]
    }

    private func fit(
        _ view: DoubleMatrix,
        _ labels: CoTrainingLabels,
        _ classes: Int
    ) -> any FittedClassifier {
        let known = labels.known
        return parameters.classifier.fitted(
            to: view,
            rows: known,
            labels: known.map { labels.labels[$0] },
            classes: classes,
            BaseClassifier.Settings(
                cost: Double(parameters.cost),
                smoothing: Double(parameters.smoothing)
            )
        )
    }

    /// The sum of both classifiers, fitted once more to all rows that have labels.
    package func solution(_ table: FeatureTable) -> [String: [Float]] {
        var sum = ClassPolynomial(classes: table.classes, columns: table.features.columns)
        let current = labels ?? begin(table)
        for columns in views(table) {
            let fit = fit(table.features.columns(columns), current, table.classes)
            sum.add(fit.polynomial, at: columns)
        }
        return layers.tensors(sum, of: table)
    }

    package func byteCount(rows: Int, width: Int, classes: Int) -> Int {
        BaseClassifier.byteCount(rows: rows, width: width, classes: classes)
            + MemoryLayout<Double>.stride * rows * width
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        var current = labels ?? CoTrainingLabels([], order: [], poolSize: 0)
        current.visit(&visitor)
        labels = current.labels.isEmpty ? nil : current
        losses.visit(&visitor)
    }
}

extension CoTraining {
    /// How many rows of each class a view names: in all so many for each class, each by its share of the labelled
    /// rows, and at least one; none of a class that is not known.
    fileprivate func counts(_ table: FeatureTable) -> [Int] {
        let known = table.counts.count { $0 > 0 }
        return table.counts.map { count in
            guard count > 0 else { return 0 }
            let share = Double(count) / Double(table.labeled)
            return max(1, Int((share * Double(perClass * known)).rounded()))
        }
    }
}

extension DoubleMatrix {
    /// Some columns, copied in the order of `places`.
    fileprivate func columns(_ places: [Int]) -> DoubleMatrix {
        var chosen: [Double] = []
        chosen.reserveCapacity(rows * places.count)
        for row in 0..<rows { for column in places { chosen.append(self[row, column]) } }
        return DoubleMatrix(rows: rows, columns: places.count, values: chosen)
    }
}

extension ClassPolynomial {
    /// Adds a polynomial of some of the columns.
    fileprivate mutating func add(_ other: ClassPolynomial, at columns: [Int]) {
        for label in biases.indices {
            biases[label] += other.biases[label]
            for (place, column) in columns.enumerated() {
                linear[label, column] += other.linear[label, place]
                squares[label, column] += other.squares[label, place]
            }
        }
    }
}

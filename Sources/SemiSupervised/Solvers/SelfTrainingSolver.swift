package import Domain
package import Networks

/// Solves for the classifier of ``SelfTraining``: a round fits it to the rows that have labels, and labels others.
package struct SelfTrainingSolver: Solver {
    private let parameters: SelfTraining
    private let layers: SolverLayers
    private var labels = SelfTrainingLabels([])
    private var losses = LabelLosses()

    /// Creates a solver.
    package init(_ parameters: SelfTraining, _ layers: SolverLayers) {
        self.parameters = parameters
        self.layers = layers
    }

    package var rows: TableRows {
        TableRows(
            hasUnlabeled: true,
            most: parameters.rows,
            prepared: layers.kernel?.prepared ?? 0
        )
    }

    package var source: String? { layers.kernel?.source }

    package var rounds: Int { parameters.maxIterations }

    package func prepare(_ values: Matrix, shape: Shape) -> [String: [Float]] {
        layers.kernel?.weights(of: values, shape: shape) ?? [:]
    }

    package mutating func advance(_ table: FeatureTable) throws(Failure) -> SolverProgress {
        try table.requireTwoClasses()
        var current = labels.known.isEmpty ? SelfTrainingLabels(table.rowLabels) : labels
        let before = current
        var said = DoubleMatrix(rows: 0, columns: 0)
        current.advance(parameters.selection) { known, labels, asked in
            said = fit(table, known, labels).probabilities(table.features)
            return said.rows(asked)
        }
        labels = current
        if said.rows > 0 { losses = LabelLosses(said, before.labels, given: table.labeled) }
        return losses.progress(of: current.labels, given: table.labeled)
    }

    private func fit(
        _ table: FeatureTable,
        _ known: [Int],
        _ labels: [Int]
    ) -> any FittedClassifier {
        parameters.classifier.fitted(
            to: table.features,
            rows: known,
            labels: labels,
            classes: table.classes,
            BaseClassifier.Settings(
                cost: Double(parameters.cost),
                smoothing: Double(parameters.smoothing)
            )
        )
    }

    /// The classifier, fitted once more to all rows that have labels.
    package func solution(_ table: FeatureTable) -> [String: [Float]] {
        let current = labels.known.isEmpty ? SelfTrainingLabels(table.rowLabels) : labels
        let known = current.known
        let fit = fit(table, known, known.map { current.labels[$0] })
        return layers.tensors(fit.polynomial, of: table)
    }

    package func byteCount(rows: Int, width: Int, classes: Int) -> Int {
        BaseClassifier.byteCount(rows: rows, width: width, classes: classes)
            + (layers.kernel?.byteCount ?? 0)
    }

    package mutating func visit(_ visitor: inout some StateVisitor) {
        labels.visit(&visitor)
        losses.visit(&visitor)
    }
}

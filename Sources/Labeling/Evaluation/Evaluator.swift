package import Domain
internal import Networks
package import Store

/// Lets models answer the labelled examples of a split.
package struct Evaluator: Sendable {
    /// The most examples whose contents are in memory at a time.
    static let pageRows = 512

    private let store: DataStore

    package init(store: DataStore) { self.store = store }

    /// What each of `models` says about the same examples of `split`, in the order of the models.
    ///
    /// Only examples that count, and that none of the models can have seen: for weights that were made
    /// elsewhere, those that were ingested later with contents and groups that were.
    ///
    /// - Parameters:
    ///   - models: versions of one project; at least one.
    ///   - split: the split whose labels in force are read.
    ///   - views: the fixed views whose softmax is averaged.
    /// - Returns: one entry per model.
    /// - Throws: ``Failure`` of the store or of a model.
    package func predictions(
        of models: [any LoadedModel],
        on split: Split,
        views: Int
    ) async throws -> [SplitPredictions] {
        precondition(!models.isEmpty, "no model to evaluate")
        let project = models[0].project
        let versions = models.map(\.version)
        let (classes, start) = try await store.read { reader in
            (
                try reader.project(project).classes.count,
                try versions.map { try reader.seen(project, $0).newerThan }.max() ?? 0
            )
        }
        var labels: [Int?] = []
        var values = [[Float]](repeating: [], count: models.count)
        var outliers = [[Bool]](repeating: [], count: models.count)
        var last: Int64 = 0
        while true {
            let after = last
            let page = try await store.read {
                try $0.counted(
                    project,
                    split,
                    newerThan: start,
                    after: after,
                    limit: Self.pageRows
                )
            }
            guard let end = page.last?.key else { break }
            last = end
            labels += page.map(\.label)
            let inputs = page.map(\.content)
            for (index, model) in models.enumerated() {
                let answer = try await model.answers(inputs, views: views)
                values[index] += answer.probabilities.values
                outliers[index] += answer.outliers
            }
        }
        return zip(values, outliers).map { values, outliers in
            let probabilities = Matrix(rows: labels.count, columns: classes, values: values)
            return SplitPredictions(
                ModelAnswers(probabilities: probabilities, outliers: outliers),
                labels: labels
            )
        }
    }
}

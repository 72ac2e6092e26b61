package import Domain
package import Networks

/// The features of labelled and unlabelled rows: what a solver works on.
package struct FeatureTable: Sendable {
    /// The features, `[L + U, D]`: the labelled rows, then the unlabelled ones.
    package let features: DoubleMatrix
    /// The classes of the labelled rows, `[L]`.
    package let labels: [Int]
    /// The number of classes.
    package let classes: Int
    /// What was taken off each column, `[D]`, before everything was multiplied by ``scale``.
    package let center: [Double]
    /// What makes the mean squared length of a row 1.
    package let scale: Double
    /// What choices are drawn from.
    package let generator: SeededGenerator

    /// Holds features as they are.
    package init(_ features: DoubleMatrix, labels: [Int], classes: Int) {
        precondition(labels.count <= features.rows, "\(labels.count) labels, \(features.rows) rows")
        self.features = features
        self.labels = labels
        self.classes = classes
        center = Array(repeating: 0, count: features.columns)
        scale = 1
        generator = SeededGenerator(seed: 0)
    }

    /// Centres features and brings them to one scale, so that costs mean the same whatever the features are.
    ///
    /// The columns keep their proportions: a network that standardises its input does that itself.
    package init(
        centering features: Matrix,
        labels: [Int],
        classes: Int,
        generator: SeededGenerator = SeededGenerator(seed: 0)
    ) {
        let columns = features.columns
        var values = features.values.map(Double.init)
        var center = Array(repeating: 0.0, count: columns)
        for (index, value) in values.enumerated() { center[index % columns] += value }
        for column in center.indices { center[column] /= Double(max(1, features.rows)) }
        var square = 0.0
        for index in values.indices {
            values[index] -= center[index % columns]
            square += values[index] * values[index]
        }
        let length = (square / Double(max(1, features.rows))).squareRoot()
        let scale = length.isNormal ? 1 / length : 1
        for index in values.indices { values[index] *= scale }
        self.features = DoubleMatrix(rows: features.rows, columns: columns, values: values)
        self.labels = labels
        self.classes = classes
        self.center = center
        self.scale = scale
        self.generator = generator
    }

    /// The number of labelled rows.
    package var labeled: Int { labels.count }
    /// The number of unlabelled rows.
    package var unlabeled: Int { features.rows - labels.count }
    /// How many labelled rows each class has.
    package var counts: [Int] {
        var counts = Array(repeating: 0, count: classes)
        for label in labels { counts[label] += 1 }
        return counts
    }

    /// The same rows of a task that has only some of the classes, all of the labelled rows being of these.
    package func only(_ known: [Int]) -> FeatureTable {
        guard known.count < classes else { return self }
        return FeatureTable(
            features,
            labels: labels.map { label in known.firstIndex(of: label) ?? 0 },
            classes: known.count
        )
    }
}

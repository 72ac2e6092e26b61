package import Networks

/// Tail-class feature enhancement, <https://arxiv.org/abs/2112.04564>: features of classes with few examples are
/// mixed with others that are like them, and keep their class.
package enum FeatureEnhancement {
    /// How likely a feature of each class is mixed: `(most - N_c) / most` of counts `N_c`, `[C]`.
    package static func probabilities(_ counts: [Int]) -> [Float] {
        let most = Float(max(counts.max() ?? 0, 1))
        return counts.map { (most - Float($0)) / most }
    }

    /// Mixes features of a balanced batch, each with the one of the same row of another batch.
    ///
    /// - Parameters:
    ///   - features: Those that keep their class, `[N, F]`.
    ///   - others: What they are mixed with, `[N, F]`.
    ///   - probabilities: How likely each row is mixed, `[N]`.
    ///   - least: The least share that stays.
    ///   - random: Drawn from for each row, and again where it is mixed.
    /// - Returns: The features, `[N, F]`.
    package static func mixed(
        _ features: Matrix,
        with others: Matrix,
        probabilities: [Float],
        least: Float,
        _ random: inout any RandomSource
    ) -> Matrix {
        precondition(features.rows == probabilities.count && features.rows <= others.rows)
        var result = features
        for (row, probability) in probabilities.enumerated()
        where random.uniforms(1)[0] < probability {
            let share = random.uniforms(1, in: least...1)[0]
            for column in 0..<features.columns {
                result[row, column] =
                    share * features[row, column] + (1 - share) * others[row, column]
            }
        }
        return result
    }

    /// The mean feature of each class, of length 1, `[C, F]`: a classifier without training.
    package static func imprinted(_ features: Matrix, _ labels: [Int], classes: Int) -> Matrix {
        var means = Matrix(rows: classes, columns: features.columns)
        for (row, label) in labels.enumerated() {
            for column in 0..<features.columns { means[label, column] += features[row, column] }
        }
        for label in 0..<classes {
            let length = (0..<features.columns).reduce(Float(0)) {
                $0 + means[label, $1] * means[label, $1]
            }
            .squareRoot()
            for column in 0..<features.columns { means[label, column] /= max(length, 1e-12) }
        }
        return means
    }

    /// What looks at features to be mixed in: as they are ranked, and as they are used.
    package struct Unlabeled: Sendable {
        /// Of weak views, `[M, F]`.
        package var weak: Matrix
        /// Of strong views, `[M, F]`.
        package var strong: Matrix

        /// Holds features of the same rows.
        package init(weak: Matrix, strong: Matrix) {
            self.weak = weak
            self.strong = strong
        }
    }

    /// A set with as many features of each class: those of the labelled rows, class by class, then for each class
    /// that has fewer than the most mixtures of its own with those of others that look most like it.
    ///
    /// - Parameters:
    ///   - features: Those of the labelled rows, `[N, F]`.
    ///   - labels: Their classes, `[N]`.
    ///   - unlabeled: Further features.
    ///   - classes: The number of classes, `C`; one without labelled rows stays without.
    ///   - alpha: Of the shares' distribution Beta.
    ///   - random: Draws for each class which own features, then the shares.
    /// - Returns: The features, `[at most C most, F]`, and their classes.
    package static func balanced(
        _ features: Matrix,
        _ labels: [Int],
        _ unlabeled: Unlabeled,
        classes: Int,
        alpha: Float,
        _ random: inout any RandomSource
    ) -> (features: Matrix, labels: [Int]) {
        let members = (0..<classes).map { label in labels.indices.filter { labels[$0] == label } }
        let most = members.map(\.count).max() ?? 0
        let weights = imprinted(features, labels, classes: classes)
        let likeness = Matrix(joining: [features, unlabeled.weak]).timesTransposed(weights)
        let probabilities = softmax(likeness)
        let values = Matrix(joining: [features, unlabeled.strong])
        var result = members.flatMap(\.self).map { features.rows($0..<$0 + 1) }
        var classesOfResult = members.indices.flatMap { label in members[label].map { _ in label } }
        for (label, own) in members.enumerated() where !own.isEmpty && own.count < most {
            let missing = most - own.count
            let others =
                members.indices.filter { $0 != label }.flatMap { members[$0] }
                + (labels.count..<values.rows)
            let nearest = others.enumerated().sorted { one, other in
                let (a, b) = (
                    probabilities[one.element, label], probabilities[other.element, label]
                )
                return a == b ? one.offset < other.offset : a > b
            }
            let picks = random.choices(missing, below: own.count)
            let shares = random.betas(missing, alpha)
            for index in 0..<missing {
                let (mine, other) = (own[picks[index]], nearest[index % nearest.count].element)
                let share = shares[index]
                let row = (0..<features.columns).map {
                    share * features[mine, $0] + (1 - share) * values[other, $0]
                }
                result.append(Matrix(rows: 1, columns: features.columns, values: row))
                classesOfResult.append(label)
            }
        }
        return (Matrix(joining: result), classesOfResult)
    }
}

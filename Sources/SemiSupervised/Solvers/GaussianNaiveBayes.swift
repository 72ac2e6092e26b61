package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Naive Bayes with a normal distribution of each feature in each class, as scikit-learn's `GaussianNB` has it.
///
/// The prior of a class is its share of the rows. To all variances is added a share of the largest variance that any
/// feature has over all rows of the fit.
package struct GaussianNaiveBayes: FittedClassifier, Hashable {
    /// The logarithm of each class's share, `[K]`; minus infinity for one without rows.
    private var priors: [Double]
    /// The mean of each feature in each class, `[K, D]`.
    private var means: DoubleMatrix
    /// Its variance there, above 0, `[K, D]`.
    private var variances: DoubleMatrix

    /// Fits the distributions to some rows of a table.
    ///
    /// - Parameters:
    ///   - features: The table, `[N, D]`.
    ///   - rows: The rows, at least one; nil: the first ones.
    ///   - labels: Their classes.
    ///   - classes: The number of classes `K`.
    ///   - smoothing: The share of the largest variance that all variances have added.
    package init(
        to features: DoubleMatrix,
        rows: [Int]? = nil,
        labels: [Int],
        classes: Int,
        smoothing: Double
    ) {
        let rows = rows ?? Array(labels.indices)
        precondition(labels.count == rows.count, "\(labels.count), \(rows.count) rows")
        var counts = Array(repeating: 0, count: classes)
        for label in labels { counts[label] += 1 }
        priors = counts.map { log(Double($0) / Double(rows.count)) }
        let whole = Self.moments(
            features,
            rows: rows,
            labels: labels.map { _ in 0 },
            counts: [rows.count]
        )
        let least = smoothing * (whole.variances.values.max() ?? 0)
        (means, variances) = Self.moments(features, rows: rows, labels: labels, counts: counts)
        for place in variances.values.indices {
            variances.values[place] += least
            // Of rows that are all alike nothing is told apart.
            if variances.values[place] == 0 { variances.values[place] = 1 }
        }
    }

    /// The mean and the variance of each feature in each class.
    private static func moments(
        _ features: DoubleMatrix,
        rows: [Int],
        labels: [Int],
        counts: [Int]
    ) -> (means: DoubleMatrix, variances: DoubleMatrix) {
        var means = DoubleMatrix(rows: counts.count, columns: features.columns)
        var variances = means
        func add(
            to sums: inout DoubleMatrix,
            _ term: (_ value: Double, _ label: Int, _ column: Int) -> Double
        ) {
            for (row, label) in zip(rows, labels) {
                for column in 0..<features.columns {
                    sums[label, column] += term(features[row, column], label, column)
                }
            }
            for (label, count) in counts.enumerated() where count > 0 {
                for column in 0..<features.columns { sums[label, column] /= Double(count) }
            }
        }
        add(to: &means) { value, _, _ in value }
        add(to: &variances) { value, label, column in
            let difference = value - means[label, column]
            return difference * difference
        }
        return (means, variances)
    }

    package func logits(_ features: DoubleMatrix) -> DoubleMatrix {
        var logits = DoubleMatrix(rows: features.rows, columns: priors.count)
        for (label, prior) in priors.enumerated() {
            var constant = prior
            for column in 0..<features.columns {
                constant -= log(2 * Double.pi * variances[label, column]) / 2
            }
            for row in 0..<features.rows {
                var sum = 0.0
                for column in 0..<features.columns {
                    let difference = features[row, column] - means[label, column]
                    sum += difference * difference / variances[label, column]
                }
                logits[row, label] = constant - sum / 2
            }
        }
        return logits
    }

    package var polynomial: ClassPolynomial {
        var polynomial = ClassPolynomial(classes: priors.count, columns: means.columns)
        for (label, prior) in priors.enumerated() {
            polynomial.biases[label] = prior
            for column in 0..<means.columns {
                let (mean, variance) = (means[label, column], variances[label, column])
                polynomial.biases[label] -=
                    (log(2 * Double.pi * variance) + mean * mean / variance) / 2
                polynomial.linear[label, column] = mean / variance
                polynomial.squares[label, column] = -1 / (2 * variance)
            }
        }
        return polynomial
    }
}

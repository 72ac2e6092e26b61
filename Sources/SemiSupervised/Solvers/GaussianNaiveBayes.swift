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

    /// Fits the distributions.
    ///
    /// - Parameters:
    ///   - features: The rows, `[N, D]`, at least one.
    ///   - labels: Their classes, `[N]`.
    ///   - classes: The number of classes `K`.
    ///   - smoothing: The share of the largest variance that all variances have added.
    package init(to features: DoubleMatrix, labels: [Int], classes: Int, smoothing: Double) {
        precondition(labels.count == features.rows, "\(labels.count), \(features.rows) rows")
        let (rows, columns) = (features.rows, features.columns)
        var counts = Array(repeating: 0, count: classes)
        for label in labels { counts[label] += 1 }
        priors = counts.map { log(Double($0) / Double(rows)) }
        let whole = Self.moments(
            features,
            labels: labels.map { _ in 0 },
            counts: [rows]
        )
        let least = smoothing * (whole.variances.values.max() ?? 0)
        (means, variances) = Self.moments(features, labels: labels, counts: counts)
        for place in variances.values.indices {
            variances.values[place] += least
            // Of rows that are all alike nothing is told apart.
            if variances.values[place] == 0 { variances.values[place] = 1 }
        }
        precondition(variances.columns == columns)
    }

    /// The mean and the variance of each feature in each class.
    private static func moments(
        _ features: DoubleMatrix,
        labels: [Int],
        counts: [Int]
    ) -> (means: DoubleMatrix, variances: DoubleMatrix) {
        var means = DoubleMatrix(rows: counts.count, columns: features.columns)
        var variances = means
        func add(to sums: inout DoubleMatrix, _ term: (_ row: Int, _ column: Int) -> Double) {
            for (row, label) in labels.enumerated() {
                for column in 0..<features.columns { sums[label, column] += term(row, column) }
            }
            for (label, count) in counts.enumerated() where count > 0 {
                for column in 0..<features.columns { sums[label, column] /= Double(count) }
            }
        }
        add(to: &means) { features[$0, $1] }
        add(to: &variances) { row, column in
            let difference = features[row, column] - means[labels[row], column]
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

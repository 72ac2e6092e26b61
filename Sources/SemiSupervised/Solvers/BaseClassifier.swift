package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// A classifier that others put together: fitted to labelled rows in one go, it says how likely each class is.
package enum BaseClassifier: String, CaseIterable, Codable, Sendable {
    /// ``LogisticRegression``.
    case logistic
    /// ``GaussianNaiveBayes``.
    case naiveBayes = "naive_bayes"

    /// How strongly fits are kept from their rows.
    package struct Settings: Sendable, Hashable {
        /// ``LogisticRegression/cost``.
        package var cost: Double
        /// ``GaussianNaiveBayes/smoothing``.
        package var smoothing: Double

        /// Creates settings.
        package init(cost: Double, smoothing: Double) {
            self.cost = cost
            self.smoothing = smoothing
        }
    }

    /// The bytes of a fit to rows of a table: what is said of all of them, and what a search remembers.
    package static func byteCount(rows: Int, width: Int, classes: Int) -> Int {
        MemoryLayout<Double>.stride
            * (8 * rows * classes + 36 * (width + 1) * classes)
    }

    /// Fits it to some rows of a table, which are not copied: what it takes does not grow with them.
    ///
    /// - Parameters:
    ///   - features: The table, `[N, D]`.
    ///   - rows: The rows, at least one; nil: the first ones.
    ///   - labels: Their classes.
    ///   - classes: The number of classes `K`; one without rows has probability 0.
    ///   - settings: How strongly it is kept from its rows.
    /// - Returns: What it then knows.
    package func fitted(
        to features: DoubleMatrix,
        rows: [Int]? = nil,
        labels: [Int],
        classes: Int,
        _ settings: Settings
    ) -> any FittedClassifier {
        let rows = rows ?? Array(labels.indices)
        return switch self {
        case .logistic:
            LogisticRegression(cost: settings.cost)
                .fitted(to: features, rows: rows, labels: labels, classes: classes)
        case .naiveBayes:
            GaussianNaiveBayes(
                to: features,
                rows: rows,
                labels: labels,
                classes: classes,
                smoothing: settings.smoothing
            )
        }
    }
}

/// A classifier after its fit.
package protocol FittedClassifier: Sendable {
    /// The logarithms of how likely each class is, up to what they share in a row, `[N, K]`.
    func logits(_ features: DoubleMatrix) -> DoubleMatrix
    /// The logits as a polynomial of a row's features.
    var polynomial: ClassPolynomial { get }
}

extension FittedClassifier {
    /// How likely each class is, `[N, K]`.
    package func probabilities(_ features: DoubleMatrix) -> DoubleMatrix {
        var values = logits(features)
        values.softmaxRows()
        return values
    }
}

/// Logits that are polynomials of second degree without mixed terms:
/// `z_k = b_k + sum_d (w_kd x_d + q_kd x_d^2)`.
package struct ClassPolynomial: Sendable, Hashable {
    /// `b`, `[K]`; minus infinity for a class that is not known.
    package var biases: [Double]
    /// `w`, `[K, D]`.
    package var linear: DoubleMatrix
    /// `q`, `[K, D]`.
    package var squares: DoubleMatrix

    /// Creates zeros.
    package init(classes: Int, columns: Int) {
        biases = Array(repeating: 0, count: classes)
        linear = DoubleMatrix(rows: classes, columns: columns)
        squares = linear
    }
}

extension DoubleMatrix {
    /// Turns rows of logits into probabilities.
    package mutating func softmaxRows() {
        for row in 0..<rows {
            let range = row * columns..<(row + 1) * columns
            let most = values[range].max() ?? 0
            // Of a class that is not known the logit is minus infinity, and the power 0.
            let sum = values[range].reduce(0) { $0 + exp($1 - most) }
            let shift = most + log(sum)
            for place in range { values[place] = exp(values[place] - shift) }
        }
    }
}

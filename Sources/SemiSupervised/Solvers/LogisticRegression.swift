internal import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Multinomial logistic regression, `0.5 |W|^2 + cost sum_i CE(y_i, W x_i + b)`: `b` has no weight.
///
/// Newton's method without second derivatives, from zeros: a step costs two products of the table with the weights.
struct LogisticRegression: Hashable {
    /// What a row's loss counts beside the weights.
    let cost: Double

    /// What was fitted.
    struct Fit: FittedClassifier, Hashable {
        let polynomial: ClassPolynomial

        func logits(_ features: DoubleMatrix) -> DoubleMatrix {
            var logits = DoubleMatrix(rows: features.rows, columns: polynomial.biases.count)
            for (label, bias) in polynomial.biases.enumerated() {
                let width = features.columns
                let weights = Array(
                    polynomial.linear.values[label * width..<(label + 1) * width]
                )
                for (row, value) in features.times(weights).enumerated() {
                    logits[row, label] = value + bias
                }
            }
            return logits
        }
    }

    /// Finds the minimum; a class without rows has the bias minus infinity.
    func fitted(
        to features: DoubleMatrix,
        rows: [Int],
        labels: [Int],
        classes: Int
    ) -> Fit {
        let known = Set(labels).sorted()
        let width = features.columns
        let size = known.count * width
        let targets = labels.map { label in known.firstIndex(of: label) ?? 0 }
        let start = Array(repeating: 0.0, count: size + known.count)
        let point = LBFGS(steps: 200, tolerance: 1e-7)
            .minimum(from: start) { evaluate($0, features, rows, targets, known.count) }
        var polynomial = ClassPolynomial(classes: classes, columns: width)
        polynomial.biases = Array(repeating: -Double.infinity, count: classes)
        for (index, label) in known.enumerated() {
            polynomial.biases[label] = point[size + index]
            polynomial.linear.values.replaceSubrange(
                label * width..<(label + 1) * width,
                with: point[index * width..<(index + 1) * width]
            )
        }
        return Fit(polynomial: polynomial)
    }

    /// The objective and its gradient at weights and biases, `[K D + K]`.
    private func evaluate(
        _ point: [Double],
        _ features: DoubleMatrix,
        _ rows: [Int],
        _ targets: [Int],
        _ classes: Int
    ) -> (value: Double, gradient: [Double]) {
        let width = features.columns
        let size = classes * width
        var slopes = DoubleMatrix(rows: targets.count, columns: classes)
        var value = 0.0
        for index in 0..<size { value += point[index] * point[index] / 2 }
        for label in 0..<classes {
            let scores = features.times(Array(point[label * width..<(label + 1) * width]))
            for (place, row) in rows.enumerated() {
                slopes[place, label] = scores[row] + point[size + label]
            }
        }
        slopes.softmaxRows()
        for (row, target) in targets.enumerated() {
            value -= cost * log(max(slopes[row, target], Double.leastNormalMagnitude))
            slopes[row, target] -= 1
        }
        var gradient = point
        for label in 0..<classes {
            // Rows that are not fitted to have no part in the gradient.
            var column = Array(repeating: 0.0, count: features.rows)
            for (place, row) in rows.enumerated() { column[row] = cost * slopes[place, label] }
            let products = features.transposedTimes(column)
            for index in 0..<width { gradient[label * width + index] += products[index] }
            gradient[size + label] = column.reduce(0, +)
        }
        return (value, gradient)
    }
}

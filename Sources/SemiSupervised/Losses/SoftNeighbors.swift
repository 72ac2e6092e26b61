package import Networks

#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The classes of rows by the likeness to labelled ones, and the way back of a gradient to both.
///
/// `p = softmax(n(q) n(s)^T / T) Y` with `n(x) = x / |x|`: a soft nearest neighbour, as in
/// <https://arxiv.org/abs/2104.13963>. Letters below: `N` queries, `S` supports, `D` values, `C` classes.
package struct SoftNeighbors: Sendable {
    /// `p`, `[N, C]`; each row sums to what the rows of `Y` sum to.
    package let probabilities: Matrix
    private let queries: UnitRows
    private let supports: UnitRows
    private let labels: Matrix
    private let temperature: Float
    /// The weights of the supports, `[N, S]`.
    private let weights: Matrix

    /// Compares rows with supports.
    ///
    /// - Parameters:
    ///   - queries: `q`, `[N, D]`.
    ///   - supports: `s`, `[S, D]`.
    ///   - labels: `Y`, the classes of the supports, `[S, C]`, constant.
    ///   - temperature: `T`, above 0.
    package init(_ queries: Matrix, among supports: Matrix, labels: Matrix, temperature: Float) {
        self.init(
            UnitRows(queries),
            UnitRows(supports),
            labels: labels,
            temperature: temperature,
            isSelf: false
        )
    }

    /// Compares each row with all the others.
    ///
    /// - Parameters:
    ///   - rows: `[N, D]`; at least 2.
    ///   - labels: `Y`, `[N, C]`, constant.
    ///   - temperature: `T`, above 0.
    package init(amongOthers rows: Matrix, labels: Matrix, temperature: Float) {
        let units = UnitRows(rows)
        self.init(units, units, labels: labels, temperature: temperature, isSelf: true)
    }

    private init(
        _ queries: UnitRows,
        _ supports: UnitRows,
        labels: Matrix,
        temperature: Float,
        isSelf: Bool
    ) {
        precondition(
            supports.rows.rows == labels.rows && supports.rows.columns == queries.rows.columns,
            "\(supports.rows.rows) supports with \(labels.rows) labels"
        )
        var cosines = queries.rows.timesTransposed(supports.rows)
        if isSelf { for row in 0..<cosines.rows { cosines[row, row] = -.infinity } }
        self.queries = queries
        self.supports = supports
        self.labels = labels
        self.temperature = temperature
        weights = softmax(cosines, temperature: temperature)
        probabilities = weights.times(labels)
    }

    /// The gradients with respect to queries, `[N, D]`, and supports, `[S, D]`, of that with respect to
    /// ``probabilities``, `[N, C]`; of rows that were compared with each other the whole one is their sum.
    package func gradients(_ gradient: Matrix) -> (queries: Matrix, supports: Matrix) {
        var deltas = gradient.timesTransposed(labels)
        let columns = weights.columns
        let shares = weights.values.span
        var values = deltas.values.mutableSpan
        for row in 0..<weights.rows {
            var inner: Float = 0
            for index in row * columns..<(row + 1) * columns {
                inner += values[index] * shares[index]
            }
            for index in row * columns..<(row + 1) * columns {
                values[index] = shares[index] * (values[index] - inner) / temperature
            }
        }
        return (
            queries.gradient(deltas.times(supports.rows)),
            supports.gradient(deltas.transposedTimes(queries.rows))
        )
    }
}

/// The gradient of ``tempered(_:temperature:)`` with respect to the probabilities, `[N, C]`.
///
/// `dp_k = rho_k / (T p_k) (g_k - sum_j g_j rho_j)`; 0 where `p_k` is.
///
/// - Parameters:
///   - probabilities: `p`, `[N, C]`.
///   - sharp: `rho`, what they were tempered to, `[N, C]`.
///   - temperature: `T`, above 0.
///   - gradient: `g`, the gradient with respect to `rho`, `[N, C]`.
/// - Returns: The gradient with respect to `p`, `[N, C]`.
package func temperedGradient(
    _ probabilities: Matrix,
    _ sharp: Matrix,
    temperature: Float,
    _ gradient: Matrix
) -> Matrix {
    var result = gradient
    let columns = probabilities.columns
    for row in 0..<probabilities.rows {
        let range = row * columns..<(row + 1) * columns
        var inner: Float = 0
        for index in range { inner += gradient.values[index] * sharp.values[index] }
        for index in range {
            let probability = probabilities.values[index]
            result.values[index] =
                probability > 0
                ? sharp.values[index] / (temperature * probability)
                    * (gradient.values[index] - inner) : 0
        }
    }
    return result
}

/// The cross-entropy `-sum_c t_c log p_c` of each row of probabilities, with its gradient `-t / p`.
///
/// - Parameters:
///   - probabilities: `p`, `[N, C]`; what is below 1e-12 counts as that.
///   - targets: `t`, `[N, C]`, constant.
/// - Returns: Losses `[N]` in nats and gradients with respect to the probabilities, `[N, C]`.
package func probabilityCrossEntropy(_ probabilities: Matrix, _ targets: Matrix) -> RowLosses {
    let columns = probabilities.columns
    var losses: [Float] = []
    var gradient = targets
    for row in 0..<probabilities.rows {
        var loss: Float = 0
        for index in row * columns..<(row + 1) * columns {
            let probability = max(probabilities.values[index], 1e-12)
            loss -= targets.values[index] * log(probability)
            gradient.values[index] = -targets.values[index] / probability
        }
        losses.append(loss)
    }
    return RowLosses(values: losses, gradient: gradient)
}

/// The supervised contrast of rows by their likeness to each other, SuNCEt,
/// <https://arxiv.org/abs/2006.10803>.
///
/// `mean_i H(Y_i, p_i)`, `p_i` the classes of row `i` among all others.
///
/// - Parameters:
///   - rows: `[N, D]`, at least 2.
///   - labels: `Y`, `[N, C]`.
///   - temperature: What cosines are divided by, above 0.
/// - Returns: The loss in nats and its gradient with respect to the rows, `[N, D]`.
package func supervisedContrast(
    _ rows: Matrix,
    labels: Matrix,
    temperature: Float
) -> (loss: Float, gradient: Matrix) {
    let neighbors = SoftNeighbors(amongOthers: rows, labels: labels, temperature: temperature)
    let (loss, deltas) = probabilityCrossEntropy(neighbors.probabilities, labels).mean()
    let (queries, supports) = neighbors.gradients(deltas)
    return (loss, queries.plus(supports))
}

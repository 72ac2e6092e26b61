/// The difference between two methods that were measured on the same splits of the same rows.
package struct PairedSplits: Hashable, Sendable, Codable {
    /// The mean of the differences.
    package let mean: Double
    /// The interval's lower end, at least -1.
    package let low: Double
    /// The interval's upper end, at most 1.
    package let high: Double

    /// The interval by the corrected resampled t test of Nadeau and Bengio, "Inference for the generalization
    /// error" (2003): splits share rows to learn from, so that their differences vary less than those of fresh
    /// rows would, by a share that the sizes of the parts tell.
    ///
    /// What the splits vary by is taken as no less than what so many tested rows must: a few rows may agree by
    /// chance. How often methods disagree on a row is taken from the mean with one row more and two rows in all
    /// (Laplace), since no number of rows shows that they never do, or always.
    ///
    /// Repeated deals of the same rows are splits as others: the share that is added does not shrink with them
    /// (Bouckaert and Frank 2004).
    ///
    /// - Parameters:
    ///   - differences: Of each split, shares in -1...1; at least one.
    ///   - tested: The mean number of rows that a split tests.
    ///   - trained: The mean number of labelled rows that it learns from.
    ///   - alpha: The probability that the interval leaves out the true difference. Of one split there is
    ///     none: the interval is -1...1.
    package init(differences: [Double], tested: Double, trained: Double, alpha: Double) {
        precondition(!differences.isEmpty && tested > 0 && trained > 0, "no split")
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        self.mean = mean
        guard differences.count > 1 else {
            (low, high) = (-1, 1)
            return
        }
        let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let rows = tested + trained
        let disagreement = (abs(mean) * rows + 1) / (rows + 2)
        let least = disagreement * (1 - disagreement) / tested
        let variance = max(squares / (count - 1), least)
        let error = ((1 / count + tested / trained) * variance).squareRoot()
        let reach =
            StudentT.quantile(exceededWith: alpha / 2, degrees: differences.count - 1) * error
        low = max(-1, mean - reach)
        high = min(1, mean + reach)
    }

    /// Whether the interval leaves 0 out.
    package var isDistinct: Bool { low > 0 || high < 0 }
}

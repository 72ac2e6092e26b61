internal import Domain
package import Networks

/// Mean and variance of each channel of rows that come one by one.
///
/// Welford's recurrence in double precision (Technometrics 4, 1962): sums of squares would lose
/// every digit of a column far from zero. A column that never changes has variance 0, exactly.
struct RunningMoments: Sendable {
    private let channels: Int
    /// Values seen of each channel.
    private var count = 0.0
    private var means: [Double]
    /// Sums of squared differences from the mean.
    private var squares: [Double]

    init(channels: Int) {
        self.channels = channels
        means = Array(repeating: 0, count: channels)
        squares = means
    }

    /// Takes in a row whose value `i` belongs to channel `i % channels`.
    mutating func add(_ row: [Float]) {
        precondition(row.count % channels == 0, "\(row.count) values, \(channels) channels")
        var start = 0
        while start < row.count {
            count += 1
            for channel in 0..<channels {
                let value = Double(row[start + channel])
                let difference = value - means[channel]
                means[channel] += difference / count
                squares[channel] += difference * (value - means[channel])
            }
            start += channels
        }
    }

    /// Means and population standard deviations, as scikit-learn's StandardScaler has them; 1 where
    /// a channel is constant.
    var statistics: InputStatistics {
        InputStatistics(
            means: means.map { Float($0) },
            deviations: squares.map { Float(($0 / max(count, 1)).squareRoot()) }
        )
    }
}

extension TrainingData {
    /// The statistics of all rows, labelled and then unlabelled, in their order.
    ///
    /// One row is in memory at a time.
    package func inputStatistics(_ standardization: InputStandardization) -> InputStatistics {
        var moments = RunningMoments(channels: standardization.channels)
        forEachRow { moments.add($0) }
        return moments.statistics
    }
}

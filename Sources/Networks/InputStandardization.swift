package import Domain
internal import Kernels

/// How a network standardises its input: `(x - mean) / deviation`, the first thing that it does in
/// training and in service.
///
/// Value `i` of a row, in the order height, width, channel, belongs to channel `i % channels`. Means
/// and deviations are two tensors of the network's running statistics, `[channels]`, which no step
/// moves: ``ParameterLayout/meanName`` and ``ParameterLayout/deviationName``.
package struct InputStandardization: Codable, Hashable, Sendable {
    /// The number of means: the columns of a vector, or the channels of an image.
    package var channels: Int

    /// Creates a standardisation of `channels` means.
    package init(channels: Int) { self.channels = channels }

    /// What is standardised where nothing else is asked for: each column of a vector; nil for images,
    /// which have their scale and offset.
    package init?(defaultFor input: InputSpecification) {
        guard case .vector = input else { return nil }
        self.init(of: input)
    }

    /// Each column of a vector, or each channel of an image; nil: a front end has scaled what a network sees.
    package init?(of input: InputSpecification) {
        switch input {
        case .vector(let dimension): channels = dimension
        case .image(let image): channels = image.channels
        case .text, .audio: return nil
        }
    }
}

/// The mean and the standard deviation of each channel of the input.
package struct InputStatistics: Hashable, Sendable {
    /// `[channels]`, finite.
    package let means: [Float]
    /// `[channels]`, finite and above 0: 1 where a channel is constant.
    package let deviations: [Float]

    /// Creates statistics; whatever cannot be divided by becomes 1.
    package init(means: [Float], deviations: [Float]) {
        precondition(
            means.count == deviations.count,
            "\(means.count) means, \(deviations.count) deviations"
        )
        self.means = means.map { $0.isFinite ? $0 : 0 }
        self.deviations = deviations.map { $0.isNormal && $0 > 0 ? $0 : 1 }
    }
}

/// Where the two tensors of a standardisation lie in ``Parameters/statistics``.
struct StandardizationRanges: Sendable {
    let means: Range<Int>
    let deviations: Range<Int>
}

extension ParameterLayout {
    /// The tensor of the input's means, `[channels]`.
    package static let meanName = "standardization.mean"
    /// The tensor of the input's standard deviations, `[channels]`.
    package static let deviationName = "standardization.std"

    /// The running values that belong to the input, not to a layer: no step moves them.
    package var fixedStatistics: Range<Int> {
        0..<(self[Self.deviationName]?.range.upperBound ?? 0)
    }

    mutating func addStandardization(channels: Int) -> StandardizationRanges {
        StandardizationRanges(
            means: addStatistics(Self.meanName, channels, .inputMean, layer: 0),
            deviations: addStatistics(Self.deviationName, channels, .inputDeviation, layer: 0)
        )
    }
}

extension Network {
    /// The statistics by which `parameters` standardise the input; nil where the network does not.
    package func inputStatistics(of parameters: Parameters) -> InputStatistics? {
        guard let standardization else { return nil }
        return InputStatistics(
            means: Array(parameters.statistics[standardization.means]),
            deviations: Array(parameters.statistics[standardization.deviations])
        )
    }

    /// Writes the statistics of its training rows into the parameters of a network that
    /// standardises; each has the specification's `channels`.
    package func setInputStatistics(_ statistics: InputStatistics, in parameters: inout Parameters)
    {
        guard let standardization else { return }
        precondition(
            statistics.means.count == standardization.means.count,
            "\(statistics.means.count) means for \(standardization.means.count) channels"
        )
        parameters.statistics.replaceSubrange(standardization.means, with: statistics.means)
        parameters.statistics.replaceSubrange(
            standardization.deviations,
            with: statistics.deviations
        )
    }
}

/// Standardises rows in place: the regions of one row of means and deviations in a buffer.
struct InputStandardizer: Sendable {
    private let ranges: StandardizationRanges
    private let columns: Int
    private let means: Region
    private let deviations: Region
    /// Zeros: the gradient is divided only.
    private let origin: Region

    /// Plans the regions; nil where the network does not standardise.
    ///
    /// - Throws: ``Failure`` (resource exhausted) when the plan outgrows a buffer.
    init?(_ network: Network, _ planner: inout RegionPlanner) throws(Failure) {
        guard let ranges = network.standardization else { return nil }
        self.ranges = ranges
        columns = network.inputs
        means = try planner.add(columns)
        deviations = try planner.add(columns)
        origin = try planner.add(columns)
    }

    /// Spreads the statistics of `parameters` over a row, so that images and vectors are one loop.
    func load(_ parameters: Parameters, to buffer: Buffer) {
        for (range, region) in [(ranges.means, means), (ranges.deviations, deviations)] {
            buffer.load(parameters.statistics, range, to: region)
            var filled = range.count
            while filled < columns {
                let count = min(filled, columns - filled)
                buffer.copy(region.part(0, count), to: region.part(filled, count))
                filled += count
            }
        }
    }

    /// Turns the gradient with respect to standardised rows into that of the rows themselves.
    func applyBack(rows: Int, _ delta: Region, of buffer: Buffer) {
        buffer.standardize(
            rows: rows,
            columns: columns,
            input: delta,
            mean: origin,
            deviation: deviations,
            output: delta
        )
    }

    /// Standardises the first `rows` rows of `region` of `buffer`; the statistics are in `owner`.
    func apply(rows: Int, _ region: Region, of buffer: Buffer, weightsIn owner: Buffer) {
        buffer.standardize(
            rows: rows,
            columns: columns,
            input: region,
            mean: means,
            deviation: deviations,
            output: region,
            weightsIn: owner
        )
    }
}

internal import Kernels

/// The weights of a network and its batch-norm statistics: flat buffers with value semantics.
///
/// A copy is a snapshot: a teacher, a checkpoint or the model being served. ``ParameterLayout`` says
/// which range is which.
package struct Parameters: Sendable, Hashable, Codable {
    /// The trained values in layer order.
    package var values: [Float]
    /// The means and deviations of the input where it is standardised, then the running mean and
    /// variance of each batch-norm layer in layer order.
    package var statistics: [Float]

    /// Creates parameters from their flat values.
    package init(values: [Float], statistics: [Float]) {
        self.values = values
        self.statistics = statistics
    }

    /// What becomes of the batch-norm statistics of an average.
    package enum StatisticsRule: String, Codable, Hashable, Sendable {
        /// The student's are taken as they are.
        case copied
        /// They are averaged like the weights.
        case averaged
    }

    /// Moves each value toward `student`: `p = decay * p + (1 - decay) * student`.
    ///
    /// - Parameters:
    ///   - student: The parameters to follow.
    ///   - decay: How much of the old values stays, in `0...1`.
    ///   - rule: What becomes of the statistics.
    ///   - fixed: The statistics that are no average but the student's own, bit for bit:
    ///     ``ParameterLayout/fixedStatistics``.
    package mutating func follow(
        _ student: Parameters,
        decay: Float,
        statistics rule: StatisticsRule = .copied,
        fixed: Range<Int> = 0..<0
    ) {
        precondition(
            values.count == student.values.count && statistics.count == student.statistics.count,
            "an average follows parameters of its own network"
        )
        VectorKernels.average(&values, toward: student.values, decay: decay)
        switch rule {
        case .copied: statistics = student.statistics
        case .averaged:
            VectorKernels.average(&statistics, toward: student.statistics, decay: decay)
            statistics.replaceSubrange(fixed, with: student.statistics[fixed])
        }
    }

    /// Whether every value is a number.
    package var areFinite: Bool {
        values.allSatisfy(\.isFinite) && statistics.allSatisfy(\.isFinite)
    }
}

/// The table of a network's parameters: names as in a PyTorch `state_dict`, ranges and shapes.
package struct ParameterLayout: Sendable, Hashable {
    /// What a parameter is.
    package enum Kind: String, Sendable, Codable {
        case denseWeight, convolutionWeight, bias, scale, shift, runningMean, runningVariance
        case inputMean, inputDeviation
    }

    /// One tensor.
    package struct Entry: Sendable, Hashable {
        /// The name, such as `hidden_layer.weight`.
        package let name: String
        /// Its place in ``Parameters/values``, or in ``Parameters/statistics`` for running values.
        package let range: Range<Int>
        /// Its shape; the values are row-major in it.
        ///
        /// Dense weights are `[outputs, inputs]`, convolution weights
        /// `[outputs, inputs, kernel, kernel]`.
        package let shape: [Int]
        /// What it is.
        package let kind: Kind
        /// How it is drawn before training; nil: as PyTorch does for its kind.
        package let initial: InitialValues?
        /// Whether weight decay applies: not to one-dimensional parameters.
        package let decays: Bool
        /// The number of the dense or convolution layer it belongs to, from 0.
        package let layer: Int
    }

    /// The trained parameters, in the order of ``Parameters/values``.
    package internal(set) var parameters: [Entry] = []
    /// The running statistics, in the order of ``Parameters/statistics``.
    package internal(set) var statistics: [Entry] = []

    /// The number of trained values.
    package var parameterCount: Int { parameters.last?.range.upperBound ?? 0 }
    /// The number of running values.
    package var statisticsCount: Int { statistics.last?.range.upperBound ?? 0 }
    /// The number of dense and convolution layers.
    package var layerCount: Int { (parameters.last?.layer ?? -1) + 1 }

    /// The trained parameter or running value called `name`.
    package subscript(_ name: String) -> Entry? {
        parameters.first { $0.name == name } ?? statistics.first { $0.name == name }
    }

    mutating func addParameter(_ name: String, _ rule: ParameterRule, layer: Int) -> Range<Int> {
        let start = parameterCount
        let range = start..<(start + rule.shape.reduce(1, *))
        parameters.append(
            Entry(
                name: name,
                range: range,
                shape: rule.shape,
                kind: rule.kind,
                initial: rule.initial,
                decays: rule.shape.count > 1,
                layer: layer
            )
        )
        return range
    }

    mutating func addStatistics(
        _ name: String,
        _ count: Int,
        _ kind: Kind,
        layer: Int
    ) -> Range<Int> {
        let range = statisticsCount..<(statisticsCount + count)
        statistics.append(
            Entry(
                name: name,
                range: range,
                shape: [count],
                kind: kind,
                initial: nil,
                decays: false,
                layer: layer
            )
        )
        return range
    }
}

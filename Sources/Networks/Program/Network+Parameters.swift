package import Domain

extension Network {
    /// Random parameters, as their layers say, or else as PyTorch starts its layers.
    ///
    /// There, weights and biases of dense and convolution layers are uniform in `±1/sqrt(fan-in)`
    /// (<https://arxiv.org/abs/1502.01852> with a = sqrt 5), batch norm starts as the identity, and
    /// so does the input's standardisation until it is given its statistics.
    package func initialParameters(seed: UInt64) -> Parameters {
        var result = Parameters(
            values: Array(repeating: 0, count: layout.parameterCount),
            statistics: Array(repeating: 0, count: layout.statisticsCount)
        )
        let root = SeededGenerator(seed: seed)
        var bound: Float = 0
        for (index, entry) in layout.parameters.enumerated() {
            var generator = root.fork(UInt64(index))
            if entry.shape.count > 1 {
                bound = 1 / Float(entry.shape.dropFirst().reduce(1, *)).squareRoot()
            }
            if let initial = entry.initial {
                initial.fill(&result.values, entry.range, shape: entry.shape, from: &generator)
                continue
            }
            switch entry.kind {
            case .denseWeight, .convolutionWeight, .bias:
                for i in entry.range { result.values[i] = generator.uniform(-bound, bound) }
            case .scale:
                for i in entry.range { result.values[i] = 1 }
            case .shift, .runningMean, .runningVariance, .inputMean, .inputDeviation: break
            }
        }
        for entry in layout.statistics
        where entry.kind == .runningVariance || entry.kind == .inputDeviation {
            for i in entry.range { result.statistics[i] = 1 }
        }
        return result
    }

    /// Checks that parameters belong to this network.
    ///
    /// - Throws: ``Failure`` of kind `invalidArgument` when a count differs or a value is no number.
    package func check(_ parameters: Parameters) throws(Failure) {
        guard parameters.values.count == layout.parameterCount,
            parameters.statistics.count == layout.statisticsCount
        else {
            throw .invalid(
                "the network has \(layout.parameterCount) parameters and \(layout.statisticsCount) "
                    + "statistics, came \(parameters.values.count) and \(parameters.statistics.count)",
                field: "parameters"
            )
        }
        guard parameters.areFinite else {
            throw .invalid("parameters must be finite numbers", field: "parameters")
        }
    }
}

extension ShapeError {
    /// The same as a failure that a caller may see.
    package var failure: Failure { .invalid("network: \(description)", field: "network") }
}

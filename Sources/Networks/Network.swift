package import Domain
internal import Kernels

/// A specification whose layers do not fit together.
package struct ShapeError: Error, Hashable, CustomStringConvertible {
    /// The index of the layer at fault.
    package let layer: Int
    /// What was expected and what came.
    package let message: String

    package var description: String { "layer \(layer): \(message)" }

    /// The same as a failure that a caller may see.
    package var failure: Failure { .invalid("network \(description)", field: "network") }
}

/// What one stage of a network does.
enum Operation: Sendable {
    case dense(weight: Range<Int>, bias: Range<Int>?)
    case convolution(ConvolutionShape, weight: Range<Int>, bias: Range<Int>?)
    case normalization(NormalizationOperation)
    case leaky(slope: Float)
    case maxPool(PoolingShape)
    case meanPool
    case dropout(rate: Float)
}

/// A batch normalisation and the rectifier after it.
struct NormalizationOperation: Sendable {
    var gamma: Range<Int>
    var beta: Range<Int>
    var mean: Range<Int>
    var variance: Range<Int>
    var momentum: Float
    var epsilon: Float
    /// The slope of the rectifier; 1 when there is none.
    var slope: Float
}

/// One operation and the shapes around it.
struct Stage: Sendable {
    var operation: Operation
    var input: InputShape
    var output: InputShape
}

/// A network: an immutable sequence of stages, compiled from a specification.
package struct Network: Sendable {
    /// The description it was compiled from.
    package let specification: NetworkSpecification
    /// The table of its parameters.
    package let layout: ParameterLayout
    let stages: [Stage]
    let standardization: StandardizationRanges?

    /// Compiles a specification.
    ///
    /// - Throws: ``ShapeError`` when layers do not fit, a name repeats or a number is out of range.
    package init(_ specification: NetworkSpecification) throws(ShapeError) {
        var compiler = try NetworkCompiler(specification)
        for layer in specification.layers { try compiler.add(layer) }
        try compiler.finish()
        self.specification = specification
        layout = compiler.layout
        stages = compiler.stages
        standardization = compiler.standardization
    }

    /// The number of values of one input row.
    package var inputs: Int { specification.input.count }
    /// The number of classes.
    package var classes: Int { specification.classes }
    /// The number of features that the last dense layer sees.
    package var features: Int { stages.last?.input.count ?? 0 }

    /// The multiplications of one row's forward pass: about what the row costs.
    package var multiplyAdds: Int {
        stages.reduce(standardization == nil ? 0 : inputs) { sum, stage in
            switch stage.operation {
            case .dense: sum + stage.input.count * stage.output.count
            case .convolution(let shape, _, _):
                sum + stage.output.count * shape.inputs * shape.kernel * shape.kernel
            case .normalization, .leaky, .maxPool, .meanPool, .dropout: sum + stage.input.count
            }
        }
    }

    /// Random parameters, as PyTorch starts its layers.
    ///
    /// Weights and biases of dense and convolution layers are uniform in `±1/sqrt(fan-in)`
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
            switch entry.kind {
            case .denseWeight, .convolutionWeight:
                bound = 1 / Float(entry.shape.dropFirst().reduce(1, *)).squareRoot()
                for i in entry.range { result.values[i] = generator.uniform(-bound, bound) }
            case .bias:
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

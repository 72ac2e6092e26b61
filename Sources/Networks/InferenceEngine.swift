internal import Domain
internal import Kernels

/// The memory of one thread's inference: two activation regions and scratch.
package struct InferenceScratch: Sendable {
    let buffer: Buffer
    let activations: [Region]
    let scratch: Region
}

/// The evaluation-mode forward pass over tiles of rows, with packed weights.
///
/// No kernel sees more than its own rows and the weights, and none goes through BLAS, so the bits of
/// a row never depend on the batch around it.
final class InferenceEngine: Sendable {
    let network: Network
    private let plan: InferencePlan
    private let weights: Buffer

    init(_ network: Network, instructionSet: InstructionSet) throws(Failure) {
        self.network = network
        plan = try InferencePlan(network)
        weights = Buffer(count: plan.weightCount, instructionSet: instructionSet)
    }

    /// The most rows of one ``run(rows:_:)``.
    var tileRows: Int { plan.tileRows }

    /// Allocates the memory that one thread needs.
    func makeScratch() -> InferenceScratch {
        InferenceScratch(
            buffer: Buffer(count: plan.scratchCount, instructionSet: weights.instructionSet),
            activations: plan.activations,
            scratch: plan.scratch
        )
    }

    /// Packs weights; not while another thread computes.
    func load(_ parameters: Parameters) {
        precondition(
            parameters.values.count == network.layout.parameterCount
                && parameters.statistics.count == network.layout.statisticsCount,
            "parameters of another network"
        )
        let values = plan.values
        weights.load(parameters.values, to: values)
        plan.standardizer?.load(parameters, to: weights)
        for (stage, regions) in zip(network.stages, plan.stages) {
            switch stage.operation {
            case .dense(let weight, _):
                guard let packed = regions.packed else { continue }
                weights.packDense(
                    depth: stage.input.count,
                    columns: stage.output.count,
                    weights: values.part(weight.lowerBound, weight.count),
                    transposed: false,
                    to: packed
                )
            case .convolution(let shape, let weight, _):
                guard let packed = regions.packed else { continue }
                weights.packConvolution(
                    shape,
                    weights: values.part(weight.lowerBound, weight.count),
                    to: packed
                )
            case .normalization(let operation):
                loadNormalization(operation, regions, parameters)
            case .leaky, .maxPool, .meanPool, .dropout: break
            }
        }
    }

    private func loadNormalization(
        _ operation: NormalizationOperation,
        _ regions: InferencePlan.StageWeights,
        _ parameters: Parameters
    ) {
        guard let scaleRegion = regions.scale, let shiftRegion = regions.shift else { return }
        var scale: [Float] = []
        var shift: [Float] = []
        for channel in 0..<operation.gamma.count {
            let variance = parameters.statistics[operation.variance.lowerBound + channel]
            let mean = parameters.statistics[operation.mean.lowerBound + channel]
            let inverse = 1 / (Double(variance) + Double(operation.epsilon)).squareRoot()
            let factor = Double(parameters.values[operation.gamma.lowerBound + channel]) * inverse
            let beta = Double(parameters.values[operation.beta.lowerBound + channel])
            scale.append(Float(factor))
            shift.append(Float(beta - Double(mean) * factor))
        }
        weights.load(scale, to: scaleRegion)
        weights.load(shift, to: shiftRegion)
    }

    /// Runs the rows in activation region 0 through all stages.
    ///
    /// - Returns: The index of the region of the logits; the features are in the other one.
    func run(rows: Int, _ scratch: InferenceScratch) -> Int {
        var current = 0
        plan.standardizer?.apply(
            rows: rows,
            scratch.activations[0],
            of: scratch.buffer,
            weightsIn: weights
        )
        for (stage, regions) in zip(network.stages, plan.stages) {
            let input = scratch.activations[current].part(0, rows * stage.input.count)
            let other = scratch.activations[1 - current]
            if runInPlace(stage, regions, rows: rows, input, scratch) { continue }
            run(
                stage,
                regions,
                rows: rows,
                input,
                other.part(0, rows * stage.output.count),
                scratch
            )
            current = 1 - current
        }
        return current
    }

    private func runInPlace(
        _ stage: Stage,
        _ regions: InferencePlan.StageWeights,
        rows: Int,
        _ values: Region,
        _ scratch: InferenceScratch
    ) -> Bool {
        switch stage.operation {
        case .normalization(let operation):
            guard let scale = regions.scale, let shift = regions.shift else { return true }
            scratch.buffer.normalize(
                pixels: rows * stage.input.height * stage.input.width,
                channels: stage.input.channels,
                input: values,
                scale: scale,
                shift: shift,
                slope: operation.slope,
                output: values,
                weightsIn: weights
            )
        case .leaky(let slope): scratch.buffer.leaky(slope: slope, input: values, output: values)
        case .dropout: break
        case .dense, .convolution, .maxPool, .meanPool: return false
        }
        return true
    }

    private func run(
        _ stage: Stage,
        _ regions: InferencePlan.StageWeights,
        rows: Int,
        _ input: Region,
        _ output: Region,
        _ scratch: InferenceScratch
    ) {
        switch stage.operation {
        case .dense:
            guard let packed = regions.packed else { return }
            scratch.buffer.multiply(
                rows: rows,
                depth: stage.input.count,
                columns: stage.output.count,
                input: input,
                packed: packed,
                bias: regions.bias,
                output: output,
                weightsIn: weights
            )
        case .convolution(let shape, _, _):
            guard let packed = regions.packed else { return }
            scratch.buffer.convolve(
                shape,
                rows: rows,
                input: input,
                packed: packed,
                bias: regions.bias,
                output: output,
                scratch: scratch.scratch,
                weightsIn: weights
            )
        case .maxPool(let shape):
            scratch.buffer.maxPool(shape, rows: rows, input: input, output: output)
        case .meanPool:
            scratch.buffer.meanPool(
                rows: rows,
                pixels: stage.input.height * stage.input.width,
                channels: stage.input.channels,
                input: input,
                output: output
            )
        case .normalization, .leaky, .dropout: break
        }
    }
}

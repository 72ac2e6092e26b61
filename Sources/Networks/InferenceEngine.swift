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
    /// The regions of one stage's weights.
    private struct StageWeights: Sendable {
        var packed: Region?
        var bias: Region?
        var scale: Region?
        var shift: Region?
    }

    let network: Network
    let tileRows: Int
    private let weights: Buffer
    private let values: Region
    private let stages: [StageWeights]
    private let scratchPlan: (activations: [Region], scratch: Region, count: Int)

    init(_ network: Network, instructionSet: InstructionSet) throws(Failure) {
        self.network = network
        var planner = RegionPlanner()
        values = try planner.add(network.layout.parameterCount)
        let values = values
        func part(_ range: Range<Int>?) -> Region? {
            range.map { values.part($0.lowerBound, $0.count) }
        }
        var stages: [StageWeights] = []
        var scratchCount = 0
        var images = false
        for stage in network.stages {
            var regions = StageWeights()
            switch stage.operation {
            case .dense(_, let bias):
                let count = Buffer.packedDenseCount(
                    depth: stage.input.count,
                    columns: stage.output.count
                )
                regions.packed = try planner.add(count)
                regions.bias = part(bias)
            case .convolution(let shape, _, let bias):
                regions.packed = try planner.add(shape.packedCount)
                regions.bias = part(bias)
                scratchCount = max(scratchCount, shape.scratchCount)
                images = true
            case .normalization:
                regions.scale = try planner.add(stage.output.channels)
                regions.shift = try planner.add(stage.output.channels)
            case .leaky, .maxPool, .meanPool, .dropout: break
            }
            stages.append(regions)
        }
        self.stages = stages
        tileRows = images ? 8 : 48
        weights = Buffer(count: planner.count, instructionSet: instructionSet)
        var scratchPlanner = RegionPlanner()
        let widest = network.stages.reduce(network.inputs) { max($0, $1.output.count) }
        let activations = [
            try scratchPlanner.add(tileRows * widest), try scratchPlanner.add(tileRows * widest),
        ]
        let scratch = try scratchPlanner.add(scratchCount)
        scratchPlan = (activations, scratch, scratchPlanner.count)
    }

    /// Allocates the memory that one thread needs.
    func makeScratch() -> InferenceScratch {
        InferenceScratch(
            buffer: Buffer(count: scratchPlan.count, instructionSet: weights.instructionSet),
            activations: scratchPlan.activations,
            scratch: scratchPlan.scratch
        )
    }

    /// Packs weights; not while another thread computes.
    func load(_ parameters: Parameters) {
        precondition(
            parameters.values.count == network.layout.parameterCount
                && parameters.statistics.count == network.layout.statisticsCount,
            "parameters of another network"
        )
        weights.load(parameters.values, to: values)
        for (stage, regions) in zip(network.stages, stages) {
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
        _ regions: StageWeights,
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
        for (stage, regions) in zip(network.stages, stages) {
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
        _ regions: StageWeights,
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
        _ regions: StageWeights,
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

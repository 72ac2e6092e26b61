internal import Domain
internal import Kernels

/// Where everything of an evaluation-mode pass lies: packed weights that all threads share, and the
/// scratch memory of one thread.
struct InferencePlan: Sendable {
    /// The regions of one stage's weights.
    struct StageWeights: Sendable {
        var packed: Region?
        var bias: Region?
        var scale: Region?
        var shift: Region?
    }

    /// The most rows of one pass.
    let tileRows: Int
    /// The parameters as they are.
    let values: Region
    /// What is packed of each stage.
    let stages: [StageWeights]
    /// What standardises the input; nil: nothing does.
    let standardizer: InputStandardizer?
    /// The floats of the weights.
    let weightCount: Int
    /// Two activation regions of a thread.
    let activations: [Region]
    /// A thread's scratch region of convolutions.
    let scratch: Region
    /// The floats of one thread's memory.
    let scratchCount: Int

    init(_ network: Network) throws(Failure) {
        var planner = RegionPlanner()
        values = try planner.add(network.layout.parameterCount)
        let values = values
        func part(_ range: Range<Int>?) -> Region? {
            range.map { values.part($0.lowerBound, $0.count) }
        }
        var stages: [StageWeights] = []
        var convolutionCount = 0
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
                convolutionCount = max(convolutionCount, shape.scratchCount)
                images = true
            case .normalization:
                regions.scale = try planner.add(stage.output.channels)
                regions.shift = try planner.add(stage.output.channels)
            case .leaky, .maxPool, .meanPool, .dropout: break
            }
            stages.append(regions)
        }
        self.stages = stages
        standardizer = try InputStandardizer(network, &planner)
        weightCount = planner.count
        tileRows = images ? 8 : 48
        var scratchPlanner = RegionPlanner()
        let widest = network.stages.reduce(network.inputs) { max($0, $1.output.count) }
        activations = [
            try scratchPlanner.add(tileRows * widest), try scratchPlanner.add(tileRows * widest),
        ]
        scratch = try scratchPlanner.add(convolutionCount)
        scratchCount = scratchPlanner.count
    }
}

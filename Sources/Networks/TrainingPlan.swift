internal import Domain
internal import Kernels

/// Where everything of a training pass lies in one buffer.
struct TrainingPlan: Sendable {
    /// The regions of one stage.
    struct StageRegions: Sendable {
        var stage: Stage
        /// The input activations, `[rows, input]`: the output region of the stage before.
        var input: Region
        /// The output activations, `[rows, output]`.
        var output: Region
        /// Weights packed for the forward pass and for the data gradient.
        var packed: Region?
        var packedBack: Region?
        var normalization: NormalizationRegions?
    }

    let rows: Int
    let shards: Int
    var parameters = Region(offset: 0, count: 0)
    var gradients = Region(offset: 0, count: 0)
    var stages: [StageRegions] = []
    /// Two regions that hold the deltas of neighbouring stages in turn.
    var deltas: [Region] = []
    /// The shards' partial gradients of one convolution at a time.
    var partials = Region(offset: 0, count: 0)
    /// One scratch region for each worker.
    var scratch: [Region] = []
    /// What standardises the input; nil: nothing does.
    let standardizer: InputStandardizer?
    private(set) var count = 0

    init(_ network: Network, rows: Int, shards: Int, workers: Int) throws(Failure) {
        self.rows = rows
        self.shards = shards
        var planner = RegionPlanner()
        parameters = try planner.add(network.layout.parameterCount)
        gradients = try planner.add(network.layout.parameterCount)
        let widest = network.stages.reduce(network.inputs) { max($0, $1.output.count) }
        for _ in 0..<2 { deltas.append(try planner.add(Self.product(rows, widest))) }
        var input = try planner.add(Self.product(rows, network.inputs))
        var scratchCount = 0
        var partialCount = 0
        for stage in network.stages {
            let output = try planner.add(Self.product(rows, stage.output.count))
            var regions = StageRegions(stage: stage, input: input, output: output)
            switch stage.operation {
            case .dense:
                let inputs = stage.input.count
                let outputs = stage.output.count
                regions.packed = try planner.add(
                    Buffer.packedDenseCount(depth: inputs, columns: outputs)
                )
                regions.packedBack = try planner.add(
                    Buffer.packedDenseCount(depth: outputs, columns: inputs)
                )
            case .convolution(let shape, _, _):
                regions.packed = try planner.add(shape.packedCount)
                regions.packedBack = try planner.add(shape.packedCount)
                scratchCount = max(scratchCount, shape.scratchCount)
                partialCount = max(partialCount, shape.weightCount)
            case .normalization(let operation):
                regions.normalization = try Self.normalization(
                    operation,
                    channels: stage.output.channels,
                    shards: shards,
                    parameters: parameters,
                    &planner
                )
            case .leaky, .maxPool, .meanPool, .dropout: break
            }
            stages.append(regions)
            input = output
        }
        partials = try planner.add(Self.product(shards, partialCount))
        for _ in 0..<workers { scratch.append(try planner.add(scratchCount)) }
        standardizer = try InputStandardizer(network, &planner)
        count = planner.count
    }

    private static func product(_ a: Int, _ b: Int) throws(Failure) -> Int {
        let (result, overflow) = a.multipliedReportingOverflow(by: b)
        guard !overflow else {
            throw Failure(.resourceExhausted, "\(a) rows of \(b) values are too many")
        }
        return result
    }

    private static func normalization(
        _ operation: NormalizationOperation,
        channels: Int,
        shards: Int,
        parameters: Region,
        _ planner: inout RegionPlanner
    ) throws(Failure) -> NormalizationRegions {
        func part(_ range: Range<Int>) -> Region {
            parameters.part(range.lowerBound, range.count)
        }
        var channel: [Region] = []
        for _ in 0..<8 { channel.append(try planner.add(channels)) }
        return NormalizationRegions(
            gamma: part(operation.gamma),
            beta: part(operation.beta),
            mean: channel[0],
            variance: channel[1],
            inverse: channel[2],
            scale: channel[3],
            shift: channel[4],
            factors: Array(channel[5...]),
            sums: try planner.add(try product(shards, 4 * channels))
        )
    }

    /// The place of a parameter's values.
    func values(_ range: Range<Int>) -> Region { parameters.part(range.lowerBound, range.count) }

    /// The place of a parameter's gradient.
    func gradient(_ range: Range<Int>) -> Region { gradients.part(range.lowerBound, range.count) }

    /// The number of shards that a batch of `rows` is cut into: a matter of the rows alone.
    func shards(for rows: Int) -> Int { min(shards, max(1, rows / 8)) }
}

/// How a batch is cut into runs of rows that are computed apart.
struct Shards: Sendable {
    let rows: Int
    let count: Int

    func range(_ shard: Int) -> Range<Int> {
        (rows * shard / count)..<(rows * (shard + 1) / count)
    }
}

extension Region {
    /// The rows `range` of a region of rows with `width` values.
    func rows(_ range: Range<Int>, width: Int) -> Region {
        part(range.lowerBound * width, range.count * width)
    }
}

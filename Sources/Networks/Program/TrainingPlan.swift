internal import Domain
internal import Kernels

/// Where everything of training lies in one buffer: what all passes share, and what each that is alive
/// has of its own.
struct TrainingPlan: Sendable {
    /// The values of one pass.
    struct Pass: Sendable {
        /// The values by their numbers; those that nobody reads any more may lie where others lie.
        var values: [Region] = []
        /// The nodes in the order of the steps.
        var nodes: [NodeRegions] = []
    }

    let extent: BatchExtent
    let shards: Int
    let parameters: Region
    let gradients: Region
    /// The gradients with respect to the values, by their numbers.
    let deltas: [Region]
    /// Where a delta is computed before it is added to that of other nodes that took the same value.
    let spareDeltas: [Region]
    let passes: [Pass]
    /// What standardises the input; nil: nothing does.
    let standardizer: InputStandardizer?
    let count: Int

    /// - Parameters:
    ///   - network: The network.
    ///   - extent: The most rows of a pass, and their items.
    ///   - passes: How many passes are alive at once.
    ///   - shards: The most runs of rows computed apart.
    ///   - workers: The number of threads.
    ///   - exposed: The values that are handed out, beside the network's heads.
    /// - Throws: ``Failure`` (resource exhausted) when it is more than a buffer may have.
    init(
        _ network: Network,
        _ extent: BatchExtent,
        passes: Int,
        shards: Int,
        workers: Int,
        exposed: [Int]
    ) throws(Failure) {
        var planner = RegionPlanner()
        let count = network.layout.parameterCount
        let parameters = try planner.add(count)
        let gradients = try planner.add(count)
        let shared = try Shared(network, shards: shards, workers: workers, &planner)
        let lives = ValueLives(network, exposed: exposed)
        let deltas = try lives.placeDeltas(network, extent, &planner)
        let spares = try lives.placeSpares(network, extent, &planner)
        var alive: [Pass] = []
        for _ in 0..<passes {
            var pass = Pass(values: try lives.placeValues(network, extent, &planner))
            for (index, step) in network.steps.enumerated() {
                let demand = step.operation.demand(step.shapes)
                let state = try planner.add(
                    demand.state + Self.product(shards, demand.statePerShard)
                        + Self.product(extent.rows(of: step), demand.statePerRow)
                        + Self.product(extent.rows(of: step.outputClock), demand.statePerItem)
                )
                pass.nodes.append(
                    NodeRegions(
                        operation: step.operation,
                        shapes: step.shapes,
                        inputs: step.inputs.map { pass.values[$0] },
                        output: pass.values[index + 1],
                        parameters: step.parameters.map {
                            parameters.part($0.lowerBound, $0.count)
                        },
                        gradients: step.parameters.map { gradients.part($0.lowerBound, $0.count) },
                        statistics: step.statistics,
                        packed: shared.packed[index],
                        packedBack: shared.packedBack[index],
                        state: state,
                        scratch: shared.scratch,
                        partials: shared.partials,
                        outputDelta: deltas[index + 1],
                        inputDeltas: step.inputs.map { deltas[$0] },
                        spareDeltas: spares,
                        index: index
                    )
                )
            }
            alive.append(pass)
        }
        standardizer = try InputStandardizer(network, &planner)
        self.extent = extent
        self.shards = shards
        self.parameters = parameters
        self.gradients = gradients
        self.deltas = deltas
        spareDeltas = spares
        self.passes = alive
        self.count = planner.count
    }

    static func product(_ a: Int, _ b: Int) throws(Failure) -> Int {
        let (result, overflow) = a.multipliedReportingOverflow(by: b)
        guard !overflow else {
            throw Failure(.resourceExhausted, "\(a) rows of \(b) values are too many")
        }
        return result
    }

    /// The number of shards that a batch of `rows` is cut into: a matter of the rows alone.
    func shards(for rows: Int) -> Int { min(shards, max(1, rows / 8)) }

    /// What all passes share, and use one after the other.
    private struct Shared {
        var packed: [Region] = []
        var packedBack: [Region] = []
        var scratch: [Region] = []
        let partials: Region

        init(
            _ network: Network,
            shards: Int,
            workers: Int,
            _ planner: inout RegionPlanner
        ) throws(Failure) {
            var scratchCount = 0
            var partialCount = 0
            for step in network.steps {
                let demand = step.operation.demand(step.shapes)
                packed.append(try planner.add(demand.packed))
                packedBack.append(try planner.add(demand.packedBack))
                scratchCount = max(scratchCount, demand.scratch)
                partialCount = max(partialCount, demand.partials)
            }
            partials = try planner.add(TrainingPlan.product(shards, partialCount))
            for _ in 0..<workers { scratch.append(try planner.add(scratchCount)) }
        }
    }
}

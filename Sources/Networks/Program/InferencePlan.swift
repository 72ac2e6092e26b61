internal import Domain
internal import Kernels

/// Where everything of an evaluation-mode pass lies: weights that all threads share, and the scratch
/// memory of one thread.
struct InferencePlan: Sendable {
    /// The most rows of one pass.
    let tileRows: Int
    /// The parameters as they are.
    let values: Region
    /// The nodes in the order of the steps.
    let nodes: [ServingRegions]
    /// What standardises the input; nil: nothing does.
    let standardizer: InputStandardizer?
    /// The floats of the weights.
    let weightCount: Int
    /// The values by their numbers, of one thread; those that nobody reads any more share their place.
    let activations: [Region]
    /// The floats of one thread's memory.
    let scratchCount: Int

    /// Plans a pass that hands out the network's heads and `exposed` values.
    ///
    /// - Throws: ``Failure`` (resource exhausted) when it is more than a buffer may have.
    init(_ network: Network, exposed: [Int] = []) throws(Failure) {
        var weights = RegionPlanner()
        let values = try weights.add(network.layout.parameterCount)
        let isDense = network.steps.allSatisfy { $0.shapes.output.pixels == 1 }
        let tileRows = isDense && network.graph.input.pixels == 1 ? 48 : 8
        var memory = RegionPlanner()
        let activations = try Self.activations(network, exposed, rows: tileRows, &memory)
        let scratch = try memory.add(
            network.steps.reduce(0) { most, step in
                let demand = step.operation.demand(step.shapes)
                return max(most, demand.scratch, tileRows * demand.servedScratchPerRow)
            }
        )
        var nodes: [ServingRegions] = []
        for (index, step) in network.steps.enumerated() {
            let served = try weights.add(step.operation.demand(step.shapes).served)
            nodes.append(
                ServingRegions(
                    step,
                    inputs: step.inputs.map { activations[$0] },
                    output: activations[index + 1],
                    scratch: scratch,
                    parameters: step.parameters.map { values.part($0.lowerBound, $0.count) },
                    served: served
                )
            )
        }
        standardizer = try InputStandardizer(network, &weights)
        self.tileRows = tileRows
        self.values = values
        self.nodes = nodes
        self.activations = activations
        weightCount = weights.count
        scratchCount = memory.count
    }

    private static func activations(
        _ network: Network,
        _ exposed: [Int],
        rows: Int,
        _ planner: inout RegionPlanner
    ) throws(Failure) -> [Region] {
        var ends = Array(repeating: 0, count: network.steps.count + 1)
        for (index, step) in network.steps.enumerated() {
            for input in step.inputs { ends[input] = index }
            ends[index + 1] = index
        }
        let heads = network.graph.heads.keys.compactMap { network.value(of: $0) }
        for value in heads + exposed { ends[value] = .max }
        return try ValueLives.placeValues(network, rows: rows, until: ends, &planner)
    }
}

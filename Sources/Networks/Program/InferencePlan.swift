internal import Domain
internal import Kernels

/// Where everything of an evaluation-mode pass lies: weights that all threads share, and the scratch
/// memory of one thread.
struct InferencePlan: Sendable {
    /// The most rows of one pass, and the most items of sequences that come in.
    let tileRows: Int
    let tileItems: Int
    /// The parameters as they are.
    let values: Region
    /// The nodes that the values which are handed out need, in the order of the steps.
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
        let handedOut = network.handedOut.union(exposed)
        let isNeeded = network.neededSteps(for: handedOut)
        let steps = network.steps.enumerated().filter { isNeeded[$0.offset] }
        let (tileRows, tileItems) = Self.tile(network)
        let extent = try BatchExtent(network, rows: tileRows, items: tileItems)
        var memory = RegionPlanner()
        let activations = try ValueLives.placeValues(
            network,
            extent,
            until: Self.ends(network, isNeeded, handedOut),
            &memory
        )
        let scratch = try memory.add(
            steps.reduce(0) { most, entry in
                let step = entry.element
                let demand = step.operation.demand(step.shapes)
                let perRow = demand.servedScratchPerRow
                return max(most, demand.scratch, extent.rows(of: step) * perRow)
            }
        )
        var nodes: [ServingRegions] = []
        for (index, step) in steps {
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
        self.tileItems = tileItems
        self.values = values
        self.nodes = nodes
        self.activations = activations
        weightCount = weights.count
        scratchCount = memory.count
    }

    /// The rows that go together, and the items of sequences that come in, where one row has no more.
    ///
    /// So many that weights are read from a cache once for enough of them, and so few that what is computed of them
    /// stays in one.
    private static func tile(_ network: Network) -> (rows: Int, items: Int) {
        let input = network.graph.input
        if let most = input.mostItems { return (64, max(most, Self.items)) }
        if let most = network.clocks.mostItems.max() {
            return (min(8, max(1, Self.items / most)), 0)
        }
        let isDense = network.steps.allSatisfy { $0.shapes.output.pixels == 1 }
        return (isDense && input.pixels == 1 ? 48 : 8, 0)
    }

    private static let items = 256

    /// When each value is read last; nil: never computed, `.max`: it is handed out.
    private static func ends(
        _ network: Network,
        _ isNeeded: [Bool],
        _ handedOut: Set<Int>
    ) -> [Int?] {
        var ends: [Int?] = [0]
        for (index, step) in network.steps.enumerated() {
            ends.append(isNeeded[index] ? index : nil)
            guard isNeeded[index] else { continue }
            for input in step.inputs { ends[input] = index }
        }
        for value in handedOut { ends[value] = .max }
        return ends
    }
}

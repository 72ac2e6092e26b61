internal import Domain
internal import Kernels

/// Where everything of an evaluation-mode pass lies: weights that all threads share, and the scratch
/// memory of one thread.
struct InferencePlan: Sendable {
    /// The most rows of one pass.
    let tileRows: Int
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
        let isDense = network.steps.allSatisfy { $0.shapes.output.pixels == 1 }
        let most = network.graph.input.mostItems
        let tileRows =
            most.map { max(1, 48 / $0) } ?? (isDense && network.graph.input.pixels == 1 ? 48 : 8)
        var memory = RegionPlanner()
        let activations = try ValueLives.placeValues(
            network,
            rows: tileRows,
            until: Self.ends(network, isNeeded, handedOut),
            &memory
        )
        let scratch = try memory.add(
            steps.reduce(0) { most, entry in
                let step = entry.element
                let demand = step.operation.demand(step.shapes)
                let perRow = step.rowsOfRow * demand.servedScratchPerRow
                return max(most, demand.scratch, tileRows * perRow)
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
        self.values = values
        self.nodes = nodes
        self.activations = activations
        weightCount = weights.count
        scratchCount = memory.count
    }

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

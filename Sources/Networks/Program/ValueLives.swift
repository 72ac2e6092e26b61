internal import Domain
internal import Kernels

/// From when until when the values of a pass are read: what a memory plan is made from.
///
/// Forward, step `n` happens at time `n`; what a backward pass reads lives on. Backward, the last step
/// happens at time 0.
struct ValueLives {
    /// The last time that each value is read forward; `.max`: it is kept.
    private let ends: [Int]
    /// When the delta of each value is first written.
    private let deltaStarts: [Int]
    /// Whether a value has its delta from more than one place.
    private let isShared: [Bool]
    private static let kept = Int.max

    init(_ network: Network, exposed: [Int]) {
        let steps = network.steps
        var ends = Array(repeating: 0, count: steps.count + 1)
        var takers = Array(repeating: 0, count: steps.count + 1)
        var starts = Array(repeating: steps.count, count: steps.count + 1)
        for (index, step) in steps.enumerated() {
            let demand = step.operation.demand(step.shapes)
            for input in step.inputs {
                ends[input] = max(ends[input], demand.readsInputs ? Self.kept : index)
                starts[input] = min(starts[input], steps.count - 1 - index)
                takers[input] += 1
            }
            ends[index + 1] = max(ends[index + 1], demand.readsOutput ? Self.kept : index)
        }
        // The input stays, and what is handed out; a caller has deltas for that before any step.
        let heads = network.graph.heads.keys.compactMap { network.value(of: $0) }
        for value in [0] + exposed + heads { ends[value] = Self.kept }
        for value in Set(exposed + heads) {
            starts[value] = -1
            takers[value] += 1
        }
        self.ends = ends
        deltaStarts = starts
        isShared = takers.map { $0 > 1 }
    }

    /// Places the values of one pass.
    func placeValues(
        _ network: Network,
        _ extent: BatchExtent,
        _ planner: inout RegionPlanner
    ) throws(Failure) -> [Region] {
        try Self.placeValues(network, extent, until: ends, &planner)
    }

    /// Places values, each until the step that reads it last; `.max`: it is kept, nil: it is
    /// never computed.
    static func placeValues(
        _ network: Network,
        _ extent: BatchExtent,
        until ends: [Int?],
        _ planner: inout RegionPlanner
    ) throws(Failure) -> [Region] {
        var places = LifetimePlanner()
        var counts = [try extent.count(0, of: network)]
        var offsets = [try places.place(counts[0], life: 0...(ends[0] ?? 0))]
        for (index, step) in network.steps.enumerated() {
            guard let lastRead = ends[index + 1] else {
                counts.append(0)
                offsets.append(0)
                continue
            }
            let count = try extent.count(index + 1, of: network)
            let end = max(index, lastRead)
            counts.append(count)
            if step.operation.demand(step.shapes).mayAlias, let input = step.inputs.first,
                ends[input] == index, counts[input] == count
            {
                places.extend(at: offsets[input], through: end)
                offsets.append(offsets[input])
            } else {
                offsets.append(try places.place(count, life: index...end))
            }
        }
        let all = try planner.add(places.count)
        return zip(offsets, counts).map { all.part($0, $1) }
    }

    /// Places the deltas of the values.
    func placeDeltas(
        _ network: Network,
        _ extent: BatchExtent,
        _ planner: inout RegionPlanner
    ) throws(Failure) -> [Region] {
        var places = LifetimePlanner()
        let last = network.steps.count
        var regions = Array(repeating: (offset: 0, count: 0), count: last + 1)
        for value in (0...last).sorted(by: { deltaStarts[$0] < deltaStarts[$1] }) {
            let count = try extent.count(value, of: network)
            // Read when the step that yields the value goes backward; the input's by the caller.
            let end = value == 0 ? last + 1 : last - value
            guard deltaStarts[value] <= end else { continue }
            let offset = try places.place(count, life: deltaStarts[value]...end)
            regions[value] = (offset, count)
        }
        let all = try planner.add(places.count)
        return regions.map { all.part($0.offset, $0.count) }
    }

    /// Places one delta for each place among a step's inputs that may have to be added to another.
    func placeSpares(
        _ network: Network,
        _ extent: BatchExtent,
        _ planner: inout RegionPlanner
    ) throws(Failure) -> [Region] {
        var counts: [Int] = []
        for step in network.steps {
            for (place, input) in step.inputs.enumerated() where isShared[input] {
                while counts.count <= place { counts.append(0) }
                counts[place] = max(counts[place], try extent.count(input, of: network))
            }
        }
        var regions: [Region] = []
        for count in counts { regions.append(try planner.add(count)) }
        return regions
    }
}

import Domain
import Kernels
import Testing

/// Regions with a guard behind each, which no kernel may touch.
struct GuardedPlan {
    private var planner = RegionPlanner()
    private var guards: [Region] = []

    mutating func add(_ count: Int) throws -> Region {
        let region = try planner.add(count)
        // From the very next float on: the planner rounds up.
        let next = region.offset + region.count
        let guarded = try planner.add(64)
        guards.append(Region(offset: next, count: guarded.offset + guarded.count - next))
        return region
    }

    func makeBuffer(_ set: InstructionSet) -> Buffer {
        let buffer = Buffer(count: planner.count, instructionSet: set)
        for region in guards {
            buffer.load(Array(repeating: 12_345, count: region.count), to: region)
        }
        return buffer
    }

    func expectIntact(_ buffer: Buffer, sourceLocation: SourceLocation = #_sourceLocation) {
        for (index, region) in guards.enumerated() {
            #expect(
                buffer.read(region).allSatisfy { $0 == 12_345 },
                "a kernel wrote behind region \(index)",
                sourceLocation: sourceLocation
            )
        }
    }
}

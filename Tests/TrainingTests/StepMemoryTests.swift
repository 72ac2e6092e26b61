import AllocationCount
import Domain
import Kernels
import Networks
import SemiSupervised
import Testing
import Training

@Suite("A step lives on the memory of the steps before it")
struct StepMemoryTests {
    // Losses are functions of matrices, so a step makes small arrays and gives them back: some dozens, of a few bytes
    // for each row and class. What it must not do is take more than it gives, or have arrays of the size of the rows
    // or of the weights.
    @Test(
        "Nothing more is held or had of the system, no page is touched first, few and small blocks are asked for",
        .enabled(if: allocation_is_counted() != 0),
        arguments: Algorithms.all.map { $0.card.name }
    )
    func steps(name: String) async {
        // A process of its own, where no other test takes memory, as a worker is one.
        await #expect(processExitsWith: .success) { [name] in
            FreeMemory.keep()
            for phase in try StepMemory.phases(of: name) {
                phase.check()
            }
        }
    }
}

/// What the steps of a phase do to memory.
private struct StepMemory {
    /// One step.
    struct Step {
        /// The blocks that were asked for, their bytes and the bytes of the largest.
        var blocks = 0
        var bytes = 0
        var largest = 0
        /// The bytes that are held after it and were not before the first.
        var held = 0
        /// The bytes that the process has of the system after it.
        var system = 0
        /// The pages that it touched as the first.
        var pages = 0
    }

    /// Rows of 12 kB each, so that those of a batch, and the weights, are larger than all else.
    private static let input = ImageSpecification(
        height: 16,
        width: 16,
        channels: 12,
        scale: 1 / 16
    )
    private static let (labeled, unlabeled, classes) = (12, 150, 3)

    /// What a heap may grow by since free blocks lie elsewhere: less than the weights, or the rows of any view.
    private static let slack = 1 << 16
    /// The most blocks that a step asks for: MultiMatch has some 550, others at most 260.
    private static let mostBlocks = 640

    var name: String
    /// The most bytes that a block may have: a part of the weights, and of the rows of any view, or what is planned
    /// of pairs of rows; nil: a solver's round has arrays of its whole table.
    var largest: Int?
    var steps: [Step] = []
    /// What is looked at again and again; a look is not a part of the step that comes after it.
    var looks: [SurveyPlan] = []

    /// Describes a phase without steps.
    init(_ phase: Phase, of name: String) {
        self.name = "\(name), \(phase.name)"
        steps.reserveCapacity(phase.steps)
        looks = phase.surveys.filter { $0.every != nil }
        guard let objective = phase.objective else { return }
        let rows = objective.needs.streams.mapValues {
            $0.rows(labeled: Self.labeled, classes: Self.classes)
        }
        let pairs = objective.extraValues(
            Extent(
                rows: rows,
                labeled: Self.labeled,
                unlabeled: Self.unlabeled,
                classes: Self.classes,
                inputs: phase.network.input.count
            )
        )
        largest = max(1 << 14, MemoryLayout<Float>.stride * pairs)
    }

    /// Runs an algorithm with a given teacher, which not every one looks at, and measures its steps by phase.
    static func phases(of name: String) throws -> [StepMemory] {
        let algorithm = try AlgorithmConfiguration(Algorithms.named(name))
        let network = TrainingJobSpecification.defaultNetwork(for: .image(input), classes: classes)
        var specification = TrainingJobSpecification(
            algorithm: algorithm,
            network: network,
            seed: 1
        )
        specification.optimization.steps = 80
        var teacher: TrainedModel?
        if algorithm.card.teacher == .required {
            let parameters = try Network(network).initialParameters(seed: 2)
            teacher = TrainedModel(network: network, parameters: parameters)
        }
        var run = try TrainingRun(specification, data: data(), teacher: teacher)
        var phases = run.phases.map { StepMemory($0, of: name) }
        while !run.isFinished {
            let (before, pages) = (allocation_take_count(), allocation_page_faults())
            let phase = try run.advance().phase
            let after = allocation_take_count()
            phases[phase].steps.append(
                Step(
                    blocks: after.blocks - before.blocks,
                    bytes: after.bytes - before.bytes,
                    largest: after.largest,
                    held: after.held,
                    system: Int(allocation_system_bytes()),
                    pages: allocation_page_faults() - pages
                )
            )
        }
        return phases
    }

    private static func data() throws -> TrainingData {
        var generator = SeededGenerator(seed: 3)
        func pixels(_ count: Int) -> [UInt8] {
            (0..<count * InputSpecification.image(input).mostBytes).map { _ in
                UInt8(truncatingIfNeeded: generator.next() % 17)
            }
        }
        return try TrainingData(
            input: .image(input),
            classes: classes,
            labeled: pixels(labeled),
            labels: (0..<labeled).map { $0 % classes },
            unlabeled: pixels(unlabeled)
        )
    }

    /// Compares the steps after the third, or after the tenth look, with that.
    func check() {
        let third = max(2, looks.map { $0.first + 9 * ($0.every ?? 0) + 1 }.max() ?? 2)
        guard steps.count > third + 1 else { return }
        let settled = steps[third]
        let numbers = steps.indices.dropFirst(third + 1)
            .filter { number in !looks.contains { $0.isDue(at: number) } }
        let later = numbers.map { steps[$0] }
        // A look packs a network anew, and where that lies is another place each time.
        let slack = Self.slack + (looks.isEmpty ? 0 : 4 << 20)
        for (number, step) in zip(numbers, later) {
            let place = "\(name), step \(number): \(step), step \(third): \(settled)"
            #expect(step.system <= settled.system + slack, "had of the system: \(place)")
            #expect(step.held <= settled.held + 2048, "held: \(place)")
            guard let largest else { continue }
            #expect(step.largest <= largest, "at most \(largest): \(place)")
            #expect(step.blocks <= Self.mostBlocks, "at most \(Self.mostBlocks) blocks: \(place)")
            // All of them together are fewer than the labelled rows of a view have, or some times what is planned.
            let most = max(1 << 17, 4 * largest)
            #expect(step.bytes <= most, "at most \(most) in all: \(place)")
        }
        // A block may be 16 bytes larger than was asked for.
        let held = later.suffix(max(2, later.count / 4)).map(\.held)
        let growth = (held.last ?? 0) - (held.first ?? 0)
        #expect(growth <= 16, "\(name) holds \(growth) bytes more after \(held.count) steps")
        let pages = later.map(\.pages).sorted()
        #expect(pages[pages.count / 2] == 0, "\(name) touches new pages in most steps: \(pages)")
    }
}

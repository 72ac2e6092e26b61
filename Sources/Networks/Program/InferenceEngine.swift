internal import Domain
internal import Kernels

/// The memory of one thread's inference.
package struct InferenceScratch: Sendable {
    let buffer: Buffer
}

/// The evaluation-mode forward pass over tiles of rows, with packed weights.
///
/// No kernel sees more than its own rows and the weights, and none goes through BLAS, so the bits of
/// a row never depend on the batch around it.
final class InferenceEngine: Sendable {
    let network: Network
    private let plan: InferencePlan
    private let weights: Buffer
    /// Where logits and features lie; nil where the network has none.
    private let logits: Region?
    private let features: Region?

    init(_ network: Network, instructionSet: InstructionSet) throws(Failure) {
        self.network = network
        plan = try InferencePlan(network)
        weights = Buffer(count: plan.weightCount, instructionSet: instructionSet)
        logits = network.value(of: .classifier).map { [plan] in plan.activations[$0] }
        features = network.value(of: .embedding).map { [plan] in plan.activations[$0] }
    }

    /// The rows that go together from `first` on: as many as memory was planned for.
    func tile(from first: Int, of rows: Int, _ offsets: RowOffsets?) -> Range<Int> {
        let most = min(rows, first + plan.tileRows)
        guard let offsets else { return first..<most }
        let start = offsets.items(of: first..<first).lowerBound
        var end = first + 1
        while end < most, offsets.items(of: end..<end + 1).upperBound - start <= plan.tileItems {
            end += 1
        }
        return first..<min(end, rows)
    }

    /// Allocates the memory that one thread needs.
    func makeScratch() -> InferenceScratch {
        InferenceScratch(
            buffer: Buffer(count: plan.scratchCount, instructionSet: weights.instructionSet)
        )
    }

    /// Packs weights; not while another thread computes.
    func load(_ parameters: Parameters) {
        precondition(
            parameters.values.count == network.layout.parameterCount
                && parameters.statistics.count == network.layout.statisticsCount,
            "parameters of another network"
        )
        weights.load(parameters.values, to: plan.values)
        plan.standardizer?.load(parameters, to: weights)
        for node in plan.nodes {
            let frame = ServingFrame(
                regions: node,
                rows: 0,
                offsets: nil,
                outputOffsets: nil,
                buffer: weights,
                weights: weights
            )
            node.operation.prepare(frame, parameters)
        }
    }

    /// Where the rows of a pass are put.
    var input: Region { plan.activations[0] }

    /// Runs the rows in ``input`` through all nodes; of sequences `offsets` says where they lie.
    func run(rows: Int, offsets: RowOffsets? = nil, _ scratch: InferenceScratch) {
        let items = offsets?.items ?? rows
        let clocks = network.clocks.offsets(
            rows: rows,
            given: offsets,
            at: offsets == nil ? nil : 0
        )
        plan.standardizer?.apply(rows: items, input, of: scratch.buffer, weightsIn: weights)
        for node in plan.nodes {
            let own = node.inputClock.flatMap { clocks[$0] }
            node.operation.serve(
                ServingFrame(
                    regions: node,
                    rows: node.isItemwise ? own?.items ?? rows : rows,
                    offsets: node.isItemwise ? nil : own,
                    outputOffsets: node.isItemwise ? nil : node.outputClock.flatMap { clocks[$0] },
                    buffer: scratch.buffer,
                    weights: weights
                )
            )
        }
    }

    /// Checks that sequences come with where they lie, none longer than was planned for.
    func check(_ offsets: RowOffsets?, items: Int) {
        guard let most = network.graph.input.mostItems else {
            return precondition(offsets == nil, "offsets for rows of \(network.graph.input)")
        }
        precondition(
            offsets.map { $0.items == items && $0.longest <= most } ?? false,
            "\(items) items for rows of \(network.graph.input)"
        )
    }

    /// The logits of the rows that were run, `[rows, classes]`.
    func logits(rows: Int) -> Region { (logits ?? plan.values).part(0, rows * network.classes) }

    /// The features of the rows that were run, `[rows, features]`.
    func features(rows: Int) -> Region {
        (features ?? plan.values).part(0, rows * network.features)
    }
}

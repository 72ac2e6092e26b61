internal import Kernels

/// Where everything of one node of one pass lies.
struct NodeRegions: Sendable {
    let operation: any Operation
    let shapes: NodeShapes
    /// What it takes, `[rows, input]` each.
    let inputs: [Region]
    /// What it yields, `[rows, output]`.
    let output: Region
    let parameters: [Region]
    let gradients: [Region]
    /// The ranges of its running values.
    let statistics: [Range<Int>]
    let packed: Region
    let packedBack: Region
    let state: Region
    /// One for each thread.
    let scratch: [Region]
    let partials: Region
    /// The gradients with respect to its output and its inputs.
    let outputDelta: Region
    let inputDeltas: [Region]
    /// Where an input's delta is computed that is then added to what other nodes left.
    let spareDeltas: [Region]
    /// Which node it is among those that are computed; seeds its noise.
    let index: Int
}

/// One node of one pass, as its operation sees it.
package struct Frame: Sendable {
    let regions: NodeRegions
    let buffer: Buffer
    let pool: ThreadPool
    /// What the operation sees as rows: those of the batch, or the items of sequences where it acts on each.
    let batch: Shards
    /// Where the items of each row lie in what comes in, and in what it yields, for an operation that sees whole
    /// rows; nil: those are no sequences.
    let offsets: RowOffsets?
    let outputOffsets: RowOffsets?
    /// The most shards that a batch is cut into.
    let mostShards: Int
    /// Whether running statistics move.
    let updatesStatistics: Bool
    /// The seed of the pass's noise.
    let passSeed: UInt64
    /// Bit `n`: the delta of input `n` is wanted, and is the first of its value.
    var wanted: UInt64 = 0
    var first: UInt64 = 0

    var shapes: NodeShapes { regions.shapes }
    var rows: Int { batch.rows }

    /// The seed of the node's noise in this pass.
    var seed: UInt64 { passSeed &+ UInt64(regions.index &+ 1) &* 0xD1B5_4A32_D192_ED03 }

    /// Whether the delta of an input is wanted.
    func wants(_ input: Int = 0) -> Bool { wanted & 1 << UInt64(input) != 0 }

    /// Where the delta of an input goes, for all rows.
    func inputDelta(_ input: Int = 0) -> Region {
        first & 1 << UInt64(input) != 0
            ? regions.inputDeltas[input] : regions.spareDeltas[input]
    }

    /// Calls `body` for each shard of the batch, on the threads of the pool.
    func onShards(_ body: @Sendable (Shard) -> Void) {
        let frame = self
        pool.run(tasks: batch.count) { worker, index in
            body(Shard(frame: frame, index: index, rows: frame.batch.range(index), worker: worker))
        }
    }

    /// The rows of a batch that are computed together.
    struct Shard: Sendable {
        let frame: Frame
        let index: Int
        let rows: Range<Int>
        let worker: Int

        var count: Int { rows.count }
        var buffer: Buffer { frame.buffer }
        var scratch: Region { frame.regions.scratch[worker] }
        var output: Region { outputPart(frame.regions.output) }
        var outputDelta: Region { outputPart(frame.regions.outputDelta) }

        func input(_ index: Int = 0) -> Region {
            part(frame.regions.inputs[index], frame.shapes.inputs[index])
        }

        /// The delta of an input that is wanted.
        func inputDelta(_ index: Int = 0) -> Region {
            part(frame.inputDelta(index), frame.shapes.inputs[index])
        }

        /// Where the items of each row of the shard lie within its part of a value.
        var offsets: RowOffsets {
            guard let offsets = frame.offsets else {
                preconditionFailure("rows that are no sequences")
            }
            return offsets.part(rows)
        }

        private func outputPart(_ region: Region) -> Region {
            let items = frame.shapes.output.isSequence ? frame.outputOffsets?.items(of: rows) : nil
            return region.rows(items ?? rows, width: frame.shapes.output.count)
        }

        /// The shard's part of what came in for all rows, or of its delta.
        func part(_ region: Region, _ shape: Shape) -> Region {
            let items = shape.isSequence ? frame.offsets?.items(of: rows) : nil
            return region.rows(items ?? rows, width: shape.count)
        }
    }
}

/// How a batch is cut into runs of rows that are computed apart.
struct Shards: Sendable {
    let count: Int
    private let wholeRows: Int
    private let offsets: RowOffsets?

    /// Runs of rows.
    init(rows: Int, count: Int) {
        wholeRows = rows
        self.count = count
        offsets = nil
    }

    /// Runs of the items of rows, cut where the rows are.
    init(itemsOf offsets: RowOffsets, count: Int) {
        wholeRows = offsets.rows
        self.count = count
        self.offsets = offsets
    }

    var rows: Int { offsets?.items ?? wholeRows }

    func range(_ shard: Int) -> Range<Int> {
        let range = (wholeRows * shard / count)..<(wholeRows * (shard + 1) / count)
        return offsets?.items(of: range) ?? range
    }
}

extension Region {
    /// The rows `range` of a region of rows with `width` values.
    func rows(_ range: Range<Int>, width: Int) -> Region {
        part(range.lowerBound * width, range.count * width)
    }
}

/// Where everything of one node lies in service; an object, so that a call passes one reference.
final class ServingRegions: Sendable {
    let operation: any Operation
    let shapes: NodeShapes
    /// Values of one thread, for a tile of rows.
    let inputs: [Region]
    let output: Region
    let scratch: Region
    /// Weights that all threads share: as they are, and as the operation made them ready.
    let parameters: [Region]
    let served: Region
    /// The ranges of its trained and running values.
    let values: [Range<Int>]
    let statistics: [Range<Int>]
    /// Whether it sees each item of sequences as a row.
    let isItemwise: Bool
    /// The clocks of what it takes and yields; nil: rows of one item.
    let inputClock: Int?
    let outputClock: Int?

    init(
        _ step: Network.Step,
        inputs: [Region],
        output: Region,
        scratch: Region,
        parameters: [Region],
        served: Region
    ) {
        operation = step.operation
        shapes = step.shapes
        self.inputs = inputs
        self.output = output
        self.scratch = scratch
        self.parameters = parameters
        self.served = served
        values = step.parameters
        statistics = step.statistics
        isItemwise = step.shapes.areItems(of: step.operation)
        inputClock = step.inputClock
        outputClock = step.outputClock
    }
}

/// One node in service, as its operation sees it.
package struct ServingFrame {
    let regions: ServingRegions
    /// What the operation sees as rows: those of the tile, or the items of sequences where it acts on each.
    let rows: Int
    /// Where the items of each row lie in what comes in, and in what it yields, for an operation that sees whole
    /// rows; nil: those are no sequences.
    let offsets: RowOffsets?
    let outputOffsets: RowOffsets?
    /// The thread's memory.
    let buffer: Buffer
    /// The weights.
    let weights: Buffer

    var shapes: NodeShapes { regions.shapes }
    var output: Region {
        let items = shapes.output.isSequence ? outputOffsets?.items : nil
        return regions.output.part(0, (items ?? rows) * shapes.output.count)
    }
    var scratch: Region { regions.scratch }

    func input(_ index: Int = 0) -> Region {
        let shape = shapes.inputs[index]
        let items = shape.isSequence ? offsets?.items : nil
        return regions.inputs[index].part(0, (items ?? rows) * shape.count)
    }
}

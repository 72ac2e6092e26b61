package import Domain
package import Kernels
internal import Synchronization

/// A trained network as it serves: immutable, shared by all threads.
///
/// A row's logits and features have the same bits in any batch and at any position, for one
/// instruction set.
package final class ServingNetwork: Sendable {
    /// The network.
    package let network: Network
    /// The multiplications of one row's forward pass: about what the row costs.
    package let multiplyAdds: Int
    /// Tells it from all others of this process, also from those that are gone.
    package let number: Int
    private let engine: InferenceEngine

    private static let numbers = Atomic(0)

    /// The number of the newest one of this process.
    package static var lastNumber: Int { numbers.load(ordering: .relaxed) }

    /// Packs the weights of `parameters`.
    ///
    /// - Throws: ``Failure`` when the parameters are not the network's, or are not finite.
    package init(
        network: Network,
        parameters: Parameters,
        instructionSet: InstructionSet = .best
    ) throws(Failure) {
        try network.check(parameters)
        number = Self.numbers.wrappingAdd(1, ordering: .relaxed).newValue
        self.network = network
        multiplyAdds = network.multiplyAdds
        engine = try InferenceEngine(network, instructionSet: instructionSet)
        engine.load(parameters)
    }

    /// The bytes that the packed weights of `network` and one thread's memory take.
    ///
    /// - Throws: ``Failure`` of kind `resourceExhausted` when they are beyond the limit.
    package static func byteCount(for network: Network) throws(Failure) -> Int {
        let plan = try InferencePlan(network)
        return (plan.weightCount + plan.scratchCount) * MemoryLayout<Float>.stride
    }

    /// The memory of one thread that predicts; never shared.
    package struct Scratch: ~Copyable {
        let memory: InferenceScratch
    }

    /// Allocates the memory of one thread.
    package func makeScratch() -> Scratch { Scratch(memory: engine.makeScratch()) }

    /// Predicts `rows` rows.
    ///
    /// - Parameters:
    ///   - rows: The number of rows.
    ///   - offsets: Where the items of each row lie, if rows are sequences that are not padded.
    ///   - input: The rows, `[rows, inputs]`; if they are sequences, `[items, inputs]`, or padded.
    ///   - scratch: The calling thread's memory, made by this network.
    ///   - logits: Overwritten with `[rows, classes]` from its start; at least that long.
    ///   - embedding: Overwritten with `[rows, features]`; empty when not wanted.
    package func predict(
        rows: Int,
        offsets: RowOffsets? = nil,
        input: Span<Float>,
        scratch: borrowing Scratch,
        logits: inout [Float],
        embedding: inout [Float]
    ) {
        if offsets == nil, network.graph.input.isSequence {
            let packed = network.graph.input.packed(input)
            return predict(
                rows: rows,
                offsets: packed.offsets,
                input: packed.items.span,
                scratch: scratch,
                logits: &logits,
                embedding: &embedding
            )
        }
        let items = offsets?.items ?? rows
        engine.check(offsets, items: items)
        precondition(
            input.count == items * network.inputs && logits.count >= rows * network.classes
                && (embedding.isEmpty || embedding.count >= rows * network.features),
            "\(rows) rows of \(network.inputs), came \(input.count), room for \(logits.count) logits"
        )
        let memory = scratch.memory
        var first = 0
        while first < rows {
            let tile = engine.tile(from: first, of: rows, offsets)
            let count = tile.count
            defer { first = tile.upperBound }
            let part = offsets?.items(of: tile) ?? tile
            let (start, end) = (part.lowerBound * network.inputs, part.upperBound * network.inputs)
            memory.buffer.load(input.extracting(start..<end), to: engine.input)
            engine.run(rows: count, offsets: offsets?.part(tile), memory)
            memory.buffer.read(
                engine.logits(rows: count),
                into: &logits,
                at: first * network.classes
            )
            guard !embedding.isEmpty else { continue }
            memory.buffer.read(
                engine.features(rows: count),
                into: &embedding,
                at: first * network.features
            )
        }
    }

    /// The logits, `[N, classes]`, and features, `[N, features]`, of a matrix of rows, or of sequences.
    package func evaluate(
        _ input: Matrix,
        offsets: RowOffsets? = nil,
        scratch: borrowing Scratch
    ) -> HeadValues {
        precondition(
            input.columns == (offsets == nil ? network.rowInputs : network.inputs),
            "\(input.columns) columns, the network takes \(network.inputs)"
        )
        let rows = offsets?.rows ?? input.rows
        var logits = Matrix(rows: rows, columns: network.classes)
        var embedding = Matrix(rows: rows, columns: network.features)
        predict(
            rows: rows,
            offsets: offsets,
            input: input.values.span,
            scratch: scratch,
            logits: &logits.values,
            embedding: &embedding.values
        )
        return [.classifier: logits, .embedding: embedding]
    }

    /// The memory of the threads of a pool.
    package struct ScratchPool: Sendable { let memories: [InferenceScratch] }

    /// Allocates the memory of some threads.
    package func makeScratchPool(threads: Int) -> ScratchPool {
        ScratchPool(memories: (0..<threads).map { _ in engine.makeScratch() })
    }

    /// The logits and features of a matrix of rows, which the threads of a pool share out; they change no bit.
    package func evaluate(
        _ input: Matrix,
        on pool: ThreadPool,
        scratch: ScratchPool
    ) -> HeadValues {
        if let packed = network.graph.input.packed([input]) {
            return engine.evaluate(
                packed.items,
                offsets: packed.offsets,
                pool: pool,
                scratch: scratch.memories
            )
        }
        return engine.evaluate([input], pool: pool, scratch: scratch.memories)
    }

    /// The logits, `[N, classes]`, of a matrix of rows.
    package func logits(_ input: Matrix, scratch: borrowing Scratch) -> Matrix {
        var logits = Matrix(rows: input.rows, columns: network.classes)
        var nothing: [Float] = []
        predict(
            rows: input.rows,
            input: input.values.span,
            scratch: scratch,
            logits: &logits.values,
            embedding: &nothing
        )
        return logits
    }
}

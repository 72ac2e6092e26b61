package import Domain
package import Kernels

/// How a training pass treats the running statistics of batch norm.
package enum Statistics: String, Codable, Hashable, Sendable {
    /// Batch statistics normalise, running statistics move toward them.
    case updating
    /// Batch statistics normalise, running statistics stay.
    case frozen
}

/// The memory and threads for passes of one network over at most ``capacity`` rows.
///
/// Belongs to one thread, which its helpers join for the length of a call. Results do not depend on
/// the number of threads: a batch is cut into shards by its number of rows alone, and sums over
/// shards are taken in shard order.
package struct Workspace: ~Copyable {
    /// What is known of a pass whose values are there.
    struct Alive {
        var batch = Shards(rows: 0, count: 1)
        /// Where the items of each row lie, by the network's clocks; nil: nothing of that clock is computed.
        var offsets: [RowOffsets?] = []
        var seed: UInt64 = 0
        /// The number of the value whose rows came in; 0: the network's input.
        var start = 0

        func offsets(_ clock: Int?) -> RowOffsets? { clock.flatMap { offsets[$0] } }

        /// The items of the rows of a clock, or the rows where there is none, cut as the rows are.
        func items(_ clock: Int?) -> Shards {
            offsets(clock).map { Shards(itemsOf: $0, count: batch.count) } ?? batch
        }
    }

    /// The network.
    package let network: Network
    /// The largest batch.
    package let capacity: Int
    let plan: TrainingPlan
    let buffer: Buffer
    /// The threads of its passes, for other work between them.
    package let pool: ThreadPool
    let inference: InferenceEngine
    let inferenceScratch: [InferenceScratch]
    var passes: [Alive]
    /// Which values have a delta, while a pass goes backward.
    var hasDelta: [Bool]
    /// Gradients that are kept while others are computed in their place; empty before the first time.
    var keptGradients: [Float] = []

    /// Allocates everything that `network` needs for batches of up to `rows` rows.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - rows: The largest batch, over all inputs of one pass.
    ///   - passes: How many passes are alive at once, each with a backward one to come.
    ///   - items: The most items of the rows of a pass together, where rows are sequences; nil: as many as rows may
    ///     have.
    ///   - exposing: Nodes whose values are handed out, beside the network's heads.
    ///   - threads: The number of threads; it never changes results.
    ///   - shards: The most runs of rows computed apart; it may change the last bits.
    ///   - instructionSet: The kernels' instruction set; it may change the last bits.
    /// - Throws: ``Failure`` of kind `resourceExhausted` when the memory is beyond the limit.
    package init(
        for network: Network,
        rows: Int,
        passes: Int = 1,
        items: Int? = nil,
        exposing: [HeadName] = [],
        threads: Int = 1,
        shards: Int = 8,
        instructionSet: InstructionSet = .best
    ) throws(Failure) {
        precondition(rows > 0 && (1...1024).contains(shards), "\(rows) rows, \(shards) shards")
        // All that throws comes first: a noncopyable value cannot be left half made.
        let extent = try BatchExtent(network, rows: rows, items: items)
        let plan = try Self.plan(network, extent, passes, exposing, threads, shards)
        let inference = try InferenceEngine(network, instructionSet: instructionSet)
        self.network = network
        self.plan = plan
        self.inference = inference
        capacity = rows
        buffer = Buffer(count: plan.count, instructionSet: instructionSet)
        pool = ThreadPool(threads: threads)
        inferenceScratch = (0..<threads).map { _ in inference.makeScratch() }
        self.passes = Array(repeating: Alive(), count: passes)
        hasDelta = Array(repeating: false, count: network.steps.count + 1)
    }

    private static func plan(
        _ network: Network,
        _ extent: BatchExtent,
        _ passes: Int,
        _ exposing: [HeadName],
        _ threads: Int,
        _ shards: Int
    ) throws(Failure) -> TrainingPlan {
        var exposed: [Int] = []
        for name in exposing {
            guard let value = network.value(of: name) else {
                throw .invalid("the network hands out no value '\(name)'", field: "network")
            }
            exposed.append(value)
        }
        return try TrainingPlan(
            network,
            extent,
            passes: passes,
            shards: shards,
            workers: threads,
            exposed: exposed
        )
    }

    /// The bytes that ``init(for:rows:passes:items:exposing:threads:shards:instructionSet:)`` would allocate.
    ///
    /// - Throws: ``Failure`` of kind `resourceExhausted` where it would throw.
    package static func byteCount(
        for network: Network,
        rows: Int,
        passes: Int = 1,
        items: Int? = nil,
        threads: Int = 1,
        shards: Int = 8
    ) throws(Failure) -> Int {
        let extent = try BatchExtent(network, rows: rows, items: items)
        let plan = try plan(network, extent, passes, [], threads, shards)
        let inference = try InferencePlan(network)
        let floats = plan.count + inference.weightCount + threads * inference.scratchCount
        return floats * MemoryLayout<Float>.stride
    }

    /// The sum of the gradients since ``clearGradients()``, in the order of `Parameters.values`.
    package var gradients: [Float] { buffer.read(plan.gradients) }

    /// Writes ``gradients`` over `target`, which has as many values.
    package func readGradients(into target: inout [Float]) {
        buffer.read(plan.gradients, into: &target)
    }

    /// Adds ``gradients`` to `target`, which has as many values.
    package func addGradients(to target: inout [Float]) { buffer.add(plan.gradients, to: &target) }

    /// Sets the gradients to zero.
    package mutating func clearGradients() { buffer.clear(plan.gradients) }

    /// Runs the network in training mode over the concatenated rows of `inputs`.
    ///
    /// - Parameters:
    ///   - inputs: Matrices `[N, inputs]`; their rows are one batch, in order. Where rows are sequences,
    ///     `[items, inputs]`, or `[N, the most items * inputs]` with what ``FrontEnd/absent`` stands for.
    ///   - offsets: Where the items of each row lie, if rows are sequences that are not padded.
    ///   - parameters: The weights; `.updating` moves its running statistics.
    ///   - statistics: What happens to the running statistics.
    ///   - seed: The seed of dropout; each step needs its own.
    ///   - pass: Which of the passes it is; what that one had is lost.
    ///   - heads: What is read of it; nil: the network's heads.
    ///   - start: A value whose rows `inputs` are, instead of the network's input: nothing before it runs,
    ///     and nothing after it may take what is before it.
    /// - Returns: The values of all rows, in order.
    package mutating func forward(
        _ inputs: [Matrix],
        offsets: RowOffsets? = nil,
        parameters: inout Parameters,
        statistics: Statistics = .updating,
        seed: UInt64 = 0,
        pass: Int = 0,
        heads: [HeadName]? = nil,
        from start: HeadName? = nil
    ) -> HeadValues {
        let first = start.map { number(of: $0) } ?? 0
        let shape = network.shape(first)
        var (inputs, offsets) = (inputs, offsets)
        if offsets == nil, let packed = shape.packed(inputs) {
            (inputs, offsets) = ([packed.items], packed.offsets)
        }
        let count = loadInputs(inputs, first, to: plan.passes[pass].values[first])
        check(offsets, count, of: shape)
        let rows = offsets?.rows ?? count
        precondition(
            parameters.values.count == plan.parameters.count,
            "\(parameters.values.count) parameters, the network has \(plan.parameters.count)"
        )
        buffer.load(parameters.values, to: plan.parameters)
        passes[pass] = Alive(
            batch: Shards(rows: rows, count: plan.shards(for: rows)),
            offsets: network.clocks.offsets(rows: rows, given: offsets, at: network.clock(first)),
            seed: seed,
            start: first
        )
        if first == 0 { standardizeInputs(parameters, pass) }
        for node in plan.passes[pass].nodes where node.index >= first {
            precondition(
                network.steps[node.index].inputs.allSatisfy { $0 >= first },
                "'\(network.steps[node.index].name)' takes what is before the value that came in"
            )
            node.operation.forward(
                frame(node, pass, updates: statistics == .updating),
                running: &parameters.statistics
            )
        }
        return values(of: heads ?? Array(network.graph.heads.keys), pass)
    }

    func frame(
        _ node: NodeRegions,
        _ pass: Int,
        updates: Bool = false
    ) -> Frame {
        let (alive, step) = (passes[pass], network.steps[node.index])
        let isItemwise = node.shapes.areItems(of: node.operation)
        return Frame(
            regions: node,
            buffer: buffer,
            pool: pool,
            batch: isItemwise ? alive.items(step.inputClock) : alive.batch,
            offsets: isItemwise ? nil : alive.offsets(step.inputClock),
            outputOffsets: isItemwise ? nil : alive.offsets(step.outputClock),
            mostShards: plan.shards,
            updatesStatistics: updates,
            passSeed: alive.seed
        )
    }

    /// The number of a value that is handed out.
    func number(of head: HeadName) -> Int {
        guard let value = network.value(of: head) else {
            preconditionFailure("the network hands out no value '\(head)'")
        }
        return value
    }

    /// Checks that sequences come with where they lie, as many of them and as long as was planned for.
    private func check(_ offsets: RowOffsets?, _ items: Int, of shape: Shape) {
        guard let most = shape.mostItems else {
            return precondition(offsets == nil, "offsets for rows of \(shape)")
        }
        guard let offsets else { preconditionFailure("no offsets for rows of \(shape)") }
        precondition(
            offsets.items == items && offsets.rows <= capacity && offsets.longest <= most,
            "\(offsets.rows) rows of \(offsets.items) items, at most \(offsets.longest), for \(items); "
                + "the workspace takes \(capacity) rows of \(shape)"
        )
    }

    private func loadInputs(_ inputs: [Matrix], _ value: Int, to input: Region) -> Int {
        var rows = 0
        let shape = network.shape(value)
        let (width, most) = (shape.count, plan.extent.rows(of: network.clock(value)))
        for matrix in inputs {
            precondition(
                matrix.columns == width && rows + matrix.rows <= most,
                "\(matrix.rows) x \(matrix.columns) after \(rows) rows: the workspace takes "
                    + "\(capacity) rows of \(shape), \(most) together"
            )
            let target = input.part(rows * width, matrix.rows * width)
            buffer.load(matrix.values, to: target)
            rows += matrix.rows
        }
        return rows
    }

    private func standardizeInputs(_ parameters: Parameters, _ pass: Int) {
        guard let standardizer = plan.standardizer else { return }
        let batch = passes[pass].items(network.clock(0))
        let buffer = buffer
        let input = plan.passes[pass].values[0]
        let columns = network.inputs
        standardizer.load(parameters, to: buffer)
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            let region = input.rows(rows, width: columns)
            standardizer.apply(rows: rows.count, region, of: buffer, weightsIn: buffer)
        }
    }

    private func values(of heads: [HeadName], _ pass: Int) -> HeadValues {
        var result: HeadValues = [:]
        for head in heads {
            let value = number(of: head)
            // What lies before the rows that came in was not computed.
            guard value >= passes[pass].start else { continue }
            let rows = passes[pass].items(network.clock(value)).rows
            let columns = network.shape(value).count
            let region = plan.passes[pass].values[value].part(0, rows * columns)
            result[head] = Matrix(rows: rows, columns: columns, values: buffer.read(region))
        }
        return result
    }

    /// Runs the network in evaluation mode: running statistics, no dropout, any number of rows.
    ///
    /// Leaves the values of the passes alone. A row's bits do not depend on the rows around it.
    package mutating func evaluate(_ inputs: [Matrix], parameters: Parameters) -> HeadValues {
        if let packed = network.graph.input.packed(inputs) {
            return evaluate(packed.items, offsets: packed.offsets, parameters: parameters)
        }
        inference.load(parameters)
        return inference.evaluate(inputs, pool: pool, scratch: inferenceScratch)
    }

    /// Runs the network in evaluation mode over sequences, `[items, inputs]`.
    package mutating func evaluate(
        _ sequences: Matrix,
        offsets: RowOffsets,
        parameters: Parameters
    ) -> HeadValues {
        inference.load(parameters)
        return inference.evaluate(
            sequences,
            offsets: offsets,
            pool: pool,
            scratch: inferenceScratch
        )
    }
}

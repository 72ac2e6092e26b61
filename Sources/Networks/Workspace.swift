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
    /// The network.
    package let network: Network
    /// The largest batch.
    package let capacity: Int
    let plan: TrainingPlan
    let buffer: Buffer
    let pool: ThreadPool
    let inference: InferenceEngine
    let inferenceScratch: [InferenceScratch]
    var batch = Shards(rows: 0, count: 1)
    var seed: UInt64 = 0

    /// Allocates everything that `network` needs for batches of up to `rows` rows.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - rows: The largest batch, over all inputs of one pass.
    ///   - threads: The number of threads; it never changes results.
    ///   - shards: The most runs of rows computed apart; it may change the last bits.
    ///   - instructionSet: The kernels' instruction set; it may change the last bits.
    /// - Throws: ``Failure`` of kind `resourceExhausted` when the memory is beyond the limit.
    package init(
        for network: Network,
        rows: Int,
        threads: Int = 1,
        shards: Int = 8,
        instructionSet: InstructionSet = .best
    ) throws(Failure) {
        precondition(rows > 0 && (1...1024).contains(shards), "\(rows) rows, \(shards) shards")
        // All that throws comes first: a noncopyable value cannot be left half made.
        let plan = try TrainingPlan(network, rows: rows, shards: shards, workers: threads)
        let inference = try InferenceEngine(network, instructionSet: instructionSet)
        self.network = network
        self.plan = plan
        self.inference = inference
        capacity = rows
        buffer = Buffer(count: plan.count, instructionSet: instructionSet)
        pool = ThreadPool(threads: threads)
        inferenceScratch = (0..<threads).map { _ in inference.makeScratch() }
    }

    /// The bytes that ``init(for:rows:threads:shards:instructionSet:)`` would allocate.
    ///
    /// - Throws: ``Failure`` of kind `resourceExhausted` where it would throw.
    package static func byteCount(
        for network: Network,
        rows: Int,
        threads: Int = 1,
        shards: Int = 8
    ) throws(Failure) -> Int {
        let plan = try TrainingPlan(network, rows: rows, shards: shards, workers: threads)
        let inference = try InferencePlan(network)
        let floats = plan.count + inference.weightCount + threads * inference.scratchCount
        return floats * MemoryLayout<Float>.stride
    }

    /// The sum of the gradients since ``clearGradients()``, in the order of `Parameters.values`.
    package var gradients: [Float] { buffer.read(plan.gradients) }

    /// Sets the gradients to zero.
    package mutating func clearGradients() { buffer.clear(plan.gradients) }

    /// Runs the network in training mode over the concatenated rows of `inputs`.
    ///
    /// - Parameters:
    ///   - inputs: Matrices `[N, inputs]`; their rows are one batch, in order.
    ///   - parameters: The weights; `.updating` moves its running statistics.
    ///   - statistics: What happens to the running statistics.
    ///   - seed: The seed of dropout; each step needs its own.
    /// - Returns: Logits and features of all rows, in order.
    package mutating func forward(
        _ inputs: [Matrix],
        parameters: inout Parameters,
        statistics: Statistics = .updating,
        seed: UInt64 = 0
    ) -> HeadValues {
        let rows = loadInputs(inputs)
        precondition(
            parameters.values.count == plan.parameters.count,
            "\(parameters.values.count) parameters, the network has \(plan.parameters.count)"
        )
        buffer.load(parameters.values, to: plan.parameters)
        batch = Shards(rows: rows, count: plan.shards(for: rows))
        self.seed = seed
        standardizeInputs(parameters)
        for index in plan.stages.indices {
            forwardStage(index, &parameters.statistics, statistics)
        }
        return heads(rows)
    }

    private func loadInputs(_ inputs: [Matrix]) -> Int {
        var rows = 0
        for matrix in inputs {
            precondition(
                matrix.columns == network.inputs && rows + matrix.rows <= capacity,
                "\(matrix.rows) x \(matrix.columns) after \(rows) rows: the workspace takes "
                    + "\(capacity) rows of \(network.inputs)"
            )
            let target = plan.stages[0].input.part(
                rows * network.inputs,
                matrix.rows * network.inputs
            )
            buffer.load(matrix.values, to: target)
            rows += matrix.rows
        }
        return rows
    }

    private func standardizeInputs(_ parameters: Parameters) {
        guard let standardizer = plan.standardizer else { return }
        let batch = batch
        let buffer = buffer
        let input = plan.stages[0].input
        let columns = network.inputs
        standardizer.load(parameters, to: buffer)
        pool.run(tasks: batch.count) { _, shard in
            let rows = batch.range(shard)
            let region = input.rows(rows, width: columns)
            standardizer.apply(rows: rows.count, region, of: buffer, weightsIn: buffer)
        }
    }

    private func heads(_ rows: Int) -> HeadValues {
        guard let last = plan.stages.last else { return [:] }
        let features = last.stage.input.count
        let classes = last.stage.output.count
        return [
            .classifier: Matrix(
                rows: rows,
                columns: classes,
                values: buffer.read(last.output.part(0, rows * classes))
            ),
            .embedding: Matrix(
                rows: rows,
                columns: features,
                values: buffer.read(last.input.part(0, rows * features))
            ),
        ]
    }

    /// Runs the network in evaluation mode: running statistics, no dropout, any number of rows.
    ///
    /// Leaves the activations of the last ``forward(_:parameters:statistics:seed:)`` alone. A row's
    /// bits do not depend on the rows around it.
    package mutating func evaluate(_ inputs: [Matrix], parameters: Parameters) -> HeadValues {
        inference.load(parameters)
        return inference.evaluate(inputs, pool: pool, scratch: inferenceScratch)
    }
}

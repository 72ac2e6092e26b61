package import Domain
package import Files
package import Networks
internal import Synchronization

/// What a node yields for some rows.
package struct NodeValues: Sendable {
    /// The node.
    package let node: String
    /// The shape of one row's value.
    package let shape: Shape
    /// The values of all rows, row after row.
    package let values: [Float]
}

/// Computes what any node of a stored version yields, on a thread beside those that serve.
///
/// The network is cut after the node and compiled by itself, so that no kernel sees more than its own rows: a
/// row's values have the same bits in any batch. The networks that were asked for last stay in memory, within
/// a budget.
package final class NodeEvaluator: Sendable {
    private struct Key: Hashable {
        let project: ProjectName
        let version: ModelVersion
        let digest: Digest
        let node: String
    }

    private struct Entry {
        let key: Key
        let network: ServingNetwork
        let bytes: Int
    }

    private struct State {
        /// The one that was used last comes first.
        var entries: [Entry] = []
        /// The bytes of inputs and values of those who wait.
        var waiting = 0
    }

    private let thread = BackgroundThread(name: "embedder")
    private let state = Mutex(State())
    private let cacheLimit: Int
    private let waitingLimit: Int
    private let clock: Clocks

    /// How long who is refused for those who wait should stay away, in milliseconds.
    private static let pause = 1_000

    /// Creates an evaluator.
    ///
    /// - Parameters:
    ///   - cacheLimit: The bytes of packed networks that are kept.
    ///   - waitingLimit: The bytes of inputs and values that may wait.
    ///   - clock: What deadlines are measured by.
    package init(
        cacheLimit: Int = 256 << 20,
        waitingLimit: Int = 64 << 20,
        clock: Clocks = .system
    ) {
        self.cacheLimit = cacheLimit
        self.waitingLimit = waitingLimit
        self.clock = clock
    }

    /// The name and the shape of the node that a caller named: a node, a head, or, empty, the features.
    ///
    /// - Throws: ``Failure``: invalid argument with the nearest names; data loss where the stored network is
    ///   damaged.
    package static func node(
        _ name: String,
        of model: ModelFile
    ) throws(Failure) -> (name: String, shape: Shape) {
        let graph = model.network
        let head = name.isEmpty ? HeadName.embedding : HeadName(name)
        let node = graph.valueName(of: head)
        let names = graph.nodes.map(\.name)
        guard node == Graph.inputName || names.contains(node) else {
            let heads = graph.heads.keys.map(\.name).sorted()
            throw .invalid(
                "model version \(model.modelVersion) has no node \(quoted(node))"
                    + suggestion(for: node, in: heads + names)
                    + "; its heads are \(heads.joined(separator: ", "))",
                field: "node"
            )
        }
        do {
            let network = try Network(graph.cut(after: node))
            return (node, network.outputShape(of: .embedding))
        } catch {
            throw Failure(
                .dataLoss,
                "the network of model version \(model.modelVersion): \(error.description)"
            )
        }
    }

    /// What a node yields for `rows` rows.
    ///
    /// - Parameters:
    ///   - node: The node and its shape, by ``node(_:of:)``.
    ///   - model: The version.
    ///   - inputs: `rows` inputs of the project, as ``RowRanges`` has them.
    ///   - rows: How many.
    ///   - deadline: Until when the answer is wanted, by the clock.
    /// - Returns: The values of all rows.
    /// - Throws: ``Failure``: resource exhausted where too much waits, deadline exceeded, invalid argument where
    ///   a value is not finite, data loss of the weights.
    package func values(
        at node: (name: String, shape: Shape),
        of model: ModelFile,
        inputs: [UInt8],
        rows: Int,
        deadline: UInt64
    ) async throws -> NodeValues {
        let bytes = inputs.count + 4 * rows * (node.shape.count + model.network.input.mostValues)
        try state.withLock { state throws(Failure) in
            guard state.waiting == 0 || bytes <= waitingLimit - state.waiting else {
                throw Failure(
                    .resourceExhausted,
                    "rows of \(state.waiting) bytes wait for Embed, which takes at most "
                        + "\(waitingLimit) at a time",
                    retryAfterMilliseconds: Self.pause
                )
            }
            state.waiting += bytes
        }
        defer { state.withLock { $0.waiting -= bytes } }
        let cancelled = Flag()
        return try await withTaskCancellationHandler {
            try await thread.run { () throws(Failure) in
                let network = try self.network(model, node.name)
                let frontEnd = try ModelLoader.frontEnd(of: model)
                let ranges = try RowRanges(of: model.input, in: inputs.span, count: rows)
                var result: [Float] = []
                result.reserveCapacity(rows * node.shape.count)
                let scratch = network.makeScratch()
                let pieceRows = max(1, min(rows, Self.pieceValues / frontEnd.elements))
                for first in stride(from: 0, to: rows, by: pieceRows) {
                    guard !cancelled.isSet else {
                        throw Failure(.cancelled, "the caller went away")
                    }
                    guard self.clock.nanoseconds <= deadline else {
                        throw Failure(.deadlineExceeded, "the deadline passed while rows waited")
                    }
                    let count = min(pieceRows, rows - first)
                    var numbers: [Float] = []
                    numbers.reserveCapacity(count * frontEnd.elements)
                    for row in first..<first + count {
                        frontEnd.append(inputs.span.extracting(ranges[row]), to: &numbers)
                    }
                    let matrix = Matrix(
                        rows: count,
                        columns: frontEnd.elements,
                        values: numbers
                    )
                    let piece =
                        network.evaluate(matrix, scratch: scratch)[.embedding]?.values ?? []
                    if let wrong = piece.firstIndex(where: { !$0.isFinite }) {
                        throw .invalid(
                            "row \(first + wrong / node.shape.count) yields a value that is no finite number",
                            field: "inputs"
                        )
                    }
                    result += piece
                }
                return NodeValues(node: node.name, shape: node.shape, values: result)
            }
        } onCancel: {
            cancelled.set()
        }
    }

    /// The most values of rows that are turned into numbers at a time.
    private static let pieceValues = 1 << 18

    /// The network up to a node, from memory or from its file; on the thread alone.
    private func network(_ model: ModelFile, _ node: String) throws(Failure) -> ServingNetwork {
        let key = Key(
            project: model.project,
            version: model.modelVersion,
            digest: model.digest,
            node: node
        )
        let kept = state.withLock { state -> ServingNetwork? in
            guard let index = state.entries.firstIndex(where: { $0.key == key }) else { return nil }
            let entry = state.entries.remove(at: index)
            state.entries.insert(entry, at: 0)
            return entry.network
        }
        if let kept { return kept }
        let what = "model version \(model.modelVersion) of project \(model.project)"
        let (whole, parameters) = try ModelLoader.weights(model, what)
        let cut: Network
        do {
            cut = try Network(model.network.cut(after: node))
        } catch {
            throw Failure(.dataLoss, "the network of \(what): \(error.description)")
        }
        var own = cut.initialParameters(seed: 0)
        cut.adopt(parameters, of: whole, into: &own)
        let network = try ServingNetwork(network: cut, parameters: own)
        let bytes = try ServingNetwork.byteCount(for: cut)
        state.withLock { state in
            state.entries.insert(Entry(key: key, network: network, bytes: bytes), at: 0)
            var sum = 0
            state.entries = state.entries.filter { entry in
                sum += entry.bytes
                return sum <= cacheLimit
            }
        }
        return network
    }
}

/// A flag that is set once, by any thread.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}

/// What a node of a graph does.
///
/// Its shape rule, its parameters, the memory that it needs, and how it is computed forward, backward and in
/// service: one file each, listed in ``Operations``.
///
/// Its stored properties are what a graph says of it, so encoding it stores it.
package protocol Operation: Codable, Hashable, Sendable {
    /// Its name in stored graphs.
    static var kind: String { get }
    /// How many values it takes.
    var arity: ClosedRange<Int> { get }
    /// What it makes of rows that are sequences.
    static var ofSequences: SequenceRule { get }
    /// How many items a row of what it yields has, where that is a sequence.
    func itemRule(_ inputs: [Shape]) -> ItemRule
    /// The shape of what it yields.
    ///
    /// - Throws: ``ShapeError`` with what was expected and what came.
    func output(_ inputs: [Shape]) throws(ShapeError) -> Shape
    /// Its tensors, in the order in which they are stored.
    func parameters(_ inputs: [Shape]) -> [ParameterRule]
    /// The multiplications of one row's forward pass.
    func multiplyAdds(_ shapes: NodeShapes) -> Int
    /// This operation with the one after it, which nobody else sees the input of; nil: they stay two.
    func fused(with next: any Operation) -> (any Operation)?
    /// The memory that it needs.
    func demand(_ shapes: NodeShapes) -> Demand
    /// Computes all rows of a batch in training.
    ///
    /// - Parameters:
    ///   - frame: the node's values, parameters and memory.
    ///   - running: the network's running statistics, moved where the frame says so.
    func forward(_ frame: Frame, running: inout [Float])
    /// Adds the gradients of its parameters, and overwrites those inputs' deltas that are wanted.
    func backward(_ frame: Frame)
    /// Makes weights ready for service.
    func prepare(_ frame: ServingFrame, _ parameters: Parameters)
    /// Computes rows in service: no kernel sees more than its own rows and the weights.
    func serve(_ frame: ServingFrame)
}

extension Operation {
    package var arity: ClosedRange<Int> { 1...1 }
    package static var ofSequences: SequenceRule { .refused }
    package func itemRule(_ inputs: [Shape]) -> ItemRule { .kept }
    package func parameters(_ inputs: [Shape]) -> [ParameterRule] { [] }
    package func multiplyAdds(_ shapes: NodeShapes) -> Int { shapes.output.count }
    package func fused(with next: any Operation) -> (any Operation)? { nil }
    package func demand(_ shapes: NodeShapes) -> Demand { Demand() }
    package func prepare(_ frame: ServingFrame, _ parameters: Parameters) {}
}

/// What an operation makes of rows that are sequences.
package enum SequenceRule: Sendable {
    /// It takes rows of one item only.
    case refused
    /// Each item is a row to it: it knows nothing of sequences.
    case itemwise
    /// It sees all items of a row at once, and says of what shape a row then is.
    case rowwise
}

extension Operation {
    /// The shape of what it yields of rows that may be sequences.
    func outputOfRows(_ inputs: [Shape]) throws(ShapeError) -> Shape {
        guard let first = inputs.first(where: \.isSequence), Self.ofSequences != .rowwise else {
            return try output(inputs)
        }
        guard Self.ofSequences == .itemwise else {
            throw ShapeError("takes rows of one item, came \(first)")
        }
        guard inputs.allSatisfy({ $0.mostItems == first.mostItems }) else {
            throw ShapeError("takes values that are all sequences, or none; came \(inputs)")
        }
        var output = try output(inputs.map(\.item))
        output.mostItems = first.mostItems
        return output
    }
}

extension NodeShapes {
    /// Whether an operation sees each item of sequences as a row.
    func areItems(of operation: any Operation) -> Bool {
        input.isSequence && type(of: operation).ofSequences == .itemwise
    }

    /// How many rows an operation sees for each row of a batch, at most.
    func rowsOfRow(of operation: any Operation) -> Int {
        areItems(of: operation) ? input.mostItems ?? 1 : 1
    }
}

/// The shapes around a node.
package struct NodeShapes: Sendable, Hashable {
    /// What it takes.
    package let inputs: [Shape]
    /// What it yields.
    package let output: Shape

    /// What a node takes that takes one value.
    var input: Shape { inputs[0] }
}

/// One tensor of an operation.
package struct ParameterRule: Sendable {
    /// What follows the node's name and a dot; empty: nothing does.
    let suffix: String
    /// Its shape.
    let shape: [Int]
    /// What it is; running values are statistics, all others are trained.
    let kind: ParameterLayout.Kind
    /// How it is drawn; nil: as PyTorch does for its kind.
    let initial: InitialValues?

    init(
        _ suffix: String,
        _ shape: [Int],
        _ kind: ParameterLayout.Kind,
        initial: InitialValues? = nil
    ) {
        self.suffix = suffix
        self.shape = shape
        self.kind = kind
        self.initial = initial
    }
}

/// The memory that an operation needs, in floats.
package struct Demand: Sendable {
    /// Weights packed for the forward pass.
    var packed = 0
    /// Weights packed for the data gradient.
    var packedBack = 0
    /// What is kept of a pass for its backward one, beside inputs and output; more of it for each shard,
    /// for each row that it sees, and for each item of what it yields.
    var state = 0
    var statePerShard = 0
    var statePerRow = 0
    var statePerItem = 0
    /// What a thread needs while it computes a shard.
    var scratch = 0
    /// What each shard yields of the parameters' gradients, before the sums are taken in order.
    var partials = 0
    /// Weights as they serve.
    var served = 0
    /// What a thread needs in service for each row of a tile, beside ``scratch``.
    var servedScratchPerRow = 0
    /// Whether the backward pass reads the inputs, and the output.
    var readsInputs = true
    var readsOutput = false
    /// Whether the output may lie where the first input lay, in training where that is not read any more,
    /// and in service.
    var mayAlias = false
}

/// All operations, by their names in stored graphs: the one line that a new one has elsewhere.
package enum Operations {
    /// All of them.
    package static let all: [any Operation.Type] = [
        Dense.self, Convolution.self, BatchNorm.self, GroupNorm.self, LeakyReLU.self,
        Activation.self, MaxPool.self, AveragePool.self, AdaptiveAveragePool.self, Dropout.self,
        StochasticDepth.self, Add.self, Multiply.self, Concatenate.self, Slice.self, Softmax.self,
        L2Normalize.self, LargestChannels.self, SequencePool.self, Embedding.self, Positions.self,
        TableRow.self, Attention.self, Patches.self, ClassToken.self, Standardize.self,
    ]

    static func named(_ kind: String) -> (any Operation.Type)? { all.first { $0.kind == kind } }
}

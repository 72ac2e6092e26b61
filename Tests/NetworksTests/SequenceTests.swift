import Domain
import Foundation
import Kernels
import Networks
import TestSupport
import Testing

/// Networks of sequences that together have every operation which takes them.
enum SequenceZoo: String, CaseIterable, Sendable {
    /// Most operations on items, a residual, and both poolings of one value.
    case items
    /// Normalisation over the items of all rows, fused with a rectifier.
    case normalized
    /// Numbers of tokens, their places, and attention in both of its forms.
    case attentive

    static let most = 5

    /// The values of an item.
    private var width: Int { self == .attentive ? 1 : 6 }

    var graph: Graph {
        var builder = GraphBuilder(input: .sequence(of: width, most: Self.most))
        switch self {
        case .items:
            let first = builder.add(Dense(outputs: 8), named: "first")
            builder.add(GroupNorm.layer(), named: "norm")
            let smooth = builder.add(Activation(.tanh))
            let halves = [0, 4].map { builder.add(Slice(first: $0, count: 4), of: [smooth]) }
            let product = builder.add(Multiply(), of: halves)
            builder.add(Concatenate(), of: [product, smooth])
            builder.add(Dropout(rate: 0))
            let second = builder.add(Dense(outputs: 8), named: "second")
            let sum = builder.add(Add(), of: [first, second])
            let shares = builder.add(Softmax(temperature: 0.7))
            let unit = builder.add(L2Normalize(), of: [sum])
            let marks = builder.add(LargestChannels(count: 3), of: [sum])
            let pools = [
                builder.add(SequencePool(.mean), of: [sum]),
                builder.add(SequencePool(.maximum), of: [sum]),
                builder.add(SequencePool(.mean), of: [unit]),
                builder.add(SequencePool(.maximum), of: [shares]),
                builder.add(SequencePool(.mean), of: [marks]),
            ]
            builder.add(Concatenate(), of: pools)
        case .normalized:
            builder.add(Dense(outputs: 8), named: "first")
            builder.add(BatchNorm(), named: "norm")
            builder.add(LeakyReLU(slope: 0.1))
            builder.add(SequencePool(.maximum))
        case .attentive: Self.addAttention(&builder)
        }
        builder.add(Dense(outputs: 3), named: "classifier")
        var graph = builder.classifier()
        if self != .attentive { graph.standardization = InputStandardization(channels: width) }
        return graph
    }

    private static func addAttention(_ builder: inout GraphBuilder) {
        builder.add(Embedding(count: 3, width: 6), named: "tokens")
        builder.add(Positions(.learned, count: 7), named: "places")
        let start = builder.add(TableRow(count: 3, row: 1), named: "segment")
        let parts = ["query", "key", "value"].map {
            builder.add(Dense(outputs: 6), named: $0, of: [start])
        }
        builder.add(Attention(heads: 3), of: parts)
        let first = builder.add(Positions(.sinusoidal, count: most))
        builder.add(StochasticDepth(rate: 0))
        builder.add(Positions(.bare, count: most), named: "bare")
        builder.add(Dense(outputs: 30), named: "all")
        let second = builder.add(Attention(heads: 2))
        // One value three times over, heads of one channel.
        let third = builder.add(Attention(heads: 6), of: [first, first, first])
        builder.add(Concatenate(), of: [second, third])
        let items = builder.add(ClassToken(), named: "token")
        let last = builder.add(Attention(heads: 4), of: [items, items, items])
        let pools = [SequencePool.Reduction.first, .mean].map {
            builder.add(SequencePool($0), of: [last])
        }
        builder.add(Concatenate(), of: pools)
    }

    /// Rows of 1 to ``most`` items.
    static func lengths(_ rows: Int, seed: UInt64 = 1) -> [Int] {
        var generator = SeededGenerator(seed: seed)
        return (0..<rows).map { _ in 1 + generator.below(most) }
    }
}

@Suite("Rows that are sequences lie one after the other, without padding")
struct SequenceTests {
    @Test("Every operation that takes sequences is in a network of them")
    func everyOperation() {
        let nodes = SequenceZoo.allCases.flatMap(\.graph.nodes)
        let tested = Set(nodes.map { type(of: $0.operation).kind })
        let all = Operations.all.filter { $0.ofSequences != .refused }.map { $0.kind }
        #expect(Set(all) == tested)
    }

    @Test("Offsets of rows, of some of them, and of none")
    func offsets() {
        let offsets = RowOffsets(lengths: [2, 1, 4])
        #expect(offsets.rows == 3 && offsets.items == 7 && offsets.longest == 4)
        #expect(offsets.items(of: 0..<1) == 0..<2 && offsets.items(of: 1..<3) == 2..<7)
        let part = offsets.part(1..<3)
        #expect(part.rows == 2 && part.items == 5 && part.items(of: 1..<2) == 1..<5)
        #expect(part.part(1..<2).items(of: 0..<1) == 0..<4)
        let none = offsets.part(1..<1)
        #expect(none.rows == 0 && none.items == 0 && none.longest == 0)
        #expect(RowOffsets(lengths: []).items == 0)
    }

    @Test("A served row has the same bits in any batch", arguments: SequenceZoo.allCases)
    func bits(zoo: SequenceZoo) throws {
        let network = try Network(zoo.graph)
        let parameters = Make.parameters(network, seed: 3)
        let lengths = SequenceZoo.lengths(40)
        let offsets = RowOffsets(lengths: lengths)
        let items = Make.matrix(offsets.items, network.inputs, seed: 4)
        var reference = ReferenceNetwork(network, parameters)
        reference.training = false
        let want = reference.forward(Make.rows(items), lengths: lengths)
        for set in InstructionSet.supported {
            let serving = try ServingNetwork(
                network: network,
                parameters: parameters,
                instructionSet: set
            )
            let scratch = serving.makeScratch()
            func logits(_ rows: Range<Int>) throws -> [Float] {
                let heads = serving.evaluate(
                    items.rows(offsets.items(of: rows)),
                    offsets: offsets.part(rows),
                    scratch: scratch
                )
                return try #require(heads[.classifier]).values
            }
            let alone = try (0..<40).map { try logits($0..<$0 + 1) }
            for size in [2, 9, 10, 23, 40] {
                for first in [0, 40 - size] {
                    let rows = first..<first + size
                    #expect(try logits(rows) == Array(alone[rows].joined()), "\(set), \(rows)")
                }
            }
            expectClose(
                alone.joined().map(Double.init),
                want.logits.flatMap { $0 },
                absolute: 1e-5,
                relative: 2e-5,
                "\(set)"
            )
            var workspace = try Workspace(
                for: network,
                rows: 1,
                threads: 2,
                instructionSet: set
            )
            let heads = workspace.evaluate(items, offsets: offsets, parameters: parameters)
            #expect(heads[.classifier]?.values == Array(alone.joined()))
        }
    }

    @Test(
        "Bits do not depend on threads; two passes are alive at once",
        arguments: SequenceZoo.allCases,
        [1, 5, 30]
    )
    func threads(zoo: SequenceZoo, rows: Int) throws {
        let network = try Network(zoo.graph)
        let batches = (0..<2).map { RowOffsets(lengths: SequenceZoo.lengths(rows, seed: $0)) }
        var results: [[[Float]]] = []
        for (threads, passes) in [(1, 1), (2, 1), (3, 2)] {
            var parameters = network.initialParameters(seed: 1)
            var workspace = try Workspace(
                for: network,
                rows: rows,
                passes: passes,
                threads: threads
            )
            var result: [[Float]] = []
            func forward(_ index: Int) {
                let items = Make.matrix(
                    batches[index].items,
                    network.inputs,
                    seed: UInt64(index)
                )
                let heads = workspace.forward(
                    [items],
                    offsets: batches[index],
                    parameters: &parameters,
                    statistics: .frozen,
                    seed: UInt64(index),
                    pass: index % passes
                )
                result.append(heads[.classifier]?.values ?? [])
            }
            func backward(_ index: Int) {
                let delta = Make.matrix(rows, network.classes, seed: UInt64(9 + index))
                workspace.backward(
                    [.classifier: delta],
                    parameters: parameters,
                    pass: index % passes
                )
            }
            forward(0)
            if passes == 1 { backward(0) }
            forward(1)
            if passes == 2 { backward(0) }
            backward(1)
            results.append(result + [workspace.gradients])
        }
        #expect(results[0] == results[1], "threads")
        #expect(results[0] == results[2], "passes")
    }

    @Test("Values of items are handed out, and take a gradient")
    func items() throws {
        let network = try Network(SequenceZoo.items.graph)
        var parameters = Make.parameters(network, seed: 4)
        let offsets = RowOffsets(lengths: [3, 1, 5])
        var workspace = try Workspace(for: network, rows: 3, exposing: ["first"])
        let heads = workspace.forward(
            [Make.matrix(9, network.inputs, seed: 5)],
            offsets: offsets,
            parameters: &parameters,
            heads: ["first"]
        )
        let items = try #require(heads["first"])
        #expect(items.rows == 9 && items.columns == 8)
        workspace.backward(["first": Make.matrix(9, 8, seed: 6)], parameters: parameters)
        let touched = network.layout.parameters.filter { entry in
            entry.range.contains { workspace.gradients[$0] != 0 }
        }
        #expect(touched.map(\.name) == ["first.weight", "first.bias"])
    }

    @Test("A batch of no rows passes through and has no gradient", arguments: SequenceZoo.allCases)
    func nothing(zoo: SequenceZoo) throws {
        let network = try Network(zoo.graph)
        var parameters = network.initialParameters(seed: 1)
        let none = RowOffsets(lengths: [])
        var workspace = try Workspace(for: network, rows: 2)
        let heads = workspace.forward([], offsets: none, parameters: &parameters)
        #expect(heads[.classifier] == Matrix(rows: 0, columns: 3))
        workspace.backward([.classifier: Matrix(rows: 0, columns: 3)], parameters: parameters)
        #expect(workspace.gradients.allSatisfy { $0 == 0 })
    }

    /// One of each operation that takes no sequences.
    private static let others: [any Networks.Operation] = [
        Convolution(outputs: 2, kernel: 1, stride: 1, padding: 0, bias: false), MaxPool(size: 1),
        AveragePool(kernel: 1, stride: 1, padding: 0), AdaptiveAveragePool(), Patches(),
        Standardize(),
    ]

    @Test("What takes no sequences says so with the node's name")
    func refusals() throws {
        let kinds = Set(Self.others.map { type(of: $0).kind })
        let all = Operations.all.filter { $0.ofSequences == .refused }.map { $0.kind }
        #expect(Set(all) == kinds)
        func fault(_ build: (inout GraphBuilder) -> Void) -> ShapeError? {
            var builder = GraphBuilder(input: .sequence(of: 4, most: 3))
            build(&builder)
            builder.add(Dense(outputs: 2), named: "classifier")
            return #expect(throws: ShapeError.self) { try Network(builder.classifier()) }
        }
        for operation in Self.others {
            let fault = fault { $0.add(operation, named: "wrong") }
            #expect(
                fault?.description
                    == "node 'wrong': takes rows of one item, came 1 to 3 items of 4"
            )
        }
        let mixed = fault { builder in
            let items = builder.last
            let row = builder.add(SequencePool(.mean))
            builder.add(Add(), named: "sum", of: [items, row])
        }
        #expect(mixed?.node == "sum")
        #expect(fault { $0.add(LeakyReLU()) }?.message.contains("a value for each class") == true)
        let twice = fault { builder in
            builder.add(SequencePool(.mean))
            builder.add(SequencePool(.mean), named: "again")
        }
        #expect(twice?.node == "again")
        let long = Graph(
            input: .sequence(of: 1 << 10, most: 1 << 15),
            nodes: [Graph.Node("pool", SequencePool(.mean), [Graph.inputName])],
            heads: [.embedding: "pool"]
        )
        #expect(throws: ShapeError.self) { try Network(long) }
    }

    @Test("A graph of sequences is stored and read; one of rows is stored as before")
    func stored() throws {
        for zoo in SequenceZoo.allCases {
            let data = try JSONEncoder().encode(zoo.graph)
            #expect(try JSONDecoder().decode(Graph.self, from: data) == zoo.graph)
        }
        let shape = try JSONEncoder().encode(Shape.vector(3))
        #expect(!String(decoding: shape, as: UTF8.self).contains("mostItems"))
    }
}

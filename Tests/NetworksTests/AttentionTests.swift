import Domain
import Foundation
import Kernels
import Networks
import TestSupport
import Testing

@Suite("Attention over rows longer than a tile, and numbers of tokens from outside")
struct AttentionTests {
    private static let network = Result {
        var builder = GraphBuilder(input: .sequence(of: 72, most: 300))
        builder.add(Attention(heads: 3), named: "attention")
        builder.add(SequencePool(.mean), named: "pool")
        builder.head(.embedding, of: builder.last)
        return try Network(builder.built)
    }

    @Test(
        "Forward is the naive one, and backward its differences",
        arguments: InstructionSet.supported
    )
    func tiles(set: InstructionSet) throws {
        let network = try Self.network.get()
        var parameters = network.initialParameters(seed: 1)
        let lengths = [300, 1, 128, 129, 25]
        let (offsets, rows) = (RowOffsets(lengths: lengths), lengths.count)
        let items = Make.matrix(offsets.items, 72, seed: 2)
        let reference = ReferenceNetwork(network, parameters)
        let want = reference.forward(Make.rows(items), lengths: lengths).embedding
        var workspace = try Workspace(
            for: network,
            rows: rows,
            items: offsets.items,
            threads: 2,
            instructionSet: set
        )
        let heads = workspace.forward([items], offsets: offsets, parameters: &parameters)
        expectClose(
            try #require(heads[.embedding]).values.map(Double.init),
            want.flatMap { $0 },
            absolute: 2e-6,
            relative: 2e-5,
            "\(set)"
        )
        let delta = Make.matrix(rows, 24, seed: 3)
        let back = workspace.backward(
            [.embedding: delta],
            parameters: parameters,
            inputGradient: true
        )
        let gradient = try #require(back)
        func loss(_ index: Int, _ change: Double) -> Double {
            var moved = Make.rows(items)
            moved[index / 72][index % 72] += change
            let output = reference.forward(moved, lengths: lengths).embedding.flatMap { $0 }
            return zip(output, delta.values).reduce(0) { $0 + $1.0 * Double($1.1) }
        }
        // One of query, key and value each, of the first and the last tile and of a row of one item.
        for item in [0, 255, 299, 300, 430] {
            for part in 0..<3 {
                let index = item * 72 + part * 24 + 9
                let slope = (loss(index, 1e-4) - loss(index, -1e-4)) / 2e-4
                let got = Double(gradient.values[index])
                #expect(abs(got - slope) <= 1e-4 * abs(slope) + 1e-6, "\(item), \(part): \(got)")
            }
        }
    }

    @Test("A long row has the bits that it has alone", arguments: InstructionSet.supported)
    func bits(set: InstructionSet) throws {
        let network = try Self.network.get()
        let serving = try ServingNetwork(
            network: network,
            parameters: network.initialParameters(seed: 1),
            instructionSet: set
        )
        let lengths = [7, 300, 129, 128, 3, 250]
        let offsets = RowOffsets(lengths: lengths)
        let items = Make.matrix(offsets.items, 72, seed: 4)
        let scratch = serving.makeScratch()
        let together = serving.evaluate(items, offsets: offsets, scratch: scratch)[.embedding]
        let alone = lengths.indices.flatMap { row -> [Float] in
            let own = offsets.items(of: row..<row + 1)
            let heads = serving.evaluate(
                items.rows(own),
                offsets: offsets.part(row..<row + 1),
                scratch: scratch
            )
            return heads[.embedding]?.values ?? []
        }
        #expect(together?.values == alone)
    }

    @Test("A number that is no row of the table takes the first, and its gradient goes there")
    func numbers() throws {
        var builder = GraphBuilder(input: .sequence(of: 1, most: 9))
        builder.add(Embedding(count: 4, width: 3), named: "tokens")
        builder.add(SequencePool(.maximum), named: "pool")
        builder.head(.embedding, of: builder.last)
        let network = try Network(builder.built)
        var parameters = network.initialParameters(seed: 1)
        let numbers: [Float] = [-1, 4, .nan, .infinity, -.infinity, 1e30, 2, 3.9, -0.0]
        let offsets = RowOffsets(lengths: Array(repeating: 1, count: 9))
        let items = Matrix(rows: 9, columns: 1, values: numbers)
        var workspace = try Workspace(for: network, rows: 9)
        let heads = workspace.forward([items], offsets: offsets, parameters: &parameters)
        let rows = [0, 0, 0, 0, 0, 0, 2, 3, 0]
        let want = rows.flatMap { parameters.values[3 * $0..<3 * $0 + 3] }
        #expect(heads[.embedding]?.values == want)
        let serving = try ServingNetwork(network: network, parameters: parameters)
        let served = serving.evaluate(items, offsets: offsets, scratch: serving.makeScratch())
        #expect(served[.embedding]?.values == want)
        let ones = Matrix(rows: 9, columns: 3, values: Array(repeating: 1, count: 27))
        let gradient = workspace.backward(
            [.embedding: ones],
            parameters: parameters,
            inputGradient: true
        )
        #expect(workspace.gradients == [7, 7, 7, 0, 0, 0, 1, 1, 1, 1, 1, 1])
        #expect(gradient?.values == Array(repeating: 0, count: 9))
    }

    @Test("What does not fit is refused")
    func refusals() {
        func fault(_ input: Shape, _ operation: any Networks.Operation) -> String? {
            var builder = GraphBuilder(input: input)
            builder.add(operation, named: "wrong")
            builder.head(.embedding, of: builder.last)
            return (#expect(throws: ShapeError.self) { try Network(builder.built) })?.node
        }
        let wide = Shape.sequence(of: 8, most: 4)
        #expect(fault(wide, Embedding(count: 4, width: 3)) == "wrong")
        #expect(fault(.sequence(of: 1, most: 4), Embedding(count: 0, width: 3)) == "wrong")
        #expect(fault(wide, Positions(.learned, count: 3)) == "wrong")
        #expect(fault(.vector(8), Positions(.learned, count: 9)) == "wrong")
        #expect(fault(wide, TableRow(count: 2, row: 2)) == "wrong")
        #expect(fault(wide, Attention(heads: 2)) == "wrong")
        #expect(fault(.vector(9), Attention(heads: 3)) == "wrong")
    }
}

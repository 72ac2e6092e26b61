import Domain
import Kernels
import Networks
import TestSupport
import Testing

@Suite("A served row has the same bits in any batch and equals the naive forward pass")
struct ServingTests {
    @Test("Batches of 1 to 64, every position", arguments: Zoo.allCases)
    func bits(zoo: Zoo) throws {
        let network = try Network(zoo.specification)
        let parameters = Make.parameters(network, seed: 3)
        let rows = Make.matrix(64, network.inputs, seed: 4)
        for set in InstructionSet.supported {
            let serving = try ServingNetwork(
                network: network,
                parameters: parameters,
                instructionSet: set
            )
            let scratch = serving.makeScratch()
            let alone = (0..<64).map {
                serving.evaluate(rows.rows($0..<($0 + 1)), scratch: scratch)
            }
            let logits = alone.flatMap { $0[.classifier]?.values ?? [] }
            let features = alone.flatMap { $0[.embedding]?.values ?? [] }
            for size in 1...64 {
                for first in [0, 64 - size] {
                    let batch = rows.rows(first..<(first + size))
                    let heads = serving.evaluate(batch, scratch: scratch)
                    let classes = network.classes
                    let width = network.features
                    #expect(
                        try #require(heads[.classifier]).values
                            == Array(logits[(first * classes)..<((first + size) * classes)]),
                        "\(set), \(size) rows from \(first)"
                    )
                    #expect(
                        try #require(heads[.embedding]).values
                            == Array(features[(first * width)..<((first + size) * width)]),
                        "\(set), \(size) rows from \(first)"
                    )
                    #expect(serving.logits(batch, scratch: scratch) == heads[.classifier])
                }
            }
        }
    }

    @Test("Equal to the naive pass and to the workspace's evaluation", arguments: Zoo.allCases)
    func values(zoo: Zoo) throws {
        let network = try Network(zoo.specification)
        let parameters = Make.parameters(network, seed: 3)
        let rows = Make.matrix(19, network.inputs, seed: 4)
        var reference = ReferenceNetwork(network, parameters)
        reference.training = false
        let want = reference.forward(Make.rows(rows))
        for set in InstructionSet.supported {
            let serving = try ServingNetwork(
                network: network,
                parameters: parameters,
                instructionSet: set
            )
            let heads = serving.evaluate(rows, scratch: serving.makeScratch())
            expectClose(
                try #require(heads[.classifier]).values.map(Double.init),
                want.logits.flatMap { $0 },
                absolute: 1e-5,
                relative: 2e-5,
                "logits, \(set)"
            )
            var workspace = try Workspace(
                for: network,
                rows: 1,
                threads: 2,
                instructionSet: set
            )
            let parts = [rows.rows(0..<3), rows.rows(3..<19)]
            #expect(workspace.evaluate(parts, parameters: parameters) == heads)
        }
    }

    @Test("Weights that are not the network's, or no numbers, are refused")
    func refusals() throws {
        let network = try Network(.linear(inputs: 3, classes: 2))
        var parameters = network.initialParameters(seed: 1)
        parameters.values[2] = .nan
        #expect(throws: Failure.self) {
            try ServingNetwork(network: network, parameters: parameters)
        }
        parameters.values.removeLast()
        #expect(throws: Failure.self) {
            try ServingNetwork(network: network, parameters: parameters)
        }
    }
}

import Domain
import Foundation
import Kernels
import Networks
import Testing

@Suite("The standardisation of the input is the network's first step and part of its weights")
struct StandardizationTests {
    private static func linear(_ inputs: Int, channels: Int?) -> Graph {
        var network = Graph.linear(inputs: inputs, classes: 2)
        network.standardization = channels.map { InputStandardization(channels: $0) }
        return network
    }

    @Test("A row is (x - mean) / std, to the bit", arguments: [(23, 23), (24, 3), (24, 1)])
    func values(inputs: Int, channels: Int) throws {
        let network = try Network(Self.linear(inputs, channels: channels))
        let means = Make.matrix(1, channels, seed: 1).values.map { 1e6 + 1000 * $0 }
        let deviations = Make.matrix(1, channels, seed: 2).values.map { abs($0) + 0.01 }
        var parameters = network.initialParameters(seed: 3)
        network.setInputStatistics(
            InputStatistics(means: means, deviations: deviations),
            in: &parameters
        )
        var rows = Make.matrix(50, inputs, seed: 4)
        for index in rows.values.indices { rows.values[index] += means[index % channels] }
        let want = rows.values.indices.map { index in
            let channel = index % inputs % channels
            return (rows.values[index] - means[channel]) / deviations[channel]
        }
        for set in InstructionSet.supported {
            let serving = try ServingNetwork(
                network: network,
                parameters: parameters,
                instructionSet: set
            )
            let served = serving.evaluate(rows, scratch: serving.makeScratch())
            #expect(served[.embedding]?.values == want, "serving, \(set)")
            var workspace = try Workspace(
                for: network,
                rows: 50,
                threads: 2,
                instructionSet: set
            )
            let trained = workspace.forward([rows], parameters: &parameters)
            #expect(trained[.embedding]?.values == want, "training, \(set)")
        }
    }

    @Test("What cannot be divided by becomes 1")
    func constants() {
        let values: [Float] = [0, -1, .nan, .infinity, .leastNonzeroMagnitude, 2]
        let statistics = InputStatistics(means: [1, 2, .nan, .infinity, 3, 4], deviations: values)
        #expect(statistics.deviations == [1, 1, 1, 1, 1, 2])
        #expect(statistics.means == [1, 2, 0, 0, 3, 4])
    }

    @Test("A network is stored as its nodes, and one stored as layers is read")
    func stored() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let plain = try encoder.encode(Self.linear(2, channels: nil))
        let now =
            #"{"heads":{"classifier":"classifier","embedding":"input"},"input":{"channels":2,"#
            + #""height":1,"width":1},"nodes":[{"bias":true,"inputs":["input"],"#
            + #""name":"classifier","op":"dense","outputs":2}]}"#
        #expect(String(decoding: plain, as: UTF8.self) == now)
        let before =
            #"{"input":{"channels":2,"height":1,"width":1},"layers":[{"dense":{"bias":true,"#
            + #""name":"classifier","outputs":2}}]}"#
        let read = try JSONDecoder().decode(Graph.self, from: Data(before.utf8))
        #expect(read == Self.linear(2, channels: nil))
        let own = Self.linear(2, channels: 2)
        #expect(
            try JSONDecoder().decode(Graph.self, from: encoder.encode(own)) == own
        )
        #expect(try Network(own).layout.fixedStatistics == 0..<4)
        #expect(try Network(Self.linear(2, channels: nil)).layout.fixedStatistics.isEmpty)
    }

    @Test("Channels that do not divide a row are refused", arguments: [0, -1, 4, 7])
    func refused(channels: Int) {
        #expect(throws: ShapeError.self) { try Network(Self.linear(6, channels: channels)) }
    }

    @Test("No average moves them, to the bit")
    func average() throws {
        let network = try Network(Self.linear(3, channels: 3))
        var student = network.initialParameters(seed: 1)
        let statistics = InputStatistics(means: [0.1, 0.2, 0.3], deviations: [0.7, 1.1, 1e-3])
        network.setInputStatistics(statistics, in: &student)
        var average = student
        for step in 1...1000 {
            average.follow(
                student,
                decay: 1 - 1 / Float(step + 1),
                statistics: .averaged,
                fixed: network.layout.fixedStatistics
            )
        }
        #expect(network.inputStatistics(of: average) == statistics)
    }

    @Test("Its tensors have the documented names, and a deviation of 0 is refused")
    func tensors() throws {
        let network = try Network(Self.linear(3, channels: 3))
        let file = try Safetensors.decode(
            Safetensors.encode(network.initialParameters(seed: 1), of: network)
        )
        let names = file.tensors.map(\.name)
        #expect(names.contains("standardization.mean") && names.contains("standardization.std"))
        var damaged = file
        for index in damaged.tensors.indices where names[index] == "standardization.std" {
            #expect(damaged.tensors[index].shape == [3])
            damaged.tensors[index].values = .floats([1, 0, 1])
        }
        let failure = #expect(throws: Failure.self) {
            try Safetensors.parameters(of: network, in: damaged)
        }
        #expect(failure?.message.contains("standardization.std") == true)
        let plain = try Network(Self.linear(3, channels: nil))
        #expect(throws: Failure.self) { try Safetensors.parameters(of: plain, in: file) }
    }
}

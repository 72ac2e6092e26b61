import Domain
import Foundation
import Networks
import Testing

@Suite("Specifications are stored as JSON, and nonsense is refused")
struct SpecificationTests {
    @Test("JSON round trip", arguments: Zoo.allCases)
    func json(zoo: Zoo) throws {
        let data = try JSONEncoder().encode(zoo.specification)
        let decoded = try JSONDecoder().decode(NetworkSpecification.self, from: data)
        #expect(decoded == zoo.specification)
    }

    @Test("The digits network has the parameters of its layers")
    func digits() throws {
        let network = try Network(Zoo.digits.specification)
        let weights = 9 * (16 + 256 + 512 + 1024) + 2 * (16 + 16 + 32 + 32) + 330
        #expect(network.layout.parameterCount == weights)
        #expect(network.layout.statisticsCount == 2 * 96)
        #expect(network.features == 32 && network.classes == 10 && network.inputs == 64)
        #expect(network.layout["conv2.weight"]?.shape == [16, 16, 3, 3])
        #expect(network.layout["bn4.running_var"]?.range == 160..<192)
        let decayed = network.layout.parameters.filter(\.decays).map(\.name)
        #expect(
            decayed
                == [
                    "conv1.weight", "conv2.weight", "conv3.weight", "conv4.weight",
                    "classifier.weight",
                ]
        )
        #expect(network.initialParameters(seed: 1) == network.initialParameters(seed: 1))
        #expect(network.initialParameters(seed: 1) != network.initialParameters(seed: 2))
    }

    static let nonsense: [NetworkSpecification] = [
        vector([]), vector([.dense("a", 0)]), vector([.dense("a", -1)]),
        vector([.dense("a", .max)]),
        vector([.reLU]), vector([.dense("a", 2), .dense("a", 2)]), vector([.dense("", 2)]),
        vector([.dense("a/b", 2)]), vector([.maxPool(size: 2), .dense("a", 2)]),
        vector([.maxPool(size: 0), .dense("a", 2)]), vector([.dropout(rate: 1), .dense("a", 2)]),
        vector([.dropout(rate: .nan), .dense("a", 2)]),
        vector([.leakyReLU(slope: 2), .dense("a", 2)]),
        vector([.leakyReLU(slope: .nan), .dense("a", 2)]),
        vector([.batchNorm(name: "n", momentum: 0.1, epsilon: 0), .dense("a", 2)]),
        vector([.batchNorm(name: "n", momentum: 2, epsilon: 1e-5), .dense("a", 2)]),
        vector([.convolution3("c", .max), .dense("a", 2)]),
        vector([
            .convolution(name: "c", outputs: 1, kernel: 3, stride: 0, padding: 1, bias: true),
            .dense("a", 2),
        ]),
        vector([
            .convolution(name: "c", outputs: 1, kernel: 17, stride: 1, padding: 8, bias: true),
            .dense("a", 2),
        ]),
        vector([
            .convolution(name: "c", outputs: 1, kernel: 3, stride: 1, padding: 0, bias: true),
            .dense("a", 2),
        ]),
        NetworkSpecification(input: .vector(0), layers: [.dense("a", 2)]),
        NetworkSpecification(input: .vector(.max), layers: [.dense("a", 2)]),
        NetworkSpecification(
            input: .image(height: .max, width: .max, channels: 1),
            layers: [.dense("a", 2)]
        ),
        NetworkSpecification(
            input: .image(height: 4096, width: 4096, channels: 64),
            layers: [.dense("a", 2)]
        ),
    ]

    private static func vector(_ layers: [LayerSpecification]) -> NetworkSpecification {
        NetworkSpecification(input: .vector(4), layers: layers)
    }

    @Test("Layers that do not fit are refused", arguments: nonsense)
    func refused(specification: NetworkSpecification) {
        #expect(throws: ShapeError.self) { try Network(specification) }
    }

    @Test("More memory than there may be is refused")
    func memory() throws {
        let network = try Network(.linear(inputs: 1 << 16, classes: 2))
        #expect(throws: Failure.self) { _ = try Workspace(for: network, rows: .max / 2) }
        #expect(throws: Failure.self) { _ = try Workspace(for: network, rows: 1 << 40) }
    }
}

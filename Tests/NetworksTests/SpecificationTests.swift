import Domain
import Foundation
import Networks
import Testing

@Suite("Specifications are stored as JSON, and nonsense is refused")
struct SpecificationTests {
    @Test("JSON round trip", arguments: Zoo.allCases)
    func json(zoo: Zoo) throws {
        let data = try JSONEncoder().encode(zoo.specification)
        let decoded = try JSONDecoder().decode(Graph.self, from: data)
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

    static let nonsense: [Graph] = [
        vector([]), vector([.layer("a", Dense(outputs: 0))]),
        vector([.layer("a", Dense(outputs: -1))]),
        vector([.layer("a", Dense(outputs: .max))]),
        vector([.layer(LeakyReLU())]),
        vector([.layer("a", Dense(outputs: 2)), .layer("a", Dense(outputs: 2))]),
        vector([.layer("", Dense(outputs: 2))]),
        vector([.layer("a/b", Dense(outputs: 2))]),
        vector([.layer(MaxPool(size: 2)), .layer("a", Dense(outputs: 2))]),
        vector([.layer(MaxPool(size: 0)), .layer("a", Dense(outputs: 2))]),
        vector([.layer(Dropout(rate: 1)), .layer("a", Dense(outputs: 2))]),
        vector([.layer(Dropout(rate: .nan)), .layer("a", Dense(outputs: 2))]),
        vector([.layer(LeakyReLU(slope: 2)), .layer("a", Dense(outputs: 2))]),
        vector([.layer(LeakyReLU(slope: .nan)), .layer("a", Dense(outputs: 2))]),
        vector([.layer("n", BatchNorm(momentum: 0.1, epsilon: 0)), .layer("a", Dense(outputs: 2))]),
        vector([.layer("n", BatchNorm(momentum: 2, epsilon: 1e-5)), .layer("a", Dense(outputs: 2))]
        ),
        vector([.layer("n", BatchNorm(initial: .normalByFanOut)), .layer("a", Dense(outputs: 2))]),
        vector([.layer("c", Convolution.three(.max)), .layer("a", Dense(outputs: 2))]),
        vector([
            .layer("c", Convolution(outputs: 1, kernel: 3, stride: 0, padding: 1, bias: true)),
            .layer("a", Dense(outputs: 2)),
        ]),
        vector([
            .layer("c", Convolution(outputs: 1, kernel: 17, stride: 1, padding: 8, bias: true)),
            .layer("a", Dense(outputs: 2)),
        ]),
        vector([
            .layer("c", Convolution(outputs: 1, kernel: 3, stride: 1, padding: 0, bias: true)),
            .layer("a", Dense(outputs: 2)),
        ]),
        Graph(input: .vector(0), layers: [.layer("a", Dense(outputs: 2))]),
        Graph(input: .vector(.max), layers: [.layer("a", Dense(outputs: 2))]),
        Graph(
            input: .image(height: .max, width: .max, channels: 1),
            layers: [.layer("a", Dense(outputs: 2))]
        ),
        Graph(
            input: .image(height: 4096, width: 4096, channels: 64),
            layers: [.layer("a", Dense(outputs: 2))]
        ),
    ]

    private static func vector(_ layers: [Layer]) -> Graph {
        Graph(input: .vector(4), layers: layers)
    }

    @Test("Layers that do not fit are refused", arguments: nonsense)
    func refused(specification: Graph) {
        #expect(throws: ShapeError.self) { try Network(specification) }
    }

    @Test("Every operation is in a network whose gradient is compared with differences")
    func everyOperation() {
        var tested: Set<String> = []
        let graphs = Zoo.allCases.map(\.specification) + SequenceZoo.allCases.map(\.graph)
        for graph in graphs {
            for node in graph.nodes { tested.insert(type(of: node.operation).kind) }
        }
        let all = Operations.all.map { $0.kind }
        #expect(Set(all).count == all.count, "two operations of one name")
        #expect(Set(all) == tested)
    }

    @Test("What is wrong with a graph is said with the node's name")
    func faults() throws {
        var graph = Zoo.residual.specification
        graph.nodes[3].inputs = ["nothing"]
        #expect(
            throws: ShapeError("takes 'nothing', which no node before it yields", node: "conv1")
        ) {
            try Network(graph)
        }
        graph = Zoo.residual.specification
        graph.nodes.swapAt(0, 1)
        #expect(throws: ShapeError.self) { try Network(graph) }
        graph = Zoo.selective.specification
        graph.nodes[1].operation = Slice(first: 6, count: 4)
        let fault = #expect(throws: ShapeError.self) { try Network(graph) }
        #expect(fault?.description == "node 'slice1': has no channels 6 to 10 of 8")
        graph = Zoo.residual.specification
        graph.heads["projection"] = "no"
        #expect(throws: ShapeError.self) { try Network(graph) }
    }

    @Test("More memory than there may be is refused")
    func memory() throws {
        let network = try Network(.linear(inputs: 1 << 16, classes: 2))
        #expect(throws: Failure.self) { _ = try Workspace(for: network, rows: .max / 2) }
        #expect(throws: Failure.self) { _ = try Workspace(for: network, rows: 1 << 40) }
    }
}

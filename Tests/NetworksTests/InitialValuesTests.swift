import Foundation
import Networks
import Testing

@Suite("Weights start as their layers say")
struct InitialValuesTests {
    private func graph(_ initial: InitialValues?, norm: InitialValues? = nil) -> Graph {
        var builder = GraphBuilder(input: .image(height: 3, width: 3, channels: 24))
        builder.add(
            Convolution(outputs: 96, kernel: 3, padding: 1, bias: true, initial: initial),
            named: "conv"
        )
        builder.add(BatchNorm(initial: norm), named: "bn")
        builder.add(AdaptiveAveragePool())
        builder.add(Dense(outputs: 300, initial: initial), named: "classifier")
        return builder.classifier()
    }

    private func values(_ name: String, of graph: Graph) throws -> [Double] {
        let network = try Network(graph)
        let entry = try #require(network.layout[name])
        return network.initialParameters(seed: 7).values[entry.range].map(Double.init)
    }

    private static let variances: [(InitialValues?, String, Double)] = [
        (nil, "conv.weight", 1 / (3 * 216)), (nil, "classifier.weight", 1 / (3 * 96)),
        (.normalByFanOut, "conv.weight", 2 / (96 * 9)),
        (.normalByFanOut, "classifier.weight", 2 / 300),
        (.normalByBothFans, "conv.weight", 2 / (216 + 96 * 9)),
        (.normalByBothFans, "classifier.weight", 2 / (96 + 300)),
        (.truncatedByFanIn, "conv.weight", 1 / 216), (.zero, "conv.weight", 0),
    ]

    @Test("The variance is that of the rule", arguments: variances)
    func variance(initial: InitialValues?, name: String, expected: Double) throws {
        let values = try values(name, of: graph(initial))
        let squares = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        #expect(abs(squares - expected) <= 0.04 * expected)
        let mean = values.reduce(0, +) / Double(values.count)
        #expect(abs(mean) <= 4 * (expected / Double(values.count)).squareRoot())
        if initial == .truncatedByFanIn {
            let most = values.reduce(0) { max($0, abs($1)) }
            #expect(most <= 2 / 0.879625 * expected.squareRoot())
            #expect(most > 1.9 / 0.879625 * expected.squareRoot())
        }
    }

    @Test("Biases of dense layers start as zeros where weights have a rule")
    func others() throws {
        #expect(try values("classifier.bias", of: graph(nil)).contains { $0 != 0 })
        #expect(try values("classifier.bias", of: graph(.normalByBothFans)).allSatisfy { $0 == 0 })
        #expect(try values("conv.bias", of: graph(.normalByFanOut)).allSatisfy { $0 != 0 })
        #expect(try values("bn.weight", of: graph(nil)).allSatisfy { $0 == 1 })
        #expect(try values("bn.weight", of: graph(nil, norm: .zero)).allSatisfy { $0 == 0 })
    }

    @Test("A graph says how its weights start only where that is not as ever")
    func stored() throws {
        let encoder = JSONEncoder()
        let usual = String(decoding: try encoder.encode(graph(nil)), as: UTF8.self)
        #expect(!usual.contains("initial"))
        for initial in InitialValues.allCases {
            let graph = graph(initial, norm: .zero)
            let data = try encoder.encode(graph)
            #expect(try JSONDecoder().decode(Graph.self, from: data) == graph)
        }
    }
}

import Foundation
import Networks
import Testing

@Suite("Residual networks: how they start, and what they leave out")
struct ResidualNetworkTests {
    private static let image = Shape.image(height: 16, width: 16, channels: 3)

    private func network(_ network: ResNet) throws -> Network {
        try Network(.resNet(network, input: Self.image, classes: 10))
    }

    @Test("The named networks have the parameters of their papers")
    func sizes() throws {
        let wide: [(WideResNet, Int, Int)] = [
            (.wide28By2, 1_467_626, 128), (.wide28By8, 23_354_858, 512),
            (.wide37By2, 5_929_450, 256),
        ]
        for (sizes, count, features) in wide {
            let network = try Network(.wideResNet(sizes, input: Self.image, classes: 10))
            #expect(network.layout.parameterCount == count)
            #expect(network.features == features && network.classes == 10)
        }
        #expect(try network(.torchvision(.eighteen)).layout.parameterCount == 11_181_642)
        #expect(try network(.torchvision(.fifty)).layout.parameterCount == 23_528_522)
        #expect(try network(.torchvision(.fifty, width: 2)).features == 4096)
    }

    @Test("A branch of SimCLRv2 starts with scales of zero, one of torchvision with ones")
    func scales() throws {
        for (description, last) in [
            (ResNet.simCLRv2(.eighteen), "bn2.weight"), (.simCLRv2(.fifty), "bn3.weight"),
            (.torchvision(.eighteen), "none"),
        ] {
            let network = try network(description)
            let parameters = network.initialParameters(seed: 1)
            for entry in network.layout.parameters where entry.kind == .scale {
                let isLast = entry.name.hasPrefix("layer") && entry.name.hasSuffix(last)
                #expect(
                    parameters.values[entry.range].allSatisfy { $0 == (isLast ? 0 : 1) },
                    "\(entry.name)"
                )
            }
        }
    }

    @Test("Convolutions start by fan-out, SimCLRv2's by fan-in")
    func weights() throws {
        for (description, expected) in [
            (ResNet.torchvision(.eighteen), 2 / (128 * 9.0)),
            (.simCLRv2(.eighteen), 1 / (64 * 9.0)),
        ] {
            let network = try network(description)
            let entry = try #require(network.layout["layer2.0.conv1.weight"])
            let values = network.initialParameters(seed: 1).values[entry.range]
            let variance = values.reduce(0) { $0 + Double($1 * $1) } / Double(values.count)
            #expect(abs(variance - expected) <= 0.03 * expected)
        }
    }

    @Test("Dropout is before the second convolution of every unit that asks for it")
    func dropout() {
        let graph = Graph.wideResNet(
            WideResNet(width: 1, units: 2, dropout: 0.3),
            input: Self.image,
            classes: 3
        )
        let after = graph.nodes.filter { $0.inputs.contains { $0.hasSuffix("dropout") } }
        #expect(after.count == 6 && after.allSatisfy { $0.name.hasSuffix("conv2") })
    }

    @Test("What a Wide ResNet normalises and does not read costs nothing in service")
    func unread() throws {
        let graph = Graph.wideResNet(.wide28By2, input: Self.image, classes: 10)
        let network = try Network(graph)
        var without = graph
        without.nodes.removeAll { ["block2.layer.0.bn1", "block3.layer.0.bn1"].contains($0.name) }
        #expect(network.multiplyAdds == (try Network(without).multiplyAdds))
        #expect(network.layout.parameterCount == (try Network(without).layout.parameterCount) + 192)
    }

    @Test("Graphs are stored")
    func stored() throws {
        for graph in [
            Graph.wideResNet(.wide37By2, input: Self.image, classes: 10),
            .resNet(.simCLRv2(.fifty), input: Self.image, classes: 10),
        ] {
            let data = try JSONEncoder().encode(graph)
            #expect(try JSONDecoder().decode(Graph.self, from: data) == graph)
        }
    }
}

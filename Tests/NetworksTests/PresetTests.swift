import Domain
import Foundation
import Networks
import Testing

@Suite("Networks by name, and graphs from outside")
struct PresetTests {
    static let small = Shape.image(height: 16, width: 16, channels: 3)

    static let cases: [(name: String, settings: [String: String])] = [
        ("linear", [:]),
        ("perceptron", ["hidden": "7,5,3", "dropout": "0.25"]),
        ("small_convolutional", ["width": "3"]),
        ("wide_resnet", ["depth": "10", "width": "1", "dropout": "0.5"]),
        ("wide_resnet", ["depth": "13", "width": "2", "groups": "4", "first_stride": "2"]),
        ("resnet", ["depth": "18", "stem": "small"]),
        ("resnet", ["depth": "50", "variant": "d"]),
        ("resnet", ["depth": "50", "variant": "simclr", "stem": "small"]),
        ("resnet", ["depth": "18", "variant": "simclr"]),
        ("vit", ["patch": "4", "layers": "2", "width": "12", "drop_path": "0.5"]),
        ("vit", ["layers": "1", "width": "8", "heads": "8"]),
        (
            "bert",
            ["layers": "2", "width": "8", "heads": "2", "vocabulary": "11", "features": "mean"]
        ),
        (
            "bert",
            ["layers": "1", "width": "6", "heads": "3", "intermediate": "5", "positions": "9"]
        ),
    ]

    /// What rows are to a network of a name.
    private func input(_ name: String) -> Shape {
        name == "bert" ? .sequence(of: 1, most: 9) : Self.small
    }

    @Test("A network is known by its graph, also without its classes", arguments: cases)
    func recognised(name: String, settings: [String: String]) throws {
        let preset = try Presets.preset(Presets.named(name), settings: settings)
        let input = input(name)
        var graph = try preset.graph(input: input, classes: 5)
        _ = try Network(graph)
        graph.standardization = InputStandardization(channels: input.channels)
        let found = try #require(Presets.describing(graph))
        #expect(type(of: found).card.name == name)
        #expect(found.settings == preset.settings)
        guard name != "linear" else { return }
        let encoder = graph.encoder
        #expect(encoder.isEncoder && !graph.isEncoder)
        _ = try Network(encoder)
        let again = try #require(Presets.describing(encoder))
        #expect(again.settings == preset.settings)
    }

    @Test("A graph that no name is for has none")
    func unknown() throws {
        var builder = GraphBuilder(input: .vector(4))
        builder.add(Dense(outputs: 3), named: "one")
        builder.add(Activation(.tanh))
        builder.add(Dense(outputs: 2), named: "two")
        #expect(Presets.describing(builder.classifier()) == nil)
    }

    @Test("The defaults are USB's WRN-28-2 and torchvision's ResNet-18")
    func defaults() throws {
        let shape = Shape.image(height: 32, width: 32, channels: 3)
        #expect(
            try WideResNetPreset().graph(input: shape, classes: 10)
                == .wideResNet(.wide28By2, input: shape, classes: 10)
        )
        let stl = try Presets.preset(
            WideResNetPreset.self,
            settings: ["depth": "37", "groups": "4", "first_stride": "2"]
        )
        #expect(
            try stl.graph(input: shape, classes: 10)
                == .wideResNet(.wide37By2, input: shape, classes: 10)
        )
        #expect(
            try ResNetPreset().graph(input: shape, classes: 10)
                == .resNet(.torchvision(.eighteen), input: shape, classes: 10)
        )
    }

    @Test("Half of a network is half as wide")
    func halves() throws {
        var perceptron = PerceptronPreset()
        perceptron.hidden = [9, 1]
        perceptron.halve()
        #expect(perceptron.hidden == [4, 1])
        var wide = WideResNetPreset()
        wide.halve()
        wide.halve()
        #expect(wide.width == 1)
        var bert = BERTPreset()
        bert.halve()
        #expect(bert.width == 192 && bert.heads == 6 && bert.intermediate == 768)
        var vision = VisionTransformerPreset()
        vision.halve()
        vision.halve()
        #expect(vision.width == 64 && vision.heads == 1)
        var linear = LinearPreset()
        linear.halve()
        #expect(linear == LinearPreset())
    }

    @Test(
        "What is out of range or does not go together is refused by its name",
        arguments: [
            ("perceptron", "hidden", "1,2,3,4,5,6,7,8,9"), ("perceptron", "hidden", ""),
            ("perceptron", "hidden", "4,0"), ("perceptron", "hidden", "4,x"),
            ("perceptron", "dropout", "nan"), ("small_convolutional", "width", "513"),
            ("wide_resnet", "depth", "29"), ("wide_resnet", "depth", "4"),
            ("resnet", "depth", "34"), ("resnet", "width", "5"), ("linear", "x", "1"),
            ("vit", "patch", "3"), ("vit", "heads", "5"), ("bert", "heads", "7"),
            ("bert", "positions", "8"), ("bert", "features", "sum"),
        ]
    )
    func refused(name: String, parameter: String, value: String) throws {
        let failure = #expect(throws: Failure.self) {
            let preset = try Presets.preset(Presets.named(name), settings: [parameter: value])
            _ = try preset.graph(input: input(name), classes: 2)
        }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.field.contains(parameter) == true)
    }

    @Test("Every width of the card is a network", arguments: ["18", "50"], 1...4)
    func widths(depth: String, width: Int) throws {
        let settings = ["depth": depth, "width": "\(width)", "stem": "small"]
        let preset = try Presets.preset(ResNetPreset.self, settings: settings)
        let network = try Network(
            preset.graph(input: .image(height: 32, width: 32, channels: 3), classes: 10)
        )
        #expect(network.layout["fc.weight"]?.shape == [10, (depth == "18" ? 512 : 2048) * width])
    }

    @Test("Vectors are no images", arguments: ["small_convolutional", "wide_resnet", "resnet"])
    func vectors(name: String) throws {
        let preset = try Presets.named(name).init()
        let failure = #expect(throws: Failure.self) {
            try preset.graph(input: .vector(64), classes: 2)
        }
        #expect(failure?.kind == .invalidArgument)
    }

    @Test("A name is found as people write it, and another gets the nearest")
    func names() throws {
        #expect(try Presets.named("WideResNet") == WideResNetPreset.self)
        let failure = #expect(throws: Failure.self) { try Presets.named("wide_resnat") }
        #expect(failure?.message.contains("wide_resnet") == true)
    }

    /// Whatever a number is replaced with, a graph is compiled or refused: no trap, no endless work.
    @Test(
        "No number of a graph from outside ends the process",
        arguments: Zoo.allCases.map(\.specification) + SequenceZoo.allCases.map(\.graph)
    )
    func hostileNumbers(graph: Graph) throws {
        let text = String(decoding: try JSONEncoder().encode(graph), as: UTF8.self)
        let values = [
            "0", "-1", "1", "3", "17", "1e30", "-9223372036854775808", "9223372036854775807",
            "1048576", "4294967296", "0.5",
        ]
        var tried = 0
        for match in text.matches(of: /:(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)/) {
            for value in values {
                var hostile = text
                hostile.replaceSubrange(match.range, with: ":\(value)")
                tried += 1
                guard
                    let graph = try? JSONDecoder().decode(Graph.self, from: Data(hostile.utf8)),
                    let network = try? Network(graph)
                else { continue }
                _ = try? ServingNetwork.byteCount(for: network)
                _ = try? Workspace.byteCount(for: network, rows: 3)
            }
        }
        #expect(tried > 0)
    }

    @Test("A network that is cut after a node yields that node's values, bit for bit in any batch")
    func cut() throws {
        let graph = Zoo.digits.specification
        let network = try Network(graph)
        let parameters = Make.parameters(network, seed: 3)
        let input = Make.matrix(11, network.inputs, seed: 4)
        for node in ["conv1", "bn1", "conv2"] + [graph.valueName(of: .embedding), "input"]
        where node == "input" || graph.nodes.contains(where: { $0.name == node }) {
            let part = try Network(graph.cut(after: node))
            var own = part.initialParameters(seed: 0)
            part.adopt(parameters, of: network, into: &own)
            let serving = try ServingNetwork(network: part, parameters: own)
            let scratch = serving.makeScratch()
            let together = try #require(serving.evaluate(input, scratch: scratch)[.embedding])
            #expect(together.columns == part.outputShape(of: .embedding).count)
            for row in 0..<input.rows {
                let alone = serving.evaluate(input.rows(row..<row + 1), scratch: scratch)
                #expect(alone[.embedding]?.values == together.rows(row..<row + 1).values)
            }
            guard node == graph.valueName(of: .embedding) else { continue }
            let whole = try ServingNetwork(network: network, parameters: parameters)
            let said = whole.evaluate(input, scratch: whole.makeScratch())[.embedding]
            #expect(said == together)
        }
    }
}

import Domain
import Labeling
import Messages
import Networks
import Services
import Testing

@Suite("Networks as callers name them")
struct NetworkWireTests {
    private let input = InputSpecification.image(
        ImageSpecification(height: 8, width: 8, channels: 1)
    )

    private func graph(
        _ message: Wire.NetworkSpecification,
        allowsEncoder: Bool = false
    ) throws -> Graph {
        try Graph(
            message,
            input: input,
            classes: 3,
            allowsEncoder: allowsEncoder,
            field: "run.network"
        )
    }

    private func preset(
        _ name: String,
        _ parameters: [String: Wire.HyperParameterValue.Value] = [:]
    ) -> Wire.NetworkSpecification {
        .init(
            namedArchitecture: .preset(
                .init(name: name, parameters: parameters.mapValues { .init(value: $0) })
            )
        )
    }

    @Test("A field of its own and the preset are the same network, and it is read as the field")
    func doors() throws {
        let door = Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [5, 4])))
        let named = preset("Perceptron", ["hidden": .text("5,4")])
        #expect(try graph(door) == graph(named))
        #expect(Wire.NetworkSpecification(try graph(named)).architecture == door.architecture)
        #expect(try graph(preset("linear")) == graph(.init(architecture: .linear(.init()))))
        let small = Wire.NetworkSpecification(
            architecture: .smallConvolutional(.init(width: 4, dropout: 0.5))
        )
        let same = preset("small_convolutional", ["width": .number(4), "dropout": .number(0.5)])
        #expect(try graph(small) == graph(same))
        #expect(Wire.NetworkSpecification(try graph(same)).architecture == small.architecture)
    }

    @Test("A preset is read as itself with every parameter, and as the graph that it is")
    func presets() throws {
        let wide = try graph(preset("wide_resnet", ["depth": .number(10), "width": .number(1)]))
        let read = Wire.NetworkSpecification(wide)
        guard case .preset(let preset)? = read.namedArchitecture else {
            Issue.record("\(read)")
            return
        }
        #expect(preset.name == "wide_resnet")
        #expect(preset.parameters["depth"]?.value == .number(10))
        #expect(preset.parameters["groups"]?.value == .number(3))
        #expect(!read.encoder)
        #expect(try graph(read) == wide)
        #expect(try graph(.init(namedArchitecture: .graphJSON(wide.json))) == wide)
        var encoder = read
        encoder.encoder = true
        let cut = try graph(encoder, allowsEncoder: true)
        #expect(cut == wide.encoder)
        #expect(Wire.NetworkSpecification(cut) == encoder)
        #expect(throws: Failure.self) { try graph(encoder) }
    }

    @Test("A graph that no name is for is read as JSON, and its features are found")
    func unnamed() throws {
        let text = """
            {"input": {"height": 1, "width": 1, "channels": 64}, "heads": {"classifier": "b"},
            "nodes": [{"name": "a", "op": "dense", "inputs": ["input"], "outputs": 6, "bias": true},
            {"name": "t", "op": "activation", "inputs": ["a"], "function": "tanh"},
            {"name": "b", "op": "dense", "inputs": ["t"], "outputs": 3, "bias": true}]}
            """
        let found = try graph(.init(namedArchitecture: .graphJSON(text)))
        #expect(found.heads[.embedding] == "t")
        #expect(found.standardization == nil)
        let read = Wire.NetworkSpecification(found)
        #expect(read.namedArchitecture == .graphJSON(found.json))
        #expect(try graph(read) == found)
    }

    /// One dense layer with something else in place of a part of it.
    private static func text(
        nodes: String = #"{"name":"b","op":"dense","inputs":["input"],"outputs":3,"bias":true}"#,
        heads: String = #"{"classifier":"b"}"#,
        channels: Int = 64
    ) -> String {
        #"{"input":{"height":1,"width":1,"channels":"# + "\(channels)},\"heads\":\(heads),"
            + "\"nodes\":[\(nodes)]}"
    }

    static let wrong: [(text: String, words: String)] = [
        ("[", "graph as JSON"),
        (text(channels: 63), "63"),
        (
            text(
                nodes: #"{"name":"b","op":"dense","inputs":["lost"],"outputs":3,"bias":true}"#
            ), "node 'b': takes 'lost'"
        ),
        (
            text(
                nodes: #"{"name":"a","op":"dense","inputs":["b"],"outputs":3,"bias":true},"#
                    + #"{"name":"b","op":"dense","inputs":["a"],"outputs":3,"bias":true}"#
            ), "node 'a': takes 'b'"
        ),
        (
            text(
                nodes: #"{"name":"b","op":"dense","inputs":["input"],"outputs":3,"bias":true},"#
                    + #"{"name":"b","op":"dense","inputs":["b"],"outputs":3,"bias":true}"#
            ), "unique, came 'b'"
        ),
        (
            text(
                nodes:
                    #"{"name":"b","op":"dense","inputs":["input"],"outputs":4000000,"bias":true}"#
            ), "node 'b': 4000000 outputs"
        ),
        (
            text(nodes: #"{"name":"b","op":"dense","inputs":["input"],"outputs":4,"bias":true}"#),
            "node 'b' yields 4 classes; the project has 3"
        ),
        (
            text(
                nodes: #"{"name":"s","op":"slice","inputs":["input"],"first":60,"count":9},"#
                    + #"{"name":"b","op":"dense","inputs":["s"],"outputs":3,"bias":true}"#
            ), "node 's': has no channels"
        ),
        (
            text(nodes: #"{"name":"b","op":"telepathy","inputs":["input"]}"#),
            "node 'b' has the operation 'telepathy'"
        ),
        (
            text(nodes: #"{"name":"b","op":"dense","inputs":["input"]}"#),
            #"'outputs' is missing at nodes[0] of node "b""#
        ),
        (text(heads: #"{"classifier":"c"}"#), "the head 'classifier' is the value 'c'"),
        (text(heads: "{}"), "heads"),
        (text(heads: #"{"embedding":"b"}"#), "this is an encoder"),
        (String(repeating: " ", count: 1 + 256 << 10), "262144 bytes"),
    ]

    @Test("A graph that is wrong is refused, and the node is named", arguments: wrong)
    func refused(text: String, words: String) throws {
        let failure = #expect(throws: Failure.self) {
            _ = try graph(.init(namedArchitecture: .graphJSON(text)))
        }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.field.hasPrefix("run.network") == true)
        #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "-")")
    }

    @Test("Parameters that a preset does not have are refused by their path")
    func paths() throws {
        let cases: [(Wire.NetworkSpecification, String)] = [
            (preset("resnat"), "run.network.preset.name"),
            (preset("resnet", ["width": .number(9)]), "run.network.preset.parameters.width"),
            (
                preset("wide_resnet", ["depth": .number(29)]),
                "run.network.preset.parameters.depth"
            ),
            (preset("linear", ["width": .number(9)]), "run.network.preset.parameters.\"width\""),
            (
                .init(architecture: .perceptron(.init(hidden: [0]))),
                "run.network.perceptron.hidden"
            ),
        ]
        var two = preset("linear")
        two.architecture = .linear(.init())
        #expect(throws: Failure.self) { _ = try graph(two) }
        for (message, field) in cases {
            let failure = #expect(throws: Failure.self) { _ = try graph(message) }
            #expect(failure?.field == field)
            #expect(failure?.kind == .invalidArgument)
        }
    }
}

import Domain
import Networks
import Testing

@Suite("Weights files: round trips, and refusals that say why")
struct SafetensorsTests {
    @Test("Parameters survive a round trip", arguments: Zoo.allCases)
    func roundTrip(zoo: Zoo) throws {
        let network = try Network(zoo.specification)
        let parameters = Make.parameters(network, seed: 3)
        let bytes = Safetensors.encode(
            parameters,
            of: network,
            metadata: ["format": "pt", "a\"\n": "\u{1}"]
        )
        #expect(try Safetensors.decodeParameters(bytes, for: network) == parameters)
        let file = try Safetensors.decode(bytes)
        #expect(file.metadata == ["format": "pt", "a\"\n": "\u{1}"])
        #expect(Safetensors.encode(file) == bytes)
    }

    @Test("Other float types are read")
    func types() throws {
        let header =
            #"{"a":{"dtype":"F16","shape":[4],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[1],"#
            + #""data_offsets":[8,10]},"c":{"dtype":"F64","shape":[],"data_offsets":[10,18]}}"#
        let half: [UInt16] = [0x3C00, 0xC100, 0x0001, 0x7C00]
        var data = half.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        data += [0x80, 0x3F]
        data += (0..<8).map { UInt8(truncatingIfNeeded: 0.1.bitPattern >> (8 * UInt64($0))) }
        let file = try Safetensors.decode(bytes(header, data))
        let values = file.tensors.map(\.values)
        #expect(values == [.floats([1, -2.5, 0x1p-24, .infinity]), .floats([1]), .floats([0.1])])
    }

    private func bytes(_ header: String, _ data: [UInt8], length: UInt64? = nil) -> [UInt8] {
        let count = length ?? UInt64(header.utf8.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) }
            + Array(header.utf8) + data
    }

    private static func line(
        _ shape: String = "[1]",
        _ offsets: String = "[0,4]",
        type: String = "F32"
    ) -> String {
        #"{"a":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}}"#
    }

    static let hostileHeaders: [String] = [
        "", "{", "[]", "nul", "{\"a\":1}", "{\"a\":{}}", line("[2]"), line("[-1]"),
        line("[1]", "[0,8]"),
        line("[1]", "[4,8]"), line("[1]", "[4,0]"), line("[1]", "[0]"), line("[1]", "[0,4,8]"),
        line("[1]", "[-4,0]"), line("[1.5]"), line("[4294967296,4294967296]"), line("[0]", "[0,0]"),
        line("[9223372036854775807,2]", "[0,4]"), line("[1]", "[0,9223372036854775807]"),
        line("[1]", "[0,99999999999999999999]"), line(type: "I7"), line(type: "BOOL"),
        line("[1,1,1,1,1,1,1,1,1]"), #"{"__metadata__":{"a":1}}"#,
        String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 50_000),
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    ]

    @Test("Hostile headers are refused", arguments: hostileHeaders)
    func hostile(header: String) {
        #expect(throws: Failure.self) { try Safetensors.decode(bytes(header, [1, 2, 3, 4])) }
    }

    @Test("Lengths that do not fit are refused", arguments: [0, 3, UInt64(1) << 40, .max, 5])
    func lengths(length: UInt64) {
        #expect(throws: Failure.self) {
            try Safetensors.decode(bytes(Self.line(), [1, 2, 3, 4], length: length))
        }
    }

    @Test("Every truncation and a stray byte are refused")
    func truncation() throws {
        let network = try Network(.linear(inputs: 3, classes: 2))
        let bytes = Safetensors.encode(network.initialParameters(seed: 1), of: network)
        for count in 0..<bytes.count {
            #expect(throws: Failure.self) { try Safetensors.decode(Array(bytes[..<count])) }
        }
        #expect(throws: Failure.self) { try Safetensors.decode(bytes + [0]) }
    }

    @Test("A file must have the network's tensors, finite, and no others")
    func content() throws {
        let network = try Network(.perceptron(inputs: 3, hidden: [2], classes: 2, batchNorm: true))
        let parameters = network.initialParameters(seed: 1)
        let good = try Safetensors.decode(Safetensors.encode(parameters, of: network))
        func message(_ change: (inout Safetensors.File) -> Void) -> String {
            var file = good
            change(&file)
            do {
                _ = try Safetensors.decodeParameters(Safetensors.encode(file), for: network)
                return "accepted"
            } catch { return error.message }
        }
        #expect(message { _ in } == "accepted")
        #expect(message { $0.tensors.removeFirst() }.contains("no tensor 'hidden1.weight'"))
        #expect(message { $0.tensors[0].shape = [3, 2] }.contains("expected [2, 3]"))
        #expect(message { $0.tensors[0].name = "x" }.contains("hidden1.weight"))
        #expect(
            message {
                $0.tensors.append(.init(name: "extra", shape: [1], values: .floats([1])))
            }.contains("no tensor 'extra'")
        )
        #expect(
            message { $0.tensors[0].values = .floats([1, 2, .nan, 4, 5, 6]) }.contains("no number")
        )
        let variance = try #require(good.tensors.firstIndex { $0.name == "bn1.running_var" })
        #expect(message { $0.tensors[variance].values = .floats([1, -1]) }.contains("negative"))
    }
}

import Domain
import GRPC
import Messages
import Services
import Serving
import Testing

@Suite("ModelInfer answers with the bits of Predict, in the tensors of the protocol")
struct ModelInferTests {
    private static let rows: [[Float]] = (0..<37).map { row in
        (0..<4).map { Float((row * 7 + $0 * 3) % 11) / 5 - 1 }
    }

    @Test("All outputs have the bits that Predict gives")
    func bits() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let version = try await harness.promoteModel(seed: 7)
        let predicted = try await harness.client.unary(
            .predict,
            Wire.PredictRequest(
                project: "numbers",
                inputs: tensor(Self.rows),
                options: Wire.PredictOptions(probabilities: true, logits: true)
            )
        )
        let answer = try await harness.client.unary(.modelInfer, .rows("numbers", Self.rows))
        #expect(answer.modelName == "numbers")
        #expect(answer.modelVersion == String(version))
        #expect(answer.id == "request 7")
        #expect(
            answer.outputs.map(\.name)
                == ["probabilities", "logits", "label", "class_name", "confidence"]
        )
        #expect(answer.outputs.map(\.datatype) == ["FP32", "FP32", "INT64", "BYTES", "FP32"])
        #expect(answer.outputs.map(\.shape) == [[37, 2], [37, 2], [37], [37], [37]])
        #expect(answer.rawOutputContents.count == 5)
        #expect(try answer.floats("probabilities") == predicted.rows.flatMap(\.probabilities))
        #expect(try answer.floats("logits") == predicted.rows.flatMap(\.logits))
        #expect(try answer.integers("label") == predicted.rows.map { Int($0.classIndex) })
        #expect(try answer.texts("class_name") == predicted.rows.map(\.className))
        #expect(try answer.floats("confidence") == predicted.rows.map(\.confidence))
        try await harness.end()
    }

    @Test("The outputs that were asked for come in that order, classes as texts")
    func outputs() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        var request = Wire.ModelInferRequest.rows("numbers", Array(Self.rows.prefix(3)))
        request.outputs = [
            .init(name: "label", parameters: ["anything": .init()]),
            .init(name: "probabilities", parameters: ["classification": .number(9)]),
            .init(
                name: "logits",
                parameters: ["classification": .init(parameterChoice: .uint64Param(1))]
            ),
        ]
        let answer = try await harness.client.unary(.modelInfer, request)
        #expect(answer.outputs.map(\.name) == ["label", "probabilities", "logits"])
        #expect(answer.outputs.map(\.datatype) == ["INT64", "BYTES", "BYTES"])
        #expect(answer.outputs.map(\.shape) == [[3], [3, 2], [3, 1]])
        request.outputs = []
        let plain = try await harness.client.unary(.modelInfer, request)
        let probabilities = try plain.floats("probabilities")
        let logits = try plain.floats("logits")
        let labels = try answer.integers("label")
        let names = ["no", "yes"]
        for row in 0..<3 {
            let (best, other) = (labels[row], 1 - labels[row])
            #expect(
                try answer.texts("probabilities")[2 * row..<2 * row + 2]
                    == [
                        "\(probabilities[2 * row + best]):\(best):\(names[best])",
                        "\(probabilities[2 * row + other]):\(other):\(names[other])",
                    ]
            )
            #expect(
                try answer.texts("logits")[row]
                    == "\(logits[2 * row + best]):\(best):\(names[best])"
            )
        }
        try await harness.end()
    }

    @Test("binary_data_output: false brings every output as typed contents, with the same values")
    func typedOutputs() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel(seed: 7)
        var request = Wire.ModelInferRequest.rows("numbers", Self.rows)
        let raw = try await harness.client.unary(.modelInfer, request)
        request.parameters = ["binary_data_output": .init(parameterChoice: .boolParam(true))]
        #expect(try await harness.client.unary(.modelInfer, request) == raw)
        request.parameters = ["binary_data_output": .init(parameterChoice: .boolParam(false))]
        let typed = try await harness.client.unary(.modelInfer, request)
        #expect(typed.rawOutputContents.isEmpty)
        #expect(typed.outputs.map(\.name) == raw.outputs.map(\.name))
        #expect(typed.outputs.map(\.datatype) == raw.outputs.map(\.datatype))
        #expect(typed.outputs.map(\.shape) == raw.outputs.map(\.shape))
        let contents = typed.outputs.map { $0.contents ?? .init() }
        #expect(
            contents == [
                .init(fp32Contents: try raw.floats("probabilities")),
                .init(fp32Contents: try raw.floats("logits")),
                .init(int64Contents: try raw.integers("label").map(Int64.init)),
                .init(bytesContents: try raw.texts("class_name").map { Array($0.utf8) }),
                .init(fp32Contents: try raw.floats("confidence")),
            ]
        )
        request.outputs = [.init(name: "logits", parameters: ["classification": .number(2)])]
        let ranked = try await harness.client.unary(.modelInfer, request)
        request.parameters = [:]
        let texts = try await harness.client.unary(.modelInfer, request).texts("logits")
        #expect(
            ranked.outputs.map(\.contents) == [.init(bytesContents: texts.map { Array($0.utf8) })]
        )
        try await harness.end()
    }

    @Test("A version that is named answers, and is loaded on demand")
    func versions() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await harness.promoteModel(seed: 1)
        let second = try await harness.addModel(seed: 2)
        func infer(_ version: String) async throws -> Wire.ModelInferResponse {
            try await harness.client.unary(
                .modelInfer,
                .rows("numbers", version: version, [[1, 2, 3, 4]])
            )
        }
        let champion = try await infer("")
        #expect(champion.modelVersion == String(first))
        let other = try await infer(String(second))
        #expect(other.modelVersion == String(second))
        #expect(try other.floats("logits") != champion.floats("logits"))
        #expect(try await infer(String(first)).floats("logits") == champion.floats("logits"))
        try await harness.end()
    }

    @Test("The deadline and the timeout parameter end a request, and nothing is computed")
    func deadlines() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let before = harness.batcher.statistics.computed
        var request = Wire.ModelInferRequest.rows("numbers", [[1, 2, 3, 4]])
        let late = await status {
            try await harness.client.unary(
                .modelInfer,
                request,
                options: CallOptions(timeout: .microseconds(1))
            )
        }
        #expect(late.code == .deadlineExceeded)
        #expect(harness.batcher.statistics.computed == before)
        for (value, code) in [
            (Wire.InferParameter.number(0), GRPCStatus.Code.ok), (.number(60_000_000), .ok),
            (.number(.max), .ok), (.init(parameterChoice: .uint64Param(.max)), .ok),
            (.number(-1), .invalidArgument),
            (.init(parameterChoice: .stringParam("5")), .invalidArgument),
            (.init(parameterChoice: .doubleParam(0.5)), .invalidArgument),
        ] {
            request.parameters = ["timeout": value, "anything": .number(3)]
            let ended = await status { try await harness.client.unary(.modelInfer, request) }
            #expect(ended.code == code, "\(value): \(ended)")
            if code == .invalidArgument { #expect(ended.message.contains("timeout")) }
        }
        for (level, code) in [
            (Wire.InferParameter.number(1), GRPCStatus.Code.ok), (.number(8), .ok),
            (.number(9), .invalidArgument),
            (.init(parameterChoice: .boolParam(true)), .invalidArgument),
        ] {
            request.parameters = ["priority": level]
            let ended = await status { try await harness.client.unary(.modelInfer, request) }
            #expect(ended.code == code, "\(level): \(ended)")
            if code == .invalidArgument { #expect(ended.message.contains("priority")) }
        }
        let others: [Wire.InferParameter] = [
            .number(0), .init(parameterChoice: .stringParam("no")), .init(),
        ]
        for other in others {
            request.parameters = ["binary_data_output": other]
            let ended = await status { try await harness.client.unary(.modelInfer, request) }
            #expect(ended.code == .invalidArgument, "\(other): \(ended)")
            #expect(ended.message.contains("binary_data_output is true or false"))
        }
        request.parameters = ["sequence_id": .number(4)]
        let sequence = await status { try await harness.client.unary(.modelInfer, request) }
        #expect(sequence.code == .invalidArgument)
        #expect(sequence.message.contains("sequence_id"))
        try await harness.end()
    }
}

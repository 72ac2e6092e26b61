import Domain
import Foundation
import GRPC
import Messages
import Networks
import Services
import Serving
import Testing

@Suite("Predict answers with the bits of the named model, or says why not")
struct PredictTests {
    private static let rows: [[Float]] = (0..<37).map { row in
        (0..<4).map { Float((row * 7 + $0 * 3) % 11) / 5 - 1 }
    }

    @Test("Every row has the bits that the network gives it alone")
    func bits() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let version = try await harness.promoteModel(seed: 7)
        let network = try Network(.linear(inputs: 4, classes: 2))
        let serving = try ServingNetwork(
            network: network,
            parameters: network.initialParameters(seed: 7)
        )
        let reply = try await harness.client.unary(
            .predict,
            Wire.PredictRequest(
                project: "numbers",
                inputs: tensor(Self.rows),
                options: Wire.PredictOptions(topK: 9, probabilities: true, logits: true)
            )
        )
        #expect(reply.modelVersion == version)
        #expect(reply.rows.count == Self.rows.count)
        let scratch = serving.makeScratch()
        for (row, values) in zip(reply.rows, Self.rows) {
            var logits: [Float] = [0, 0]
            var embedding: [Float] = []
            serving.predict(
                rows: 1,
                input: values.span,
                scratch: scratch,
                logits: &logits,
                embedding: &embedding
            )
            #expect(row.logits.map(\.bitPattern) == logits.map(\.bitPattern))
            #expect(row.classIndex == (logits[1] > logits[0] ? 1 : 0))
            #expect(row.className == ["no", "yes"][Int(row.classIndex)])
            #expect(row.confidence == row.probabilities.max())
            #expect(row.topK.map(\.probability) == row.probabilities.sorted(by: >))
            #expect(row.topK.first?.classIndex == row.classIndex)
            #expect(row.calibratedConfidence == nil)
        }
        try await harness.end()
    }

    @Test("A pinned version answers though another is the champion, and is loaded on demand")
    func pinned() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let first = try await harness.promoteModel(seed: 1)
        let second = try await harness.addModel(seed: 2)
        func logits(_ version: Int64) async throws -> (Int64, [Float]) {
            let reply = try await harness.client.unary(
                .predict,
                Wire.PredictRequest(
                    project: "numbers",
                    modelVersion: version,
                    inputs: tensor([[1, 2, 3, 4]]),
                    options: Wire.PredictOptions(logits: true)
                )
            )
            return (reply.modelVersion, reply.rows[0].logits)
        }
        let champion = try await logits(0)
        #expect(champion.0 == first)
        async let one = logits(second)
        async let two = logits(second)
        let (other, same) = try await (one, two)
        #expect(other.0 == second)
        #expect(other.1 == same.1)
        #expect(other.1 != champion.1)
        #expect(try await logits(first).1 == champion.1)
        let missing = await status { try await logits(99) }
        #expect(missing.code == .notFound)
        #expect(missing.message.contains("99"))
        #expect(await status { try await logits(-1) }.code == .invalidArgument)
        try await harness.end()
    }

    @Test("A tensor that is not rows of the input is refused with what was expected and came")
    func refusals() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        try await harness.promoteModel()
        let good = tensor([[1, 2, 3, 4]])
        let cases: [(Wire.Tensor?, String, String)] = [
            (nil, "inputs", "no tensor"),
            (Wire.Tensor(shape: [1, 4], data: good.data), "inputs.data_type", "FLOAT32"),
            (
                Wire.Tensor(dataType: .uint8, shape: [1, 4], data: good.data), "inputs.data_type",
                "UINT8"
            ),
            (
                Wire.Tensor(dataType: .float32, shape: [1, 3], data: good.data), "inputs.shape",
                "[1, 3]"
            ),
            (
                Wire.Tensor(dataType: .float32, shape: [-1, 4], data: good.data), "inputs.shape",
                "-1"
            ),
            (Wire.Tensor(dataType: .float32, shape: [0, 4]), "inputs.shape", "at least one row"),
            (
                Wire.Tensor(dataType: .float32, shape: [1 << 62, 4], data: good.data),
                "inputs.shape",
                "4611686018427387904"
            ),
            (
                Wire.Tensor(dataType: .float32, shape: [1 << 30, 4], data: good.data),
                "inputs.data",
                "got 16 bytes"
            ),
            (Wire.Tensor(dataType: .float32, shape: [], data: good.data), "inputs.shape", "[]"),
            (Wire.Tensor(dataType: .float32, shape: [1], data: good.data), "inputs.shape", "[1]"),
            (
                Wire.Tensor(dataType: .float32, shape: [2, 4], data: good.data), "inputs.data",
                "32 bytes"
            ),
            (tensor([[1, .nan, 3, 4]]), "inputs.data", "element 1 of row 0 is nan"),
            (tensor([[1, 2, 3, 4], [1, 2, 3, -.infinity]]), "inputs.data", "element 3 of row 1"),
        ]
        for (tensor, field, sentence) in cases {
            let refused = await status {
                try await harness.client.unary(
                    .predict,
                    Wire.PredictRequest(project: "numbers", inputs: tensor)
                )
            }
            #expect(refused.code == .invalidArgument, "\(refused)")
            #expect(refused.message.contains(sentence), "\(refused)")
            let detail = try #require(try Wire.Status(decoding: refused.details).details.first)
            let fields = try Wire.BadRequest(decoding: detail.value).fieldViolations.map(\.field)
            #expect(fields == [field])
        }
        try await harness.end()
    }

    @Test("Without a project, a champion, room or time the status says which")
    func states() async throws {
        let harness = try await Harness {
            $0.maxQueueSize = 8; $0.maxRequestRows = 8; $0.inlineMultiplyAdds = 0
        }
        let request = Wire.PredictRequest(project: "numbers", inputs: tensor([[1, 2, 3, 4]]))
        let unknown = await status { try await harness.client.unary(.predict, request) }
        #expect(unknown.code == .notFound)
        #expect(unknown.message.contains("numbers"))
        try await harness.createProject()
        let early = await status { try await harness.client.unary(.predict, request) }
        #expect(early.code == .failedPrecondition)
        try await harness.promoteModel()
        let many = Wire.PredictRequest(project: "numbers", inputs: tensor(Self.rows))
        let tooMany = await status { try await harness.client.unary(.predict, many) }
        #expect(tooMany.code == .invalidArgument)
        #expect(tooMany.message.contains("37"))
        let late = await status {
            try await harness.client.unary(
                .predict,
                request,
                options: CallOptions(timeout: .nanoseconds(1))
            )
        }
        #expect(late.code == .deadlineExceeded)
        let answers = await withTaskGroup(of: GRPCStatus.Code.self) { group in
            let burst = Wire.PredictRequest(
                project: "numbers",
                inputs: tensor(Array(Self.rows.prefix(8)))
            )
            for _ in 0..<200 {
                group.addTask {
                    await status { try await harness.client.unary(.predict, burst) }.code
                }
            }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(answers.isSubset(of: [.ok, .resourceExhausted]))
        #expect(answers.contains(.ok))
        await harness.batcher.shutdown()
        let draining = await status { try await harness.client.unary(.predict, request) }
        #expect(draining.code == .unavailable)
        try await harness.end()
    }

    @Test("Soft labels are the teacher's softmax at a temperature")
    func softLabels() async throws {
        let harness = try await Harness()
        try await harness.createProject()
        let version = try await harness.promoteModel()
        let rows = Array(Self.rows.prefix(5))
        let predicted = try await harness.client.unary(
            .predict,
            Wire.PredictRequest(
                project: "numbers",
                inputs: tensor(rows),
                options: Wire.PredictOptions(logits: true)
            )
        )
        let reply = try await harness.client.unary(
            .softLabels,
            Wire.SoftLabelsRequest(project: "numbers", temperature: 2, inputs: tensor(rows))
        )
        #expect(reply.teacherVersion == version)
        #expect(reply.classes == ["no", "yes"])
        #expect(reply.probabilities?.shape == [5, 2])
        let data = reply.probabilities?.data ?? []
        for (index, row) in predicted.rows.enumerated() {
            let expected = 1 / (1 + exp((row.logits[1] - row.logits[0]) / 2))
            let got = InputSpecification.float(in: data, at: 2 * index)
            #expect(abs(got - expected) < 1e-5, "row \(index): \(got) and \(expected)")
        }
        for temperature: Float in [0, -1, .nan, 101] {
            let refused = await status {
                try await harness.client.unary(
                    .softLabels,
                    Wire.SoftLabelsRequest(
                        project: "numbers",
                        temperature: temperature,
                        inputs: tensor(rows)
                    )
                )
            }
            #expect(refused.code == .invalidArgument)
        }
        try await harness.end()
    }
}

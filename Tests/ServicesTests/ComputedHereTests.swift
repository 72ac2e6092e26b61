import GRPC
import Messages
import Services
import Serving
import Testing

@Suite("Small requests are computed where they are read, to the bit", .timeLimit(.minutes(3)))
struct ComputedHereTests {
    private static let rows: [[Float]] = (0..<9).map { row in
        (0..<4).map { Float((row * 7 + $0 * 3) % 11) / 5 - 1 }
    }

    /// What a model answers to each of the hot methods.
    private struct Answers: Equatable {
        let predict: Wire.PredictReply
        let infer: Wire.ModelInferResponse
        let label: Wire.LabelReply

        init(_ client: GRPCClient) async throws {
            let rows = ComputedHereTests.rows
            predict = try await client.unary(
                .predict,
                Wire.PredictRequest(
                    project: "numbers",
                    inputs: tensor(rows),
                    options: Wire.PredictOptions(logits: true)
                )
            )
            infer = try await client.unary(.modelInfer, .rows("numbers", rows))
            label = try await client.unary(
                .label,
                Wire.LabelRequest(project: "numbers", inputs: tensor(rows))
            )
        }
    }

    private func harness(_ inlineMultiplyAdds: Int?) async throws -> Harness {
        let harness = try await Harness {
            $0.threads = 1
            if let inlineMultiplyAdds { $0.inlineMultiplyAdds = inlineMultiplyAdds }
        }
        try await harness.createProject()
        try await harness.promoteModel(seed: 5)
        return harness
    }

    @Test("Predict, ModelInfer and Label answer alike on the event loop and on a thread")
    func bits() async throws {
        let here = try await harness(nil)
        let there = try await harness(0)
        #expect(try await Answers(here.client) == Answers(there.client))
        try await here.end()
        try await there.end()
    }

    @Test("They do not wait for a thread")
    func threads() async throws {
        let harness = try await harness(nil)
        let gate = ThreadGate()
        try await gate.hold(harness)
        let first = try await Answers(harness.client)
        #expect(first.label.rows.count == Self.rows.count)
        gate.open()
        try await harness.end()
    }
}

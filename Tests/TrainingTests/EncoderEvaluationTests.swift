import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("A given encoder is evaluated as it is, by a linear classifier and by its neighbours")
struct EncoderEvaluationTests {
    private static let names = ["sim_clr", "byol", "swav", "suncet"]

    /// A run without steps on unlabelled rows, from a given model.
    private static func evaluated(
        _ name: String,
        _ settings: [String: String]
    ) throws -> TrainedModel {
        var all = settings
        all["pretraining"] = "0"
        let algorithm = try AlgorithmConfiguration(Algorithms.named(name), settings: all)
        var run = try TrainingRun(
            Blobs.specification(algorithm),
            data: Blobs.data(labeled: 60),
            teacher: Blobs.teacher()
        )
        return try run.finish()
    }

    /// The weights and statistics before the classifier.
    private static func encoder(_ model: TrainedModel) throws -> [Float] {
        let part = model.network.encoder
        let (network, all) = (try Network(part), try Network(model.network))
        return try network.layout.parameters.flatMap { entry in
            let range = try #require(all.layout[entry.name]).range
            return model.parameters.values[range]
        }
    }

    @Test("Its weights stay, and its features tell classes apart", arguments: names)
    func stays(_ name: String) throws {
        let given = try Self.encoder(Blobs.teacher())
        for settings in [
            ["release": "linear"], ["release": "neighbors"],
            ["release": "neighbors", "neighbors": "5"],
        ] {
            let model = try Self.evaluated(name, settings)
            // The average of weights that stay is off by their roundings.
            for (found, expected) in zip(try Self.encoder(model), given) {
                #expect(abs(found - expected) < 1e-5, "\(settings)")
            }
            #expect(try Blobs.accuracy(model) > 0.8, "\(settings)")
        }
    }

    @Test("The nearest labelled rows count, and no others")
    func nearest() throws {
        let one = try Self.evaluated("sim_clr", ["release": "neighbors", "neighbors": "1"])
        let all = try Self.evaluated("sim_clr", ["release": "neighbors"])
        let (bytes, _) = Blobs.draw(40, seed: 5)
        var rows: [Float] = []
        for start in stride(from: 0, to: bytes.count, by: Blobs.input.byteCount) {
            let row = Array(bytes[start..<start + Blobs.input.byteCount])
            Blobs.input.appendNetworkInput(row, to: &rows)
        }
        let inputs = Matrix(rows: 40, columns: Blobs.dimension, values: rows)
        for row in 0..<40 {
            // One neighbour is of one class.
            let said = softmax(try ModelPredictor(one).logits(inputs.rows(row..<row + 1)))
            #expect(said.values.max() ?? 0 > 0.999)
        }
        #expect(try ModelPredictor(all).logits(inputs) != ModelPredictor(one).logits(inputs))
    }

    @Test("Without a model, or where only the encoder is released, it is refused")
    func refused() throws {
        for (release, given) in [("linear", nil), ("pre_trained", try Blobs.teacher())] {
            let algorithm = try AlgorithmConfiguration(
                SimCLR.self,
                settings: ["release": release, "pretraining": "0"]
            )
            let failure = #expect(throws: Failure.self) {
                _ = try TrainingRun(
                    Blobs.specification(algorithm),
                    data: Blobs.data(),
                    teacher: given
                )
            }
            #expect(failure?.field == "pretraining")
        }
    }
}

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
        let inputs = Blobs.rows(40, seed: 5)
        for row in 0..<40 {
            // One neighbour is of one class.
            let said = softmax(try ModelPredictor(one).logits(inputs.rows(row..<row + 1)))
            #expect(said.values.max() ?? 0 > 0.999)
        }
        #expect(try ModelPredictor(all).logits(inputs) != ModelPredictor(one).logits(inputs))
    }

    /// What a server asks of a model: logits of every row that are numbers.
    private func answers(
        _ algorithm: AlgorithmConfiguration,
        _ data: TrainingData,
        teacher: TrainedModel? = nil
    ) throws -> Matrix {
        var run = try TrainingRun(
            Blobs.specification(algorithm, steps: 12),
            data: data,
            teacher: teacher
        )
        let model = try run.finish()
        let logits = try ModelPredictor(model).logits(Blobs.rows(200, seed: 5))
        #expect(logits.values.allSatisfy { $0.isFinite }, "\(algorithm.name)")
        return logits
    }

    @Test(
        "Classes that are of none of the rows that count are unlikely, and have a logarithm",
        arguments: [
            ("sim_clr", ["release": "neighbors", "neighbors": "1"]),
            ("sim_clr", ["release": "neighbors", "neighbors": "5"]),
            ("swav", ["release": "neighbors", "neighbors": "2"]),
            ("byol", ["release": "neighbors"]),
            ("suncet", ["release": "neighbors"]), ("paws", ["stored_support": "2"]),
            ("paws", ["temperature": "0.01"]), ("paws", ["fine_tuning": "suncet"]),
        ] as [(String, [String: String])]
    )
    func unlikely(_ name: String, _ settings: [String: String]) throws {
        let algorithm = try AlgorithmConfiguration(Algorithms.named(name), settings: settings)
        _ = try answers(algorithm, Blobs.data(labeled: 30))
        // The last class without a label.
        let all = try Blobs.data(labeled: 30)
        let part = all.keeping(labeled: (0..<30).filter { all.labels[$0] < 2 })
        let logits = try answers(algorithm, part)
        for row in 0..<logits.rows {
            #expect(logits[row, 2] < max(logits[row, 0], logits[row, 1]) - 10)
        }
    }

    @Test("Of fewer stored rows than are labelled each class keeps one at least")
    func stored() throws {
        // Classes of 40, 3 and 2 rows: spread evenly the stored rows would miss one or the other.
        let all = try Blobs.data(labeled: 120)
        let ends = [(0, 40), (1, 3), (2, 2)]
        let kept = ends.flatMap { label, count in
            (0..<120).filter { all.labels[$0] == label }.prefix(count)
        }
        let data = all.keeping(labeled: kept)
        for most in [1, 2, 3, 4, 9, 44] {
            var paws = PAWS()
            paws.storedSupport = most
            var run = try TrainingRun(
                Blobs.specification(AlgorithmConfiguration(paws), steps: 2),
                data: data
            )
            let model = try run.finish()
            let network = try Network(model.network)
            let entry = try #require(network.layout["support_labels.weight"])
            let rows = entry.shape[1]
            #expect(rows == max(most, 3))
            let labels = model.parameters.values[entry.range].map { $0 > 0.5 ? 1 : 0 }
            for label in 0..<3 {
                #expect(labels[label * rows..<(label + 1) * rows].reduce(0, +) >= 1)
            }
            #expect(labels.reduce(0, +) == rows)
        }
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

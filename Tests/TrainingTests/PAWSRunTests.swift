import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing
import Training

@Suite("Runs of PAWS: small views, support, and what they end with")
struct PAWSRunTests {
    /// Images of bright quarters: class `i % 3` for row `i`.
    private static func data(labeled: Int = 7, side: Int = 8) throws -> TrainingData {
        var generator = SeededGenerator(seed: 3)
        func pixels(_ count: Int) -> [UInt8] {
            (0..<count).flatMap { row in
                (0..<side * side).map { place in
                    let quarter = (place / side / (side / 2)) * 2 + place % side / (side / 2)
                    return UInt8(generator.below(9) + (quarter == row % 3 ? 8 : 0))
                }
            }
        }
        return try TrainingData(
            input: .image(
                ImageSpecification(height: side, width: side, channels: 1, scale: 1 / 16)
            ),
            classes: 3,
            labeled: pixels(labeled),
            labels: (0..<labeled).map { $0 % 3 },
            unlabeled: pixels(50)
        )
    }

    private static func specification(
        _ algorithm: PAWS,
        _ data: TrainingData,
        steps: Int = 10
    ) -> TrainingJobSpecification {
        var specification = TrainingJobSpecification(
            algorithm: AlgorithmConfiguration(algorithm),
            network: TrainingJobSpecification.defaultNetwork(for: data.input, classes: 3, width: 4),
            seed: 8
        )
        specification.optimization.steps = steps
        return specification
    }

    private static func algorithm(_ fineTuning: PAWS.FineTuning, crops: Int = 3) -> PAWS {
        var algorithm = PAWS()
        algorithm.crops = crops
        algorithm.cropSide = 0.6
        algorithm.width = 12
        algorithm.supportPerClass = 3
        algorithm.anchors = .prediction
        algorithm.fineTuning = fineTuning
        algorithm.fineTuningShare = 0.5
        return algorithm
    }

    @Test("A network that takes images as vectors sees strong views for small ones")
    func flattened() throws {
        let data = try Self.data()
        var specification = Self.specification(Self.algorithm(.none), data, steps: 3)
        specification.network = .perceptron(inputs: 64, hidden: [16], classes: 3)
        var run = try TrainingRun(specification, data: data)
        let model = try run.finish()
        #expect(model.parameters.areFinite)
    }

    @Test(
        "Images with small views: any threads, stopped and resumed",
        arguments: PAWS.FineTuning.allCases
    )
    func images(_ fineTuning: PAWS.FineTuning) throws {
        let data = try Self.data()
        let specification = Self.specification(Self.algorithm(fineTuning), data)
        var models: [TrainedModel] = []
        for threads in [1, 2, 3] {
            var run = try TrainingRun(specification, data: data, threads: threads)
            models.append(try run.finish())
        }
        #expect(models[0] == models[1] && models[0] == models[2])
        for cut in [1, 9, 10, 12] where cut < (fineTuning == .none ? 10 : 15) {
            let resumed = try specification.resumed(after: cut, data, threads: 2)
            #expect(resumed == models[0], "cut at \(cut)")
        }
    }

    @Test(
        "The released model answers as its features compared with those of the labelled rows by hand",
        arguments: [PAWS.FineTuning.none, .suncet],
        [5, 2000]
    )
    func released(_ fineTuning: PAWS.FineTuning, _ most: Int) throws {
        let data = try Self.data()
        var algorithm = Self.algorithm(fineTuning)
        algorithm.storedSupport = most
        algorithm.temperature = 0.2
        var run = try TrainingRun(Self.specification(algorithm, data), data: data)
        let model = try run.finish()
        let predictor = try ModelPredictor(model)
        let kept = most < data.labeledCount ? [0, 1, 2, 4, 5] : Array(0..<data.labeledCount)
        let support = try predictor.values(of: [.embedding], kept, of: .labeled, data).features
        let queries = try predictor.values(
            of: [.embedding, .classifier],
            Array(0..<data.unlabeledCount),
            of: .unlabeled,
            data
        )
        #expect(support.columns == algorithm.width)
        let expected = SoftNeighbors(
            queries.features,
            among: support,
            labels: smoothedTargets(kept.map { data.labels[$0] }, classes: 3, smoothing: .none),
            temperature: 0.2
        )
        expectClose(
            softmax(queries.classifierLogits).values,
            expected.probabilities.values,
            relative: 1e-4
        )
    }

    @Test("A fine-tuned model keeps the first layer of the projection, and starts from zeros")
    func fineTuned() throws {
        let data = try Self.data()
        var run = try TrainingRun(
            Self.specification(Self.algorithm(.classifier), data),
            data: data
        )
        while try run.advance().overallStep < 10 {}
        let trained = try run.model()
        #expect(trained.network.classes == 0)
        var algorithm = Self.algorithm(.classifier)
        algorithm.fineTuningRate = 0.00001
        var slow = try TrainingRun(Self.specification(algorithm, data), data: data)
        let model = try slow.finish()
        let network = try Network(model.network)
        let before = try Network(trained.network)
        for name in ["conv1.weight", "fc.fc1.weight"] {
            let range = try #require(network.layout[name]).range
            let other = try #require(before.layout[name]).range
            expectClose(
                model.parameters.values[range],
                trained.parameters.values[other],
                absolute: 1e-4,
                name
            )
        }
        let classifier = try #require(network.layout["classifier.weight"]).range
        let weights = model.parameters.values[classifier]
        #expect(weights.allSatisfy { abs($0) < 1e-3 } && weights.contains { $0 != 0 })
        #expect(network.layout["fc.fc2.weight"] == nil && network.layout["pred.fc1.weight"] == nil)
    }

    @Test("The memory plan counts the small views, and the pass over them")
    func memory() throws {
        let data = try Self.data()
        let rows = RunMemory.Rows(labeled: 7, unlabeled: 50)
        let (none, some) = try (
            RunMemory(Self.specification(Self.algorithm(.none, crops: 0), data), data: rows),
            RunMemory(Self.specification(Self.algorithm(.none, crops: 6), data), data: rows)
        )
        let phase = try Self.specification(Self.algorithm(.none, crops: 6), data).recipe().phases[0]
        let network = try #require(
            Network(phase.network).resized(to: .image(height: 5, width: 5, channels: 1))
        )
        let small = try Workspace.byteCount(
            for: network,
            rows: 6 * 7 * PAWS().unlabeledRatio,
            passes: 1,
            threads: 1,
            shards: 4
        )
        #expect(some.batch - none.batch >= small)
        // The run is within its plan: its workspaces are made.
        _ = try TrainingRun(Self.specification(Self.algorithm(.none, crops: 6), data), data: data)
    }

    @Test(
        "Where weights belong to pixels, and for vectors, small views have the size of large ones"
    )
    func inflexible() throws {
        let data = try Self.data()
        func views(_ network: Graph) throws -> [View] {
            let facts = TaskFacts(network: network, steps: 4)
            let phase = try Self.algorithm(.none, crops: 2).recipe(for: facts).phases[0]
            return phase.objective?.needs.streams[.unlabeled]?.views ?? []
        }
        let specification = Self.specification(Self.algorithm(.none), data)
        let crop = View.crop(Crop(side: 0.6, least: PAWS().cropLeast, most: PAWS().cropMost))
        #expect(try views(specification.network) == [.strong, .strong, crop, crop])
        var perceptron = Graph.perceptron(inputs: 64, hidden: [12], classes: 3)
        perceptron.input = .image(height: 8, width: 8, channels: 1)
        #expect(try views(perceptron) == [.strong, .strong, .strong, .strong])
        var dense = Self.specification(Self.algorithm(.none, crops: 2), data, steps: 3)
        dense.network = perceptron
        var run = try TrainingRun(dense, data: data)
        #expect(try run.finish().network.classes == 3)
    }

    @Test("Classes without rows, and with fewer than a batch asks for")
    func fewRows() throws {
        let data = try Self.data(labeled: 2)
        var algorithm = Self.algorithm(.none)
        algorithm.supportClasses = 3
        var run = try TrainingRun(Self.specification(algorithm, data), data: data)
        let model = try run.finish()
        let said = try ModelPredictor(model).probabilities(of: .unlabeled, data)
        for row in 0..<said.rows {
            #expect(said[row, 2] < 1e-6 && said[row, 0].isFinite)
        }
    }

    @Test("A run starts from a given model, and keeps its standardisation to the end")
    func given() throws {
        let data = try Self.data()
        var labels = Self.specification(Self.algorithm(.none), data)
        labels.algorithm = AlgorithmConfiguration(Supervised())
        labels.network.standardization = InputStandardization(of: data.input)
        var first = try TrainingRun(labels, data: data)
        var model = try first.finish()
        for fineTuning in PAWS.FineTuning.allCases {
            let specification = Self.specification(Self.algorithm(fineTuning), data)
            #expect(specification.network.standardization == nil)
            var run = try TrainingRun(specification, data: data, teacher: model)
            let released = try run.finish()
            #expect(released.network.standardization == labels.network.standardization)
            let statistics = try [released, model].map {
                try Network($0.network).inputStatistics(of: $0.parameters)
            }
            #expect(statistics[0] == statistics[1])
            // What was released is given to the next.
            model = released
        }
    }

    @Test("The memory plan counts the labelled rows that are stored")
    func stored() throws {
        let data = try Self.data()
        var algorithm = Self.algorithm(.none)
        let rows = RunMemory.Rows(labeled: 100_000, unlabeled: 50)
        algorithm.storedSupport = 10
        let few = try RunMemory(Self.specification(algorithm, data), data: rows)
        algorithm.storedSupport = 50_000
        let many = try RunMemory(Self.specification(algorithm, data), data: rows)
        #expect(many.weights - few.weights >= 49_000 * (algorithm.width + 3) * 8)
    }

    @Test("The least area of small views is not above the largest")
    func refusal() throws {
        var algorithm = PAWS()
        algorithm.cropLeast = 0.8
        algorithm.cropMost = 0.7
        let failure = #expect(throws: Failure.self) {
            try algorithm.recipe(for: TaskFacts(network: Blobs.network(), steps: 4))
        }
        #expect(failure?.field == "crop_least")
    }
}

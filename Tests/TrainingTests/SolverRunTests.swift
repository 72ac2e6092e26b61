import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("Runs whose phase is a solver's")
struct SolverRunTests {
    private func failure(_ algorithm: any Algorithm, _ data: TrainingData) -> Failure? {
        do {
            var run = try TrainingRun(Blobs.specification(algorithm), data: data)
            _ = try run.finish()
            return nil
        } catch {
            return error as? Failure
        }
    }

    @Test("Rounds are its steps; the loss is its objective")
    func progress() throws {
        var run = try TrainingRun(Blobs.specification(S3VM()), data: Blobs.data())
        var last: TrainingProgress?
        while !run.isFinished {
            let progress = try run.advance()
            #expect(progress.step == (last?.step ?? 0) + 1 && progress.loss.isFinite)
            #expect((0...1).contains(progress.utilization) && progress.learningRate == 0)
            last = progress
        }
        #expect(last?.step == last?.steps && last?.overallStep == last?.overallSteps)
    }

    @Test("What is released is a network like others, which answers as the machines do")
    func release() throws {
        var run = try TrainingRun(Blobs.specification(S3VM()), data: Blobs.data())
        let model = try run.finish()
        #expect(model.network.classes == Blobs.classes)
        #expect(try Blobs.accuracy(model) > 0.85)
        let network = try Network(model.network)
        #expect(network.features == S3VM().landmarks)
        let bytes = Safetensors.encode(model.parameters, of: network)
        #expect(!bytes.isEmpty)
    }

    @Test("Labels of one class, and none without a label, are refused")
    func refusals() throws {
        let (bytes, _) = Blobs.draw(9, seed: 1)
        let one = try TrainingData(
            input: Blobs.input,
            classes: Blobs.classes,
            labeled: bytes,
            labels: Array(repeating: 1, count: 9),
            unlabeled: bytes
        )
        let same = failure(S3VM(), one)
        #expect(same?.kind == .failedPrecondition)
        #expect(same?.message.contains("all 9 are of one") == true)
        let alone = failure(S3VM(), try Blobs.data(unlabeled: 0))
        #expect(alone?.message == "S3VM learns from unlabelled examples; there are none")
        var supervised = S3VM()
        supervised.unlabeledWeight = 0
        #expect(failure(supervised, try Blobs.data(unlabeled: 0)) == nil)
    }

    @Test("More rows than are looked at are sampled, each class by its share")
    func sample() throws {
        var algorithm = S3VM()
        algorithm.rows = 30
        let data = try Blobs.data(labeled: 90)
        var small = try TrainingRun(Blobs.specification(algorithm), data: data)
        let accuracy = try Blobs.accuracy(small.finish())
        #expect(accuracy > 0.85, "\(accuracy)")
    }

    @Test("Over the features of a given model: its encoder with another classifier")
    func encoder() throws {
        var algorithm = S3VM()
        algorithm.features = .raw
        let teacher = try Blobs.teacher()
        var run = try TrainingRun(
            Blobs.specification(algorithm),
            data: Blobs.data(),
            teacher: teacher
        )
        let model = try run.finish()
        #expect(model.network == teacher.network)
        let network = try Network(model.network)
        for entry in network.layout.parameters {
            let isSame =
                model.parameters.values[entry.range] == teacher.parameters.values[entry.range]
            #expect(isSame != entry.name.hasPrefix("classifier."), "\(entry.name)")
        }
        #expect(model.parameters.statistics == teacher.parameters.statistics)
        #expect(try Blobs.accuracy(model) > 0.85)
    }

    @Test("A run's memory counts its table")
    func memory() throws {
        let specification = Blobs.specification(S3VM())
        func bytes(_ rows: Int) throws -> Int {
            try RunMemory(specification, data: RunMemory.Rows(labeled: 9, unlabeled: rows)).examples
        }
        let width = S3VM().landmarks
        let more = try bytes(10_009) - bytes(9)
        #expect(more >= 10_000 * width * 20, "in two precisions, and what is near a margin")
        // Beyond the limit only the rows' order grows.
        let beyond = try bytes(10_000_000) - bytes(1_000_000)
        #expect(beyond == 9_000_000 * 32)
    }
}

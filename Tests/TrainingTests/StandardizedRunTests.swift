import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("Runs on rows that were not made for us")
struct StandardizedRunTests {
    /// The blobs in units of their own: a column a scale, far from zero, and a constant one.
    private static func raw(labeled: Int = 30, unlabeled: Int = 150) throws -> TrainingData {
        func rows(_ count: Int, seed: UInt64) -> (rows: [[Float]], labels: [Int]) {
            let (bytes, labels) = Blobs.draw(count, seed: seed)
            var values: [Float] = []
            for start in stride(from: 0, to: bytes.count, by: Blobs.input.mostBytes) {
                let row = Array(bytes[start..<start + Blobs.input.mostBytes])
                Blobs.input.appendNetworkInput(row, to: &values)
            }
            var rows: [[Float]] = []
            for start in stride(from: 0, to: values.count, by: 6) {
                var row: [Float] = []
                for column in 0..<6 {
                    row.append(values[start + column] * scales[column] + offsets[column])
                }
                rows.append(row + [7])
            }
            return (rows, labels)
        }
        let known = rows(labeled, seed: 1)
        let unknown = rows(unlabeled, seed: 101)
        return try Columns.data(
            labeled: known.rows[...],
            labels: known.labels,
            unlabeled: unknown.rows[...]
        )
    }

    private static let scales: [Float] = [1000, 1e-3, 1, 30, 1e5, 1e-6]
    private static let offsets: [Float] = [5000, 0, 1e4, -700, 0, 1]

    private static func specification(
        _ algorithm: AlgorithmConfiguration,
        standardized: Bool,
        steps: Int = 150
    ) -> TrainingJobSpecification {
        var network = Graph.perceptron(inputs: 7, hidden: [16], classes: 3)
        if standardized { network.standardization = InputStandardization(channels: 7) }
        var result = TrainingJobSpecification(algorithm: algorithm, network: network, seed: 4)
        result.optimization.steps = steps
        return result
    }

    /// The share of the labeled rows that a run gets right; 0 where it diverged.
    private static func accuracy(_ specification: TrainingJobSpecification) throws -> Double {
        let data = try raw(labeled: 300)
        do {
            var run = try TrainingRun(specification, data: data)
            let said = try ModelPredictor(run.finish()).probabilities(of: .labeled, data)
            return try Evaluation.accuracy(scores: said, labels: data.labels)
        } catch let failure as Failure where failure.kind == .failedPrecondition {
            return 0
        }
    }

    @Test("What cannot be learned raw is learned standardised")
    func learns() throws {
        let supervised = AlgorithmConfiguration(Supervised())
        #expect(try Self.accuracy(Self.specification(supervised, standardized: false)) < 0.6)
        #expect(try Self.accuracy(Self.specification(supervised, standardized: true)) > 0.8)
        let fixMatch = AlgorithmConfiguration(FixMatch())
        #expect(try Self.accuracy(Self.specification(fixMatch, standardized: true)) > 0.8)
    }

    @Test("A run has the statistics of its snapshot, and a resumed one the same bits")
    func resumes() throws {
        let scratch = try ScratchFolder()
        var students = NoisyStudent()
        students.rounds = 2
        for algorithm in [
            AlgorithmConfiguration(FixMatch()), AlgorithmConfiguration(students),
        ] {
            let specification = Self.specification(algorithm, standardized: true)
            let data = try Self.raw()
            var whole = try TrainingRun(specification, data: data)
            let expected = try whole.finish()
            let network = try Network(specification.network)
            #expect(
                network.inputStatistics(of: expected.parameters)
                    == data.inputStatistics(InputStandardization(channels: 7))
            )
            for cut in [1, 149, 151, 200] where cut < 150 || whole.phases.count > 1 {
                let path = scratch.file("\(algorithm.name)-\(cut)")
                var run = try TrainingRun(specification, data: data)
                _ = try run.run(checkpointPath: path) { progress in
                    progress.overallStep == cut ? .checkpointAndStop : .proceed
                }
                var resumed = try TrainingRun(
                    specification,
                    data: data,
                    resuming: Checkpoint.read(from: path)
                )
                #expect(try resumed.finish() == expected, "cut at \(cut)")
            }
        }
    }

    @Test("A student has the statistics of its own snapshot, and its teacher keeps its own")
    func students() throws {
        let supervised = AlgorithmConfiguration(Supervised())
        let specification = Self.specification(supervised, standardized: true)
        var first = try TrainingRun(specification, data: Self.raw(labeled: 300))
        let teacher = try first.finish()
        var distillation = specification
        distillation.algorithm = AlgorithmConfiguration(Distillation())
        let data = try Self.raw(labeled: 30, unlabeled: 600)
        var run = try TrainingRun(distillation, data: data, teacher: teacher)
        let student = try run.finish()
        let network = try Network(specification.network)
        let own = network.inputStatistics(of: student.parameters)
        #expect(own == data.inputStatistics(InputStandardization(channels: 7)))
        #expect(own != network.inputStatistics(of: teacher.parameters))
        let said = try ModelPredictor(student).probabilities(of: .unlabeled, data)
        let taught = try ModelPredictor(teacher).probabilities(of: .unlabeled, data)
        let labels = (0..<600).map { row in
            (0..<3).max { taught[row, $0] < taught[row, $1] } ?? 0
        }
        #expect(try Evaluation.accuracy(scores: said, labels: labels) > 0.9)
    }

    @Test("What starts from a model keeps its standardisation", arguments: [true, false])
    func starts(standardized: Bool) throws {
        let supervised = AlgorithmConfiguration(Supervised())
        var first = try TrainingRun(
            Self.specification(supervised, standardized: standardized, steps: 1),
            data: Self.raw(labeled: 300)
        )
        let model = try first.finish()
        var asked = Self.specification(supervised, standardized: !standardized, steps: 2)
        asked.optimization.learningRate = 1e-8
        let data = try Self.raw()
        var run = try TrainingRun(asked, data: data, teacher: model)
        let next = try run.finish()
        #expect(next.network == model.network)
        let network = try Network(model.network)
        #expect(
            network.inputStatistics(of: next.parameters)
                == network.inputStatistics(of: model.parameters)
        )
    }
}

import Domain
import Networks
import SemiSupervised
import Testing
import Training

@Suite("Each algorithm learns a small problem")
struct LearningTests {
    /// Labels alone reach less than labels with unlabelled examples; the best possible is about 0.97.
    @Test(
        "From nine labels to a stated share of fresh examples",
        arguments: [
            ("supervised", 0.75), ("supervised_strong", 0.7), ("pseudo_label", 0.85),
            ("mean_teacher", 0.8), ("mix_match", 0.8), ("fix_match", 0.85), ("dash", 0.85),
            ("co_match", 0.85), ("paws", 0.85), ("s3vm", 0.85),
            ("self_training", 0.8), ("co_training", 0.8), ("label_propagation", 0.7),
            ("label_spreading", 0.85),
            ("noisy_student", 0.85),
        ]
    )
    func accuracy(name: String, least: Double) throws {
        var specification = try Blobs.specification(
            AlgorithmConfiguration(Algorithms.named(name)),
            steps: 300
        )
        specification.optimization.learningRate = 0.05
        var run = try TrainingRun(specification, data: Blobs.data())
        let accuracy = try Blobs.accuracy(run.finish())
        #expect(accuracy >= least, "\(name): \(accuracy)")
    }

    @Test(
        "The unlabeled loss moves the weights, and some pseudo-labels are used",
        arguments: ["pseudo_label", "fix_match"]
    )
    func unlabeledGradient(name: String) throws {
        let data = try Blobs.data()
        var models: [TrainedModel] = []
        var used: Float = 0
        for weight in ["1", "0"] {
            let algorithm = try AlgorithmConfiguration(
                Algorithms.named(name),
                settings: ["threshold": "0.6", "unlabeled_weight": weight]
            )
            var run = try TrainingRun(Blobs.specification(algorithm), data: data)
            while !run.isFinished {
                let progress = try run.advance()
                #expect(progress.consistencyLoss >= 0)
                used = max(used, progress.utilization)
            }
            models.append(try run.model())
        }
        #expect(models[0] != models[1])
        #expect(used > 0.3, "at most \(used) of the pseudo-labels are used")
    }

    @Test("Students of Noisy Student do not fall behind their teacher")
    func noisyStudent() throws {
        var parameters = NoisyStudent()
        parameters.rounds = 2
        var specification = Blobs.specification(AlgorithmConfiguration(parameters), steps: 300)
        specification.optimization.learningRate = 0.05
        // The paper's student is equal or larger.
        specification.teacherNetwork = Blobs.network(hidden: 8, dropout: 0)
        var run = try TrainingRun(specification, data: Blobs.data())
        var names: [String] = []
        var teacher: TrainedModel?
        while !run.isFinished {
            let progress = try run.advance()
            if progress.step == progress.steps {
                names.append(progress.name)
                teacher = try teacher ?? run.model()
            }
        }
        #expect(names == ["teacher", "student 1", "student 2"])
        let first = try Blobs.accuracy(try #require(teacher))
        let last = try Blobs.accuracy(run.model())
        #expect(last >= first - 0.01, "teacher \(first), last student \(last)")
        #expect(try run.model().network == Blobs.network())
        #expect(teacher?.network == Blobs.network(hidden: 8, dropout: 0))
    }

    @Test(
        "A smaller student comes close to its teacher: hard, soft, with, without labels",
        arguments: [
            ["targets": "hard", "label_weight": "0.1"], ["targets": "hard", "label_weight": "0"],
            ["targets": "soft", "temperature": "1", "label_weight": "0"],
            ["targets": "soft", "temperature": "4", "label_weight": "0.1"],
        ]
    )
    func distillation(settings: [String: String]) throws {
        let teacher = try Blobs.teacher()
        let algorithm = try AlgorithmConfiguration(Distillation.self, settings: settings)
        var specification = Blobs.specification(algorithm, steps: 300)
        specification.network = Blobs.network(hidden: 8, dropout: 0)
        var run = try TrainingRun(specification, data: Blobs.data(), teacher: teacher)
        let (first, last) = (try Blobs.accuracy(teacher), try Blobs.accuracy(run.finish()))
        #expect(first >= 0.9, "the teacher has \(first)")
        #expect(last >= first - 0.05, "teacher \(first), student \(last)")
    }

    @Test("Distillation needs no labels when they have no weight")
    func distillationWithoutLabels() throws {
        let teacher = try Blobs.teacher()
        let algorithm = try AlgorithmConfiguration(
            Distillation.self,
            settings: ["label_weight": "0"]
        )
        let specification = Blobs.specification(algorithm, steps: 200)
        var run = try TrainingRun(
            specification,
            data: Blobs.data(labeled: 0),
            teacher: teacher
        )
        #expect(try Blobs.accuracy(run.finish()) >= 0.85)
    }
}

@Suite("What cannot be trained is refused with a reason")
struct TrainingRefusalTests {
    private func refusal(
        _ specification: TrainingJobSpecification,
        _ data: TrainingData
    ) -> Failure? {
        do {
            var run = try TrainingRun(specification, data: data)
            while !run.isFinished { _ = try run.advance() }
            return nil
        } catch {
            return error
        }
    }

    @Test("No labels, no unlabeled examples, no teacher")
    func missing() throws {
        let supervised = Blobs.specification(AlgorithmConfiguration(Supervised()))
        let fixMatch = Blobs.specification(AlgorithmConfiguration(FixMatch()))
        let distillation = Blobs.specification(AlgorithmConfiguration(Distillation()))
        let noLabels = refusal(supervised, try Blobs.data(labeled: 0))
        #expect(noLabels?.kind == .failedPrecondition)
        let noUnlabeled = refusal(fixMatch, try Blobs.data(unlabeled: 0))
        #expect(noUnlabeled?.kind == .failedPrecondition)
        #expect(noUnlabeled?.message.contains("unlabelled") == true)
        #expect(refusal(supervised, try Blobs.data(unlabeled: 0)) == nil)
        let noTeacher = refusal(distillation, try Blobs.data())
        #expect(noTeacher?.message.contains("teacher") == true)
    }

    @Test("A network of another shape, and numbers out of range")
    func ranges() throws {
        let data = try Blobs.data()
        var specification = Blobs.specification(AlgorithmConfiguration(Supervised()))
        specification.network = .linear(inputs: 5, classes: 3)
        #expect(refusal(specification, data)?.field == "network")
        specification.network = .linear(inputs: 6, classes: 4)
        #expect(refusal(specification, data)?.field == "network")
        specification = Blobs.specification(AlgorithmConfiguration(Supervised()))
        specification.optimization.learningRate = .nan
        #expect(refusal(specification, data)?.field == "learning_rate")
        specification = Blobs.specification(AlgorithmConfiguration(Supervised()))
        specification.optimization.steps = 0
        #expect(refusal(specification, data)?.field == "steps")
        specification = Blobs.specification(AlgorithmConfiguration(Supervised()))
        specification.shards = 0
        #expect(refusal(specification, data)?.field == "shards")
    }

    @Test("A run that diverges says so")
    func divergence() throws {
        var specification = Blobs.specification(AlgorithmConfiguration(Supervised()), steps: 400)
        specification.network = .linear(inputs: 6, classes: 3)
        specification.optimization.learningRate = 100
        specification.optimization.weightDecay = 1
        let failure = refusal(specification, try Blobs.data())
        #expect(failure?.kind == .failedPrecondition)
        #expect(failure?.message.contains("diverged") == true)
        let scratch = try ScratchFolder()
        var run = try TrainingRun(specification, data: Blobs.data())
        let named = #expect(throws: Failure.self) {
            try run.run(checkpointPath: scratch.file("checkpoint")) {
                $0.overallStep == 2 ? .checkpoint : .proceed
            }
        }
        #expect(named?.message.contains("the last checkpoint, of step 2, had only numbers") == true)
        // Of a checkpoint that was read the step is known too.
        var again = try TrainingRun(
            specification,
            data: Blobs.data(),
            resuming: try Checkpoint.read(from: scratch.file("checkpoint"))
        )
        let second = #expect(throws: Failure.self) { try again.run() }
        #expect(second?.message == named?.message)
    }

    @Test("A teacher that is sure of nothing leaves nothing to learn from")
    func unsureTeacher() throws {
        var parameters = NoisyStudent()
        parameters.threshold = 1
        parameters.rounds = 1
        let specification = Blobs.specification(AlgorithmConfiguration(parameters), steps: 3)
        let failure = refusal(specification, try Blobs.data())
        #expect(failure?.message.contains("sure of none") == true)
    }
}

import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("Learning two moons from a few labels")
struct LearningTests {
    static let moons = Moons(count: 240, known: 4, seed: 3)
    static let steps = 400

    /// What a run came to.
    struct Result {
        var parameters: Parameters
        var accuracy: Double
        /// The steps in which the unlabelled rows had a gradient.
        var active = 0
        /// The logits of all points, clean.
        var logits: Matrix
    }

    /// Trains a perceptron with `configuration`.
    static func train(
        _ configuration: AlgorithmConfiguration,
        hidden: Int = 48,
        teacher: Parameters? = nil,
        stored: Matrix? = nil
    ) throws -> Result {
        let network = try network(hidden)
        let start = network.initialParameters(seed: 11)
        var objective = try configuration.objective()
        var learner = try TaughtModels(
            NetworkModels(network, parameters: start, rows: 512, needs: objective.needs),
            teacher: teacher
        )
        var optimizer = SGD()
        let schedule = LearningRateSchedule.cosine(rate: 0.1, steps: steps, warmUp: 0)
        var generator = SeededGenerator(seed: 7)
        var active = 0
        for step in 0..<steps {
            learner.student.begin()
            let report = objective.step(
                moons.batch(objective.needs, stored: stored, &generator),
                at: StepContext(step: step, totalSteps: steps),
                on: &learner
            )
            #expect(report.total.isFinite)
            if report.total != report.supervised { active += 1 }
            optimizer.step(
                &learner.student.parameters,
                gradients: learner.student.workspace.gradients,
                layout: network.layout,
                rate: schedule.rate(at: step)
            )
        }
        let parameters = learner.student.parameters
        let values = learner.student.workspace.evaluate([moons.points], parameters: parameters)
        let logits = values[.classifier] ?? Matrix(rows: 0, columns: 2)
        return Result(
            parameters: parameters,
            accuracy: moons.accuracy(logits),
            active: active,
            logits: logits
        )
    }

    static func network(_ hidden: Int) throws -> Network {
        try Network(.perceptron(inputs: 2, hidden: [hidden, hidden], classes: 2))
    }

    @Test("Unlabeled points help; they have a gradient in almost every step")
    func unlabeledHelp() throws {
        let supervised = try Self.train(AlgorithmConfiguration(Supervised()))
        let pseudoLabel = try Self.train(AlgorithmConfiguration(PseudoLabel()))
        let fixMatch = try Self.train(AlgorithmConfiguration(FixMatch()))
        #expect((0.75..<0.9).contains(supervised.accuracy), "\(supervised.accuracy)")
        #expect(pseudoLabel.accuracy >= supervised.accuracy, "\(pseudoLabel.accuracy)")
        #expect(fixMatch.accuracy >= supervised.accuracy + 0.05, "\(fixMatch.accuracy)")
        #expect(supervised.active == 0)
        #expect(pseudoLabel.active > Self.steps * 9 / 10, "\(pseudoLabel.active)")
        #expect(fixMatch.active > Self.steps * 9 / 10, "\(fixMatch.active)")
    }

    @Test("Strong augmentation of labels alone learns")
    func strong() throws {
        let result = try Self.train(AlgorithmConfiguration(SupervisedStrong()))
        #expect(result.accuracy >= 0.75, "\(result.accuracy)")
    }

    @Test("A noised student is at least as good as its teacher", arguments: TargetKind.allCases)
    func noisyStudent(_ targets: TargetKind) throws {
        let teacher = try Self.train(AlgorithmConfiguration(Supervised()))
        var parameters = NoisyStudent()
        parameters.targets = targets
        let student = try Self.train(
            AlgorithmConfiguration(parameters),
            stored: softmax(teacher.logits)
        )
        #expect(student.accuracy >= teacher.accuracy, "\(student.accuracy)")
        #expect(student.active == Self.steps)
    }

    @Test(
        "A student of half the width keeps its teacher's accuracy",
        arguments: TargetKind.allCases,
        [Float(0), 0.1]
    )
    func distillation(_ targets: TargetKind, _ labelWeight: Float) throws {
        let teacher = try Self.train(AlgorithmConfiguration(FixMatch()))
        var parameters = Distillation()
        parameters.targets = targets
        parameters.labelWeight = labelWeight
        let student = try Self.train(
            AlgorithmConfiguration(parameters),
            hidden: 24,
            teacher: teacher.parameters
        )
        #expect(abs(student.accuracy - teacher.accuracy) <= 0.02, "\(student.accuracy)")
        let predicted = [teacher, student].map {
            PseudoTargets(probabilities: softmax($0.logits), indices: Self.moons.labels).labels
        }
        let agreement = zip(predicted[0], predicted[1]).filter { $0 == $1 }.count
        #expect(agreement >= 235, "\(agreement) of 240")
    }
}

/// A student with a teacher of another network.
private struct TaughtModels: Models, ~Copyable {
    var student: NetworkModels
    private var teacher: NetworkModels

    init(_ student: consuming NetworkModels, teacher: Parameters?) throws {
        let network = try LearningTests.network(48)
        self.teacher = try NetworkModels(
            network,
            parameters: teacher ?? network.initialParameters(seed: 0),
            rows: 1,
            needs: Needs(streams: [:])
        )
        self.student = student
    }

    mutating func forward(
        _ role: Role,
        _ inputs: [Matrix],
        _ mode: PassMode,
        from start: HeadName?
    ) -> Pass {
        student.forward(role, inputs, mode, from: start)
    }

    mutating func backward(
        _ pass: consuming Pass,
        _ gradients: HeadValues,
        wantingRows: Bool
    ) -> Matrix? {
        student.backward(pass, gradients, wantingRows: wantingRows)
    }

    mutating func rowGradient(_ pass: consuming Pass, _ gradients: HeadValues) -> Matrix {
        student.rowGradient(pass, gradients)
    }

    mutating func predict(_ role: Role, _ inputs: [Matrix], _ mode: PassMode) -> HeadValues {
        role == .teacher
            ? teacher.predict(.student, inputs, mode) : student.predict(role, inputs, mode)
    }
}

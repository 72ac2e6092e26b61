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
        var learner = try TeachingLearner(
            NetworkLearner(network, parameters: start, rows: 512),
            teacher: teacher
        )
        var objective = try configuration.objective()
        var optimizer = SGD()
        let schedule = LearningRateSchedule.cosine(rate: 0.1, steps: steps, warmUp: 0)
        var generator = SeededGenerator(seed: 7)
        var active = 0
        for step in 0..<steps {
            learner.student.begin()
            let report = objective.accumulate(
                moons.batch(objective.views, stored: stored, &generator),
                in: StepContext(step: step, totalSteps: steps),
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
        let supervised = try Self.train(AlgorithmConfiguration(.supervised))
        let pseudoLabel = try Self.train(AlgorithmConfiguration(.pseudoLabel))
        let fixMatch = try Self.train(AlgorithmConfiguration(.fixMatch))
        #expect((0.75..<0.9).contains(supervised.accuracy), "\(supervised.accuracy)")
        #expect(pseudoLabel.accuracy >= supervised.accuracy, "\(pseudoLabel.accuracy)")
        #expect(fixMatch.accuracy >= supervised.accuracy + 0.05, "\(fixMatch.accuracy)")
        #expect(supervised.active == 0)
        #expect(pseudoLabel.active > Self.steps * 9 / 10, "\(pseudoLabel.active)")
        #expect(fixMatch.active > Self.steps * 9 / 10, "\(fixMatch.active)")
    }

    @Test("Strong augmentation of labels alone learns")
    func strong() throws {
        let result = try Self.train(AlgorithmConfiguration(.supervisedStrong))
        #expect(result.accuracy >= 0.75, "\(result.accuracy)")
    }

    @Test("A noised student is at least as good as its teacher", arguments: TargetKind.allCases)
    func noisyStudent(_ targets: TargetKind) throws {
        let teacher = try Self.train(AlgorithmConfiguration(.supervised))
        var parameters = NoisyStudent()
        parameters.targets = targets
        let student = try Self.train(
            .noisyStudent(parameters),
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
        let teacher = try Self.train(AlgorithmConfiguration(.fixMatch))
        var parameters = Distillation()
        parameters.targets = targets
        parameters.labelWeight = labelWeight
        let student = try Self.train(
            .distillation(parameters),
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
private struct TeachingLearner: Learner, ~Copyable {
    var student: NetworkLearner
    private var teacher: NetworkLearner

    init(_ student: consuming NetworkLearner, teacher: Parameters?) throws {
        let network = try LearningTests.network(48)
        self.teacher = try NetworkLearner(
            network,
            parameters: teacher ?? network.initialParameters(seed: 0),
            rows: 1
        )
        self.student = student
    }

    mutating func forward(_ inputs: [Matrix], statistics: Statistics) -> HeadValues {
        student.forward(inputs, statistics: statistics)
    }

    mutating func backward(_ gradients: HeadValues) { student.backward(gradients) }

    mutating func teach(_ inputs: [Matrix]) -> HeadValues { teacher.teach(inputs) }
}

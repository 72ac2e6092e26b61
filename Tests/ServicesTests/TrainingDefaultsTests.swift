import Domain
import Labeling
import Messages
import Networks
import Services
import Testing

@Suite("A run's defaults are those that the protos promise")
struct TrainingDefaultsTests {
    private let image = RunProject(
        input: .image(ImageSpecification(height: 8, width: 8, channels: 1)),
        classes: 10,
        hasUnlabeled: true
    )

    @Test("Training")
    func training() throws {
        let run = try echoed(JobOrder(training: nil, for: image, field: "run"))
        guard case .training(let run) = run else { throw Unexpected(run: run) }
        #expect(run.algorithm?.name == "fix_match")
        #expect(
            run.algorithm?.hyperParameters.mapValues(\.value)
                == [
                    "threshold": .number(0.95), "unlabeled_weight": .number(1),
                    "unlabeled_ratio": .number(4),
                ]
        )
        #expect(run.network?.architecture == .smallConvolutional(.init(width: 16)))
        #expect(run.steps == 1500)
        #expect(run.batchSize == 64)
        #expect(run.emaDecay == 0.99)
        #expect(run.optimizer?.schedule == .cosine)
        #expect(
            run.optimizer?.optimizer
                == .sgd(.init(learningRate: 0.03, momentum: 0.9, weightDecay: 0.0005))
        )
        var vectors = image
        vectors.input = .vector(dimension: 3)
        vectors.hasUnlabeled = false
        let other = try echoed(JobOrder(training: nil, for: vectors, field: "run"))
        guard case .training(let other) = other else { throw Unexpected(run: other) }
        #expect(other.algorithm?.name == "supervised_strong")
        #expect(other.algorithm?.hyperParameters["label_smoothing"]?.value == .number(0))
        #expect(other.network?.architecture == .perceptron(.init(hidden: [128, 128])))
        for (labels, decay) in [(0, 0.0005), (20, 0.005), (500, 0.002), (9000, 0.0005)]
            as [(_, Float)]
        {
            vectors.labels = labels
            let run = try echoed(JobOrder(training: nil, for: vectors, field: "run"))
            guard case .training(let run) = run else { throw Unexpected(run: run) }
            #expect(run.optimizer?.optimizer.map(Self.weightDecay) == decay, "\(labels) labels")
        }
    }

    @Test("A run that starts from a version has its network, and no other")
    func warmStart() throws {
        let initial = Graph.perceptron(
            inputs: 64,
            hidden: [20],
            classes: 10
        )
        func run(
            _ network: Wire.NetworkSpecification?
        ) throws -> Wire.NetworkSpecification? {
            let request = Wire.TrainingRun(network: network, initialVersion: 1)
            let run = try echoed(
                JobOrder(training: request, startingFrom: initial, for: image, field: "run")
            )
            guard case .training(let run) = run else { throw Unexpected(run: run) }
            #expect(run.initialVersion == 1)
            return run.network
        }
        let same = Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [20])))
        #expect(try run(nil)?.architecture == same.architecture)
        #expect(try run(same)?.architecture == same.architecture)
        for other in [
            Wire.NetworkSpecification(architecture: .linear(.init())),
            Wire.NetworkSpecification(architecture: .perceptron(.init(hidden: [21]))),
        ] {
            #expect(throws: Failure.self) { try run(other) }
        }
    }

    @Test("AdamW")
    func adamW() throws {
        let request = Wire.TrainingRun(
            optimizer: Wire.OptimizerConfiguration(optimizer: .adamW(.init()), schedule: .constant)
        )
        let run = try echoed(JobOrder(training: request, for: image, field: "run"))
        guard case .training(let run) = run else { throw Unexpected(run: run) }
        #expect(
            run.optimizer?.optimizer == .adamW(.init(learningRate: 0.001, weightDecay: 0.01))
        )
        #expect(run.optimizer?.schedule == .constant)
    }

    @Test("Self-training")
    func selfTraining() throws {
        let run = try echoed(JobOrder(selfTraining: nil, for: image, field: "run"))
        guard case .selfTraining(let run) = run else { throw Unexpected(run: run) }
        #expect(run.rounds == 3)
        #expect(run.threshold == 0.3)
        #expect(run.examplesPerClass == nil)
        #expect(run.targets == .soft)
        #expect(run.temperature == 1)
        #expect(run.unlabeledRatio == 2)
        #expect(run.student?.steps == 1500)
    }

    @Test("Distillation, into half the teacher's width")
    func distillation() throws {
        let teacher = Graph.smallConvolutional(
            height: 8,
            width: 8,
            channels: 1,
            classes: 10,
            width: 16
        )
        let order = try JobOrder(
            distillation: nil,
            teacher: (version: 4, network: teacher),
            for: image,
            field: "run"
        )
        let run = try echoed(order)
        guard case .distillation(let run) = run else { throw Unexpected(run: run) }
        #expect(run.teacherVersion == 4)
        #expect(run.targets == .soft)
        #expect(run.temperature == 2)
        #expect(run.labelWeight == 0.1)
        #expect(run.student?.network?.architecture == .smallConvolutional(.init(width: 8)))
    }

    @Test(
        "What is out of its range is refused by its path",
        arguments: [
            (Wire.TrainingRun(steps: 0), "run.steps"),
            (Wire.TrainingRun(batchSize: 5000), "run.batch_size"),
            (Wire.TrainingRun(emaDecay: 2), "run.ema_decay"),
            (
                Wire.TrainingRun(
                    algorithm: .init(
                        name: "fix_match",
                        hyperParameters: ["threshold": .init(value: .number(1.5))]
                    )
                ),
                "run.algorithm.hyper_parameters.threshold"
            ),
            (
                Wire.TrainingRun(
                    algorithm: .init(
                        name: "FixMatch",
                        hyperParameters: ["unlabeled_ratio": .init(value: .number(1.5))]
                    )
                ),
                "run.algorithm.hyper_parameters.unlabeled_ratio"
            ),
            (
                Wire.TrainingRun(
                    algorithm: .init(
                        name: "fix-match",
                        hyperParameters: ["treshold": .init(value: .text("0.9"))]
                    )
                ),
                "run.algorithm.hyper_parameters.\"treshold\""
            ),
            (
                Wire.TrainingRun(
                    algorithm: .init(name: "", hyperParameters: ["threshold": .init()])
                ),
                "run.algorithm.name"
            ),
            (
                Wire.TrainingRun(algorithm: .init(name: "fixmatsch")), "run.algorithm.name"
            ),
            (Wire.TrainingRun(algorithm: .init()), "run.algorithm.name"),
            (
                Wire.TrainingRun(algorithm: .init(name: "distillation"), initialVersion: 2),
                "run.initial_version"
            ),
            (
                Wire.TrainingRun(
                    algorithm: .init(name: "noisy_student"),
                    teacherVersion: -1
                ),
                "run.teacher_version"
            ),
            (
                Wire.TrainingRun(
                    algorithm: .init(name: "fix_match"),
                    teacherVersion: 2
                ),
                "run.teacher_version"
            ),
            (
                Wire.TrainingRun(
                    network: .init(architecture: .smallConvolutional(.init(width: 513)))
                ),
                "run.network.small_convolutional.width"
            ),
            (
                Wire.TrainingRun(
                    optimizer: .init(optimizer: .sgd(.init(learningRate: -1)))
                ),
                "run.optimizer.sgd.learning_rate"
            ),
        ]
    )
    func ranges(_ run: Wire.TrainingRun, _ field: String) throws {
        let failure = #expect(throws: Failure.self) {
            _ = try JobOrder(training: run, for: image, field: "run")
        }
        #expect(failure?.kind == .invalidArgument)
        #expect(failure?.field == field)
    }

    @Test("A retrain policy's run is echoed with its defaults")
    func policies() throws {
        let order = try StoredRuns().order(
            .selfTraining(.init(rounds: 2)),
            input: image.input,
            classes: 10
        )
        guard case .selfTraining(let run)? = try StoredRuns().run(order) else {
            Issue.record("the order came back as another run")
            return
        }
        #expect(run.rounds == 2)
        #expect(run.threshold == 0.3)
    }

    private static func weightDecay(
        _ optimizer: Wire.OptimizerConfiguration.Optimizer
    ) -> Float? {
        guard case .sgd(let settings) = optimizer else { return nil }
        return settings.weightDecay
    }

    private struct Unexpected: Error { let run: Wire.Job.Run }

    /// What a caller sees of an order that was stored.
    private func echoed(_ order: JobOrder) throws -> Wire.Job.Run {
        Wire.Job.Run(try JobOrder(json: try order.json()))
    }
}

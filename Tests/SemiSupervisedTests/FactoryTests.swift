import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("What each factory composes")
struct FactoryTests {
    @Test("The views that the loader must generate")
    func views() throws {
        let expected: [AlgorithmName: ViewPlan] = [
            .supervised: ViewPlan(labeled: [.clean]),
            .supervisedStrong: ViewPlan(labeled: [.cleanOrStrong]),
            .pseudoLabel: ViewPlan(labeled: [.weak], unlabeled: [.weak]),
            .fixMatch: ViewPlan(labeled: [.weak], unlabeled: [.weak, .strong]),
            .noisyStudent: ViewPlan(
                labeled: [.cleanOrStrong],
                unlabeled: [.strong],
                needsStoredTargets: true
            ),
            .distillation: ViewPlan(labeled: [.weak], unlabeled: [.weak], needsTeacher: true),
        ]
        for name in AlgorithmName.allCases {
            #expect(try AlgorithmConfiguration(name).objective().views == expected[name], "\(name)")
        }
        var alone = Distillation()
        alone.labelWeight = 0
        #expect(ConsistencyObjective.distillation(alone).views.labeled.isEmpty)
    }

    @Test("FixMatch with soft labels: the paper's temperature, and USB's that is ignored")
    func softLabels() {
        var parameters = FixMatch()
        parameters.threshold = 0
        parameters.temperature = 0.5
        let batch = ObjectiveTests.batch()
        for (reference, temperature) in [(Reference.paper, Float(0.5)), (.usb, 1)] {
            let objective = ConsistencyObjective.fixMatch(parameters, reference: reference)
            let report = ObjectiveTests.run(objective, batch).report
            let targets = softmax(batch.unlabeled[0], temperature: temperature)
            let loss = crossEntropy(batch.unlabeled[1], .soft(targets)).mean().loss
            expectClose(report.consistency, loss, "\(reference)")
        }
    }

    @Test("A policy judges untempered probabilities")
    func policyBeforeTemperature() {
        var parameters = FixMatch()
        parameters.threshold = 0.75
        let hard = ObjectiveTests.run(
            ConsistencyObjective.fixMatch(parameters),
            ObjectiveTests.batch()
        )
        parameters.temperature = 0.1
        let soft = ObjectiveTests.run(
            ConsistencyObjective.fixMatch(parameters),
            ObjectiveTests.batch()
        )
        #expect(hard.report.weights == soft.report.weights)
        #expect(hard.report.weights.contains(0) && hard.report.weights.contains(1))
    }

    @Test(
        "Where rows do not meet, passes of their own give the joint step",
        arguments: [TargetSource.stored, .teacher(.clean), .teacher(.strong), .student(.strong)],
        [Passes.separate, .separateFrozen]
    )
    func passes(_ source: TargetSource, _ passes: Passes) {
        var objective = ConsistencyObjective(
            supervised: SupervisedTerm(weight: 0.5),
            source: source,
            studentView: .strong,
            transform: .sharpen(temperature: 0.7),
            weighting: FixedThreshold(threshold: 0.6),
            loss: .squaredError,
            schedule: .constant(3)
        )
        var batch = ObjectiveTests.batch(views: objective.views.unlabeled.count)
        if objective.views.needsStoredTargets {
            batch.storedTargets = softmax(randomMatrix(6, 4, seed: 60))
        }
        let joint = ObjectiveTests.run(objective, batch)
        objective.passes = passes
        let separate = ObjectiveTests.run(objective, batch)
        #expect(joint.report == separate.report)
        #expect(joint.gradient == separate.gradient)
        #expect(joint.report.consistency > 0)
        expectClose(
            joint.report.total,
            0.5 * joint.report.supervised + 3 * joint.report.consistency
        )
    }

    @Test("A distillation's label weight divides 1 between labels and teacher")
    func labelWeight() {
        var parameters = Distillation()
        parameters.labelWeight = 0.25
        parameters.temperature = 3
        let report = ObjectiveTests.run(
            ConsistencyObjective.distillation(parameters),
            ObjectiveTests.batch(views: 1)
        ).report
        expectClose(report.total, 0.25 * report.supervised + 0.75 * 9 * report.consistency)
        parameters.targets = .hard
        let hard = ObjectiveTests.run(
            ConsistencyObjective.distillation(parameters),
            ObjectiveTests.batch(views: 1)
        ).report
        expectClose(hard.total, 0.25 * hard.supervised + 0.75 * hard.consistency)
    }
}

import Networks
import SemiSupervised
import TestSupport
import Testing

@Suite("What each algorithm composes")
struct FactoryTests {
    @Test("The views that the loader must generate")
    func views() throws {
        let crop = View.crop(Crop(side: 0.75, least: 0.5, most: 1))
        let expected: [String: (labeled: [View], unlabeled: [View])] = [
            "supervised": ([.clean], []),
            "supervised_strong": ([.cleanOrStrong], []),
            "pseudo_label": ([.weak], [.weak]),
            "mean_teacher": ([.cleanOrStrong], [.weak, .strong]),
            "mix_match": ([.weak], [.weak, .weak]),
            "fix_match": ([.weak], [.weak, .strong]),
            "entropy_minimization": ([.cleanOrStrong], [.weak]),
            "pseudo_label_2013": ([.weak], [.weak]),
            "vat": ([.weak], [.weak]),
            "sim_match": ([.weak], [.weak, .strong]),
            "pi_model": ([.cleanOrStrong], [.weak, .strong]),
            "uda": ([.weak], [.weak, .strong]),
            "flex_match": ([.weak], [.weak, .strong]),
            "ada_match": ([.weak], [.weak, .strong]),
            "de_fix_match": ([.weak, .strong], [.weak, .strong]),
            "free_match": ([.weak], [.weak, .strong]),
            "soft_match": ([.weak], [.weak, .strong]),
            "re_fix_match": ([.weak], [.weak, .strong]),
            "flex_uda": ([.weak], [.weak, .strong]),
            "flex_pseudo_label": ([.weak], [.weak]),
            "dash": ([.weak], [.weak, .strong]),
            "co_match": ([.weak], [.weak, .strong, .strong]),
            "co_ssl": ([.weak], [.weak, .strong, .strong]),
            "re_mix_match": ([.weak], [.weak, .strong, .strong]),
            "temporal_ensembling": ([.cleanOrStrong], [.strong]),
            "cr_match": ([.weak], [.weak, .strong]),
            "multi_match": ([.weak], [.weak, .strong]),
            "sequence_match": ([.weak], [.weak, .medium, .strong]),
            "abc": ([.weak], [.weak, .strong]),
            "adsh": ([.weak], [.weak, .strong]),
            "crest": ([.weak], [.weak, .strong]),
            "crest_plus": ([.weak], [.weak, .strong]),
            "darp": ([.weak], [.weak, .strong]),
            "daso": ([.weak], [.weak, .strong]),
            "debias_pl": ([.weak], [.weak, .strong]),
            "saw": ([.weak], [.weak, .strong]),
            "tras": ([.weak], [.weak, .strong]),
            "open_match": ([.weak, .weak], [.weak, .weak, .strong]),
            "sim_clr": ([.strong], []),
            "suncet": ([.strong], []),
            "byol": ([.strong], []),
            "swav": ([.strong], []),
            "simclr_v2": ([], [.weak]),
            "paws": ([], [.strong, .strong, crop, crop]),
            "noisy_student": ([.cleanOrStrong], [.strong]),
            "distillation": ([.weak], [.weak]),
        ]
        for type in Algorithms.all {
            guard let needs = try AlgorithmConfiguration(type).lastPhase().objective?.needs else {
                continue
            }
            let views = try #require(expected[type.card.name], "\(type.card.name)")
            #expect(needs.views(.labeled) == views.labeled, "\(type.card.name)")
            #expect(needs.views(.unlabeled) == views.unlabeled, "\(type.card.name)")
        }
        var alone = Distillation()
        alone.labelWeight = 0
        #expect(alone.objective().needs.views(.labeled).isEmpty)
    }

    @Test("FixMatch with soft labels: the paper's temperature, and USB's that is ignored")
    func softLabels() {
        var parameters = FixMatch()
        parameters.threshold = 0
        parameters.temperature = 0.5
        let batch = ObjectiveTests.batch()
        for (reference, temperature) in [(Reference.paper, Float(0.5)), (.usb, 1)] {
            let objective = parameters.objective(reference: reference)
            let report = ObjectiveTests.run(objective, batch).report
            let targets = softmax(batch.unlabeledViews[0], temperature: temperature)
            let loss = crossEntropy(batch.unlabeledViews[1], .soft(targets)).mean().loss
            expectClose(report.consistency, loss, "\(reference)")
        }
    }

    @Test("A policy judges untempered probabilities")
    func policyBeforeTemperature() {
        var parameters = FixMatch()
        parameters.threshold = 0.75
        let hard = ObjectiveTests.run(
            parameters.objective(),
            ObjectiveTests.batch()
        )
        parameters.temperature = 0.1
        let soft = ObjectiveTests.run(
            parameters.objective(),
            ObjectiveTests.batch()
        )
        #expect(hard.report.weights == soft.report.weights)
        #expect(hard.report.weights.contains(0) && hard.report.weights.contains(1))
    }

    @Test(
        "Where rows do not meet, passes of their own give the joint step",
        arguments: [
            TargetSource.stored, .model(.teacher, .clean, .evaluate),
            .model(.teacher, nil, .evaluate), .student(nil),
        ],
        [Passes.separate, .separateFrozen]
    )
    func passes(_ source: TargetSource, _ passes: Passes) {
        var objective = ConsistencyObjective(
            supervised: SupervisedTerm(weight: 0.5),
            source: source,
            studentView: .strong,
            policy: FixedThreshold(0.6, .sharpen(temperature: 0.7)),
            loss: .squaredError,
            schedule: .constant(3)
        )
        var batch = ObjectiveTests.batch(views: objective.needs.views(.unlabeled).count)
        batch.streams[.unlabeled]?.targets = softmax(randomMatrix(6, 4, seed: 60))
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
            parameters.objective(),
            ObjectiveTests.batch(views: 1)
        ).report
        expectClose(report.total, 0.25 * report.supervised + 0.75 * 9 * report.consistency)
        parameters.targets = .hard
        let hard = ObjectiveTests.run(
            parameters.objective(),
            ObjectiveTests.batch(views: 1)
        ).report
        expectClose(hard.total, 0.25 * hard.supervised + 0.75 * hard.consistency)
    }
}

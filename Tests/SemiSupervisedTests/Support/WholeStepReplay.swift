import Domain
import Networks
import SemiSupervised
import TestSupport
import Testing

/// Replays the steps of a recorded `whole_step` case on the toy network and compares everything
/// that was recorded.
struct WholeStepReplay {
    /// The case, for messages.
    let place: String
    private let record: GoldenValue
    private let toy: GoldenToy
    private let checks: GoldenStepChecks
    private let hyperParameters: GoldenValue

    /// Takes network, settings and tolerance from a case.
    ///
    /// - Throws: ``GoldenError`` when the case needs what a replay does not do, such as draws.
    init(_ record: GoldenValue, _ place: String) throws {
        self.record = record
        self.place = place
        guard try record.get("kind").text() == "whole_step" else {
            throw GoldenError(description: "no whole step")
        }
        hyperParameters = try record.get("hyper_parameters")
        if try hyperParameters.find("use_epass")?.flag() == true {
            throw GoldenError(description: "use_epass not applied here")
        }
        toy = try GoldenToy(record)
        checks = try GoldenStepChecks(record, toy.network)
    }

    /// What the case begins with.
    func beginning() throws -> GoldenValue { try record.get("initial") }

    /// A recorded number among the hyper-parameters.
    func number(_ key: String) throws -> Float { Float(try hyperParameters.get(key).number()) }

    /// A recorded number among what the case begins with.
    func initial(_ key: String) throws -> Double { try record.get("initial").get(key).number() }

    /// The case's name.
    var name: String { (try? record.get("name").text()) ?? "" }

    /// A recorded whole number among the hyper-parameters.
    func integer(_ key: String) throws -> Int { try hyperParameters.get(key).integer() }

    /// A recorded word among the hyper-parameters.
    func text(_ key: String) throws -> String { try hyperParameters.get(key).text() }

    /// A recorded flag among the hyper-parameters.
    func flag(_ key: String) throws -> Bool { try hyperParameters.get(key).flag() }

    /// Replays every step with `objective`; `views` are the names of the unlabelled inputs, in the
    /// order of the objective's plan.
    ///
    /// `applying` sets what the case's recorded state begins with, `state` is what is compared with the state
    /// recorded after each step.
    /// `passes` are the recorded ones that there are; nil: all. `streams` are further ones of each step,
    /// and `second` is an optimizer that moves what it is told to after the first one. `look` is made of the whole
    /// recorded pool where an epoch ends; `countsEpochs`: whether the share that is done is one of epochs;
    /// `checksMasks`: whether there is one mask of the step.
    func run(
        _ objective: some Objective,
        passes: [Int]? = nil,
        views: [String],
        labeledViews: [String] = ["labelled_inputs"],
        begins: [String: [Double]] = [:],
        labeledCount: Int? = nil,
        pool: Int? = nil,
        classCounts: [Int]? = nil,
        applied: Set<String> = [],
        streams: [[StreamName: Batch.Stream]] = [],
        second: SecondOptimizer? = nil,
        look: SurveyPlan? = nil,
        countsEpochs: Bool = false,
        checksMasks: Bool = true,
        state: (String, StateReader) -> [Float]? = { _, _ in nil }
    ) throws {
        var objective = objective
        var writer = StateWriter(values: begins)
        objective.visit(&writer)
        let steps = try record.get("steps").list()
        #expect(!steps.isEmpty, "\(place)")
        var batches = try steps.map { try batch($0, views: views, labeledViews) }
        for (index, more) in streams.enumerated() where index < batches.count {
            batches[index].streams.merge(more) { $1 }
        }
        let rows = batches.map { batch in
            batch.streams.values.flatMap(\.views).reduce(0) { $0 + $1.rows }
        }
        let size = try record.find("initial")?.find("unlabelled_dataset_size")?.integer()
        let unlabeledCount = size ?? begins["winners"]?.count ?? pool ?? 0
        let counts = try record.find("initial")?.find("labelled_class_counts")?.numbers() ?? []
        var second = second
        if let initial = record.find("initial")?.find("state"), !initial.isEmpty {
            try initial.requireOnly(applied, "initial state")
        }
        var models = try NetworkModels(
            toy.network,
            parameters: toy.initial,
            rows: max(1, rows.max() ?? 1),
            needs: objective.needs
        )
        var average = toy.initial
        var optimizer = try GoldenOptimizer(record)
        for (count, (step, batch)) in zip(steps, batches).enumerated() {
            let draws = try RecordedRandom(step)
            var context = StepContext(
                step: try step.get("iteration").integer(),
                totalSteps: optimizer.totalSteps,
                random: draws,
                classCounts: classCounts ?? labeledCount.map { [$0] } ?? counts.map { Int($0) },
                unlabeledCount: unlabeledCount
            )
            if countsEpochs {
                let epochs = try hyperParameters.get("epoch").number()
                context.progress = try step.get("epoch").number() / epochs
            }
            models.begin()
            let report = objective.step(batch, in: &context, on: &models)
            try (context.random as? RecordedRandom)?.requireUsed()
            var gradients = models.workspace.gradients
            let layout = toy.network.layout
            let skipped =
                try step.get("expected")
                .find("parameters_without_any_gradient_skipped_by_the_optimiser")?.list() ?? []
            let rates = optimizer.step(
                count,
                &models.parameters,
                &average,
                &gradients,
                layout,
                skipping: try skipped.compactMap { layout.entry(try $0.text())?.range }
            ) { second?.step(&$0, $1, layout) }
            models.average = average

            let expected = try step.get("expected")
            let place = "\(place), step \(count)"
            try expected.requireOnly(Self.applied, "expectations")
            try check(report, checksMasks ? expected : expected.without(["mask"]), place)
            try check(models.outputs, passes, expected, place)
            try check(&objective, applied, state, expected.find("state_after"), place)
            try checks.check(
                gradients: gradients,
                parameters: models.parameters,
                average: average,
                rates: rates,
                expected,
                place
            )
            guard expected.find("then_epoch_ends") != nil else { continue }
            guard let look, let after = expected.find("state_after_epoch_end") else {
                throw GoldenError(description: "an epoch's end, not applied here")
            }
            let pool = try Matrix(beginning().get("whole_unlabelled_dataset_inputs"))
            let survey = Survey(
                plan: look,
                values: models.predict(look.role, [pool], .evaluate),
                labels: [],
                generator: SeededGenerator(seed: 0)
            )
            #expect(objective.take(survey) == nil, "\(place)")
            try check(&objective, applied, state, after, "\(place), at the epoch's end")
        }
    }

    /// The recorded rows that are turned, and by how many quarters.
    private static let turns = ["rotated_strong_inputs_1", "rotated_inputs", "rotation_labels"]

    /// A recorded state after each step.
    func states(_ name: String) throws -> [GoldenTensor] {
        try record.get("steps").list().map { step in
            try step.get("expected").get("state_after").get(name).tensor()
        }
    }

    /// The stream of turned rows of each step; empty where there is none.
    func turned() throws -> [[StreamName: Batch.Stream]] {
        try record.get("steps").list().compactMap { step in
            let inputs = try step.get("inputs")
            guard let rows = Self.turns.dropLast().compactMap({ inputs.find($0) }).first else {
                return nil
            }
            let labels = try inputs.get("rotation_labels").numbers().map { Int($0) }
            return [.turned: Batch.Stream(views: [try Matrix(rows)], labels: labels)]
        }
    }

    private func batch(
        _ step: GoldenValue,
        views: [String],
        _ labeledViews: [String]
    ) throws -> Batch {
        let inputs = try step.get("inputs")
        let plain = ["labels", "labelled_indices", "unlabelled_indices"]
        // What is turned is a stream of its own.
        try inputs.requireOnly(Set(plain + labeledViews + views + Self.turns), "inputs")
        let labeled = try labeledViews.map { try Matrix(inputs.get($0), columns: toy.inputs) }
        let first = try views.first.map { try Matrix(inputs.get($0)).rows }
        let unlabeled = try views.map {
            try Matrix(inputs.get($0), rows: first, columns: toy.inputs)
        }
        return Batch(
            labeled: labeled,
            labels: try inputs.get("labels")
                .labels(rows: labeled[0].rows, classes: toy.classes),
            unlabeled: unlabeled,
            labeledIndices: try inputs.find("labelled_indices")?.numbers().map { Int($0) } ?? [],
            indices: try inputs.find("unlabelled_indices")?.numbers().map { Int($0) }
                ?? Array(0..<(first ?? 0))
        )
    }
}

/// An optimizer beside the recorded one, which moves some parameters again.
struct SecondOptimizer {
    /// What it moves.
    var parameters: ParameterSelector
    /// The optimizer.
    var optimizer: Optimizer
    /// Its learning rate.
    var rate: Float

    /// Moves them.
    mutating func step(
        _ parameters: inout Parameters,
        _ gradients: [Float],
        _ layout: ParameterLayout
    ) {
        optimizer.step(
            &parameters,
            gradients: gradients,
            layout: layout,
            rate: rate,
            skipping: self.parameters.others(layout)
        )
    }
}

// MARK: - Comparisons

extension WholeStepReplay {
    /// What of a step's `expected` is compared.
    private static let applied: Set<String> = [
        "losses", "mask", "pseudo_labels", "loss_backpropagated", "network_outputs_in_call_order",
        "gradients", "parameters_after", "batch_norm_statistics_after", "ema_parameters_after",
        "learning_rates_used_per_parameter_group", "state_after", "aligned_probabilities",
        "parameters_without_any_gradient_skipped_by_the_optimiser", "state_after_epoch_end",
        "then_epoch_ends",
    ]

    /// Compares the objective's state with the recorded one.
    private func check(
        _ objective: inout some Objective,
        _ applied: Set<String>,
        _ state: (String, StateReader) -> [Float]?,
        _ after: GoldenValue?,
        _ place: String
    ) throws {
        guard let after, !after.isEmpty else { return }
        try after.requireOnly(applied, "state")
        var reader = StateReader()
        objective.visit(&reader)
        for name in applied {
            let recorded = try after.get(name)
            guard !recorded.isEmpty, let numbers = state(name, reader) else { continue }
            try checks.check(numbers, recorded, "\(place): \(name)")
        }
    }

    /// Our names of terms, and the recorded ones.
    private static let terms = [
        "balanced": ["teacher_classifier", "auxiliary_balanced_classifier", "transfer_and_share"],
        "contrastive": ["contrastive"],
        "debiasing": ["debiasing_unsupervised_on_labelled"],
        "entropy": ["entropy_minimisation"],
        "semantic": ["semantic_assignment"],
    ]

    /// The recorded losses that every algorithm may have.
    private static let losses: Set<String> = [
        "supervised", "unsupervised", "mask_mean", "base_algorithm_total", "labelled_mask_mean",
    ]

    /// The terms that the recorded total of the base does not have.
    private static let besideBase = ["balanced", "semantic"]

    private func check(_ report: LossReport, _ expected: GoldenValue, _ place: String) throws {
        let losses = try expected.get("losses")
        try losses.requireOnly(
            Self.losses.union(Self.terms.flatMap(\.value)),
            "losses"
        )
        let beside = Self.besideBase.reduce(Float(0)) { $0 + (report.terms[$1] ?? 0) }
        try checks.check(
            [report.total - beside],
            losses.find("base_algorithm_total"),
            "\(place): base"
        )
        try checks.check([report.supervised], losses.find("supervised"), "\(place): supervised")
        try checks.check([report.consistency], losses.find("unsupervised"), "\(place): unlabeled")
        try checks.check([report.utilization], losses.find("mask_mean"), "\(place): mask mean")
        for (term, keys) in Self.terms {
            for key in keys {
                try checks.check(
                    report.terms[term].map { [$0] } ?? [],
                    losses.find(key),
                    "\(place): \(term)"
                )
            }
        }
        // Two calls of a rule: of unlabelled and labelled rows, or of the base and the second classifier.
        let isTwice =
            report.terms["debiasing"] != nil || losses.find("transfer_and_share") != nil
        try checks.check([report.total], expected.get("loss_backpropagated"), "\(place): total")
        if let mask = try only(expected.find("mask"), twice: isTwice) {
            // What counts or not does so exactly; weights between have the tolerance of the case.
            let isHard = mask.values.allSatisfy { $0 == 0 || $0 == 1 }
            if isHard {
                #expect(report.weights == mask.floats, "\(place): mask")
            } else {
                try checks.check(report.weights, .tensor(mask), "\(place): weights")
            }
        }
        if let labels = try only(expected.find("pseudo_labels"), twice: isTwice) {
            #expect(report.pseudoLabels == Self.classes(of: labels), "\(place): pseudo-labels")
        }
    }

    /// The classes of hard labels, or the most likely ones of soft labels.
    private static func classes(of labels: GoldenTensor) -> [Int] {
        guard labels.shape.count == 2 else { return labels.integers }
        let classes = labels.shape[1]
        return (0..<labels.shape[0]).map { row in
            let values = labels.values[row * classes..<(row + 1) * classes]
            return (values.firstIndex(of: values.max() ?? 0) ?? 0) - values.startIndex
        }
    }

    /// The one tensor of a list with an entry for each call of a rule; the first where it is called twice.
    private func only(_ calls: GoldenValue?, twice: Bool) throws -> GoldenTensor? {
        guard let calls = try calls?.list() else { return nil }
        guard calls.count == (twice ? 2 : 1) else {
            throw GoldenError(description: "\(calls.count) calls of one rule")
        }
        return try calls[0].tensor()
    }

    /// The passes that the record has, in its order.
    private func check(
        _ found: [HeadValues],
        _ passes: [Int]?,
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        guard let all = try expected.find("network_outputs_in_call_order")?.list() else {
            return
        }
        let outputs = passes.map { $0.map { all[$0] } } ?? all
        #expect(found.count >= outputs.count, "\(place): \(found.count) passes")
        for (index, output) in outputs.enumerated() where index < found.count {
            let what = "\(place): logits of pass \(index)"
            try checks.check(found[index].classifierLogits.values, output.get("logits"), what)
            let balanced = found[index][.balancedClassifier]?.values ?? []
            try checks.check(balanced, output.find("logits_tfe"), "\(what), balanced")
        }
    }
}

extension ParameterLayout {
    /// The parameter of a recorded name, whatever wrappers are before it.
    fileprivate func entry(_ recorded: String) -> Entry? {
        parameters.first { recorded == $0.name || recorded.hasSuffix(".\($0.name)") }
    }
}

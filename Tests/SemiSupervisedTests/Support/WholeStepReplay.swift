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
    /// and `second` is an optimizer that moves what it is told to after the first one.
    func run(
        _ objective: some Objective,
        passes: [Int]? = nil,
        views: [String],
        labeledViews: [String] = ["labelled_inputs"],
        begins: [String: [Double]] = [:],
        labeledCount: Int? = nil,
        applied: Set<String> = [],
        streams: [[StreamName: Batch.Stream]] = [],
        second: SecondOptimizer? = nil,
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
        let unlabeledCount = begins["winners"]?.count ?? 0
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
                classCounts: labeledCount.map { [$0] } ?? counts.map { Int($0) },
                unlabeledCount: unlabeledCount
            )
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
                skipping: try skipped.compactMap { layout[try $0.text()]?.range }
            ) { second?.step(&$0, $1, layout) }
            models.average = average

            let expected = try step.get("expected")
            let place = "\(place), step \(count)"
            try expected.requireOnly(Self.applied, "expectations")
            try check(report, expected, place)
            try check(models.outputs, passes, expected, place)
            try check(&objective, applied, state, expected, place)
            try checks.check(
                gradients: gradients,
                parameters: models.parameters,
                average: average,
                rates: rates,
                expected,
                place
            )
        }
    }

    private func batch(
        _ step: GoldenValue,
        views: [String],
        _ labeledViews: [String]
    ) throws -> Batch {
        guard step.find("then_epoch_ends") == nil else {
            throw GoldenError(description: "an epoch's end, not applied here")
        }
        let inputs = try step.get("inputs")
        let plain = ["labels", "labelled_indices", "unlabelled_indices"]
        try inputs.requireOnly(Set(plain + labeledViews + views), "inputs")
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
        "parameters_without_any_gradient_skipped_by_the_optimiser",
    ]

    /// Compares the objective's state with the recorded one.
    private func check(
        _ objective: inout some Objective,
        _ applied: Set<String>,
        _ state: (String, StateReader) -> [Float]?,
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        guard let after = expected.find("state_after"), !after.isEmpty else { return }
        try after.requireOnly(applied, "state")
        var reader = StateReader()
        objective.visit(&reader)
        for name in applied {
            guard let numbers = state(name, reader) else { continue }
            try checks.check(numbers, after.get(name), "\(place): \(name)")
        }
    }

    private func check(_ report: LossReport, _ expected: GoldenValue, _ place: String) throws {
        let losses = try expected.get("losses")
        try losses.requireOnly(
            [
                "supervised", "unsupervised", "mask_mean", "base_algorithm_total", "contrastive",
                "teacher_classifier", "debiasing_unsupervised_on_labelled", "labelled_mask_mean",
                "entropy_minimisation",
            ],
            "losses"
        )
        let balanced = report.terms["balanced"]
        let isDebiased = report.terms["debiasing"] != nil
        try checks.check(
            [report.total - (balanced ?? 0)],
            losses.find("base_algorithm_total"),
            "\(place): base"
        )
        try checks.check(
            balanced.map { [$0] } ?? [],
            losses.find("teacher_classifier"),
            "\(place): balanced classifier"
        )
        try checks.check([report.supervised], losses.find("supervised"), "\(place): supervised")
        try checks.check([report.consistency], losses.find("unsupervised"), "\(place): unlabeled")
        try checks.check([report.utilization], losses.find("mask_mean"), "\(place): mask mean")
        try checks.check(
            report.terms["contrastive"].map { [$0] } ?? [],
            losses.find("contrastive"),
            "\(place): contrastive"
        )
        try checks.check(
            report.terms["debiasing"].map { [$0] } ?? [],
            losses.find("debiasing_unsupervised_on_labelled"),
            "\(place): debiasing"
        )
        try checks.check([report.total], expected.get("loss_backpropagated"), "\(place): total")
        if let mask = try only(expected.find("mask"), ofLabeled: isDebiased) {
            // What counts or not does so exactly; weights between have the tolerance of the case.
            let isHard = mask.values.allSatisfy { $0 == 0 || $0 == 1 }
            if isHard {
                #expect(report.weights == mask.floats, "\(place): mask")
            } else {
                try checks.check(report.weights, .tensor(mask), "\(place): weights")
            }
        }
        if let labels = try only(expected.find("pseudo_labels"), ofLabeled: isDebiased) {
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

    /// The one tensor of a list with an entry for each call of a rule; where labelled rows are judged too, that
    /// of the unlabelled ones.
    private func only(_ calls: GoldenValue?, ofLabeled: Bool) throws -> GoldenTensor? {
        guard let calls = try calls?.list() else { return nil }
        guard calls.count == (ofLabeled ? 2 : 1) else {
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

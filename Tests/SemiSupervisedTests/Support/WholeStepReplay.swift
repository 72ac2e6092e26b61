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

    /// Compares numbers at the tolerance of the case.
    func check(_ values: [Float], _ expected: GoldenValue, _ what: String) throws {
        try checks.check(values, expected, "\(place): \(what)")
    }

    /// A recorded whole number as a share of another one.
    func share(_ key: String, of whole: String) throws -> Float { try number(key) / number(whole) }

    /// The first step whose recorded epoch is not the first one, as a share of all; 1: none is.
    func shareBeforeSecondEpoch() throws -> Float {
        let late = try record.get("steps").list().first { try $0.get("epoch").number() > 0 }
        guard let step = try late?.get("iteration").number() else { return 1 }
        let steps = try hyperParameters.get("num_train_iter").number()
        let share = Float(step / steps)
        // A share that rounding made larger would leave that step out.
        return Double(share) * steps > step ? share.nextDown : share
    }

    /// What share of the run is done in a step.
    enum Progress {
        /// That of the steps.
        case steps
        /// That of the epochs, rounded as shares are that it is compared with.
        case epochs
        /// The least one of which so many epochs are the step's.
        case wholeEpochs

        fileprivate func share(of step: GoldenValue, epochs: Double) throws -> Double? {
            let epoch = try step.get("epoch").number()
            switch self {
            case .steps: return nil
            case .epochs: return Double(Float(epoch) / Float(epochs))
            case .wholeEpochs:
                var share = epoch / epochs
                while share * epochs < epoch { share = share.nextUp }
                return share
            }
        }
    }

    /// Replays every step with `objective`; `views` are the names of the unlabelled inputs, in the
    /// order of the objective's plan.
    ///
    /// `applying` sets what the case's recorded state begins with, `state` is what is compared with the state
    /// recorded after each step.
    /// `passes` are the recorded ones that there are; nil: all. `streams` are further ones of each step,
    /// and `second` is an optimizer that moves what it is told to after the first one. `look` is made of the whole
    /// recorded pool where an epoch ends; `inner`: what of the rules the step's report does not say.
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
        progress: Progress = .steps,
        inner: InnerRules = InnerRules(),
        state: (String, StateReader) throws -> [Float]? = { _, _ in nil }
    ) throws {
        var (objective, writer) = (objective, StateWriter(values: begins))
        objective.visit(&writer)
        let steps = try record.get("steps").list()
        let batches = try batches(steps, views, labeledViews, streams)
        if let state = try beginning().find("state"), !state.isEmpty {
            try state.requireOnly(applied, "initial state")
        }
        var (second, average) = (second, toy.initial)
        var optimizer = try GoldenOptimizer(record)
        var models = try models(batches, objective.needs)
        let pools = (
            labeled: classCounts ?? labeledCount.map { [$0] },
            unlabeled: begins["winners"]?.count ?? pool
        )
        for (count, (step, batch)) in zip(steps, batches).enumerated() {
            var context = try context(of: step, optimizer.totalSteps, pools, progress)
            models.begin()
            let before = StateReader(of: &objective)
            let report = objective.step(batch, in: &context, on: &models)
            try (context.random as? RecordedRandom)?.requireUsed()
            var gradients = models.workspace.gradients
            let (expected, layout) = try (step.get("expected"), toy.network.layout)
            let rates = optimizer.step(
                count,
                &models.parameters,
                &average,
                &gradients,
                layout,
                skipping: try skipped(expected, layout)
            ) { second?.step(&$0, $1, layout) }
            models.average = average

            let place = "\(place), step \(count)"
            try check(report, inner, expected, place)
            try inner.check(models.outputs, batch, context, before, expected, checks, place)
            try check(models.outputs, passes, expected, place)
            let after = StateReader(of: &objective, before: before)
            try check(after, applied, state, expected.find("state_after"), place)
            try checks.check(
                gradients: gradients,
                parameters: models.parameters,
                average: average,
                rates: rates,
                expected,
                place
            )
            guard expected.find("then_epoch_ends") != nil else { continue }
            try endEpoch(&objective, &models, look, place)
            let ended = try expected.get("state_after_epoch_end")
            let end = StateReader(of: &objective, before: before)
            try check(end, applied, state, ended, "\(place), at the epoch's end")
        }
    }

    private func context(
        of step: GoldenValue,
        _ totalSteps: Int,
        _ pools: (labeled: [Int]?, unlabeled: Int?),
        _ progress: Progress
    ) throws -> StepContext {
        let initial = try beginning()
        let counts = try initial.find("labelled_class_counts")?.numbers().map { Int($0) } ?? []
        var context = StepContext(
            step: try step.get("iteration").integer(),
            totalSteps: totalSteps,
            random: try RecordedRandom(step),
            classCounts: pools.labeled ?? counts,
            unlabeledCount: try initial.find("unlabelled_dataset_size")?.integer()
                ?? pools.unlabeled ?? 0
        )
        let epochs = try hyperParameters.find("epoch")?.number() ?? 1
        context.progress = try progress.share(of: step, epochs: epochs) ?? context.progress
        return context
    }

    /// Looks at the whole recorded pool.
    private func endEpoch(
        _ objective: inout some Objective,
        _ models: inout NetworkModels,
        _ look: SurveyPlan?,
        _ place: String
    ) throws {
        guard let look else {
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
    }

    private func batches(
        _ steps: [GoldenValue],
        _ views: [String],
        _ labeledViews: [String],
        _ streams: [[StreamName: Batch.Stream]]
    ) throws -> [Batch] {
        #expect(!steps.isEmpty, "\(place)")
        var batches = try steps.map { try batch($0, views: views, labeledViews) }
        for (index, more) in streams.enumerated() where index < batches.count {
            batches[index].streams.merge(more) { $1 }
        }
        return batches
    }

    private func models(_ batches: [Batch], _ needs: Needs) throws -> NetworkModels {
        let rows = batches.map { batch in
            batch.streams.values.flatMap(\.views).reduce(0) { $0 + $1.rows }
        }
        return try NetworkModels(
            toy.network,
            parameters: toy.initial,
            rows: max(1, rows.max() ?? 1),
            needs: needs
        )
    }

    /// The parameters that the loss of a step does not reach.
    private func skipped(
        _ expected: GoldenValue,
        _ layout: ParameterLayout
    ) throws -> [Range<Int>] {
        let key = "parameters_without_any_gradient_skipped_by_the_optimiser"
        return try expected.find(key)?.list().compactMap {
            layout.entry(try $0.text())?.range
        } ?? []
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

    /// Compares the objective's state with the recorded one; every part that was recorded has one of ours.
    private func check(
        _ reader: StateReader,
        _ applied: Set<String>,
        _ state: (String, StateReader) throws -> [Float]?,
        _ after: GoldenValue?,
        _ place: String
    ) throws {
        guard let after, !after.isEmpty else { return }
        try after.requireOnly(applied, "state")
        for name in applied {
            let recorded = try after.get(name)
            guard !recorded.isEmpty else { continue }
            guard let numbers = try state(name, reader) else {
                throw GoldenError(description: "no \(name) of ours")
            }
            if case .flag(let flag) = recorded {
                #expect(numbers == [flag ? 1 : 0], "\(place): \(name)")
            } else {
                try checks.check(numbers, recorded, "\(place): \(name)")
            }
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

    private func check(
        _ report: LossReport,
        _ inner: InnerRules,
        _ expected: GoldenValue,
        _ place: String
    ) throws {
        try expected.requireOnly(Self.applied, "expectations")
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
        try checks.check([report.total], expected.get("loss_backpropagated"), "\(place): total")
        // Of unlabelled and labelled rows, or of the base and the second classifier.
        let isTwice =
            report.terms["debiasing"] != nil || losses.find("transfer_and_share") != nil
        if let mask = try inner.first(expected.find("mask"), twice: isTwice) {
            try Self.check(report.weights, mask, checks, "\(place): mask")
        }
        if let labels = try inner.first(expected.find("pseudo_labels"), twice: isTwice) {
            #expect(report.pseudoLabels == Self.classes(of: labels), "\(place): pseudo-labels")
        }
    }

    /// Compares weights: those that count or not exactly, those between at the tolerance of the case.
    static func check(
        _ weights: [Float],
        _ mask: GoldenTensor,
        _ checks: GoldenStepChecks,
        _ what: String
    ) throws {
        if mask.values.allSatisfy({ $0 == 0 || $0 == 1 }) {
            #expect(weights == mask.floats, "\(what)")
        } else {
            try checks.check(weights, .tensor(mask), what)
        }
    }

    /// The classes of hard labels, or the most likely ones of soft labels.
    static func classes(of labels: GoldenTensor) -> [Int] {
        guard labels.shape.count == 2 else { return labels.integers }
        let classes = labels.shape[1]
        return (0..<labels.shape[0]).map { row in
            let values = labels.values[row * classes..<(row + 1) * classes]
            return (values.firstIndex(of: values.max() ?? 0) ?? 0) - values.startIndex
        }
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
